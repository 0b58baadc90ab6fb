import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { error, openDemo, signUpWithoutPassword, type Demo } from '../demo/open-demo.js';
import { failRotations } from './backup-codes.js';
import { createApolloClient } from './recipes/apollo-3.js';
import { payloadRetryLink } from './recipes/apollo-retry.js';
import { resultOf } from './recipes/errors.js';
import {
  LoginDocument,
  RotateBackupCodesDocument,
  RotateAndGenerateDocument,
  type LoginMutation,
  type RotateBackupCodesMutation,
  type RotateAndGenerateMutation,
} from './recipes/generated/graphql.js';
import { isRetryableResponse } from './recipes/retryable-response.js';
import { createUrqlClient } from './recipes/urql-retry.js';

let demo: Demo;
let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  demo = await openDemo();
  headers = { authorization: `Session ${(await signUpWithoutPassword(demo)).token}` };
});
afterAll(() => demo.close());

/** What a client receives from each mutation. A network error rejects. */
interface Client {
  readonly rotate: () => Promise<RotateBackupCodesMutation | null | undefined>;
  readonly rotateAndGenerate: () => Promise<RotateAndGenerateMutation | null | undefined>;
  readonly login: () => Promise<LoginMutation | null | undefined>;
}

const wrongLogin = { input: { username: 'alice', password: 'wrong' } };
const reports: unknown[] = [];
afterEach(() => void reports.splice(0));

const clients: Readonly<Record<string, (url: string) => Client>> = {
  'Apollo Client 4'(url) {
    const client = new ApolloClient({
      link: ApolloLink.from([payloadRetryLink, new HttpLink({ uri: url, headers })]),
      cache: new InMemoryCache({ possibleTypes: { DetailedError: ['ActiveModelError', 'MessageError'] } }),
    });
    return {
      rotate: async () => (await client.mutate({ mutation: RotateBackupCodesDocument })).data,
      rotateAndGenerate: async () => (await client.mutate({ mutation: RotateAndGenerateDocument })).data,
      login: async () => (await client.mutate({ mutation: LoginDocument, variables: wrongLogin })).data,
    };
  },
  'Apollo Client 3'(url) {
    const client = createApolloClient(url, (found) => reports.push(found), headers);
    return {
      rotate: async () => (await client.mutate({ mutation: RotateBackupCodesDocument })).data,
      rotateAndGenerate: async () => (await client.mutate({ mutation: RotateAndGenerateDocument })).data,
      login: async () => (await client.mutate({ mutation: LoginDocument, variables: wrongLogin })).data,
    };
  },
  urql(url) {
    const client = createUrqlClient(url, headers);
    const dataOf = async <Data>(
      sent: Promise<{ readonly data?: Data | undefined; readonly error?: Error | undefined }>,
    ) => {
      const { data, error: thrown } = await sent;
      if (thrown) throw thrown;
      return data;
    };
    return {
      rotate: () => dataOf(client.mutation(RotateBackupCodesDocument, {}).toPromise()),
      rotateAndGenerate: () => dataOf(client.mutation(RotateAndGenerateDocument, {}).toPromise()),
      login: () => dataOf(client.mutation(LoginDocument, wrongLogin).toPromise()),
    };
  },
};

const failFirst = async (failures: number) => {
  const rotations = await failRotations(demo, failures);
  onTestFinished(rotations.remove);
  return rotations;
};
const countRequests = () => {
  const requests = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => requests.mockRestore());
  return requests;
};
const refused = [error('FAILED_TO_INVALIDATE_OLD_BACKUP_CODES')];

describe.each(Object.entries(clients))('%s', (_name, createClient) => {
  it('sends a mutation again that failed with a retryable code', async () => {
    const { attempts } = await failFirst(2);
    expect(resultOf(await createClient(demo.url).rotate(), 'usersMfaBackupCodesRotate', 'codes')).toMatchObject({
      ok: true,
      value: { length: 10 },
    });
    expect(await attempts()).toBe(3);
  });

  it('returns the payload errors of the last attempt as data', async () => {
    const { attempts } = await failFirst(9);
    expect(resultOf(await createClient(demo.url).rotate(), 'usersMfaBackupCodesRotate', 'codes')).toMatchObject({
      ok: false,
      errors: refused,
    });
    expect(await attempts()).toBe(3);
  });

  it('never repeats a mutation beside one that succeeded', async () => {
    const { attempts } = await failFirst(1);
    const data = await createClient(demo.url).rotateAndGenerate();
    expect(data).toMatchObject({
      usersMfaBackupCodesRotate: { errors: refused },
      usersMfaTotpGenerateSecret: { errors: [], secret: expect.any(String) },
    });
    expect(await attempts()).toBe(1);
  });

  it('sends a mutation once that failed with another code', async () => {
    const requests = countRequests();
    expect(resultOf(await createClient(demo.url).login(), 'usersLogin', 'userSession')).toMatchObject({
      ok: false,
      errors: [error('INVALID_LOGIN_DATA')],
    });
    expect(requests).toHaveBeenCalledTimes(1);
  });

  it('never repeats a mutation after a network error', async () => {
    const requests = countRequests();
    await expect(createClient('http://127.0.0.1:9/').rotate()).rejects.toThrow('fetch failed');
    expect(requests).toHaveBeenCalledTimes(1);
  });
});

it('Apollo Client 3 reports the errors of the last attempt only', async () => {
  await failFirst(9);
  await clients['Apollo Client 3']!(demo.url).rotate();
  expect(reports).toMatchObject([{ path: ['usersMfaBackupCodesRotate'], error: refused[0] }]);
});

describe('a response', () => {
  const retryable = { errors: [{ errorCode: 'FAILED_TO_SAVE_VALID_BACKUP_CODE' }] };
  it.each([
    ['without data', null, false],
    ['with a payload that failed', { rotate: retryable }, true],
    ['with a list of payloads that failed', { rotate: [retryable, retryable] }, true],
    ['with a payload that crashed', { rotate: retryable, other: null }, false],
    ['with a payload that succeeded', { rotate: retryable, other: { errors: [] } }, false],
    ['of a query', { version: '1', user: { id: '1' } }, false],
    [
      'with an error that needs another input',
      { rotate: { errors: [...retryable.errors, { errorCode: 'INVALID_SETTING' }] } },
      false,
    ],
  ])('%s is retried only if nothing succeeded and all may pass later', (_case, data, expected) => {
    expect(isRetryableResponse(data)).toBe(expected);
  });
});
