import type { Database } from '../../database/open.js';
import { namespaces } from '../../database/tables.js';

/** Creates the personal namespace of a new user. */
export async function createPersonalNamespace(database: Database, userId: number): Promise<void> {
  await database.insert(namespaces).values({ userId });
}
