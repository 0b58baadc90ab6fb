import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { describe, expect, it } from 'vitest';
import {
  failure,
  MutationError,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type ErrorPayloadOptions,
} from 'graphql-error-codes';
import { throwing } from './host.js';

function compile(rename: (...parameters: never[]) => unknown, source: string, options: ErrorPayloadOptions = {}) {
  const schema = withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `type Query { ok: Boolean } type Mutation { rename(input: Input): RenamePayload renameAll: [RenamePayload] }
        input Input { clientMutationId: String }
        type RenamePayload { clientMutationId: String name: String errors: [Error!]! }`,
      ],
      resolvers: [resolvers, { Mutation: { rename, renameAll: rename } }],
    }),
    options,
  );
  const compiled = compileQuery(schema, parse(source));
  if (!isCompiledQuery(compiled)) throw new Error(JSON.stringify(compiled.errors));
  return async (variables?: object) =>
    JSON.parse(JSON.stringify(await compiled.query(undefined, undefined, variables ?? {}))) as object;
}

const source = `mutation ($id: String) {
  it: rename(input: { clientMutationId: $id }) { clientMutationId name errors { errorCode } } }`;

describe('under graphql-jit', () => {
  it('requests of one compiled operation are kept apart', async () => {
    const shared = Object.freeze({ name: 'nora' });
    const run = compile(async () => shared, source);
    const responses = await Promise.all(['a', 'b', undefined].map((id) => run({ id })));
    expect(responses).toEqual(
      ['a', 'b', null].map((clientMutationId) => ({ data: { it: { clientMutationId, name: 'nora', errors: [] } } })),
    );
  });

  it.each([
    ['thrown', throwing(new MutationError('MFA_FAILED'))],
    ['returned', () => failure('MFA_FAILED')],
    ['a MutationError among the errors', () => ({ errors: [new MutationError('MFA_FAILED')] })],
    ['a promise', () => ({ errors: Promise.reject(new MutationError('MFA_FAILED')) })],
    ['a function', () => ({ errors: () => failure('mfa_failed').errors })],
  ])('a failure is delivered: %s', async (_case, rename) => {
    expect(await compile(rename, source)({ id: '7' })).toEqual({
      data: { it: { clientMutationId: '7', name: null, errors: [{ errorCode: 'MFA_FAILED' }] } },
    });
  });

  it.each([
    ['thrown', throwing(new MutationError('MFA_FAILED', { message: 'of nora' }))],
    ['returned', () => failure('MFA_FAILED', { message: 'of nora' })],
    ['a promise', () => ({ errors: Promise.reject(new MutationError('MFA_FAILED')) })],
    ['in a list of payloads', () => [failure('MFA_FAILED', { message: 'of nora' })]],
  ])('a concealed code is not delivered: %s', async (how, rename) => {
    const batch = how === 'in a list of payloads';
    const query = `mutation { it: ${batch ? 'renameAll' : 'rename'} { name errors { errorCode details { ... on MessageError { message } } } } }`;
    const real = batch ? () => [failure('INVALID_LOGIN_DATA')] : () => failure('INVALID_LOGIN_DATA');
    const conceal = { MFA_FAILED: 'INVALID_LOGIN_DATA' } as const;
    const response = await compile(rename, query, { conceal })();
    expect(response).toEqual(await compile(real, query)());
    expect(JSON.stringify(response)).toContain('INVALID_LOGIN_DATA');
  });

  it('the payloads of a list have their own errors', async () => {
    const rename = () => ['MFA_FAILED', 'WRONG_TOTP'].map((code) => ({ errors: [new MutationError(code as never)] }));
    expect(await compile(rename, 'mutation { renameAll { errors { errorCode } } }')()).toEqual({
      data: { renameAll: [{ errors: [{ errorCode: 'MFA_FAILED' }] }, { errors: [{ errorCode: 'WRONG_TOTP' }] }] },
    });
  });

  it("unselected: 'error' makes a failure a top-level error", async () => {
    const run = compile(() => failure('MFA_FAILED'), 'mutation { rename { name } }', { unselected: 'error' });
    expect(await run()).toMatchObject({ data: { rename: null }, errors: [{ path: ['rename'] }] });
  });
});
