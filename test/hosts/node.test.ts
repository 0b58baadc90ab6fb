import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

/** Runs a program with `node` being this version, and returns what it prints. */
async function run(bin: string, ...parameters: readonly string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn('node', parameters, {
    env: { PATH: `${bin}${delimiter}${PATH}`, HOME },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  // The message shows which of its tests failed.
  if (code !== 0) throw new Error(printed);
  return printed;
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--no-color'];

describe.each([22, 24])('Node %i', (version) => {
  const bin = resolve(`test/hosts/node/node_modules/node-${version}-${process.platform}-${process.arch}/bin`);

  it('passes the tests of the module', { timeout: 900_000 }, async ({ skip }) => {
    skip(!existsSync(bin), `npm has no package of Node ${version} for this platform`);
    expect(await run(bin, '--version')).toMatch(new RegExp(`^v${version}\\.`));
    expect(await run(bin, ...vitest, '--project', 'module')).toContain(' passed');
  });

  it('passes them with @graphql-tools/schema 11', { timeout: 300_000 }, async ({ skip }) => {
    skip(!existsSync(bin), `npm has no package of Node ${version} for this platform`);
    expect(await run(bin, ...vitest, '--config', 'test/hosts/node/vitest.config.ts')).toContain(' passed');
  });
});
