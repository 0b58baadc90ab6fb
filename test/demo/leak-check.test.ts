import { describe, expect, it } from 'vitest';
import { createLeakCheck } from './leak-check.js';

const password = 'a password of the tests';
const register = JSON.stringify({ query: 'mutation', variables: { input: { username: 'nora', password } } });

describe('the check for leaks, which every test of the demo ends with,', () => {
  it.each([
    [
      'a response',
      (check: ReturnType<typeof createLeakCheck>) =>
        check.recordResponse(JSON.stringify({ data: { message: `is ${password}` } })),
      '',
      '',
    ],
    ['the log', () => {}, JSON.stringify({ err: { message: `key (password)=(${password})` } }), ''],
    ['the metrics', () => {}, '', `errors{password="${password}"} 1`],
  ])('finds a password in %s', (where, leak, log, metrics) => {
    const check = createLeakCheck();
    check.recordRequest(register);
    leak(check);
    expect(check.findLeaks([], log, metrics)).toEqual([`${where} has the secret ${password}`]);
  });

  it('finds a token in any response but the one that returns it, and what is stored', () => {
    const check = createLeakCheck();
    check.recordResponse('{"data":{"usersLogin":{"userSession":{"token":"s_ust_0123456789"}}}}');
    expect(check.findLeaks(['digest-of-it'], '', '')).toEqual([]);
    check.recordResponse('{"data":{"message":"s_ust_0123456789, digest-of-it"}}');
    expect(check.findLeaks(['digest-of-it'], '', '')).toEqual([
      'a response has the secret s_ust_0123456789',
      'a response has the secret digest-of-it',
    ]);
  });

  it.each([
    'Error: no\n    at run (/srv/demo/server.ts:12:3)',
    'select "id" from "users"',
    'duplicate key value violates unique constraint',
    '$argon2id$v=19$',
  ])('finds %j in a response', (message) => {
    const check = createLeakCheck();
    check.recordResponse(JSON.stringify({ errors: [{ message }] }));
    expect(check.findLeaks([], '', '')).toHaveLength(1);
  });

  it('finds nothing in what a client may see', () => {
    const check = createLeakCheck();
    check.recordRequest(register);
    check.recordResponse('{"data":{"usersRegister":{"errors":[{"errorCode":"INVALID_LOGIN_DATA"}]}}}');
    expect(check.findLeaks(['x'.repeat(20)], 'nora', 'nora')).toEqual([]);
  });
});
