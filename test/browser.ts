import { existsSync } from 'node:fs';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { it, onTestFinished } from 'vitest';

const paths = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = paths.find((path) => path !== undefined && existsSync(path));

/** A test in a browser. Where there is none it is skipped, and the run says so. */
export const itInBrowser = executablePath === undefined ? it.skip : it;
if (executablePath === undefined) {
  process.stderr.write(
    'No Chromium was found, and the tests in a browser are skipped. Install one ("apt-get install chromium"), or set CHROMIUM_PATH to yours.\n',
  );
}

/** Opens a page in Chromium until the end of the test, and notes what it requests from `elsewhere` than the page's own origin. */
export async function openPage(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly elsewhere: readonly string[] }> {
  const browser = await chromium.launch({
    executablePath: executablePath!,
    // Without a sandbox, since tests may run as root, where Chromium has none.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage(options);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) elsewhere.push(request.url());
  });
  await page.goto(url);
  return { page, elsewhere };
}
