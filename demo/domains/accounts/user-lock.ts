import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.js';
import { users, type UserRow } from '../../database/tables.js';

/**
 * Returns the user's row and locks it until the transaction ends, so that transactions which read
 * and then change the user's credentials run one after another.
 */
export async function lockUser(database: Database, userId: number): Promise<UserRow | undefined> {
  const [user] = await database.select().from(users).where(eq(users.id, userId)).for('update');
  return user;
}
