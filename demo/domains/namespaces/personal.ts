import type { Database } from '../../database/open.js';
import { namespaces } from '../../database/tables.js';

/** Gives a new user the namespace that he owns himself. */
export async function createPersonalNamespace(database: Database, userId: number): Promise<void> {
  await database.insert(namespaces).values({ userId });
}
