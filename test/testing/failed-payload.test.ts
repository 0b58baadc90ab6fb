import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import { failure, resolvers, typeDefs, withErrorPayloads, type ErrorDetail } from 'graphql-error-codes';
import { fieldErrors, matchError, result } from 'graphql-error-codes/client';
import { createFailedPayload, failedPayload } from 'graphql-error-codes/testing';
import { execute } from '../host.js';

const retry = { __typename: 'RetryInfo', seconds: 30 } as const;
const details = [{ attribute: 'email', type: 'taken' }, { message: 'In use by nora' }, retry] as const;

describe('failedPayload', () => {
  it.each<[string, readonly ErrorDetail[]]>([
    ['no details', []],
    ['every kind of detail', details],
  ])('returns what a server sends, with %s', async (_case, given) => {
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          typeDefs,
          `type Query { ok: Boolean } type Mutation { register: Payload } type Payload { user: String errors: [Error!]! }
          extend union DetailedError = RetryInfo type RetryInfo { seconds: Int! }`,
        ],
        resolvers: [resolvers, { Mutation: { register: () => failure('INVALID_LOGIN_DATA', ...given) } }],
      }),
    );
    const source = `mutation { register { __typename errors { __typename errorCode details {
      __typename ... on ActiveModelError { attribute type } ... on MessageError { message } ... on RetryInfo { seconds }
    } } user } }`;
    expect(await execute(schema, source)).toEqual({
      data: { register: { __typename: 'Payload', ...failedPayload('INVALID_LOGIN_DATA', ...given), user: null } },
    });
  });

  it('is a failure for the client kit', () => {
    const login = result({ ...failedPayload('MFA_FAILED', ...details), userSession: null }, 'userSession');
    expect(login.ok).toBe(false);
    if (login.ok) return;
    expect(matchError(login.errors[0], { MFA_FAILED: () => 'code' }, () => 'other')).toBe('code');
    expect(login.fieldErrors).toEqual(fieldErrors(login.errors));
    expect(Object.keys(login.fieldErrors)).toEqual(['email']);
  });

  it('returns new lists each time, which a cache or a test may change', () => {
    const [one, other] = [failedPayload('MFA_FAILED'), failedPayload('MFA_FAILED')];
    one.errors.pop();
    expect(other.errors).toHaveLength(1);
  });
});

describe('createFailedPayload', () => {
  it('has the codes of a host', () => {
    expect(createFailedPayload<'QUOTA_EXCEEDED'>()('QUOTA_EXCEEDED')).toEqual({
      errors: [{ __typename: 'Error', errorCode: 'QUOTA_EXCEEDED', details: [] }],
    });
  });

  it('has the names of types that a host renamed, and the default names of the others', () => {
    const typeNames = { Error: 'ShopError', MessageError: 'ShopMessage' } as const;
    const { errors } = createFailedPayload<'QUOTA_EXCEEDED', typeof typeNames>(typeNames)('QUOTA_EXCEEDED', ...details);
    expect(errors[0]!.__typename).toBe('ShopError');
    expect(errors[0]!.details.map(({ __typename }) => __typename)).toEqual([
      'ActiveModelError',
      'ShopMessage',
      'RetryInfo',
    ]);
  });
});

describe('the bundle of failedPayload', () => {
  const bundle = async (contents: string) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: '.', loader: 'ts' },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
    });
    const [output] = Object.values(metafile.outputs);
    const files = Object.entries(output!.inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [file] : [],
    );
    return { text: outputFiles[0]!.text, files };
  };

  it.each(['failedPayload', 'createFailedPayload'])('is smaller than 0.5 kB, without graphql (%s)', async (name) => {
    const { text, files } = await bundle(`export { ${name} } from 'graphql-error-codes/testing'`);
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(500);
    expect(files).toEqual(['src/testing/failed-payload.ts']);
  });

  it('runs without globals of Node.js or of a browser', async () => {
    const { text } = await bundle(`
      import { failedPayload } from 'graphql-error-codes/testing';
      globalThis.output = failedPayload('MFA_FAILED').errors[0].errorCode;
    `);
    const globals: { output?: string } = {};
    runInNewContext(text, globals);
    expect(globals.output).toBe('MFA_FAILED');
  });
});
