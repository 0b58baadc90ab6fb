import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import { ErrorCode, resolvers, typeDefs } from 'graphql-error-codes';
import { execute } from '../host.js';

/** Resolves one error in a schema that is not wrapped, so that only this resolver sees the code. */
async function resolve(error: object, source = 'errorCode', more = '', hostResolvers = {}) {
  const schema = makeExecutableSchema({
    typeDefs: [typeDefs, 'type Query { error: Error }', more],
    resolvers: [resolvers, { Query: { error: () => error } }, hostResolvers],
  });
  const { data, errors } = await execute(schema, `{ error { ${source} } }`);
  return errors ? errors[0]!.message : data!.error;
}

describe('Error.errorCode', () => {
  it('returns every code by internal value and by name', async () => {
    for (const [name, value] of Object.entries(ErrorCode)) {
      for (const errorCode of [name, value]) expect(await resolve({ errorCode })).toEqual({ errorCode: name });
    }
  });

  it('returns a code that the host added, by name and by its internal value', async () => {
    for (const errorCode of ['QUOTA_EXCEEDED', 'quota-exceeded']) {
      expect(
        await resolve({ errorCode }, 'errorCode', 'extend enum ErrorCodeEnum { QUOTA_EXCEEDED }', {
          ErrorCodeEnum: { QUOTA_EXCEEDED: 'quota-exceeded' },
        }),
      ).toEqual({ errorCode: 'QUOTA_EXCEEDED' });
    }
  });

  it("prefers a name of the enum to another code's internal value", async () => {
    const extended = 'extend enum ErrorCodeEnum { mfa_failed }';
    const hostResolvers = { ErrorCodeEnum: { MFA_FAILED: 'other' } };
    expect(await resolve({ errorCode: 'mfa_failed' }, 'errorCode', extended, hostResolvers)).toEqual({
      errorCode: 'mfa_failed',
    });
  });

  it('accepts an internal value that is not a string', async () => {
    const hostResolvers = { ErrorCodeEnum: { QUOTA_EXCEEDED: 42 } };
    const extended = 'extend enum ErrorCodeEnum { QUOTA_EXCEEDED }';
    expect(await resolve({ errorCode: 42 }, 'errorCode', extended, hostResolvers)).toEqual({
      errorCode: 'QUOTA_EXCEEDED',
    });
  });

  it('reads a code under the alias of the query, where a stitching gateway stores it', async () => {
    expect(await resolve({ code: 'MFA_FAILED' }, 'code: errorCode')).toEqual({ code: 'MFA_FAILED' });
  });

  it.each([
    ['mfa_faild', '"mfa_faild"', ' Did you mean "MFA_FAILED"?'],
    ['constructor', '"constructor"', ''],
    [undefined, 'undefined', ''],
    [null, 'null', ''],
  ])('fails for the code %o', async (errorCode, got, hint) => {
    expect(await resolve({ errorCode })).toBe(
      `Error.errorCode returned the code ${got}, which ErrorCodeEnum does not have.${hint}`,
    );
  });
});
