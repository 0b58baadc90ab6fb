import type { ClientLedger, Knowledge } from './work.js';

/** Runs one statement and returns its rows. */
export type Query = (statement: string) => Promise<readonly Record<string, unknown>[]>;

export interface Findings {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly halfMade: readonly string[];
}

const tables = {
  users: { table: 'users', column: 'username' },
  organizations: { table: 'organizations', column: 'name' },
  roles: { table: 'namespace_roles', column: 'name' },
  projects: { table: 'namespace_projects', column: 'name' },
} as const;

/**
 * Compares the database with what the client was told: what was acknowledged must be there once,
 * what was refused must not be there, and nothing may be there in part.
 */
export async function verify(query: Query, ledger: ClientLedger): Promise<Findings> {
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const [kind, { table, column }] of Object.entries(tables)) {
    const rows = await query(
      `select ${column} as name, count(*)::int as count from ${table} where ${column} like 'load-%' group by 1`,
    );
    const stored = new Map(rows.map(({ name, count }) => [name as string, count as number]));
    const known = ledger[kind as keyof typeof tables] as ReadonlyMap<string, Knowledge>;
    for (const [name, knowledge] of known) {
      const count = stored.get(name) ?? 0;
      if (knowledge === 'acknowledged' && count === 0) lost.push(`${kind}: ${name}`);
      if (count > 1 || (knowledge === 'refused' && count > 0))
        doubled.push(`${kind}: ${name}, ${count} rows, ${knowledge}`);
    }
    for (const name of stored.keys()) if (!known.has(name)) doubled.push(`${kind}: ${name} was never asked for`);
  }
  const active = new Set(
    (await query('select token_digest as digest from user_sessions where active')).map(
      ({ digest }) => digest as string,
    ),
  );
  const { createHash } = await import('node:crypto');
  for (const token of ledger.tokens) {
    if (!active.has(createHash('sha256').update(token).digest('hex'))) lost.push('sessions: a token that was returned');
  }
  return { lost, doubled, halfMade: (await query(halfMade)).map(({ what }) => what as string) };
}

/** A user without a personal namespace, and an organization without one of its parts. */
const halfMade = `
  select 'user ' || username as what from users u
    where not exists (select from namespaces n where n.user_id = u.id)
  union all
  select 'organization ' || o.name from organizations o
    where not exists (
      select from namespaces n
        join namespace_roles r on r.namespace_id = n.id and 'NAMESPACE_ADMINISTRATOR' = any(r.abilities)
        join namespace_member_roles mr on mr.role_id = r.id
        join namespace_members m on m.id = mr.member_id
      where n.organization_id = o.id)`;
