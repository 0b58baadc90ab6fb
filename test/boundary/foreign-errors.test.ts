import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import { createErrorModule, resolvers, typeDefs, unwrappedFields, withErrorPayloads } from 'graphql-error-codes';
import { renameErrorTypes } from 'graphql-error-codes/document';
import { execute } from '../host.js';

/** Types of a host that look like typed errors. */
const foreign: Readonly<Record<string, string>> = {
  'details of an object type':
    'type Problem { errorCode: ProblemCode! details: [Fact!] } type Fact { key: String text: String }',
  'details that are texts': 'type Problem { errorCode: ProblemCode! details: [String!] }',
  'no details': 'type Problem { errorCode: ProblemCode! }',
  'details of another union':
    'type Problem { errorCode: ProblemCode! details: [Fact!] } union Fact = A | B type A { key: String } type B { text: String }',
  'one detail': 'type Problem { errorCode: ProblemCode! details: Fact } union Fact = A type A { message: String }',
};

describe.each(Object.entries(foreign))("a host's own errors with %s", (_case, sdl) => {
  const build = (errors: unknown) =>
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        sdl,
        `enum ProblemCode { OUT_OF_PAPER }
        type Query { ok: Boolean } type Mutation { print: PrintPayload } type PrintPayload { errors: [Problem!] }`,
      ],
      resolvers: [
        resolvers,
        {
          Mutation: { print: () => ({ errors }) },
          ...(sdl.includes('union Fact') && { Fact: { __resolveType: () => 'A' } }),
        },
      ],
    });

  it('are unchanged when the schema is wrapped', async () => {
    for (const errors of [null, undefined, [], [{ errorCode: 'OUT_OF_PAPER' }]]) {
      const source = 'mutation { print { errors { errorCode } } }';
      const expected = await execute(build(errors), source);
      expect(await execute(withErrorPayloads(build(errors)), source)).toEqual(expected);
    }
  });

  it('have no boundary', () => {
    const schema = build(null);
    const { print: field } = schema.getMutationType()!.getFields();
    const { resolve } = field!;
    withErrorPayloads(schema);
    expect(field!.resolve).toBe(resolve);
    expect(unwrappedFields(schema)).toEqual([]);
  });
});

it("the module's own types are wrapped, whatever they are called", async () => {
  const typeNames = {
    Error: 'Failure',
    DetailedError: 'Reason',
    ActiveModelError: 'FieldReason',
    MessageError: 'TextReason',
    ErrorCodeEnum: 'FailureCode',
  } as const;
  const errors = createErrorModule({ typeNames });
  const host = `type Query { ok: Boolean } type Mutation { rename: RenamePayload } type RenamePayload { errors: [Error!]! }`;
  const schema = makeExecutableSchema({
    typeDefs: [errors.typeDefs, renameErrorTypes(host, errors.typeNames)],
    resolvers: [errors.resolvers, { Mutation: { rename: () => ({}) } }],
  });
  expect(unwrappedFields(schema)).toEqual(['Mutation.rename', 'RenamePayload.errors']);
  expect(await execute(withErrorPayloads(schema), 'mutation { rename { errors { errorCode } } }')).toEqual({
    data: { rename: { errors: [] } },
  });
});
