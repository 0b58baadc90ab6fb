import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import { buildSchema, graphql, GraphQLObjectType, GraphQLSchema, GraphQLString, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  ErrorCode,
  failure,
  MutationError,
  resolvers,
  typeDefs,
  withErrorPayloads,
} from 'graphql-error-codes';
import * as wholeModule from 'graphql-error-codes';
import { createHost, everything, execute, taken, throwing } from '../host.js';

const build = (mutations: string, more = '') =>
  buildSchema(`${typeDefs} type Query { ok: Boolean } ${more} type Payload { name: String errors: [Error!]! }
    type Mutation { ${mutations} }`);

/** Counts the mutations without a resolver. */
const unwrapped = (schema: GraphQLSchema) =>
  Object.values(schema.getMutationType()!.getFields()).filter(({ resolve }) => resolve === undefined).length;

describe('withErrorPayloads', () => {
  it('returns the same schema, changed in place', () => {
    const schema = build('rename: Payload');
    expect(withErrorPayloads(schema)).toBe(schema);
    expect(unwrapped(schema)).toBe(0);
  });

  it('reports each error once, however often a schema is wrapped, alone or merged', async () => {
    const { schema, events } = createHost(() => failure(ErrorCode.MFA_FAILED), {
      declaration: '@errors(codes: ["MFA_FAILED"])',
    });
    const merged = mergeSchemas({ schemas: [schema] });
    for (const target of [schema, merged]) withErrorPayloads(target);
    await graphql({ schema: merged, source: everything });
    expect(events).toHaveLength(1);
    expect(merged.getMutationType()!.getFields().rename!.description).toBe('Gives it a name\n\nErrors: `MFA_FAILED`');
  });

  it('does nothing to a schema without mutations', () => {
    const queries = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { ok: { type: GraphQLString } } }),
    });
    expect(withErrorPayloads(queries)).toBe(queries);
  });

  it('finds payloads by type: fields with other `errors`, or without, keep their resolvers', () => {
    const foreign = buildSchema(`type Query { ok: Boolean }
      type Foreign { errors: [String!]! } type Problem { errorCode: String } type Other { errors: [Problem!]! }
      input Flags { ok: Boolean } enum Level { LOW } type Grade { errors: [Level!] }
      type Plain { ok: Boolean }
      type Mutation { foreign: Foreign other: Other note(flags: Flags): String level: Level grade: Grade plain: Plain }`);
    withErrorPayloads(foreign);
    expect(unwrapped(foreign)).toBe(6);
  });

  it('does not wrap interfaces, unions, lists of lists, and payloads with a single error', () => {
    const foreign = buildSchema(`${typeDefs} type Query { ok: Boolean } interface Any { errors: [Error!]! }
      type One implements Any { errors: [Error!]! } type Single { errors: Error! } union Some = One | Single
      type Nested { errors: [[Error!]] }
      type Mutation { any: Any some: Some lists: [[One]] single: Single nested: Nested }`);
    withErrorPayloads(foreign);
    expect(unwrapped(foreign)).toBe(5);
  });

  it('finds payloads in any combination of nullable, non-null and list types', () => {
    const schema = build(
      'plain: Payload required: Payload! list: [Payload] strict: [Payload!]! loose: Loose note: String',
      'type Loose { errors: [Error] }',
    );
    withErrorPayloads(schema);
    expect(unwrapped(schema)).toBe(1);
  });

  it('uses the names and the internal values of the running schema', async () => {
    const schema = makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `schema { query: Q mutation: Changes } type Q { ok: Boolean } type Payload { errors: [Error!]! }
        type Changes { rename: Payload @errors(codes: ["QUOTA"]) } extend enum ErrorCodeEnum { QUOTA }`,
      ],
      resolvers: [
        resolvers,
        { ErrorCodeEnum: { QUOTA: 'quota-value' }, Changes: { rename: () => failure('quota-value' as never) } },
      ],
    });
    const events: unknown[] = [];
    withErrorPayloads(schema, { onError: (event) => events.push(event) });
    expect(await execute(schema, 'mutation { rename { errors { errorCode } } }')).toEqual({
      data: { rename: { errors: [{ errorCode: 'QUOTA' }] } },
    });
    expect(events).toMatchObject([{ coordinate: 'Changes.rename', code: 'QUOTA', declared: true }]);
  });

  it("keeps the host's resolvers of the payload and of the types in it", async () => {
    const { run } = createHost(() => ({ list: [{ code: 'MFA_FAILED' }], id: 'mine' }), {
      resolvers: {
        RenamePayload: {
          errors: ({ list }: { list: unknown }) => list,
          clientMutationId: ({ id }: { id: string }) => id,
        },
        Error: { errorCode: ({ code }: { code: string }) => code.toLowerCase() },
      },
    });
    const response = await run(
      'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId errors { errorCode } } }',
    );
    expect(response).toEqual({ data: { rename: { clientMutationId: 'mine', errors: [{ errorCode: 'MFA_FAILED' }] } } });
  });

  it('adds the missing resolvers for a host that merged only the SDL and resolves with a root value', async () => {
    const noResolver = (mutation: string) =>
      `Mutation.${mutation} has no resolver, and the root value has no "${mutation}". Add a resolver. ` +
      'If the schema is executed with a custom fieldResolver, pass it to withErrorPayloads as "fieldResolver".';
    const schema = withErrorPayloads(
      build('rename: Payload greet: Payload ask(name: String): Payload absent: Payload'),
    );
    const rootValue = {
      rename: throwing(new MutationError(ErrorCode.INVALID_SETTING, taken)),
      greet: { name: 'nora' },
      ask: ({ name }: { name: string }, context: unknown, { fieldName }: { fieldName: string }) => ({
        name: `${fieldName} ${name} ${String(context)}`,
      }),
    };
    const source = `mutation {
      rename { errors { errorCode details { __typename } } } greet { name errors { errorCode } }
      ask(name: "torvald") { name } absent { name }
    }`;
    expect(await execute(schema, source, rootValue)).toEqual({
      data: {
        rename: { errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError' }] }] },
        greet: { name: 'nora', errors: [] },
        ask: { name: 'ask torvald undefined' },
        absent: null,
      },
      errors: [expect.objectContaining({ message: noResolver('absent'), path: ['absent'] })],
    });
    expect(await execute(schema, 'mutation { greet { name } }')).toMatchObject({
      data: { greet: null },
      errors: [{ message: noResolver('greet') }],
    });
  });
});

describe('the description of a mutation', () => {
  it('ends with its declared codes', () => {
    const schema = withErrorPayloads(
      build(
        '"Signs in" login: Payload @errors(codes: ["MFA_FAILED", "WRONG_TOTP"]) ' +
          'none: Payload @errors(codes: []) silent: Payload',
      ),
    );
    const { login, none, silent } = schema.getMutationType()!.getFields();
    expect(login!.description).toBe('Signs in\n\nErrors: `MFA_FAILED`, `WRONG_TOTP`');
    expect(none!.description).toBe('Errors: none');
    expect(silent!.description).toBeUndefined();
  });

  it('lists them once, also when the SDL is that of a wrapped schema', () => {
    const declared = 'login: Payload @errors(codes: ["MFA_FAILED"])';
    const described = (description: string) =>
      withErrorPayloads(build(`${JSON.stringify(description)} ${declared}`))
        .getMutationType()!
        .getFields().login!.description;
    const once = described('Signs in');
    expect(described(once!)).toBe(once);
    expect(described('Errors: `MFA_FAILED`')).toBe('Errors: `MFA_FAILED`');
    expect(printSchema(withErrorPayloads(build(declared)))).toContain('"""Errors: `MFA_FAILED`"""');
  });
});

describe('withErrorPayloads refuses', () => {
  it.each([
    [
      'an unknown option',
      { requireDeclarations: true },
      'has no option "requireDeclarations". Did you mean "requireDeclaration"?',
    ],
    [
      'an option that resembles none',
      { colour: 1 },
      'has no option "colour". It accepts onError, onDeprecated, onDefect, strict, catalogue, translate, fieldResolver, unselected, conceal, requireDeclaration.',
    ],
    ['null', null, 'expects an options object, got null.'],
    ['a list', [], 'expects an options object, got [].'],
    ['a string', 'strict', 'expects an options object, got "strict".'],
  ])('%s as its options', (_case, options, message) => {
    expect(() => withErrorPayloads(build('rename: Payload'), options as object)).toThrow(
      new TypeError(`withErrorPayloads ${message}`),
    );
  });

  const { typeDefs: _sdl, ...withoutSdl } = createErrorModule();
  it.each([
    ['strict', 'no', 'true or false, got "no"'],
    ['requireDeclaration', 1, 'true or false, got 1'],
    ['onError', 42, 'a function, got 42'],
    ['onDeprecated', 'log', 'a function, got "log"'],
    ['onDefect', {}, 'a function, got {}'],
    ['onDefect', null, 'a function, got null'],
    ['catalogue', null, 'a catalogue such as errors.catalogue, got null'],
    ['catalogue', 'MFA_FAILED', 'a catalogue such as errors.catalogue, got "MFA_FAILED"'],
    ['catalogue', [], 'a catalogue such as errors.catalogue, got []'],
    ['catalogue', { MFA_FAILED: null }, 'a catalogue such as errors.catalogue, got {"MFA_FAILED":null}'],
    ['catalogue', { MFA_FAILED: {} }, 'a catalogue such as errors.catalogue, got {"MFA_FAILED":{}}'],
  ])('"%s" with the value %j', (name, value, message) => {
    expect(() => withErrorPayloads(build('rename: Payload'), { [name]: value })).toThrow(
      new TypeError(`withErrorPayloads: "${name}" must be ${message}.`),
    );
  });

  it.each([
    ['a module', createErrorModule()],
    ['a module without its SDL', withoutSdl],
    ['the whole package', wholeModule],
  ])('%s as a catalogue', (_case, value) => {
    expect(() => withErrorPayloads(build('rename: Payload'), { catalogue: value as never })).toThrow(
      /^withErrorPayloads: "catalogue" must be a catalogue such as errors\.catalogue, got \{/,
    );
  });

  it('neither a catalogue nor an undefined option', () => {
    const options = { catalogue, strict: undefined, onError: undefined } as object;
    expect(() => withErrorPayloads(build('rename: Payload'), options)).not.toThrow();
    const known = { value: 'a', fault: 'server', retry: 'latr' } as never;
    expect(() => withErrorPayloads(build('rename: Payload'), { catalogue: { A: known } })).toThrow(
      new TypeError(
        'withErrorPayloads: catalogue.A: "retry" must be "never", "after_fix" or "later", got "latr". Did you mean "later"?',
      ),
    );
    expect(() => withErrorPayloads(build('rename: Payload'), { catalogue: {} })).not.toThrow();
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['type Query { ok: Boolean }', '"type Query { ok: Boolean }"'],
    [{ typeDefs: '' }, '{"typeDefs":""}'],
  ])('the schema %j', (schema, got) => {
    expect(() => withErrorPayloads(schema as never)).toThrow(
      new TypeError(`withErrorPayloads expects a schema, such as makeExecutableSchema returns, got ${got}.`),
    );
  });
});
