import { createHash, randomBytes } from 'node:crypto';
import { and, eq, ne, type SQL } from 'drizzle-orm';
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

export async function openSession({ database }: Context, userId: number): Promise<Session> {
  const token = tokenPrefix + randomBytes(36).toString('base64url');
  const [session] = await database
    .insert(userSessions)
    .values({ userId, tokenDigest: digest(token) })
    .returning();
  return { ...session!, token };
}

async function findActive(database: Database, condition: SQL): Promise<Viewer | null> {
  const [found] = await database
    .select({ user: users, sessionId: userSessions.id })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .where(and(condition, eq(userSessions.active, true)));
  return found ?? null;
}

/** Returns the viewer of the active session with this token, or null. */
export const findViewerByToken = (database: Database, token: string): Promise<Viewer | null> =>
  findActive(database, eq(userSessions.tokenDigest, digest(token)));

/** Returns the viewer of the session, or null if the session is not active. */
export const findViewer = (database: Database, sessionId: number): Promise<Viewer | null> =>
  findActive(database, eq(userSessions.id, sessionId));

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
    .where(and(eq(userSessions.id, sessionId), eq(userSessions.userId, user.id), eq(userSessions.active, true)))
    .returning();
  if (!ended) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return ended;
}

/** Ends all sessions of a user, except `exceptId`. Called when the password changes. */
export async function endSessions(database: Database, userId: number, exceptId = 0): Promise<void> {
  await database
    .update(userSessions)
    .set({ active: false })
    .where(and(eq(userSessions.userId, userId), ne(userSessions.id, exceptId)));
}

export const activeSessions = (database: Database, userId: number, page: ConnectionArguments) =>
  pageOfTable(database, userSessions, and(eq(userSessions.userId, userId), eq(userSessions.active, true)), page);
