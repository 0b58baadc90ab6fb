import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users, userSessions } from '../../demo/database/tables.js';
import { openDemo, signUp, type Demo } from './open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const query = (text: string, variables?: object) => JSON.stringify({ query: text, variables });
const update = 'mutation ($input: UsersUpdateInput!) { usersUpdate(input: $input) { errors { errorCode } } }';

describe('a bad request', () => {
  it.each([
    ['malformed JSON', '{"query":', 'Body is not valid JSON', 'BAD_REQUEST'],
    ['a body that is not an object', '[1]', 'Operation batching disabled', 'BAD_REQUEST'],
    ['no query', '{}', 'JSON object has no keys', 'BAD_REQUEST'],
    ['a query that does not parse', query('{ currentUser'), 'Syntax Error', 'GRAPHQL_PARSE_FAILED'],
    [
      'an unknown field',
      query('{ currentUsers { id } }'),
      'Cannot query field "currentUsers"',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an argument of another type',
      query('mutation { usersLogin(input: 1) { errors { errorCode } } }'),
      'UsersLoginInput',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a malformed id',
      query(update, { input: { userId: '7' } }),
      'UserID must be an id such as "gid://demo/User/1", got "7".',
      'BAD_USER_INPUT',
    ],
    [
      'an id of another model',
      query(update, { input: { userId: 'gid://demo/UserSession/1' } }),
      'UserID must be an id such as',
      'BAD_USER_INPUT',
    ],
    [
      'an id beyond all rows',
      query(update, { input: { userId: 'gid://demo/User/9999999999999999' } }),
      'UserID must be an id such as',
      'BAD_USER_INPUT',
    ],
  ])(
    'with %s gets status 400, with a message that states the mistake and no stack trace',
    async (_case, body, message, code) => {
      const response = await demo.post(body);
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      const [error] = JSON.parse(text).errors;
      expect(error.message).toContain(message);
      expect(error.extensions.code).toBe(code);
      expect(text).not.toMatch(/stacktrace|node_modules|\.ts/);
    },
  );

  it.each(['Bearer abc', 'Session', 'Session abc', 'abc', ''])(
    'with the Authorization header "%s" fails with HTTP 401',
    async (authorization) => {
      const response = await demo.post(query('{ __typename }'), { authorization });
      expect(response.status).toBe(401);
      expect(((await response.json()) as { errors: unknown }).errors).toMatchObject([
        { message: expect.stringContaining('the token of an active session'), extensions: { code: 'UNAUTHENTICATED' } },
      ]);
    },
  );

  it('without a content type that requires a CORS preflight is rejected, so that other sites cannot forge it', async () => {
    const response = await fetch(`${demo.url}?query={__typename}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CSRF');
  });
});

describe('a crash inside a resolver', () => {
  it('is masked, logged with its original error, and rolled back', async () => {
    const { username, password } = await signUp(demo);
    const count = async () => [
      (await demo.database.select().from(users)).length,
      (await demo.database.select().from(userSessions)).length,
    ];
    const before = await count();
    // The account is stored, then the session fails with an error that has no code.
    await demo.database.execute(sql`alter table user_sessions rename column active to inactive`);
    const register = `mutation ($input: UsersRegisterInput!) { usersRegister(input: $input) { errors { errorCode } } other: __typename }`;
    const response = await demo.post(
      query(register, {
        input: { username: `${username}-2`, email: 'crash@mail.example', password, passwordRepeat: password },
      }),
    );
    await demo.database.execute(sql`alter table user_sessions rename column inactive to active`);

    expect(await response.json()).toEqual({
      data: { usersRegister: null, other: 'Mutation' },
      errors: [
        {
          message: 'Internal server error',
          locations: [{ line: 1, column: 42 }],
          path: ['usersRegister'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
    expect(demo.log.at(-1)).toMatchObject({
      msg: 'an unexpected error was masked',
      path: ['usersRegister'],
      err: {
        message: expect.stringContaining('active'),
        stack: expect.stringContaining('error:'),
        query: expect.stringMatching(/^insert into "user_sessions"/),
      },
    });
    expect(JSON.stringify(demo.log)).not.toContain('crash@mail.example');
    expect(await count()).toEqual(before);
  });
});
