import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { it, onTestFinished } from 'vitest';

export type { BrowserContextOptions, Locator, Page } from 'playwright-core';

const paths = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = paths.find((path) => path !== undefined && existsSync(path));

const isInstalled = existsSync(new URL('node_modules/playwright-core', import.meta.url));

/** A test in a browser. Without a browser it is skipped, with a message. */
export const itInBrowser = executablePath === undefined || !isInstalled ? it.skip : it;
if (executablePath === undefined) {
  process.stderr.write(
    'Chromium was not found: tests in a browser are skipped. Install it ("apt-get install chromium") or set CHROMIUM_PATH.\n',
  );
} else if (!isInstalled) {
  process.stderr.write('Tests in a browser are skipped. "npm test" installs what they need in test/browser.\n');
}

let launched: Promise<Browser> | undefined;

/** Starts Chromium for the tests of a file; they share it. */
async function launch(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: executablePath!,
    // Tests may run as root, for which Chromium has no sandbox.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** Stops Chromium. Each file that opens pages must call it after its tests. */
export async function closeBrowser(): Promise<void> {
  const browser = await launched;
  launched = undefined;
  await browser?.close();
}

/**
 * Opens a page in Chromium until the end of the test. `elsewhere` has the requests that it sends to
 * other origins.
 */
export async function openPage(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly elsewhere: readonly string[] }> {
  const browser = await (launched ??= launch());
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) elsewhere.push(request.url());
  });
  await page.goto(url);
  return { page, elsewhere };
}

/** Runs the accessibility checks of axe on a page. */
export async function checkAccessibility(page: Page): Promise<AxeResults> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate<AxeResults>('axe.run()');
}
