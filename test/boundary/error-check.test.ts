import { buildSchema } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { ErrorCode, failure, MutationError, typeDefs } from 'graphql-error-codes';
import { createHost, everything, execute, failed, throwing } from '../host.js';

describe('an unknown code', () => {
  it.each([
    ['returned', () => failure('mfa_faild' as never)],
    ['thrown', throwing(new MutationError('mfa_faild' as never))],
    ['promised', async () => failure('mfa_faild' as never)],
  ])('that is %s fails its field, with a suggestion, and is reported', async (_case, rename) => {
    for (const strict of [true, false]) {
      const { run, defects, events } = createHost(rename, { strict });
      const message =
        'Mutation.rename returned the code "mfa_faild", which ErrorCodeEnum does not have. Did you mean "MFA_FAILED"?';
      expect(await run(everything)).toMatchObject({
        data: { rename: null, note: 'noted' },
        errors: [{ message, path: ['rename'] }],
      });
      expect(defects).toMatchObject([{ error: { message }, coordinate: 'Mutation.rename' }]);
      expect(events).toEqual([]);
    }
  });

  it('that was thrown has what was thrown as its cause', async () => {
    const thrown = new MutationError('mfa_faild' as never);
    const { run, defects } = createHost(throwing(thrown));
    await run(everything);
    expect((defects[0]!.error as Error).cause).toBe(thrown);
  });

  it('that was returned has no cause', async () => {
    const { run, defects } = createHost(() => failure('mfa_faild' as never));
    await run(everything);
    expect(defects[0]!.error).not.toHaveProperty('cause');
  });

  it('that resembles no code gets no suggestion', async () => {
    const { errors } = await createHost(() => failure('something else' as never)).run(everything);
    expect(errors![0]!.message).toBe(
      'Mutation.rename returned the code "something else", which ErrorCodeEnum does not have.',
    );
  });

  it('may be of any type', async () => {
    for (const [code, got] of [
      [undefined, 'undefined'],
      [7, '7'],
      [{ code: 'MFA_FAILED' }, '{"code":"MFA_FAILED"}'],
    ] as const) {
      const { run } = createHost(() => ({ errors: [{ errorCode: code }] }), {
        typeDefs: 'extend enum ErrorCodeEnum { QUOTA_EXCEEDED }',
      });
      const { errors } = await run(everything);
      expect(errors![0]!.message).toBe(`Mutation.rename returned the code ${got}, which ErrorCodeEnum does not have.`);
    }
  });

  it('nulls the parent where the field itself is non-null', async () => {
    const { run } = createHost(() => failure('mfa_faild' as never));
    expect((await run('mutation { renameSurely { name } }')).data).toBeNull();
  });

  it('is not what a gateway has that fetched errors without their code', async () => {
    const { run } = createHost(() => ({ errors: [{ details: [] }] }));
    expect(await run('mutation { rename { errors { details { __typename } } } }')).toEqual({
      data: { rename: { errors: [{ details: [] }] } },
    });
  });
});

describe('a code that the mutation does not declare', () => {
  const declaration = '@errors(codes: ["MFA_FAILED", "MFA_REQUIRED"])';
  const message =
    'Mutation.rename returned the code "WRONG_TOTP", which it does not declare. ' +
    'Add it to @errors, or return "MFA_FAILED" or "MFA_REQUIRED".';

  it.each([
    ['returned', () => failure(ErrorCode.WRONG_TOTP)],
    ['thrown', throwing(new MutationError(ErrorCode.WRONG_TOTP))],
  ])('fails the field with `strict` when %s', async (_case, rename) => {
    const { run, defects, events } = createHost(rename, { declaration, strict: true });
    expect(await run(everything)).toMatchObject({ data: { rename: null, note: 'noted' }, errors: [{ message }] });
    expect(defects).toMatchObject([{ error: { message }, coordinate: 'Mutation.rename' }]);
    expect(events).toEqual([]);
  });

  it('is delivered and reported without `strict`', async () => {
    const { run, defects, events } = createHost(() => failure(ErrorCode.WRONG_TOTP), { declaration, strict: false });
    expect(await run(everything)).toEqual({ data: failed('WRONG_TOTP') });
    expect(defects).toMatchObject([{ error: { message } }]);
    expect(events).toMatchObject([{ code: 'WRONG_TOTP', declared: false }]);
  });

  it('is reported with "return none" for a mutation that declares no codes', async () => {
    const { run } = createHost(() => failure(ErrorCode.WRONG_TOTP), { declaration: '@errors(codes: [])' });
    expect((await run(everything)).errors![0]!.message).toMatch(/Add it to @errors, or return none\.$/);
  });

  it('fails the field by default outside production', async () => {
    const { errors } = await createHost(() => failure(ErrorCode.WRONG_TOTP), { declaration }).run(everything);
    expect(errors).toHaveLength(1);
  });

  it('is delivered by default in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    vi.resetModules();
    const production = await import('graphql-error-codes');
    vi.unstubAllEnvs();
    const host = buildSchema(`${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! }
      type Mutation { rename: Payload ${declaration} }`);
    production.withErrorPayloads(host);
    const rootValue = { rename: () => production.failure('WRONG_TOTP') };
    expect(await execute(host, 'mutation { rename { errors { errorCode } } }', rootValue)).toEqual({
      data: { rename: { errors: [{ errorCode: 'WRONG_TOTP' }] } },
    });
  });
});
