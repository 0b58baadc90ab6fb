import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { userIdentities, users, type UserRow } from '../../database/tables.js';
import type { ExternalIdentity } from '../../identity-providers.js';
import { isBlank } from '../../presence.js';
import { networkOf } from '../../rate-limits.js';
import {
  acceptAccountData,
  externalAccount,
  findAccount,
  requireFree,
  takenMeanwhile,
} from '../accounts/account-data.js';
import { tooManyRegistrations } from '../accounts/service.js';
import { createPersonalNamespace } from '../namespaces/personal.js';
import { readSettings } from '../settings/service.js';

/** The input of both mutations. */
export interface IdentityRequest {
  readonly providerId: string;
  readonly args: { readonly [Name in 'code' | 'state' | 'iss' | 'flow']?: string | null };
}

const alreadyLinked = () => new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'args.code', type: 'taken' });

function identify({ identityProviders }: Context, { providerId, args }: IdentityRequest): Promise<ExternalIdentity> {
  if (isBlank(args.code))
    throw new MutationError(ErrorCode.MISSING_PARAMETER, { attribute: 'args.code', type: 'blank' });
  return identityProviders.identify(providerId, {
    code: args.code!.trim(),
    state: args.state ?? undefined,
    iss: args.iss ?? undefined,
    flow: args.flow ?? undefined,
  });
}

async function findByIdentity(
  database: Database,
  providerId: string,
  identifier: string,
): Promise<UserRow | undefined> {
  const [found] = await database
    .select({ user: users })
    .from(userIdentities)
    .innerJoin(users, eq(users.id, userIdentities.userId))
    .where(and(eq(userIdentities.providerId, providerId), eq(userIdentities.identifier, identifier)));
  return found?.user;
}

/** How many numbers are tried for a name that is taken, before random ones. */
const maximumNumber = 5;

/**
 * Returns the wanted name without invalid characters. If the name is taken, a number is appended.
 */
async function freeUsername(database: Database, wanted: string): Promise<string> {
  const acceptable = firstCharacters(wanted.replaceAll(/[^\p{L}\p{N}_.-]/gu, ''), 40).padEnd(3, '_');
  for (let number = 1; ; number++) {
    const suffix = number <= maximumNumber ? number : randomInt(1e6);
    const username = number === 1 ? acceptable : `${acceptable}-${suffix}`;
    if (!(await findAccount(database, 'username', username))) return username;
  }
}

const firstCharacters = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

/**
 * Returns the identity that an account is to be created for. Call it before the transaction of
 * {@link registerIdentity}.
 *
 * @throws MutationError REGISTRATION_DISABLED, MISSING_PARAMETER, IDENTITY_VALIDATION_FAILED,
 * INVALID_EXTERNAL_IDENTITY; MISSING_IDENTITY_DATA when it has no address, or one that the provider
 * has not verified
 */
export async function identifyForRegistration(
  context: Context,
  request: IdentityRequest,
): Promise<ExternalIdentity & { readonly email: string }> {
  const { database, rateLimits, address } = context;
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  if (!(await rateLimits.take('registrationsFromAddress', networkOf(address)))) throw tooManyRegistrations();
  const identity = await identify(context, request);
  const { email, emailVerified } = identity;
  if (email === undefined || emailVerified === false) {
    const type = email === undefined ? 'blank' : 'unverified';
    throw new MutationError(ErrorCode.MISSING_IDENTITY_DATA, { attribute: 'email', type });
  }
  return { ...identity, email };
}

/**
 * Creates an account for an identity verified by an external provider.
 *
 * @throws MutationError REGISTRATION_DISABLED, INVALID_LOGIN_DATA; INVALID_SETTING when the
 * identity is already linked to an account
 */
export async function registerIdentity(
  { database, now }: Context,
  { providerId }: IdentityRequest,
  identity: ExternalIdentity & { readonly email: string },
): Promise<UserRow> {
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  if (await findByIdentity(database, providerId, identity.subject)) throw alreadyLinked();

  const { firstname, lastname } = identity;
  const data = acceptAccountData(externalAccount, {
    username: await freeUsername(database, identity.username ?? identity.email.split('@')[0]!),
    email: identity.email,
    firstname: firstname === undefined ? null : firstCharacters(firstname, 50),
    lastname: lastname === undefined ? null : firstCharacters(lastname, 50),
  });
  await requireFree(database, { email: data.email });
  const [user] = await convertFailures(
    database
      .insert(users)
      .values({ ...data, passwordHash: null, emailVerifiedAt: identity.emailVerified === true ? now() : null })
      .returning(),
    takenMeanwhile,
  );
  await convertFailures(
    database.insert(userIdentities).values({ userId: user!.id, providerId, identifier: identity.subject }),
    ({ constraint }) => (constraint === 'user_identities_identity_unique' ? alreadyLinked() : undefined),
  );
  await createPersonalNamespace(database, user!.id);
  return user!;
}

/**
 * Returns the id of the account linked to an identity verified by an external provider. Call it
 * before a transaction.
 *
 * @throws MutationError MISSING_PARAMETER, IDENTITY_VALIDATION_FAILED, INVALID_EXTERNAL_IDENTITY,
 * EXTERNAL_IDENTITY_DOES_NOT_EXIST
 */
export async function verifyIdentity(context: Context, request: IdentityRequest): Promise<number> {
  const { subject } = await identify(context, request);
  const user = await findByIdentity(context.database, request.providerId, subject);
  if (!user) throw new MutationError(ErrorCode.EXTERNAL_IDENTITY_DOES_NOT_EXIST);
  return user.id;
}
