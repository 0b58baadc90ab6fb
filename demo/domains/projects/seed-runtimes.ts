import type { Database } from '../../database/open.js';
import { runtimeDefinitions, runtimeParameters, runtimes } from '../../database/tables.js';

interface SeedDefinition {
  readonly kind: 'data_type' | 'flow_type' | 'function';
  readonly key: string;
  /** `major.minor.patch` */
  readonly version: string;
  readonly genericKeys?: readonly string[];
  readonly parameters?: readonly string[];
}

const standard: readonly SeedDefinition[] = [
  { kind: 'data_type', key: 'number', version: '1.0.0' },
  { kind: 'data_type', key: 'text', version: '1.0.0' },
  { kind: 'flow_type', key: 'http', version: '1.9.2' },
  { kind: 'function', key: 'answer', version: '1.0.0', parameters: ['body'] },
  { kind: 'function', key: 'concat', version: '2.1.0', parameters: ['first', 'second'] },
  { kind: 'function', key: 'first', version: '1.0.0', genericKeys: ['T'], parameters: ['list'] },
  { kind: 'function', key: 'now', version: '1.0.0' },
];
const replacing = (key: string, version: string) =>
  standard.map((definition) => (definition.key === key ? { ...definition, version } : definition));

/**
 * With "Standard" as the primary runtime, the others cover every outcome of
 * `namespacesProjectsAssignRuntimes`.
 */
export const demoRuntimes: Readonly<Record<string, readonly SeedDefinition[]>> = {
  Standard: standard,
  // Compatible: 1.10 is newer than 1.9, and additional definitions are allowed.
  Newer: [...replacing('http', '1.10.0'), { kind: 'function', key: 'later', version: '1.0.0' }],
  Smaller: standard.filter(({ key }) => key !== 'concat'),
  Older: replacing('concat', '2.0.9'),
  // Incompatible: the major version differs, even though it is newer.
  Other: replacing('answer', '2.0.0'),
};

/**
 * Creates the runtimes with their definitions, unless runtimes of the same names exist. They are
 * global unless `namespaceId` is set.
 */
export async function seedRuntimes(
  database: Database,
  wanted: Readonly<Record<string, readonly SeedDefinition[]>>,
  namespaceId: number | null = null,
): Promise<void> {
  for (const [name, definitions] of Object.entries(wanted)) {
    const [runtime] = await database.insert(runtimes).values({ name, namespaceId }).onConflictDoNothing().returning();
    // Already created, by another replica or an earlier start.
    if (!runtime) continue;
    for (const { kind, key, version, genericKeys = [], parameters = [] } of definitions) {
      const [major, minor, patch] = version.split('.').map(Number) as [number, number, number];
      const [definition] = await database
        .insert(runtimeDefinitions)
        .values({ runtimeId: runtime.id, kind, key, major, minor, patch, genericKeys: [...genericKeys] })
        .returning();
      if (parameters.length === 0) continue;
      await database
        .insert(runtimeParameters)
        .values(parameters.map((parameter) => ({ definitionId: definition!.id, key: parameter })));
    }
  }
}
