import { readdirSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** Returns the code that a browser downloads for a module, minified. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]!.text;
}

const gzippedSize = (text: string) => gzipSync(text, { level: 9 }).length;

describe('the client bundle', () => {
  it('is smaller than 2.5 kB for all exports, without messages', async () => {
    expect(gzippedSize(await bundle(`export * from 'graphql-error-codes/client'`))).toBeLessThan(2500);
  });

  it('is smaller than 0.5 kB for result and matchError, and contains no list of codes', async () => {
    const text = await bundle(`export { result, matchError } from 'graphql-error-codes/client'`);
    expect(gzippedSize(text)).toBeLessThan(500);
    expect(text).not.toMatch(/MFA_FAILED|fragment/);
  });

  it.each(readdirSync('messages'))('is smaller than 3 kB for the messages in %s', async (file) => {
    const text = await bundle(`export { default } from 'graphql-error-codes/messages/${file}'`);
    expect(gzippedSize(text)).toBeLessThan(3000);
  });

  it('runs without globals of Node.js or of a browser, and without graphql', async () => {
    const text = await bundle(`
      import { createMessages, createResultOf, matchError, findPayloadErrors } from 'graphql-error-codes/client';
      import en from 'graphql-error-codes/messages/en.json';
      const data = { usersLogin: { userSession: null, errors: [{ errorCode: 'MFA_FAILED' }] } };
      const { errors } = createResultOf()(data, 'usersLogin', 'userSession');
      const title = matchError(errors[0], {}, (error) => createMessages(en).message(error).title);
      globalThis.output = title + ': ' + findPayloadErrors(data)[0].path;
    `);
    const globals: { output?: string } = {};
    runInNewContext(text, globals);
    expect(globals.output).toBe('Enter your security code: usersLogin');
  });

  it('contains no internal value of a code', async () => {
    const text = await bundle(`
      export * from 'graphql-error-codes/client';
      export { default } from 'graphql-error-codes/messages/en.json';
    `);
    expect(text).not.toMatch(/mfa_failed|wrong_totp/);
  });

  it('contains only the languages that are imported', async () => {
    const text = await bundle(`
      import { createMessages } from 'graphql-error-codes/client';
      import de from 'graphql-error-codes/messages/de.json';
      export const { message } = createMessages(de);
    `);
    expect(text).toContain('Sicherheitscode');
    expect(text).not.toContain('security code');
  });
});
