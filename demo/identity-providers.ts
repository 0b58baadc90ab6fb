import * as client from 'openid-client';
import { ErrorCode, MutationError } from 'graphql-error-codes';

/** An OpenID provider, and this site's registration with it. */
export interface IdentityProvider {
  readonly id: string;
  /** The issuer identifier, where its configuration is published (OpenID Connect Discovery 1.0). */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The page that the browser returns to with the code. */
  readonly redirectUri: string;
}

/** The claims about a person (OpenID Connect Core 1.0, 5.1). All but the subject are optional. */
export interface ExternalIdentity {
  readonly subject: string;
  readonly email?: string | undefined;
  readonly username?: string | undefined;
  readonly firstname?: string | undefined;
  readonly lastname?: string | undefined;
}

export interface IdentityProviders {
  /**
   * Exchanges an authorization code for the identity of the person.
   *
   * @throws MutationError IDENTITY_VALIDATION_FAILED when the provider is unknown, unreachable or
   * rejects the code; INVALID_EXTERNAL_IDENTITY when its response has no subject.
   */
  readonly identify: (providerId: string, code: string) => Promise<ExternalIdentity>;
}

/** Seconds to wait for a provider: a transaction stays open meanwhile. */
const timeout = 5;

const validationFailed = (message: string) => new MutationError(ErrorCode.IDENTITY_VALIDATION_FAILED, { message });

/**
 * Converts failures of the provider to IDENTITY_VALIDATION_FAILED. All other errors are rethrown.
 */
async function withProviderErrors<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof client.ResponseBodyError) throw validationFailed(error.error_description ?? error.error);
    if (error instanceof client.WWWAuthenticateChallengeError)
      throw validationFailed('The provider refused its own token.');
    if (error instanceof client.ClientError) throw validationFailed('The provider answered what it should not.');
    // fetch throws these when there is no response, or none in time.
    const isUnreachable = error instanceof TypeError && error.message === 'fetch failed';
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    if (isUnreachable || isLate) throw validationFailed('The provider cannot be reached.');
    throw error;
  }
}

/** OpenID Connect Core 1.0, 5.3.2: the user info must have the subject of the ID token. */
function identityOf(userInfo: unknown, subject: string): ExternalIdentity {
  const claims = (typeof userInfo === 'object' && userInfo !== null ? userInfo : {}) as Readonly<
    Record<string, unknown>
  >;
  if (claims.sub !== subject) throw new MutationError(ErrorCode.INVALID_EXTERNAL_IDENTITY);
  const claim = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  return {
    subject,
    email: claim('email'),
    username: claim('preferred_username'),
    firstname: claim('given_name'),
    lastname: claim('family_name'),
  };
}

/** @param findProviders returns the accepted providers; called for each exchange */
export function createIdentityProviders(findProviders: () => Promise<readonly IdentityProvider[]>): IdentityProviders {
  const discovered = new Map<string, Promise<client.Configuration>>();

  /** Returns the configuration of a provider. Cached, unless discovery fails. */
  function configurationOf({ id, issuer, clientId, clientSecret }: IdentityProvider): Promise<client.Configuration> {
    const cached = discovered.get(id);
    if (cached) return cached;
    const url = new URL(issuer);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const discovering = client.discovery(url, clientId, undefined, client.ClientSecretPost(clientSecret), {
      timeout,
      execute: isLocal ? [client.allowInsecureRequests] : [],
    });
    discovered.set(id, discovering);
    discovering.catch(() => discovered.delete(id));
    return discovering;
  }

  return {
    async identify(providerId, code) {
      const provider = (await findProviders()).find(({ id }) => id === providerId);
      if (!provider) throw validationFailed(`No provider is called ${JSON.stringify(providerId)}.`);

      const { response, subject } = await withProviderErrors(async () => {
        const configuration = await configurationOf(provider);
        const callback = new URL(provider.redirectUri);
        callback.searchParams.set('code', code);
        const tokens = await client.authorizationCodeGrant(configuration, callback, { idTokenExpected: true });
        const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
        if (endpoint === undefined) throw validationFailed('The provider has no user-info endpoint.');
        return {
          response: await client.fetchProtectedResource(configuration, tokens.access_token, new URL(endpoint), 'GET'),
          subject: tokens.claims()!.sub,
        };
      });
      if (response.status !== 200)
        throw validationFailed(`The provider's user-info endpoint answered ${response.status}.`);
      return identityOf(await response.json().catch(() => null), subject);
    },
  };
}
