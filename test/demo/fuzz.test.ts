import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { readErrorDeclarations } from 'graphql-error-codes';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createSchema } from '../../demo/schema.js';
import { fuzzRequests, type Caller, type FuzzRequest } from './operation-arbitrary.js';
import { openDemo, type Demo } from './open-demo.js';

/** `npm run fuzz` sets it to 20,000. */
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const seed = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);

let demo: Demo;
let headers: Record<Caller, Record<string, string>>;
beforeAll(async () => {
  demo = await openDemo();
  headers = {
    anonymous: {},
    garbage: { authorization: 'Session s_ust_garbage' },
    alice: await openSession('alice'),
    admin: await openSession('admin'),
  };
});
afterAll(() => demo.close());

/** A request may end the session, or change the password of the account: so without a password. */
async function openSession(username: 'alice' | 'admin'): Promise<Record<string, string>> {
  const token = `s_ust_${randomBytes(36).toString('base64url')}`;
  const tokenDigest = createHash('sha256').update(token).digest('hex');
  await demo.database.execute(sql`
    insert into user_sessions (user_id, token_digest)
    select id, ${tokenDigest} from users where id = ${username === 'admin' ? 1 : 2}`);
  return { authorization: `Session ${token}` };
}

const schema = createSchema({});
const declarations = readErrorDeclarations(schema);

interface Body {
  readonly data?: Readonly<
    Record<string, { readonly errors?: readonly { readonly errorCode?: string }[] } | null>
  > | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Returns what is wrong with a response, or `undefined`. */
function fault({ root }: FuzzRequest, status: number, text: string): string | undefined {
  if (status >= 500) return `status ${status}`;
  const { data, errors = [] } = JSON.parse(text) as Body;
  if (!data && errors.length === 0) return 'neither data nor errors';
  if (errors.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR')) return 'INTERNAL_SERVER_ERROR';
  if (errors.some(({ message }) => message.length > 500)) return 'a message of more than 500 characters';
  const codes = Object.values(data ?? {}).flatMap(
    (payload) => payload?.errors?.map(({ errorCode }) => errorCode) ?? [],
  );
  const undeclared = codes.find((code) => code !== undefined && !declarations.get(`Mutation.${root}`)?.includes(code));
  return undeclared && `the code ${undeclared}, which ${root} does not declare`;
}

/** What must hold in the database after any requests. Each query returns what violates it. */
const invariants: Readonly<Record<string, ReturnType<typeof sql>>> = {
  'every user has a personal namespace': sql`
    select username from users u where not exists (select from namespaces n where n.user_id = u.id)`,
  'every organization has a namespace': sql`
    select name from organizations o where not exists (select from namespaces n where n.organization_id = o.id)`,
  'every organization has an administrator': sql`
    select n.id from namespaces n where n.organization_id is not null and not exists (
      select from namespace_roles r join namespace_member_roles m on m.role_id = r.id
      where r.namespace_id = n.id and 'NAMESPACE_ADMINISTRATOR' = any(r.abilities))`,
  'no namespace has more members than its license allows': sql`
    select l.namespace_id from namespace_licenses l where (l.restrictions ->> 'user_count')::int <
      (select count(*) from namespace_members m where m.namespace_id = l.namespace_id) - 1`,
  'all runtimes of a project belong to everybody or to its namespace': sql`
    select p.id from namespace_projects p join project_runtimes pr on pr.project_id = p.id
      join runtimes r on r.id = pr.runtime_id where r.namespace_id is not null and r.namespace_id <> p.namespace_id`,
  'a user has ten backup codes at most': sql`
    select user_id from backup_codes group by user_id having count(*) > 10`,
  'one setting each': sql`select count(*) from application_settings having count(*) <> 2`,
};

async function violations(): Promise<string[]> {
  const found: string[] = [];
  for (const [law, query] of Object.entries(invariants)) {
    const { rows } = (await demo.database.execute(query)) as { rows: readonly unknown[] };
    if (rows.length > 0) found.push(law);
  }
  return found;
}

it(
  `survives ${runs} requests over the whole schema: no 5xx, no masked error, no undeclared code, nothing half-made`,
  async () => {
    const kinds = { payloads: 0, refused: 0, data: 0 };
    await fc.assert(
      fc.asyncProperty(fuzzRequests(schema), async (request) => {
        const { query, variables, caller, root } = request;
        const response = await fetch(demo.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers[caller] },
          body: JSON.stringify({ query, variables }),
        });
        const text = await response.text();
        if (response.status === 401 && (caller === 'alice' || caller === 'admin')) {
          headers[caller] = await openSession(caller);
        }
        const what = fault(request, response.status, text);
        if (what !== undefined) throw new Error(`${root}: ${what}\n${query.slice(0, 500)}\n${text.slice(0, 500)}`);
        const { data } = JSON.parse(text) as Body;
        kinds[data ? (text.includes('"errorCode"') ? 'payloads' : 'data') : 'refused']++;
      }),
      { numRuns: runs, ...(seed !== undefined && { seed }), endOnFailure: runs > 1000 },
    );
    expect(await violations()).toEqual([]);
    expect(demo.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    // Requests that are all refused would test nothing.
    expect(kinds.payloads + kinds.data).toBeGreaterThan(runs / 4);
    mkdirSync('.build/hardening', { recursive: true });
    const engine = (inject('postgresUrl') as string | undefined) === undefined ? 'pglite' : 'postgresql';
    writeFileSync(`.build/hardening/fuzz-${engine}.json`, JSON.stringify({ runs, ...kinds }));
  },
  60_000 + runs * 200,
);
