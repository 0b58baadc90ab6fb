import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, expect, onTestFinished } from 'vitest';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import { closeBrowser, itInBrowser, openPage } from '../browser/open-page.js';
import { findFreePort, startExample } from './start-example.js';

/** Serves the page with the command in examples/README.md, on a free port; returns its URL. */
async function servePage(): Promise<string> {
  const command = /^npx (esbuild .+)$/m.exec(readFileSync('examples/README.md', 'utf8'))![1]!;
  const [program, ...options] = command.split(' ');
  const child = spawn(`node_modules/.bin/${program}`, [...options, `--serve=127.0.0.1:${await findFreePort()}`]);
  // esbuild serves until its standard input is closed.
  onTestFinished(() => void child.stdin.end());
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await expect.poll(() => output).toContain('Local:');
  return /http:\S+/.exec(output)![0];
}

afterAll(closeBrowser);

/** Opens the page and replaces the server that its form expects. */
async function openForm(action: string) {
  const { page } = await openPage(await servePage());
  await page.locator('form').evaluate((form: HTMLFormElement, url) => (form.action = url), action);
  const submit = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  return { page, submit, status: () => page.getByRole('status').textContent() };
}

itInBrowser(
  'examples/browser signs in, asks for the code after MFA_FAILED, and shows a message otherwise',
  async () => {
    const { url } = await startExample('apollo-server.ts');
    const { page, submit, status } = await openForm(url);
    expect(await page.getByLabel('Code').isVisible()).toBe(false);

    await submit({ Username: 'mia', Password: 'wrong' });
    await expect.poll(status).toBe(en.codes.INVALID_LOGIN_DATA.sentence);

    await submit({ Password: 'secret' });
    await expect.poll(status).toBe('Enter the six digits of your authenticator app.');
    expect(await page.getByLabel('Code').isVisible()).toBe(true);

    await submit({ Code: '123456' });
    await expect.poll(status).toBe('Signed in: token of mia');
  },
);

itInBrowser('examples/browser shows the generic message when the server cannot be reached', async () => {
  const { submit, status } = await openForm('http://127.0.0.1:9/');
  await submit({ Username: 'mia', Password: 'secret' });
  await expect.poll(status).toBe(en.generic.sentence);
});
