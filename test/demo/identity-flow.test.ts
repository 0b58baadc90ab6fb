import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalProvider, type LocalProvider } from '../../demo/local-provider.js';
import {
  UsersIdentityLoginDocument,
  UsersIdentityRegisterDocument,
  UsersIdentityStartDocument,
  type IdentityInput,
} from '../generated/operations.js';
import { error, openDemo, type Demo } from './open-demo.js';
import { openOidcProvider, type OidcProvider } from './open-oidc-provider.js';

let demo: Demo;
let local: LocalProvider;
let oidc: OidcProvider;
let other: OidcProvider;
/** Sends what is refused, forever. */
const endless = createServer((request, response) => {
  if (request.url!.includes('slow')) return;
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = ' '.repeat(1 << 16);
  const send = (): void => void (response.write(chunk) ? setImmediate(send) : response.once('drain', send));
  send();
});
beforeAll(async () => {
  [local, oidc, other] = [await openLocalProvider(), await openOidcProvider('oidc'), await openOidcProvider('other')];
  endless.listen(0, '127.0.0.1');
  await once(endless, 'listening');
  const { port } = endless.address() as { port: number };
  demo = await openDemo({
    requireIdentityFlow: true,
    identityProviders: [
      local.provider,
      oidc.provider,
      other.provider,
      { ...oidc.provider, id: 'endless', issuer: `http://127.0.0.1:${port}` },
    ],
  });
});
afterAll(async () => {
  await demo.close();
  await Promise.all([local.close(), oidc.close(), other.close()]);
  endless.closeAllConnections();
  endless.close();
});

const start = async (providerId: string) =>
  (await demo.ask(UsersIdentityStartDocument, { input: { providerId } })).usersIdentityStart!;
const register = async (args: IdentityInput, providerId = 'oidc') =>
  (await demo.ask(UsersIdentityRegisterDocument, { input: { providerId, args } })).usersIdentityRegister!;
const login = async (args: IdentityInput, providerId = 'oidc') =>
  (await demo.ask(UsersIdentityLoginDocument, { input: { providerId, args } })).usersIdentityLogin!;

/** Signs in at the provider. Returns what a front end sends then. */
async function redirected(person: string, provider: OidcProvider = oidc): Promise<Required<IdentityInput>> {
  const { authorizationUrl, flow } = (await start(provider.provider.id)).identityFlow!;
  const { code, state, iss } = await provider.signIn(authorizationUrl, person);
  return { code: code!, state: state!, iss: iss!, flow };
}

const failed = (message: string) => ({ userSession: null, errors: [error('IDENTITY_VALIDATION_FAILED', { message })] });

describe('the whole flow', () => {
  it('registers and signs in a person of a certified provider that sends its issuer', async () => {
    const { userSession, errors } = await register(await redirected('nora'));
    expect(errors).toEqual([]);
    expect(userSession!.user).toMatchObject({ username: 'nora', email: 'nora@oidc.example', emailVerified: true });
    const again = await login(await redirected('nora'));
    expect(again.userSession!.user.id).toBe(userSession!.user.id);
  });

  it('works with the local provider, too', async () => {
    const { authorizationUrl, flow } = (await start('local')).identityFlow!;
    const response = await fetch(authorizationUrl, { redirect: 'manual' });
    const { code, state } = Object.fromEntries(new URL(response.headers.get('location')!).searchParams);
    expect((await register({ code: code!, state: state!, flow }, 'local')).errors).toEqual([]);
  });

  it('asks the provider with PKCE, a nonce and a state, new ones each time, and hides what proves them', async () => {
    const [first, second] = [(await start('oidc')).identityFlow!, (await start('oidc')).identityFlow!];
    const asked = (url: string) => Object.fromEntries(new URL(url).searchParams);
    expect(asked(first.authorizationUrl)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
    for (const name of ['code_challenge', 'nonce', 'state']) {
      const values = [asked(first.authorizationUrl)[name]!, asked(second.authorizationUrl)[name]!];
      expect(values[0]).toMatch(/^[\w-]{20,}$/);
      expect(values[0]).not.toBe(values[1]);
    }
    // Encrypted: five parts, and none of them shows the claims.
    expect(first.flow.split('.')).toHaveLength(5);
    expect(Buffer.from(first.flow.split('.')[3]!, 'base64url').toString()).not.toContain('verifier');
  });
});

describe('IDENTITY_VALIDATION_FAILED is returned', () => {
  it.each([
    ['with another state', (args: IdentityInput) => ({ ...args, state: 'another' })],
    ['without a state', ({ state: _state, ...args }: IdentityInput) => args],
    ['with the issuer of another provider', (args: IdentityInput) => ({ ...args, iss: other.provider.issuer })],
    ['without an issuer, although the provider sends it', ({ iss: _iss, ...args }: IdentityInput) => args],
  ])('for a redirect %s', async (_case, change) => {
    const result = await login(change(await redirected('mallory')));
    expect(result.errors.map(({ errorCode }) => errorCode)).toEqual(['IDENTITY_VALIDATION_FAILED']);
  });

  it('for a code of another flow: the verifier does not match', async () => {
    const stolen = await redirected('victim');
    const { authorizationUrl, flow } = (await start('oidc')).identityFlow!;
    const state = new URL(authorizationUrl).searchParams.get('state')!;
    const result = await login({ ...stolen, state, flow });
    expect(result.errors.map(({ errorCode }) => errorCode)).toEqual(['IDENTITY_VALIDATION_FAILED']);
  });

  it('for a code that was used before', async () => {
    const args = await redirected('twice');
    expect((await register(args)).errors).toEqual([]);
    expect((await login(args)).errors.map(({ errorCode }) => errorCode)).toEqual(['IDENTITY_VALIDATION_FAILED']);
  });

  it('for a flow that was forged, is of another provider, or older than ten minutes', async () => {
    const message = 'The flow is invalid or expired. Start again.';
    const args = await redirected('late');
    expect(await login({ ...args, flow: `${args.flow}x` })).toMatchObject(failed(message));
    expect(await login(args, 'other')).toMatchObject(failed(message));
    demo.advance(11);
    expect(await login(args)).toMatchObject(failed(message));
  });

  it('for a provider that sends more than is read, and for names of any length', async () => {
    const { identityFlow, errors } = await start('endless');
    expect(identityFlow).toBeNull();
    expect(errors.map(({ errorCode }) => errorCode)).toEqual(['IDENTITY_VALIDATION_FAILED']);
    const [long] = (await start('x'.repeat(10_000))).errors;
    expect(JSON.stringify(long).length).toBeLessThan(500);
  });
});

it('MISSING_PARAMETER is returned without a flow where it is required', async () => {
  const { flow: _flow, ...args } = await redirected('careless');
  expect((await login(args)).errors).toEqual([error('MISSING_PARAMETER', { attribute: 'args.flow', type: 'blank' })]);
});

it('MISSING_IDENTITY_DATA is returned for an address that the provider has not verified, and without one', async () => {
  expect((await register(await redirected('unverified-nora'))).errors).toEqual([
    error('MISSING_IDENTITY_DATA', { attribute: 'email', type: 'unverified' }),
  ]);
  expect((await register(await redirected('without-address'))).errors).toEqual([
    error('MISSING_IDENTITY_DATA', { attribute: 'email', type: 'blank' }),
  ]);
});
