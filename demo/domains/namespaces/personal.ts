import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.js';
import { namespaces, type NamespaceRow } from '../../database/tables.js';

/** Creates the personal namespace of a new user. */
export async function createPersonalNamespace(database: Database, userId: number): Promise<void> {
  await database.insert(namespaces).values({ userId });
}

/** Returns the personal namespace of a user. Every user has one. */
export async function personalNamespaceOf(database: Database, userId: number): Promise<NamespaceRow> {
  const [namespace] = await database.select().from(namespaces).where(eq(namespaces.userId, userId));
  return namespace!;
}
