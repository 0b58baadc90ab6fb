import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalProvider, type LocalProvider } from '../../demo/local-provider.js';
import {
  ApplicationSettingsUpdateDocument,
  UsersIdentityLoginDocument,
  UsersIdentityRegisterDocument,
  UsersLoginDocument,
} from '../generated/operations.js';
import { error, openDemo, signIn, type Demo } from './open-demo.js';

let demo: Demo;
let local: LocalProvider;
const broken = createServer((_request, response) => response.writeHead(500).end());
beforeAll(async () => {
  local = await openLocalProvider();
  broken.listen(0, '127.0.0.1');
  await once(broken, 'listening');
  const { port } = broken.address() as { port: number };
  demo = await openDemo({
    identityProviders: [
      local.provider,
      { ...local.provider, id: 'broken', issuer: `http://127.0.0.1:${port}` },
      { ...local.provider, id: 'gone', issuer: 'http://127.0.0.1:1' },
    ],
  });
});
afterAll(async () => {
  await demo.close();
  await local.close();
  broken.close();
});

const register = async (code: string | null, providerId = 'local') =>
  (await demo.ask(UsersIdentityRegisterDocument, { input: { providerId, args: { code } } })).usersIdentityRegister!;
const login = async (code: string | null, providerId = 'local') =>
  (await demo.ask(UsersIdentityLoginDocument, { input: { providerId, args: { code } } })).usersIdentityLogin!;

describe('usersIdentityRegister', () => {
  it('creates an account from the identity at the provider and signs in', async () => {
    const { userSession, errors } = await register('nora');
    expect(errors).toEqual([]);
    expect(userSession).toMatchObject({
      token: expect.stringMatching(/^s_ust_/),
      user: { username: 'nora', email: 'nora@provider.example', firstname: 'nora', lastname: null, admin: false },
    });
  });

  it('derives a valid, unused username from the address', async () => {
    expect((await register('al+ice')).userSession!.user.username).toBe('alice-2');
    expect((await register('x')).userSession!.user.username).toBe('x__');
  });

  it('creates an account that no password can sign in to', async () => {
    await register('passwordless');
    for (const password of ['', ' ', 'null', 'undefined']) {
      const { usersLogin } = await demo.ask(UsersLoginDocument, { input: { username: 'passwordless', password } });
      expect(usersLogin!.userSession).toBeNull();
    }
  });

  it('returns REGISTRATION_DISABLED before any other check', async () => {
    const admin = await signIn(demo, 'admin');
    const set = (userRegistrationEnabled: boolean) =>
      demo.ask(ApplicationSettingsUpdateDocument, { input: { userRegistrationEnabled } }, admin);
    await set(false);
    const { errors } = await register(null, 'unknown');
    await set(true);
    expect(errors).toEqual([error('REGISTRATION_DISABLED')]);
  });

  it('returns MISSING_IDENTITY_DATA when the identity has no address', async () => {
    expect(await register('no-email')).toMatchObject({
      userSession: null,
      errors: [error('MISSING_IDENTITY_DATA', { attribute: 'email', type: 'blank' })],
    });
  });

  it('returns INVALID_SETTING for an identity that is already registered', async () => {
    await register('twice');
    expect((await register('twice')).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'args.code', type: 'taken' }),
    ]);
  });

  it('returns INVALID_LOGIN_DATA when another account uses the address', async () => {
    await register('first');
    expect((await register('FIRST')).errors).toEqual([
      error('INVALID_LOGIN_DATA', { attribute: 'email', type: 'taken' }),
    ]);
  });
});

describe('usersIdentityLogin', () => {
  it('opens a session for the account that was registered with the identity', async () => {
    const { userSession } = await register('torvald');
    const { userSession: again, errors } = await login('torvald');
    expect(errors).toEqual([]);
    expect(again!.user.id).toBe(userSession!.user.id);
  });

  it('returns EXTERNAL_IDENTITY_DOES_NOT_EXIST for an unregistered identity, with or without an address', async () => {
    for (const code of ['never-seen', 'no-email']) {
      expect(await login(code)).toMatchObject({
        userSession: null,
        errors: [error('EXTERNAL_IDENTITY_DOES_NOT_EXIST')],
      });
    }
  });
});

describe.each([
  ['usersIdentityRegister', register],
  ['usersIdentityLogin', login],
])('%s', (_mutation, attempt) => {
  it.each([null, '', ' '])('returns MISSING_PARAMETER for the code %j, even with an unknown provider', async (code) => {
    expect((await attempt(code, 'unknown')).errors).toEqual([
      error('MISSING_PARAMETER', { attribute: 'args.code', type: 'blank' }),
    ]);
  });

  it.each([
    ['of an unknown provider', 'nora', 'unknown', 'No provider is called "unknown".'],
    ['that the token endpoint refuses', 'refused', 'local', 'The code is expired or was used before.'],
    ['whose user-info request is refused', 'expelled', 'local', "The provider's user-info endpoint answered 403."],
    ['of a provider that returns invalid responses', 'nora', 'broken', 'The provider answered what it should not.'],
    ['of an unreachable provider', 'nora', 'gone', 'The provider cannot be reached.'],
  ])('returns IDENTITY_VALIDATION_FAILED for a code %s', async (_case, code, providerId, message) => {
    expect(await attempt(code, providerId)).toMatchObject({
      userSession: null,
      errors: [error('IDENTITY_VALIDATION_FAILED', { message })],
    });
  });

  it('returns INVALID_EXTERNAL_IDENTITY when the identity has no identifier', async () => {
    expect(await attempt('nobody')).toMatchObject({ userSession: null, errors: [error('INVALID_EXTERNAL_IDENTITY')] });
  });
});
