import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** What a browser downloads for the line, minified; `graphql-error-codes/client` is the sources here. */
async function bundle(line: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: line.replaceAll('graphql-error-codes/client', './src/client/index.js'), resolveDir: '.' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]!.text;
}

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;

describe('the bundle', () => {
  it('of all of the client, but for the texts, is less than 1.5 kB', async () => {
    expect(gzipped(await bundle(`export * from 'graphql-error-codes/client'`))).toBeLessThan(1500);
  });

  it('of what answers one mutation is less than 500 bytes, and has no list of codes in it', async () => {
    const text = await bundle(`export { result, matchError } from 'graphql-error-codes/client'`);
    expect(gzipped(text)).toBeLessThan(500);
    expect(text).not.toMatch(/MFA_FAILED|fragment/);
  });

  it('runs where there is nothing but the language: no node, no graphql, no server', async () => {
    const text = await bundle(`
      import { createMessages, createResultOf, matchError, findPayloadErrors } from 'graphql-error-codes/client';
      import en from './messages/en.json';
      const data = { usersLogin: { userSession: null, errors: [{ errorCode: 'MFA_FAILED' }] } };
      const { errors } = createResultOf()(data, 'usersLogin', 'userSession');
      const title = matchError(errors[0], {}, (error) => createMessages(en).message(error).title);
      globalThis.answer = title + ': ' + findPayloadErrors(data)[0].path;
    `);
    const globals: { answer?: string } = {};
    runInNewContext(text, globals);
    expect(globals.answer).toBe('Enter your security code: usersLogin');
    // No internal value of a code reaches a browser.
    expect(text).not.toContain('mfa_failed');
  });

  it('of one language leaves the other out', async () => {
    const text = await bundle(`
      import { createMessages } from 'graphql-error-codes/client';
      import de from './messages/de.json';
      export const { message } = createMessages(de);
    `);
    expect(text).toContain('Sicherheitscode');
    expect(text).not.toContain('security code');
  });
});
