import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { requireViewer, type Context } from '../../context.js';
import type { Database } from '../../database/open.js';
import { applicationSettings } from '../../database/tables.js';

export interface Settings {
  readonly userRegistrationEnabled: boolean;
  readonly organizationCreationRestricted: boolean;
}

/** The row of each setting, and the value used if the row is missing. */
const rows = {
  userRegistrationEnabled: { setting: 'user_registration_enabled', fallback: true },
  organizationCreationRestricted: { setting: 'organization_creation_restricted', fallback: false },
} as const satisfies Record<keyof Settings, { setting: string; fallback: boolean }>;

export async function readSettings(database: Database): Promise<Settings> {
  const stored = new Map(
    (await database.select().from(applicationSettings)).map(({ setting, value }) => [setting, value]),
  );
  const read = ({ setting, fallback }: { setting: string; fallback: boolean }) =>
    (stored.get(setting) as boolean | undefined) ?? fallback;
  return {
    userRegistrationEnabled: read(rows.userRegistrationEnabled),
    organizationCreationRestricted: read(rows.organizationCreationRestricted),
  };
}

/** Stores the default value of every setting that has no row yet. */
export async function seedSettings(database: Database): Promise<void> {
  await database
    .insert(applicationSettings)
    .values(Object.values(rows).map(({ setting, fallback }) => ({ setting, value: fallback })))
    .onConflictDoNothing();
}

/** @throws MutationError MISSING_PERMISSION unless the caller is an instance admin. */
export function requireInstanceAdmin(context: Context): void {
  if (!requireViewer(context).user.admin) throw new MutationError(ErrorCode.MISSING_PERMISSION);
}

/**
 * Applies the given settings one after another; absent settings keep their value.
 *
 * @param order the names of the settings in the order in which the client sent them
 * @throws MutationError INVALID_SETTING for the first setting that cannot be applied: type
 * `inclusion` when the value is null, `required` when the setting has no row.
 */
export async function updateSettings(
  { database }: Context,
  changes: { readonly [Name in keyof Settings]?: boolean | null },
  order: readonly string[],
): Promise<Settings> {
  const names = Object.keys(rows) as (keyof Settings)[];
  for (const attribute of names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const { setting } = rows[attribute];
    const value = changes[attribute];
    if (value === undefined) continue;
    if (value === null) throw new MutationError(ErrorCode.INVALID_SETTING, { attribute, type: 'inclusion' });

    const updated = await database
      .update(applicationSettings)
      .set({ value })
      .where(eq(applicationSettings.setting, setting))
      .returning({ setting: applicationSettings.setting });
    if (updated.length === 0) throw new MutationError(ErrorCode.INVALID_SETTING, { attribute, type: 'required' });
  }
  return readSettings(database);
}
