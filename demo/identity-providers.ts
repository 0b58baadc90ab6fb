import * as client from 'openid-client';
import pLimit from 'p-limit';
import { ErrorCode, inspect, MutationError } from 'graphql-error-codes';
import { boundedFetch } from './bounded-fetch.js';
import { OverloadedError } from './overload.js';
import type { Signer } from './signer.js';
import { isStorable } from './text.js';

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
  /** Whether the provider says that the address is the person's; undefined if it says nothing. */
  readonly emailVerified?: boolean | undefined;
  readonly username?: string | undefined;
  readonly firstname?: string | undefined;
  readonly lastname?: string | undefined;
}

/** What the provider's redirect brought back, and the flow that it belongs to. */
export interface IdentityCallback {
  readonly code: string;
  /** Both as in the redirect; see RFC 9207 for `iss`. */
  readonly state?: string | undefined;
  readonly iss?: string | undefined;
  /** From {@link IdentityProviders.start}. */
  readonly flow?: string | undefined;
}

/** The start of a sign-in at a provider. */
export interface IdentityFlow {
  /** The page to send the browser to. */
  readonly authorizationUrl: string;
  /** To keep in the browser, and to send with what the redirect brings back. */
  readonly flow: string;
}

export interface IdentityProviders {
  /**
   * Starts a sign-in with PKCE, a nonce and a state.
   *
   * @throws MutationError IDENTITY_VALIDATION_FAILED when the provider is unknown or unreachable
   * @throws OverloadedError when too many requests to providers wait
   */
  readonly start: (providerId: string) => Promise<IdentityFlow>;
  /**
   * Exchanges an authorization code for the identity of the person. Call it before a transaction.
   *
   * @throws MutationError IDENTITY_VALIDATION_FAILED when the provider is unknown, unreachable or
   * rejects the code, or the flow is invalid; MISSING_PARAMETER without a flow where it is
   * required; INVALID_EXTERNAL_IDENTITY when the provider's response has no subject.
   * @throws OverloadedError when too many requests to providers wait
   */
  readonly identify: (providerId: string, callback: IdentityCallback) => Promise<ExternalIdentity>;
}

export interface IdentityProviderOptions {
  /** Returns the accepted providers; called for each exchange. */
  readonly findProviders: () => Promise<readonly IdentityProvider[]>;
  readonly signer: Signer;
  /** Whether a code without its flow is refused. Only for development it is not. */
  readonly requireFlow: boolean;
}

/** Whether the host is this machine: the only one that may be asked without HTTPS. */
export const isLocal = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Seconds to wait for a provider. */
const timeout = 5;

/** Minutes in which a sign-in must be completed. */
const flowMinutes = 10;

/** Exchanges at the same time, and how many may wait. */
const limits = { running: 10, waiting: 100 };

/** A text of the provider for a message: bounded, and without what cannot be shown. */
const excerpt = (text: string): string =>
  inspect(text)
    .slice(1)
    .replace(/"(\.{3})?$/, '$1');

const validationFailed = (message: string) => new MutationError(ErrorCode.IDENTITY_VALIDATION_FAILED, { message });

/**
 * Converts failures of the provider to IDENTITY_VALIDATION_FAILED. All other errors are rethrown.
 */
async function withProviderErrors<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof client.ResponseBodyError)
      throw validationFailed(excerpt(error.error_description ?? error.error));
    if (error instanceof client.AuthorizationResponseError)
      throw validationFailed(excerpt(error.error_description ?? error.error));
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

/** Characters of a subject: OpenID Connect Core 1.0, 2. */
const maximumSubject = 255;

/** OpenID Connect Core 1.0, 5.3.2: the user info must have the subject of the ID token. */
function identityOf(userInfo: unknown, subject: string): ExternalIdentity {
  const claims = (typeof userInfo === 'object' && userInfo !== null ? userInfo : {}) as Readonly<
    Record<string, unknown>
  >;
  if (claims.sub !== subject || !isStorable(subject) || subject.length > maximumSubject)
    throw new MutationError(ErrorCode.INVALID_EXTERNAL_IDENTITY);
  const claim = (name: string) => {
    const value = claims[name];
    const text = typeof value === 'string' ? value.replaceAll(/\0|\p{Surrogate}/gu, '').trim() : '';
    return text === '' ? undefined : text;
  };
  // Some providers send it as text.
  const { email_verified: verified } = claims;
  return {
    subject,
    email: claim('email'),
    emailVerified: verified === undefined ? undefined : verified === true || verified === 'true',
    username: claim('preferred_username'),
    firstname: claim('given_name'),
    lastname: claim('family_name'),
  };
}

export function createIdentityProviders({
  findProviders,
  signer,
  requireFlow,
}: IdentityProviderOptions): IdentityProviders {
  const limit = pLimit(limits.running);
  const discovered = new Map<string, Promise<client.Configuration>>();

  /** Returns the configuration of a provider. Cached, unless discovery fails. */
  function configurationOf({ id, issuer, clientId, clientSecret }: IdentityProvider): Promise<client.Configuration> {
    const cached = discovered.get(id);
    if (cached) return cached;
    const url = new URL(issuer);
    const discovering = client.discovery(url, clientId, undefined, client.ClientSecretPost(clientSecret), {
      timeout,
      [client.customFetch]: boundedFetch,
      execute: isLocal(url.hostname) ? [client.allowInsecureRequests] : [],
    });
    discovered.set(id, discovering);
    discovering.catch(() => discovered.delete(id));
    return discovering;
  }

  async function findProvider(providerId: string): Promise<IdentityProvider> {
    const provider = (await findProviders()).find(({ id }) => id === providerId);
    if (!provider) throw validationFailed(`No provider is called ${inspect(providerId)}.`);
    return provider;
  }

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (limit.pendingCount >= limits.waiting) throw new OverloadedError('requests to identity providers');
    return limit(() => withProviderErrors(work));
  }

  /**
   * Returns the URL of the redirect and what it must match.
   *
   * @throws MutationError MISSING_PARAMETER, IDENTITY_VALIDATION_FAILED
   */
  async function checksOf(
    provider: IdentityProvider,
    configuration: client.Configuration,
    { code, state, iss, flow }: IdentityCallback,
  ): Promise<{ url: URL; checks: client.AuthorizationCodeGrantChecks }> {
    const url = new URL(provider.redirectUri);
    url.searchParams.set('code', code);
    if (flow === undefined) {
      // The issuer cannot be checked, and openid-client would miss it.
      const { authorization_response_iss_parameter_supported: hasIssuer, issuer } = configuration.serverMetadata();
      if (hasIssuer === true) url.searchParams.set('iss', issuer);
      return { url, checks: { idTokenExpected: true } };
    }
    const claims = await signer.unseal('identity-flow', flow);
    if (claims?.provider !== provider.id) throw validationFailed('The flow is invalid or expired. Start again.');
    if (state !== undefined) url.searchParams.set('state', state);
    if (iss !== undefined) url.searchParams.set('iss', iss);
    return {
      url,
      checks: {
        idTokenExpected: true,
        expectedState: claims.state as string,
        expectedNonce: claims.nonce as string,
        pkceCodeVerifier: claims.verifier as string,
      },
    };
  }

  return {
    async start(providerId) {
      const provider = await findProvider(providerId);
      const configuration = await inTurn(() => configurationOf(provider));
      const verifier = client.randomPKCECodeVerifier();
      const [nonce, state] = [client.randomNonce(), client.randomState()];
      const authorizationUrl = client.buildAuthorizationUrl(configuration, {
        redirect_uri: provider.redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        nonce,
        state,
      });
      const flow = await signer.seal('identity-flow', { provider: providerId, verifier, nonce, state }, flowMinutes);
      return { authorizationUrl: authorizationUrl.href, flow };
    },

    async identify(providerId, callback) {
      if (callback.flow === undefined && requireFlow) {
        throw new MutationError(ErrorCode.MISSING_PARAMETER, { attribute: 'args.flow', type: 'blank' });
      }
      const provider = await findProvider(providerId);
      const { response, subject } = await inTurn(async () => {
        const configuration = await configurationOf(provider);
        const { url, checks } = await checksOf(provider, configuration, callback);
        const tokens = await client.authorizationCodeGrant(configuration, url, checks);
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
