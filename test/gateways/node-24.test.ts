import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const bin = resolve('test/gateways/node_modules/.bin');

it('the module passes its tests on Node 24', { timeout: 600_000 }, async ({ skip }) => {
  skip(!existsSync(resolve(bin, 'node')), 'npm has no Node 24 package for this platform');
  const { PATH, HOME } = process.env;
  const node = (...parameters: string[]) =>
    spawn('node', parameters, {
      env: { PATH: `${bin}${delimiter}${PATH}`, HOME },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  expect(await text(node('--version').stdout)).toMatch(/^v24\./);

  const tests = node('node_modules/vitest/vitest.mjs', 'run', '--project', 'module', '--no-color');
  const [printed, [code]] = await Promise.all([text(tests.stdout), once(tests, 'exit')]);
  // The message shows which of its tests failed.
  if (code !== 0) throw new Error(printed);
});
