import type { IdentityProvider } from './identity-providers.js';

export interface LocalProvider {
  readonly provider: IdentityProvider;
  readonly close: () => Promise<void>;
}

/** The codes that fail. */
const refusals = { refused: 'refused', expelled: 'expelled', nobody: 'nobody', 'no-email': 'no-email' } as const;

interface MutableResponse {
  body: Record<string, unknown>;
  statusCode: number;
}

const profileOf = (code: string) => ({
  sub: code,
  ...(code !== refusals['no-email'] && { email: `${code}@provider.example` }),
  given_name: code,
});

/**
 * Starts an OpenID provider on this machine, to try external identities without an account. Never
 * use it in production: almost any code is accepted; `nora` signs in a person named nora.
 * Four codes fail: `refused` (the token endpoint responds with 400), `expelled` (the user-info
 * endpoint responds with 403), `nobody` (empty user info) and `no-email`.
 */
export async function openLocalProvider(): Promise<LocalProvider> {
  const { OAuth2Server } = await import('oauth2-mock-server');
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, 'localhost');

  const codes = new Map<string, string>();
  server.service.on(
    'beforeTokenSigning',
    (token: { payload: { sub?: string } }, request: { body: { code: string } }) => {
      token.payload.sub = request.body.code;
    },
  );
  server.service.on('beforeResponse', (response: MutableResponse, request: { body: { code: string } }) => {
    const { code } = request.body;
    if (code === refusals.refused) {
      response.statusCode = 400;
      response.body = { error: 'invalid_grant', error_description: 'The code is expired or was used before.' };
    } else {
      codes.set(`Bearer ${String(response.body.access_token)}`, code);
    }
  });
  server.service.on('beforeUserinfo', (response: MutableResponse, request: { headers: { authorization: string } }) => {
    const code = codes.get(request.headers.authorization)!;
    if (code === refusals.expelled) response.statusCode = 403;
    response.body = code === refusals.nobody ? {} : profileOf(code);
  });

  const issuer = server.issuer.url!;
  return {
    provider: { id: 'local', issuer, clientId: 'demo', clientSecret: 'demo', redirectUri: 'http://localhost/callback' },
    close: () => server.stop(),
  };
}
