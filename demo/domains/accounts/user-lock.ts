import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.js';
import { users, type UserRow } from '../../database/tables.js';

/**
 * The user's row, locked until the transaction ends: whoever counts and then acts on the user's codes waits here for his turn.
 */
export async function lockUser(database: Database, userId: number): Promise<UserRow | undefined> {
  const [user] = await database.select().from(users).where(eq(users.id, userId)).for('update');
  return user;
}
