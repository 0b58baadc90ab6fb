import { and, eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { userIdentities, users, type UserRow } from '../../database/tables.js';
import type { ExternalIdentity } from '../../identity-providers.js';
import { isBlank } from '../../presence.js';
import {
  acceptAccountData,
  externalAccount,
  findAccount,
  requireFree,
  takenMeanwhile,
} from '../accounts/account-data.js';
import { createPersonalNamespace } from '../namespaces/personal.js';
import { readSettings } from '../settings/service.js';

/** The input of both mutations. */
export interface IdentityRequest {
  readonly providerId: string;
  readonly args: { readonly code?: string | null };
}

const alreadyLinked = () => new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'args.code', type: 'taken' });

function identify({ identityProviders }: Context, { providerId, args }: IdentityRequest): Promise<ExternalIdentity> {
  if (isBlank(args.code))
    throw new MutationError(ErrorCode.MISSING_PARAMETER, { attribute: 'args.code', type: 'blank' });
  return identityProviders.identify(providerId, args.code!.trim());
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

/**
 * Returns the wanted name without invalid characters. If the name is taken, a number is appended.
 */
async function freeUsername(database: Database, wanted: string): Promise<string> {
  const acceptable = wanted
    .replace(/[^\p{L}\p{N}_.-]/gu, '')
    .slice(0, 40)
    .padEnd(3, '_');
  for (let number = 1; ; number++) {
    const username = number === 1 ? acceptable : `${acceptable}-${number}`;
    if (!(await findAccount(database, 'username', username))) return username;
  }
}

/**
 * Creates an account for an identity verified by an external provider.
 *
 * @throws MutationError REGISTRATION_DISABLED, MISSING_PARAMETER, IDENTITY_VALIDATION_FAILED,
 * INVALID_EXTERNAL_IDENTITY, MISSING_IDENTITY_DATA, INVALID_LOGIN_DATA; INVALID_SETTING when the
 * identity is already linked to an account
 */
export async function registerIdentity(context: Context, request: IdentityRequest): Promise<UserRow> {
  const { database } = context;
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  const identity = await identify(context, request);
  if (identity.email === undefined) {
    throw new MutationError(ErrorCode.MISSING_IDENTITY_DATA, { attribute: 'email', type: 'blank' });
  }
  if (await findByIdentity(database, request.providerId, identity.subject)) throw alreadyLinked();

  const data = acceptAccountData(externalAccount, {
    username: await freeUsername(database, identity.username ?? identity.email.split('@')[0]!),
    email: identity.email,
    firstname: identity.firstname?.slice(0, 50) ?? null,
    lastname: identity.lastname?.slice(0, 50) ?? null,
  });
  await requireFree(database, { email: data.email });
  const [user] = await convertFailures(
    database
      .insert(users)
      .values({ ...data, passwordHash: null })
      .returning(),
    takenMeanwhile,
  );
  await convertFailures(
    database
      .insert(userIdentities)
      .values({ userId: user!.id, providerId: request.providerId, identifier: identity.subject }),
    ({ constraint }) => (constraint === 'user_identities_identity_unique' ? alreadyLinked() : undefined),
  );
  await createPersonalNamespace(database, user!.id);
  return user!;
}

/**
 * Returns the account linked to an identity verified by an external provider.
 *
 * @throws MutationError MISSING_PARAMETER, IDENTITY_VALIDATION_FAILED, INVALID_EXTERNAL_IDENTITY,
 * EXTERNAL_IDENTITY_DOES_NOT_EXIST
 */
export async function verifyIdentity(context: Context, request: IdentityRequest): Promise<UserRow> {
  const { subject } = await identify(context, request);
  const user = await findByIdentity(context.database, request.providerId, subject);
  if (!user) throw new MutationError(ErrorCode.EXTERNAL_IDENTITY_DOES_NOT_EXIST);
  return user;
}
