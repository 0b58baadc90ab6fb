import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigurationError, environmentVariables, readConfiguration } from '../../demo/configuration.js';
import { startDemo, withoutNpm } from './start-demo.js';

/** Runs the curl command that the demo prints, and returns the JSON of its response. */
async function runCurl(printed: string): Promise<unknown> {
  const command = /curl -s .*/.exec(printed)![0];
  const curl = spawn('sh', ['-c', command]);
  return JSON.parse(await text(curl.stdout));
}

/** Random, as production requires. */
const strongKey = '7hYk2pQv9sLw4xZt8bNc3mRd6fGj1aEu';

describe('npm start', () => {
  it('prints the URL, the accounts and a curl command for a typed error, and exits cleanly on Ctrl-C', async () => {
    const demo = startDemo({ PORT: '0' });
    const printed = await demo.ready();
    expect(printed).toMatch(/graphql-error-codes demo at http:\/\/localhost:\d+\/graphql \(PGlite, data in memory\)/);
    for (const username of ['admin', 'alice', 'mia']) expect(printed).toContain(`${username}-of-the-demo`);
    expect(await runCurl(printed)).toEqual({
      data: { usersLogin: { userSession: null, errors: [{ errorCode: 'INVALID_LOGIN_DATA' }] } },
    });
    demo.interrupt();
    await demo.exited;
    expect(demo.printed()).toMatch(/Stopped\.\n$/);
    expect(await demo.stderr).toBe('');
  });

  it('has a local OpenID provider', async () => {
    const demo = startDemo({ PORT: '0' });
    const url = /http:\S+/.exec(await demo.ready())![0];
    const query =
      'mutation { usersIdentityRegister(input: { providerId: "local", args: { code: "nora" } }) { userSession { user { username } } errors { errorCode } } }';
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(await response.json()).toEqual({
      data: { usersIdentityRegister: { userSession: { user: { username: 'nora' } }, errors: [] } },
    });
    demo.interrupt();
    await demo.exited;
    expect(demo.printed()).toMatch(/Stopped\.\n$/);
  });

  it('reports an invalid request without a stack trace, in development, too', async () => {
    const demo = startDemo({ PORT: '0' });
    const url = /http:\S+/.exec(await demo.ready())![0];
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{"}',
    });
    expect(await response.text()).not.toMatch(/stacktrace|node_modules/);
    demo.interrupt();
    await demo.exited;
  });

  it('exits cleanly on SIGTERM from a supervisor', async () => {
    const demo = startDemo({ PORT: '0' }, withoutNpm);
    const url = /http:\S+/.exec(await demo.ready())![0];
    demo.terminate();
    expect(await demo.exited).toBe(0);
    expect(demo.printed()).toMatch(/Stopped\.\n$/);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('keeps its data in DATA_DIR', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'graphql-error-codes-data-'));
    const ask = async (printed: string, query: string) => {
      const url = /http:\S+/.exec(printed)![0];
      const body = JSON.stringify({ query });
      return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();
    };
    const account = 'username: "nora", password: "a good password"';

    const first = startDemo({ PORT: '0', DATA_DIR: dataDir });
    await ask(
      await first.ready(),
      `mutation { usersRegister(input: { ${account}, passwordRepeat: "a good password", email: "nora@mail.example" }) { errors { errorCode } } }`,
    );
    first.interrupt();
    await first.exited;

    const second = startDemo({ PORT: '0', DATA_DIR: dataDir });
    const login = await ask(
      await second.ready(),
      `mutation { usersLogin(input: { ${account} }) { errors { errorCode } } }`,
    );
    second.interrupt();
    await second.exited;
    rmSync(dataDir, { recursive: true });
    expect(login).toEqual({ data: { usersLogin: { errors: [] } } });
  });

  it('lets one process open DATA_DIR, of two that start at once, also after the one before was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-lock-'));
    const dataDir = join(folder, 'data');
    const killed = startDemo({ PORT: '0', DATA_DIR: dataDir }, withoutNpm);
    await killed.ready();
    killed.kill();
    await killed.exited;
    expect(existsSync(`${dataDir}.lock`)).toBe(true);

    const pair = [1, 2].map(() => startDemo({ PORT: '0', DATA_DIR: dataDir }, withoutNpm));
    const [ready, refused] = await Promise.race([
      pair[0]!.exited.then(() => [pair[1]!, pair[0]!] as const),
      pair[1]!.exited.then(() => [pair[0]!, pair[1]!] as const),
    ]);
    expect(await refused.exited).toBe(1);
    expect(await refused.stderr).toMatch(/^DATA_DIR is in use by .+\n$/);
    await ready.ready();
    ready.terminate();
    expect(await ready.exited).toBe(0);
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('replaces the bundle of another start, and never writes into the files that it may be loading', async () => {
    // The port is refused once the bundle runs.
    const bundle = async () => expect(await startDemo({ PORT: 'abc' }, withoutNpm).exited).toBe(1);
    await bundle();
    const file = '.build/demo/main.js';
    const opened = openSync(file, 'r');
    onTestFinished(() => closeSync(opened));
    await bundle();
    expect(statSync(file).ino).not.toBe(fstatSync(opened).ino);
  });

  it('reports what to do when the port is in use', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const demo = startDemo({ PORT: String(port) });
    expect(await demo.exited).toBe(1);
    expect(await demo.stderr).toBe(
      `Port ${port} is in use. Stop the process that listens there, or set PORT to another number.\n`,
    );
    other.close();
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a number from 0 (any free port) to 65535, got "abc".'],
    [{ PORT: '65536' }, 'PORT must be a number from 0 (any free port) to 65535, got "65536".'],
    [
      { HOST: '192.0.2.1' },
      'HOST must be an address of this machine, got "192.0.2.1". Try localhost, or 0.0.0.0 for all.',
    ],
    [{ DATA_DIR: 'src' }, 'DATA_DIR must be a new folder, or one that the demo created, got "src".'],
    [{ DATA_DIR: 'LICENSE' }, 'DATA_DIR must be a new folder, or one that the demo created, got "LICENSE".'],
    [{ NODE_ENV: 'production', SECRET_KEY: strongKey }, 'SMTP_URL must be set in production.'],
    [
      { NODE_ENV: 'production', SECRET_KEY: strongKey, SMTP_URL: 'smtp://localhost', ADMIN_PASSWORD: 'short' },
      'ADMIN_PASSWORD must have at least 8 characters, got 5.',
    ],
    [
      { DATABASE_URL: 'mysql://localhost' },
      'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.',
    ],
    [
      { TRUSTED_PROXIES: '10.0.0.7, gateway' },
      'TRUSTED_PROXIES must be IP addresses or ranges separated by commas, such as 10.0.0.7,10.1.0.0/16, got "gateway".',
    ],
    [{ TYPE_PREFIX: 'my-' }, 'TYPE_PREFIX must be the start of a GraphQL name, such as Demo, got "my-".'],
    [{ SMTP_URL: 'mail' }, 'SMTP_URL must be a URL that starts with smtp:// or smtps://.'],
    [{ NODE_ENV: 'production' }, 'SECRET_KEY must be set in production.\nSMTP_URL must be set in production.'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY must have at least 32 random characters, the same for all replicas, got 5.'],
    [
      { DATABASE_URL: 'postgres://127.0.0.1:1/demo' },
      'No connection to PostgreSQL at 127.0.0.1:1/demo (DATABASE_URL): Error: connect ECONNREFUSED 127.0.0.1:1',
    ],
  ])('reports what is wrong with %j', async (env, message) => {
    const demo = startDemo(env, withoutNpm);
    expect(await demo.exited).toBe(1);
    expect(await demo.stderr).toBe(`${message}\n`);
    expect(demo.printed()).toBe('');
  });
});

describe('readConfiguration', () => {
  const refusal = (env: Record<string, string>): string => {
    try {
      readConfiguration(env);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    'x'.repeat(32),
    'ab'.repeat(20),
    'changeme'.repeat(5),
    'correct horse '.repeat(4),
    'abcdefghijklmnopqrstuvwxyz0123456789',
    '0123456789'.repeat(4),
  ])('refuses the key %s, which is not random, without repeating it', (key) => {
    expect(refusal({ SECRET_KEY: key })).toMatch(/^SECRET_KEY must be random/);
    expect(refusal({ SECRET_KEY: key })).not.toContain(key);
  });

  it('accepts random keys, in any encoding', () => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      for (let round = 0; round < 200; round++) {
        expect(refusal({ SECRET_KEY: randomBytes(encoding === 'hex' ? 16 : 24).toString(encoding) })).toBe('');
      }
    }
  });

  it.each(['password1', 'Admin1234!', 'aaaaaaaaaa', '1234567890', 'P4ssw0rd???'.replace('4', 'a')])(
    'refuses the password %s of the first administrator',
    (ADMIN_PASSWORD) => {
      const production = { NODE_ENV: 'production', SECRET_KEY: strongKey, SMTP_URL: 'smtp://localhost' };
      expect(refusal({ ...production, ADMIN_PASSWORD })).toMatch(/^ADMIN_PASSWORD must not be one of the passwords/);
    },
  );

  it('refuses a provider on the internet without HTTPS', () => {
    const provider = { id: 'a', clientId: 'c', clientSecret: 's', redirectUri: 'https://site.example' };
    const read = (issuer: string) => refusal({ OIDC_PROVIDERS: JSON.stringify([{ ...provider, issuer }]) });
    expect(read('http://id.example')).toMatch(/^OIDC_PROVIDERS must be .*https:\/\//);
    expect(read('http://localhost:9000')).toBe('');
  });

  it('shows nothing in production that is not asked for', () => {
    const env = { NODE_ENV: 'production', SECRET_KEY: strongKey, SMTP_URL: 'smtp://localhost' };
    expect(readConfiguration(env).exposure).toEqual({
      introspection: false,
      graphiql: false,
      metrics: false,
      strictTransport: true,
    });
    const METRICS_TOKEN = 'a token of some length';
    expect(readConfiguration({ ...env, INTROSPECTION: 'true', GRAPHIQL: 'true', METRICS_TOKEN }).exposure).toEqual({
      introspection: true,
      graphiql: true,
      metrics: METRICS_TOKEN,
      strictTransport: true,
    });
    expect(refusal({ ...env, GRAPHIQL: 'yes' })).toBe('GRAPHIQL must be true or false, got "yes".');
  });

  it('names the place in OIDC_PROVIDERS and repeats no secret', () => {
    const wrong = [{ id: 'a', issuer: 'https://id.example', clientId: 'c', clientSecret: 'hidden', redirectUri: 'no' }];
    expect(() => readConfiguration({ OIDC_PROVIDERS: JSON.stringify(wrong) })).toThrow(
      new ConfigurationError(
        'OIDC_PROVIDERS must be a JSON list of { "id", "issuer", "clientId", "clientSecret", "redirectUri" }; the issuer must start with https://. Look at OIDC_PROVIDERS.0.redirectUri.',
      ),
    );
  });

  const production = { NODE_ENV: 'production', SECRET_KEY: strongKey, SMTP_URL: 'smtp://localhost' };

  it('reads the variables that docs/demo.md lists, with the same defaults', () => {
    const page = readFileSync('docs/demo.md', 'utf8');
    const documented: Record<string, string | undefined> = {};
    for (const [, names, fallbacks] of page.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) *\|.*\| (.+?) *\|$/gm)) {
      // A default in words describes what happens without the variable.
      const literals = fallbacks!.startsWith('`') ? fallbacks!.split(', ') : [];
      for (const [index, name] of names!.split(', ').entries()) {
        documented[name.replaceAll('`', '')] = literals[index]?.replaceAll('`', '');
      }
    }
    const defaults = Object.entries(v.getDefaults(environmentVariables)).map(([name, fallback]) => [
      name,
      fallback === '' || fallback === '[]' ? undefined : fallback,
    ]);
    expect(documented).toEqual(Object.fromEntries(defaults));
    expect(Object.keys(documented).toSorted()).toEqual(Object.keys(environmentVariables.entries).toSorted());
  });

  it('ignores ADMIN_PASSWORD outside production', () => {
    expect(readConfiguration({ ADMIN_PASSWORD: 'short' })).toEqual(readConfiguration({}));
  });

  it('counts an empty variable as not set', () => {
    expect(readConfiguration({ HOST: '', PORT: '', DATABASE_URL: '', SECRET_KEY: '' })).toEqual(readConfiguration({}));
  });

  it('creates no account with a known password in production', () => {
    expect(readConfiguration({}).accounts.map(({ username }) => username)).toEqual(['admin', 'alice', 'mia']);
    expect(readConfiguration(production).accounts).toEqual([]);
    expect(readConfiguration({ ...production, ADMIN_PASSWORD: 'a good password' }).accounts).toEqual([
      { username: 'admin', password: 'a good password', admin: true },
    ]);
  });
});
