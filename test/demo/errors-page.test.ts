import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { itInBrowser, openPage } from '../browser.js';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
let url: string;
beforeAll(async () => {
  demo = await openDemo();
  url = new URL('/errors', demo.url).href;
});
afterAll(() => demo.close());

const open = (hash = '', options: BrowserContextOptions = {}) => openPage(`${url}${hash}`, options);
const names = (page: Page) => page.getByRole('article').getByRole('heading').allTextContents();
const status = (page: Page) => page.getByRole('search').getByRole('status').textContent();

describe('GET /errors', () => {
  it('is one page of HTML that names every code as an anchor', async () => {
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    for (const name of Object.keys(catalogue)) expect(html).toContain(`<article id="${name}"`);
  });

  itInBrowser('lists all codes without JavaScript, and no control that would do nothing', async () => {
    const { page } = await open('', { javaScriptEnabled: false });
    expect(await names(page)).toEqual(Object.keys(catalogue));
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  itInBrowser('loads nothing, from here or elsewhere, and its policy refuses nothing of its own', async () => {
    const refused: string[] = [];
    const { page, elsewhere } = await open();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => refused.push(message.text()));
    await page.reload();
    await page.getByRole('search').waitFor();
    expect(requests).toEqual([url]);
    expect(elsewhere).toEqual([]);
    expect(refused).toEqual([]);
  });

  itInBrowser('finds codes by words of name, meaning and mutation, and says how many', async () => {
    const { page } = await open();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('Free license seats');
    expect(await names(page)).toEqual(['NO_FREE_LICENSE_SEATS']);
    expect(await status(page)).toBe('1 of 31 codes');
    await search.fill('mfa_failed');
    expect(await names(page)).toEqual(['MFA_FAILED']);
    await search.fill('namespacesRolesDelete ADMIN');
    expect(await names(page)).toEqual(['CANNOT_DELETE_LAST_ADMIN_ROLE', 'MISSING_PERMISSION']);
    await search.fill('zebra');
    expect(await names(page)).toEqual([]);
    expect(await status(page)).toBe('No code matches. Try fewer words, or clear the filters.');
  });

  itInBrowser('filters by category, retry and deprecation, all at once, until cleared', async () => {
    const { page } = await open();
    await page.getByLabel('Category').selectOption('MFA');
    expect(await status(page)).toBe('6 of 31 codes');
    await page.getByLabel('Retry').selectOption('Later');
    expect(await names(page)).toEqual(['FAILED_TO_INVALIDATE_OLD_BACKUP_CODES', 'FAILED_TO_SAVE_VALID_BACKUP_CODE']);
    await page.getByLabel('Deprecation').selectOption('Deprecated');
    expect(await names(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('31 of 31 codes').waitFor();
    await page.getByLabel('Deprecation').selectOption('Deprecated');
    expect(await status(page)).toBe('3 of 31 codes');
  });

  itInBrowser('is used by keyboard: skip, search, clear, open, copy', async () => {
    const { page } = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.name');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('codes');
    await page.keyboard.press('/');
    await expect.poll(focused).toBe('search');
    await page.keyboard.type('wrong/totp');
    expect(await page.getByRole('searchbox').inputValue()).toBe('wrong/totp');
    await page.keyboard.press('Escape');
    await page.getByText('31 of 31 codes').waitFor();
    await page.keyboard.type('wrong totp');

    const article = page.getByRole('article');
    await article.getByText('Sample and handler').focus();
    await page.keyboard.press('Enter');
    await article.getByRole('button', { name: 'Copy the handler of WRONG_TOTP' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#copied', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
      [
        'const outcome = result(data.usersMfaTotpValidateSecret);',
        '',
        'if (!outcome.ok) {',
        '  matchError(',
        '    outcome.errors[0],',
        '    {',
        '      WRONG_TOTP: () => {',
        '        // Wait for the next code of your authenticator app and enter it. Check that its clock is right.',
        '      },',
        '    },',
        '    (error) => notify(message(error)),',
        '  );',
        '}',
      ].join('\n'),
    );
  });

  itInBrowser('selects what it may not copy', async () => {
    const { page } = await open('#MFA_FAILED');
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"))');
    const article = page.locator('#MFA_FAILED');
    await article.getByText('Sample and handler').click();
    await article.getByRole('button', { name: 'Copy the payload of MFA_FAILED' }).click();
    await page.locator('#copied', { hasText: 'Selected' }).waitFor();
    expect(JSON.parse(await page.evaluate<string>('getSelection().toString()'))).toEqual({
      data: { usersLogin: { errors: [{ errorCode: 'MFA_FAILED', details: [] }] } },
    });
  });

  itInBrowser('leads to the code of an anchor, also when that is filtered out', async () => {
    const { page } = await open('#WRONG_TOTP');
    const article = page.locator('#WRONG_TOTP');
    await expect.poll(() => inViewport(article)).toBe(true);
    await page.getByRole('searchbox').fill('runtime');
    expect(await article.isVisible()).toBe(false);
    await page.evaluate("location.hash = 'MFA_FAILED'");
    await expect.poll(() => inViewport(page.locator('#MFA_FAILED'))).toBe(true);
  });

  itInBrowser('is as wide as a telephone, also with every sample open', async () => {
    const { page } = await open('', { viewport: { width: 390, height: 844 } });
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    itInBrowser(`has no fault that axe knows, contrast among them, when ${colorScheme}`, async () => {
      const { page } = await open('#PRIMARY_LEVEL_NOT_FOUND', { colorScheme });
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
      expect(passes.map(({ id }) => id)).toContain('color-contrast');
    });
  }
});

const inViewport = (locator: Locator) =>
  locator.evaluate((element: { getBoundingClientRect(): { readonly top: number } }) => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < 700;
  });
