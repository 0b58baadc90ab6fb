import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** Starts the program of `npm run demo:gateway`, with a minimal environment. */
function start(env: Record<string, string> = {}) {
  const { PATH, HOME, DATABASE_URL } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/gateways/demo/main.ts'], {
    env: { PATH, HOME, PORT: '0', ...(DATABASE_URL !== undefined && { DATABASE_URL }), ...env },
    detached: true,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  return { child, printed: () => printed, stderr: text(child.stderr), exited: once(child, 'close') };
}

let demo: ReturnType<typeof start>;
let url: string;
let replicas: string[];
beforeAll(async () => {
  demo = start();
  const ended = demo.exited.then(async ([code]) => {
    throw new Error(`The demo ended with ${code} before it was ready. It wrote: ${(await demo.stderr) || 'nothing'}`);
  });
  const ready = vi.waitFor(() => expect(demo.printed()).toContain('Press Ctrl-C to stop.'), { timeout: 100_000 });
  await Promise.race([ready, ended]);
  [url, ...replicas] = [...demo.printed().matchAll(/^ .* (http:\S+)$|at (http:\S+)$/gm)].map(
    ([, replica, gateway]) => (replica ?? gateway)!,
  ) as [string, ...string[]];
});
// A terminal sends the signal to the whole group. A test may have done so already.
afterAll(() => {
  if (demo.child.exitCode === null) process.kill(-demo.child.pid!, 'SIGINT');
});

const send = async (query: string, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ query });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return (await response.json()) as { data: Record<string, unknown> };
};

describe('npm run demo:gateway', () => {
  it('prints curl commands for the typed error and for the existing graph', async () => {
    const results = await Promise.all(
      [...demo.printed().matchAll(/curl .*/g)].map(
        async ([command]) => JSON.parse(await text(spawn('sh', ['-c', command]).stdout)) as unknown,
      ),
    );
    const errors = [{ __typename: 'DemoError', errorCode: 'INVALID_LOGIN_DATA' }];
    expect(results).toEqual([
      { data: { usersLogin: { userSession: null, errors } } },
      {
        data: {
          lastPayment: { amount: 42, error: { __typename: 'Error', status: 402, reason: 'The card has expired.' } },
        },
      },
    ]);
  });

  it('shows all codes of the demo in introspection', async () => {
    const { data } = await send(
      '{ __type(name: "DemoErrorCodeEnum") { shown: enumValues { name } all: enumValues(includeDeprecated: true) { name } } }',
    );
    const { shown, all } = data.__type as Record<'shown' | 'all', unknown[]>;
    expect([shown.length, all.length]).toEqual([28, 31]);
  });

  it('sends requests to the replicas in turn, which share sessions', async () => {
    const login = await send(
      'mutation { usersLogin(input: { username: "alice", password: "alice-of-the-demo" }) { userSession { token } } }',
    );
    const { token } = (login.data.usersLogin as { userSession: { token: string } }).userSession;
    for (const _replica of replicas) {
      const { data } = await send('{ currentUser { username } }', { authorization: `Session ${token}` });
      expect(data).toEqual({ currentUser: { username: 'alice' } });
    }
    await send('mutation { usersLogin(input: { username: "nobody", password: "wrong" }) { errors { errorCode } } }');
    await send('mutation { usersLogin(input: { username: "nobody", password: "wrong" }) { errors { errorCode } } }');
    expect(replicas).toHaveLength(2);
    for (const replica of replicas) {
      const metrics = await (await fetch(new URL('/metrics', replica))).text();
      expect(metrics).toMatch(/INVALID_LOGIN_DATA/);
    }
  });

  it('stops all processes on Ctrl-C', async () => {
    process.kill(-demo.child.pid!, 'SIGINT');
    await demo.exited;
    expect(demo.printed()).toMatch(/Stopped\.\n$/);
    expect(await demo.stderr).toBe('');
    for (const each of [url, ...replicas]) await expect(fetch(each)).rejects.toThrow('fetch failed');
  });

  it('exits with a message when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const second = start({ PORT: String(port) });
    expect(await second.exited).toEqual([1, null]);
    expect(await second.stderr).toBe(`Port ${port} is in use. Stop the other program, or set PORT to another port.\n`);
    other.close();
  });
});
