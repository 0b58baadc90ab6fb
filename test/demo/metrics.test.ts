import { dirname } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UsersLoginDocument } from '../generated/operations.js';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const scrape = async () => (await fetch(new URL('/metrics', demo.url))).text();
const wrongLogin = (username: string) =>
  demo.ask(UsersLoginDocument, { input: { username, password: 'wrong password' } });

it('counts payload errors by mutation and code, including those that the client did not select', async () => {
  for (const username of ['alice', 'nobody']) await wrongLogin(username);
  const query = 'mutation { usersLogin(input: { username: "alice", password: "" }) { clientMutationId } }';
  await demo.post(JSON.stringify({ query }));

  const lines = (await scrape())
    .split('\n')
    .filter((line) => line.startsWith('graphql_error_codes_payload_errors_total{'));
  const series = (code: string, category: string, count: number) =>
    `graphql_error_codes_payload_errors_total{graphql_error_code="${code}",graphql_field_schema_coordinate="Mutation.usersLogin",graphql_error_codes_category="${category}",graphql_error_codes_fault="client"} ${count}`;
  expect(lines).toEqual([series('INVALID_LOGIN_DATA', 'authentication', 2), series('MISSING_PARAMETER', 'input', 1)]);
});

it('counts crashes separately, and contains no data of users or requests', async () => {
  await demo.database.execute(sql`alter table users rename column password_hash to gone`);
  await expect(wrongLogin('alice')).rejects.toThrow('Internal server error');
  await demo.database.execute(sql`alter table users rename column gone to password_hash`);
  const text = await scrape();
  expect(text).toMatch(
    /graphql_error_codes_defects_total\{error_type="\w+",graphql_field_schema_coordinate="Mutation\.usersLogin"\} 1/,
  );
  expect(text).not.toMatch(/alice|nobody|127\.0\.0\.1/);
});

it('names the service, and not the folder of Node.js', async () => {
  const text = await scrape();
  expect(text).toContain('service_name="graphql-error-codes-demo"');
  expect(text).not.toContain(dirname(process.execPath));
});
