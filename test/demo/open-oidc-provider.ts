import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import type { IdentityProvider } from '../../demo/identity-providers.js';

/** A certified OpenID provider, which sends the issuer in its redirects (RFC 9207). */
export interface OidcProvider {
  readonly provider: IdentityProvider;
  /**
   * Does what a browser does: opens the page of the provider, signs in as `login` and consents.
   * Returns the parameters of the redirect back to the site.
   */
  readonly signIn: (authorizationUrl: string, login: string) => Promise<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const redirectUri = 'https://site.example/callback';

/** The claims about a person. The login decides whether the address is verified. */
const claimsOf = (login: string) => ({
  sub: login,
  preferred_username: login,
  ...(login !== 'without-address' && {
    email: `${login}@oidc.example`,
    email_verified: !login.startsWith('unverified'),
  }),
});

export async function openOidcProvider(id: string): Promise<OidcProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'demo',
        client_secret: 'demo-secret',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    findAccount: (_context, login) => ({ accountId: login, claims: () => claimsOf(login) }),
    pkce: { required: () => true },
    cookies: { keys: ['a key of the tests'] },
  });
  const respond = oidc.callback();
  server.on('request', (request, response) => void respond(request, response));

  return {
    provider: { id, issuer, clientId: 'demo', clientSecret: 'demo-secret', redirectUri },
    async signIn(authorizationUrl, login) {
      const cookies = new Map<string, string>();
      let [url, body]: [string, URLSearchParams | undefined] = [authorizationUrl, undefined];
      for (let step = 0; step < 20; step++) {
        if (url.startsWith(redirectUri)) return Object.fromEntries(new URL(url).searchParams);
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response: Response = await fetch(url, {
          redirect: 'manual',
          headers: { cookie },
          ...(body && { method: 'POST', body }),
        });
        body = undefined;
        for (const line of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          cookies.set(name!, value!);
        }
        const location: string | null = response.headers.get('location');
        if (location !== null) url = new URL(location, url).href;
        else {
          // The provider's own pages for development: sign in, then consent.
          const page: string = await response.text();
          const action = /action="([^"]+)"/.exec(page)?.[1];
          if (action === undefined) throw new Error(`${url} responded with ${response.status}: ${page.slice(0, 500)}`);
          const prompt = page.includes('name="prompt" value="login"') ? 'login' : 'consent';
          body = new URLSearchParams({ prompt, login, password: 'any' });
          url = new URL(action, url).href;
        }
      }
      throw new Error(`The provider did not redirect back; the last page was ${url}.`);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
