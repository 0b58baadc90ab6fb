import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, inArray, lt, ne, or, type SQL } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { ConnectionArguments } from '../../connection.js';
import { requireViewer, type Context, type Viewer } from '../../context.js';
import type { Database } from '../../database/open.js';
import { pageOfTable } from '../../database/page.js';
import { userSessions, users } from '../../database/tables.js';

/** A session. `token` is only set in the payload of the mutation that opened it. */
export type Session = typeof userSessions.$inferSelect & { readonly token?: string };

const tokenPrefix = 's_ust_';

/** A fast hash is sufficient because a token has 288 random bits. */
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

const minute = 60_000;
const day = 24 * 60 * minute;

/** A session ends this long after it was opened, even if it is in use. */
const lifetime = 30 * day;

/** A session ends this long after its last use. */
const idleLimit = 7 * day;

/** The last use is stored at most this often, because that is a write. */
const useInterval = 60 * minute;

/** The sessions that an account keeps, the newest ones. */
const maximumSessions = 100;

/** One login in this many deletes the old sessions of its user: each would be a write more. */
const deletionInterval = 8;

const newToken = (): string => tokenPrefix + randomBytes(36).toString('base64url');

const isActive = (now: Date): SQL | undefined =>
  and(
    eq(userSessions.active, true),
    gt(userSessions.expiresAt, now),
    gt(userSessions.usedAt, new Date(now.getTime() - idleLimit)),
  );

/** Deletes the sessions of a user that have expired, and those above the maximum, oldest first. */
async function deleteOldSessions(database: Database, userId: number, now: Date): Promise<void> {
  const ofUser = eq(userSessions.userId, userId);
  const oldest = database
    .select({ id: userSessions.id })
    .from(userSessions)
    .where(and(ofUser, eq(userSessions.active, true)))
    .orderBy(desc(userSessions.id))
    .offset(maximumSessions);
  await database
    .delete(userSessions)
    .where(and(ofUser, or(lt(userSessions.expiresAt, now), inArray(userSessions.id, oldest))));
}

/** Opens a session. */
export async function openSession({ database, now }: Context, userId: number): Promise<Session> {
  const openedAt = now();
  const token = newToken();
  const [session] = await database
    .insert(userSessions)
    .values({
      userId,
      tokenDigest: digest(token),
      signedInAt: openedAt,
      usedAt: openedAt,
      expiresAt: new Date(openedAt.getTime() + lifetime),
    })
    .returning();
  if (session!.id % deletionInterval === 0) await deleteOldSessions(database, userId, openedAt);
  return { ...session!, token };
}

async function findActive(database: Database, now: Date, condition: SQL): Promise<ActiveSession | null> {
  const [found] = await database
    .select({
      user: users,
      sessionId: userSessions.id,
      signedInAt: userSessions.signedInAt,
      usedAt: userSessions.usedAt,
    })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .where(and(condition, isActive(now)));
  return found ?? null;
}

interface ActiveSession extends Viewer {
  readonly usedAt: Date;
}

/** Returns the viewer of the active session with this token, or null. */
export async function findViewerByToken(database: Database, token: string, now: Date): Promise<Viewer | null> {
  const viewer = await findActive(database, now, eq(userSessions.tokenDigest, digest(token)));
  if (viewer && now.getTime() - viewer.usedAt.getTime() > useInterval) {
    await database.update(userSessions).set({ usedAt: now }).where(eq(userSessions.id, viewer.sessionId));
  }
  return viewer;
}

/** Returns the viewer of the session, or null if the session is not active. */
export const findViewer = (database: Database, sessionId: number, now: Date): Promise<Viewer | null> =>
  findActive(database, now, eq(userSessions.id, sessionId));

/**
 * Replaces the token of the caller's session. The old token is invalid from then on. The session
 * ends when it would have ended.
 *
 * @throws MutationError MISSING_PERMISSION
 */
export async function renewSession(context: Context): Promise<Session> {
  const { sessionId } = requireViewer(context);
  const token = newToken();
  const [renewed] = await context.database
    .update(userSessions)
    .set({ tokenDigest: digest(token), usedAt: context.now() })
    .where(and(eq(userSessions.id, sessionId), isActive(context.now())))
    .returning();
  if (!renewed) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return { ...renewed, token };
}

/**
 * Ends one session of the caller.
 *
 * @throws MutationError MISSING_PERMISSION when the session is not the caller's or not active.
 */
export async function endSession(context: Context, sessionId: number): Promise<Session> {
  const { user } = requireViewer(context);
  const [ended] = await context.database
    .update(userSessions)
    .set({ active: false })
    .where(and(eq(userSessions.id, sessionId), eq(userSessions.userId, user.id), isActive(context.now())))
    .returning();
  if (!ended) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return ended;
}

/** Ends all sessions of a user, except `exceptId`. Called when a credential changes. */
export async function endSessions(database: Database, userId: number, exceptId = 0): Promise<void> {
  await database
    .update(userSessions)
    .set({ active: false })
    .where(and(eq(userSessions.userId, userId), ne(userSessions.id, exceptId)));
}

export const activeSessions = ({ database, now }: Context, userId: number, page: ConnectionArguments) =>
  pageOfTable(database, userSessions, and(eq(userSessions.userId, userId), isActive(now())), page);
