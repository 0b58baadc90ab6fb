import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../demo/database/open.js';
import { backupCodes, users } from '../../../demo/database/tables.js';
import {
  UsersMfaBackupCodesRotateDocument,
  UsersRegisterDocument,
  UsersUpdateDocument,
} from '../../generated/operations.js';
import { openEmptyDatabase } from '../open-empty-database.js';
import { error, openDemo, rotateBackupCodes, signUp, type Account, type Demo } from '../open-demo.js';
import { startDemo, withoutNpm } from '../start-demo.js';

let demo: Demo;
let account: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
});
afterAll(() => demo.close());

/** Opens another database session, which is closed at the end of the test. */
async function openSession(connectionString: string): Promise<Client> {
  const session = new Client({ connectionString });
  // Some tests terminate it on the server.
  session.on('error', () => {});
  await session.connect();
  onTestFinished(() => session.end());
  return session;
}

const userId = () => Number(account.id.split('/').at(-1));
const rename = (firstname: string) =>
  demo.ask(UsersUpdateDocument, { input: { userId: account.id, firstname } }, account.token);
const firstname = async () => (await demo.database.select().from(users).where(eq(users.id, userId())))[0]!.firstname;

it('returns FAILED_TO_INVALIDATE_OLD_BACKUP_CODES when another session holds a lock on one, and keeps all codes', async () => {
  await rotateBackupCodes(demo, account);
  const stored = () => demo.database.select().from(backupCodes).where(eq(backupCodes.userId, userId()));
  const before = await stored();

  const other = await openSession(demo.databaseUrl!);
  await other.query('begin');
  await other.query('select from backup_codes where user_id = $1 limit 1 for update', [userId()]);
  const input = { currentPassword: account.password };
  const { usersMfaBackupCodesRotate } = await demo.ask(UsersMfaBackupCodesRotateDocument, { input }, account.token);
  await other.query('rollback');

  expect(usersMfaBackupCodesRotate).toMatchObject({
    codes: null,
    errors: [error('FAILED_TO_INVALIDATE_OLD_BACKUP_CODES')],
  });
  expect(await stored()).toEqual(before);
});

it('the server survives a database outage: in-flight mutations are rolled back with 503, and it recovers afterwards', async () => {
  await rename('Before');
  const administrator = await openSession(inject('postgresUrl'));
  const name = new URL(demo.databaseUrl!).pathname.slice(1);
  const allowConnections = (allowed: boolean) =>
    administrator.query(`alter database ${name} allow_connections ${allowed}`);
  onTestFinished(async () => void (await allowConnections(true)));
  const other = await openSession(demo.databaseUrl!);
  await other.query('begin');
  await other.query('select from users where id = $1 for update', [userId()]);

  const underWay = rename('During').catch((error: Error) => error.message);
  const waiting = `select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await administrator.query(waiting, [name])).rowCount).toBe(1);
  // As in a restart of PostgreSQL: new sessions are rejected and existing ones are terminated.
  await allowConnections(false);
  await administrator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  expect(await underWay).toContain('HTTP 503');
  await expect(rename('Gone')).rejects.toThrow('HTTP 503');
  const get = (path: string) => fetch(new URL(path, demo.url));
  expect((await get('/metrics')).status).toBe(200);
  // The process runs, and gets no requests of others meanwhile.
  expect((await get('/health')).status).toBe(200);
  const ready = await get('/ready');
  expect([ready.status, ready.headers.get('retry-after'), await ready.json()]).toEqual([
    503,
    '1',
    { errors: [{ message: 'The service is unavailable at the moment.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
  ]);
  // The log contains the cause, but no user data from the mutation or the request headers.
  expect(JSON.stringify(demo.log)).not.toMatch(/During|Gone|params/);
  expect(demo.log).toContainEqual(
    expect.objectContaining({
      err: expect.objectContaining({ message: expect.stringContaining('terminating connection') }),
    }),
  );

  await allowConnections(true);
  expect((await get('/ready')).status).toBe(200);
  expect(await firstname()).toBe('Before');
  await rename('After');
  expect(await firstname()).toBe('After');
});

/** Opens a server between the demo and PostgreSQL that cuts connections as a transaction begins. */
async function openCutter(target: string) {
  const { hostname, port } = new URL(target);
  let cutting = false;
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    const end = () => void [client.destroy(), server.destroy()];
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    server.pipe(client);
    client.on('data', (chunk) => {
      if (!cutting || !chunk.includes('begin')) return void server.write(chunk);
      cuts++;
      end();
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void proxy.close());
  const url = new URL(target);
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { url: url.href, cut: (on: boolean) => (cutting = on), cuts: () => cuts };
}

it('a connection that is cut as a transaction begins is closed, and replaced: the pool does not run out of them', async () => {
  const { url, cut, cuts } = await openCutter(demo.databaseUrl!);
  const { database, close } = await openDatabase({ url }, () => {});
  const count = () => database.transaction((begun) => begun.$count(users));
  cut(true);
  // More than the pool has connections.
  for (let turn = 0; turn < 25; turn++) await expect(count()).rejects.toThrow('Failed query: begin');
  expect(cuts()).toBe(25);
  cut(false);
  expect(await count()).toBeGreaterThan(0);
  // It waits for every connection that was not given back.
  await close();
});

describe('on SIGTERM under load', () => {
  it('completes every mutation that it started: clients without a response have no account', async () => {
    const { database, url: databaseUrl, close } = await openEmptyDatabase();
    onTestFinished(close);
    const server = startDemo({ PORT: '0', DATABASE_URL: databaseUrl! }, withoutNpm);
    const printed = await server.ready();
    const url = /http:\S+/.exec(printed)![0];
    const seeded = await database.$count(users);

    const answered: string[] = [];
    const unanswered: string[] = [];
    const connections = new Set<string | null>();
    /** Sends one registration after the other until the server has stopped. */
    async function register(client: number): Promise<void> {
      for (let turn = 0; ; turn++) {
        const username = `user-${client}-${turn}`;
        const password = 'a good password';
        const input = { username, email: `${username}@mail.example`, password, passwordRepeat: password };
        const body = JSON.stringify({ query: UsersRegisterDocument.toString(), variables: { input } });
        try {
          const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
          const { data } = (await response.json()) as { data?: { usersRegister: { userSession: unknown } } };
          if (!data?.usersRegister.userSession) throw new Error(`HTTP ${response.status}`);
          connections.add(response.headers.get('connection'));
          answered.push(username);
        } catch {
          unanswered.push(username);
          return;
        }
      }
    }
    const clients = Array.from({ length: 32 }, (_, client) => register(client));
    await expect.poll(() => answered.length).toBeGreaterThan(32);
    const before = answered.length;
    server.terminate();
    await Promise.all(clients);

    const code = await server.exited;
    expect({ code, stderr: await server.stderr }).toEqual({ code: 0, stderr: '' });
    expect(server.printed()).toMatch(/Stopped\.\n$/);
    // The requests in flight at the time of the signal got their responses.
    expect(answered.length).toBeGreaterThan(before);
    expect(unanswered).toHaveLength(32);
    // No idle connection is left that the server would have to wait for.
    expect(connections).toContain('close');
    const rows = await database.select({ username: users.username }).from(users);
    expect(rows.length - seeded).toBe(answered.length);
    expect(rows.map(({ username }) => username)).toEqual(expect.arrayContaining(answered));
  });
});
