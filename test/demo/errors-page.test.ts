import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import {
  checkAccessibility,
  closeBrowser,
  itInBrowser,
  openPage,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '../browser/open-page.js';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
let url: string;
beforeAll(async () => {
  demo = await openDemo();
  url = new URL('/errors', demo.url).href;
});
afterAll(() => demo.close());
afterAll(closeBrowser);

const open = (hash = '', options: BrowserContextOptions = {}) => openPage(`${url}${hash}`, options);
const names = (page: Page) => page.getByRole('article').getByRole('heading').allTextContents();
const status = (page: Page) => page.getByRole('search').getByRole('status').textContent();

describe('GET /errors', () => {
  it('returns one HTML page with an anchor for every code', async () => {
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    for (const name of Object.keys(catalogue)) expect(html).toContain(`<article id="${name}"`);
  });

  itInBrowser('lists all codes and hides the controls without JavaScript', async () => {
    const { page } = await open('', { javaScriptEnabled: false });
    expect(await names(page)).toEqual(Object.keys(catalogue));
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  itInBrowser('loads no other files, and its policy blocks nothing of its own', async () => {
    const messages: string[] = [];
    const { page, elsewhere } = await open();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => messages.push(message.text()));
    await page.reload();
    await page.getByRole('search').waitFor();
    expect(requests).toEqual([url]);
    expect(elsewhere).toEqual([]);
    expect(messages).toEqual([]);
  });

  itInBrowser('searches codes by words of name, meaning and mutation, and counts them', async () => {
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
    expect(await status(page)).toBe('No matching codes. Try fewer words or clear the filters.');
  });

  itInBrowser('filters by category, retry and status together, until cleared', async () => {
    const { page } = await open();
    await page.getByLabel('Category').selectOption('MFA');
    expect(await status(page)).toBe('6 of 31 codes');
    await page.getByLabel('Retry').selectOption('Later');
    expect(await names(page)).toEqual(['FAILED_TO_INVALIDATE_OLD_BACKUP_CODES', 'FAILED_TO_SAVE_VALID_BACKUP_CODE']);
    await page.getByLabel('Status').selectOption('Deprecated');
    expect(await names(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('31 of 31 codes').waitFor();
    await page.getByLabel('Status').selectOption('Deprecated');
    expect(await status(page)).toBe('3 of 31 codes');
  });

  itInBrowser('supports the keyboard: skip, search, clear, open, copy', async () => {
    const { page } = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.name');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('all-codes');
    await page.keyboard.press('/');
    await expect.poll(focused).toBe('search');
    await page.keyboard.type('wrong/totp');
    expect(await page.getByRole('searchbox').inputValue()).toBe('wrong/totp');
    await page.keyboard.press('Escape');
    await page.getByText('31 of 31 codes').waitFor();
    await page.keyboard.type('wrong totp');

    const article = page.getByRole('article');
    await article.getByText('Example response and handler').focus();
    await page.keyboard.press('Enter');
    await article.getByRole('button', { name: 'Copy the handler for WRONG_TOTP' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#copy-status', { hasText: 'Copied' }).waitFor();
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

  itInBrowser('selects the code when copying is not allowed', async () => {
    const { page } = await open('#MFA_FAILED');
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"))');
    const article = page.locator('#MFA_FAILED');
    await article.getByText('Example response and handler').click();
    await article.getByRole('button', { name: 'Copy the response for MFA_FAILED' }).click();
    await page.locator('#copy-status', { hasText: 'Selected' }).waitFor();
    expect(JSON.parse(await page.evaluate<string>('getSelection().toString()'))).toEqual({
      data: { usersLogin: { errors: [{ errorCode: 'MFA_FAILED', details: [] }] } },
    });
  });

  itInBrowser('scrolls to the code of an anchor, also when it is filtered out', async () => {
    const { page } = await open('#WRONG_TOTP');
    const article = page.locator('#WRONG_TOTP');
    await expect.poll(() => inViewport(article)).toBe(true);
    await page.getByRole('searchbox').fill('runtime');
    expect(await article.isVisible()).toBe(false);
    await page.evaluate("location.hash = 'MFA_FAILED'");
    await expect.poll(() => inViewport(page.locator('#MFA_FAILED'))).toBe(true);
  });

  itInBrowser('fits the width of a phone, also with every example open', async () => {
    const { page } = await open('', { viewport: { width: 390, height: 844 } });
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    itInBrowser(`passes the accessibility checks of axe, including contrast, in ${colorScheme} mode`, async () => {
      const { page } = await open('#PRIMARY_LEVEL_NOT_FOUND', { colorScheme });
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      const { violations, passes } = await checkAccessibility(page);
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
