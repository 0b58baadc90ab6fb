import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { build, transform } from 'esbuild';
import { buildSchema } from 'graphql';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { matchError, result } from 'graphql-error-codes/client';
import { createErrorPage, type PageOptions } from 'graphql-error-codes/docs';
import { closeBrowser, itInBrowser, openPage } from '../browser/open-page.js';
import { billingCodes, billingTypes } from './billing.js';

const hostile = `</p><script>alert("'&")</script>`;

const own = createErrorModule({ builtIn: false }).typeDefs;
const billing = buildSchema(own + billingCodes + billingTypes);

/** Serves a page until the end of the test. */
async function serve(page: string): Promise<string> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/errors`;
}

const unescape = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Returns the example response and handler of a code. */
function samplesOf(page: string, code: string): { readonly response: string; readonly handler: string } {
  const [response, handler] = [...articleOf(page, code).matchAll(/<pre[^>]*><code>([^]*?)<\/code>/g)].map(([, text]) =>
    unescape(text!),
  );
  return { response: response!, handler: handler! };
}

/** Returns the values and labels of a filter; `undefined` when the page does not have it. */
function choicesOf(page: string, name: string): readonly string[] | undefined {
  const select = new RegExp(`<select name="${name}">(.*?)</select>`).exec(page)?.[1];
  return select === undefined ? undefined : [...select.matchAll(/<option [^>]*>(.*?)</g)].map(([, label]) => label!);
}

/** Returns the article of one code. */
const articleOf = (page: string, code: string) =>
  new RegExp(`<article id="${code}"[^]*?</article>`).exec(page)?.[0] ?? '';

afterAll(closeBrowser);

describe('createErrorPage', () => {
  it('serves the codes of a host with its own type names and codes in one line', async () => {
    const errors = createErrorModule({
      typePrefix: 'Shop',
      codes: {
        OUT_OF_STOCK: {
          value: 'out_of_stock',
          description: 'The item is sold out',
          category: 'input',
          fault: 'client',
          retry: 'later',
          action: 'Choose another item.',
        },
      },
    });
    const app = /* GraphQL */ `
      type Query {
        ok: Boolean
      }
      type Mutation {
        order: OrderPayload @errors(codes: ["OUT_OF_STOCK", "MISSING_PERMISSION"])
      }
      type OrderPayload {
        errors: [ShopError!]!
      }
    `;
    const schema = errors.withErrorPayloads(
      makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: errors.resolvers }),
    );
    const response = await fetch(await serve(createErrorPage(schema)));
    const served = await response.text();
    expect(served.match(/<article /g)).toHaveLength(32);
    const article = articleOf(served, 'OUT_OF_STOCK');
    expect(article).toContain('The item is sold out');
    expect(article).toContain('<li><code>order</code></li>');
    expect(articleOf(served, 'MISSING_PERMISSION')).toContain('<li><code>order</code></li>');
    expect(articleOf(served, 'MFA_FAILED')).not.toContain('order');
    expect(served).not.toContain('out_of_stock');
  });

  it('escapes descriptions and deprecation reasons', () => {
    const page = createErrorPage(
      buildSchema(
        `${typeDefs} extend enum ErrorCodeEnum {
          ${JSON.stringify(hostile)} TEXT
          REASON @deprecated(reason: ${JSON.stringify(hostile)})
        }`,
      ),
    );
    const escaped = '&lt;/p&gt;&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;';
    expect(articleOf(page, 'TEXT')).toContain(`<p class="description">${escaped}</p>`);
    expect(articleOf(page, 'REASON')).toContain(`<p class="deprecated">Deprecated: ${escaped}.</p>`);
    expect(page).not.toContain('<script>');
  });

  it('links a deprecated code to its replacement, or states that it has none', () => {
    const article = articleOf(createErrorPage(buildSchema(typeDefs)), 'PRIMARY_LEVEL_NOT_FOUND');
    expect(article).toContain('Deprecated since 0.1.0: Outdated concept. It has no replacement.</p>');
    expect(article).toContain('data-status="deprecated"');
  });

  it("shows all that is declared of a host's codes", () => {
    const page = createErrorPage(billing);
    const added = articleOf(page, 'FEATURE_NOT_IN_PLAN');
    expect(added).toContain('<p class="added">Added in 2.3.0</p>');
    expect(added).toContain('<dt>Category</dt><dd>Plans</dd>');
    expect(added).toContain('<dt>Retry</dt><dd>After a fix</dd>');
    expect(added).toContain('<p class="action">Choose a larger plan.</p>');
    expect(articleOf(page, 'BANK_TIMEOUT')).toContain('<dt>Caused by</dt><dd class="server">Server</dd>');
    expect(articleOf(page, 'ADDRESS_INVALID')).toMatch(
      /<dt>Details<\/dt>.*<code>ActiveModelError<\/code>.*\n.*<code>RetryInfo<\/code>/,
    );
    expect(articleOf(page, 'RATE_LIMITED')).toContain('<li><code>users.login</code></li>');
    expect(articleOf(page, 'CURRENCY_UNSUPPORTED')).not.toMatch(/Category|Retry|Added|Details/);
    expect(page).not.toContain('bank_down');
  });

  it('links a deprecated code to its replacement once, and only to a code on the page', () => {
    const page = createErrorPage(billing);
    expect(articleOf(page, 'PLAN_TOO_SMALL')).toContain(
      '<p class="deprecated">Deprecated since 2.1.0: Use <a href="#QUOTA_EXCEEDED">QUOTA_EXCEEDED</a>.</p>',
    );
    expect(articleOf(page, 'VOUCHER_REDEEMED')).toContain(
      '<p class="deprecated">Deprecated since 2.2.0: Vouchers were abolished. It has no replacement.</p>',
    );
    const other = createErrorPage(
      buildSchema(`${own} enum ErrorCodeEnum {
        OLD_PLAN @errorCode(replacedBy: "NEW_PLAN") @deprecated(reason: "Plans have changed") NEW_PLAN }`),
    );
    expect(articleOf(other, 'OLD_PLAN')).toContain(
      'Deprecated: Plans have changed. Use <a href="#NEW_PLAN">NEW_PLAN</a> instead.',
    );
  });

  it("filters by the host's categories, and has no filter without a choice", () => {
    const page = createErrorPage(billing);
    expect(choicesOf(page, 'category')).toEqual(['All', 'Plans', 'Traffic', 'Gift cards', 'Invoices', 'None']);
    expect(choicesOf(page, 'retry')).toEqual(['All', 'Never', 'After a fix', 'Later', 'None']);
    expect(choicesOf(page, 'status')).toEqual(['All', 'Active', 'Deprecated']);
    const bare = createErrorPage(buildSchema(`${own} enum ErrorCodeEnum { A B }`));
    const same = createErrorPage(
      buildSchema(`${own} enum ErrorCodeEnum {
        A @errorCode(category: "plans", retry: "never") @deprecated B @errorCode(category: "plans", retry: "never") @deprecated }`),
    );
    for (const name of ['category', 'retry', 'status'])
      expect([choicesOf(bare, name), choicesOf(same, name)]).toEqual([undefined, undefined]);
  });

  itInBrowser('filters codes with and without a category, under its own policy', async () => {
    const { page } = await openPage(await serve(createErrorPage(billing)));
    const messages: string[] = [];
    page.on('console', (entry) => messages.push(entry.text()));
    await page.reload();
    const names = () => page.getByRole('article').getByRole('heading').allTextContents();
    await page.getByLabel('Category').selectOption('Gift cards');
    expect(await names()).toEqual(['CARD_DECLINED', 'CARD_EXPIRED', 'VOUCHER_REDEEMED']);
    await page.getByLabel('Status').selectOption('Active');
    expect(await names()).toEqual(['CARD_DECLINED', 'CARD_EXPIRED']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('12 of 12 codes').waitFor();
    await page.getByLabel('Category').selectOption('None');
    expect(await names()).toEqual(['CURRENCY_UNSUPPORTED', 'ACCOUNT_CLOSED']);
    await page.getByRole('searchbox').fill('closed never');
    expect(await names()).toEqual(['ACCOUNT_CLOSED']);
    expect(messages).toEqual([]);
  });

  itInBrowser('works without any filter but the search', async () => {
    const url = await serve(createErrorPage(buildSchema(`${own} enum ErrorCodeEnum { A_ONE B_TWO }`)));
    const { page } = await openPage(url, { viewport: { width: 390, height: 844 } });
    await page.getByRole('searchbox').fill('two');
    expect(await page.getByRole('article').getByRole('heading').allTextContents()).toEqual(['B_TWO']);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('has a response with a value for each field of the details', () => {
    const page = createErrorPage(billing);
    const retryInfo = { __typename: 'RetryInfo', seconds: 30, scope: 'ACCOUNT', limits: [{ name: 'text' }] };
    expect(JSON.parse(samplesOf(page, 'RATE_LIMITED').response)).toEqual({
      data: { users: { login: { errors: [{ errorCode: 'RATE_LIMITED', details: [retryInfo] }] } } },
    });
    const attribute = { __typename: 'ActiveModelError', attribute: 'email', type: 'blank' };
    expect(JSON.parse(samplesOf(page, 'ADDRESS_INVALID').response)).toEqual({
      data: { changeInvoices: [{ errors: [{ errorCode: 'ADDRESS_INVALID', details: [attribute, retryInfo] }] }] },
    });
    const short = createErrorPage(
      buildSchema(`${own} enum ErrorCodeEnum { BUSY @errorCode(details: ["RetryInfo"]) }
        extend union DetailedError = RetryInfo type RetryInfo { seconds: Int! }`),
    );
    expect(samplesOf(short, 'BUSY').response).toContain(
      '"errorCode": "BUSY",\n        "details": [{ "__typename": "RetryInfo", "seconds": 30 }]\n',
    );
  });

  it.each([
    ['RATE_LIMITED', [30, 'ACCOUNT']],
    ['ADDRESS_INVALID', ['email', 'blank', 30, 'ACCOUNT']],
    ['CARD_DECLINED', []],
  ])('has a handler for %s that handles the response beside it', async (code, shown) => {
    const { response, handler } = samplesOf(createErrorPage(billing), code);
    const { data } = JSON.parse(response) as { data: unknown };
    // The comment says what to do.
    const { code: script } = await transform(handler.replace(/^ +\/\/ .*$/m, 'handled();'), { loader: 'ts' });
    const calls: unknown[] = [];
    const names = ['data', 'result', 'matchError', 'message', 'notify', 'show', 'handled'];
    // oxlint-disable-next-line typescript/no-implied-eval
    const run = new Function(...names, script) as (...given: readonly unknown[]) => void;
    const show = (...values: unknown[]) => calls.push(...values);
    const fail = () => expect.fail('the fallback was called');
    run(data, result, matchError, String, fail, show, () => calls.push('handled'));
    expect(calls).toEqual(['handled', ...shown]);
  });

  it('reads a mutation in a namespace as clients receive it, and says what the action is', () => {
    const { handler } = samplesOf(createErrorPage(billing), 'RATE_LIMITED');
    expect(handler).toContain('result(data.users?.login)');
    expect(handler).toContain('RATE_LIMITED: ({ details }) => {\n        // Wait, then send it again.\n');
    expect(handler).toContain("if (detail.__typename === 'RetryInfo') show(detail.seconds, detail.scope);");
  });

  it('has the title, the introduction, the language and the links of its options', () => {
    const page = createErrorPage(billing, {
      title: `Errors ${hostile}`,
      introduction: `First ${hostile}\n\nSecond`,
      linkBase: 'https://docs.example/errors?a=1&b=2',
      lang: 'de',
    });
    const escaped = '&lt;/p&gt;&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;';
    expect(page).toContain(`<title>Errors ${escaped}</title>`);
    expect(page).toContain(`<h1>Errors ${escaped}</h1>\n<p>First ${escaped}</p>\n<p>Second</p>`);
    expect(page).toContain('<html lang="de">');
    expect(articleOf(page, 'PLAN_TOO_SMALL')).toContain(
      'Use <a href="https://docs.example/errors?a=1&amp;b=2#QUOTA_EXCEEDED">QUOTA_EXCEEDED</a>.',
    );
    expect(articleOf(page, 'QUOTA_EXCEEDED')).toContain(
      '<h2><a href="https://docs.example/errors?a=1&amp;b=2#QUOTA_EXCEEDED">',
    );
  });

  it('escapes whatever a directive may contain', () => {
    const text = JSON.stringify(`"><script>alert(1)</script>`);
    const page = createErrorPage(
      buildSchema(`${own} enum ErrorCodeEnum {
        A @errorCode(category: ${text}, action: ${text}, since: ${text})
        B @errorCode(since: ${text}, replacedBy: "A") @deprecated(reason: ${text}) }`),
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('""><');
  });

  it.each<[object, string]>([
    [{ linkBase: 'javascript:alert(1)' }, 'got "javascript:alert(1)".'],
    [{ linkBase: 'JAVA\u0000SCRIPT:alert(1)' }, '"linkBase" must be an http(s) URL or a path'],
    [{ linkBase: ' javascript:alert(1)' }, '"linkBase" must be an http(s) URL or a path'],
    [{ linkBase: 'data:text/html,x' }, '"linkBase" must be an http(s) URL or a path'],
    [{ linkBase: 'https://docs.example/#errors' }, 'without "#" and spaces'],
    [{ lang: 'en" onload="' }, '"lang" must be a language tag such as "en" or "pt-BR"'],
    [{ title: ' ' }, '"title" must be a string that is not empty'],
    [{ intro: 'x' }, 'createErrorPage has no option "intro".'],
  ])('throws a TypeError for %j', (options, message) => {
    expect(() => createErrorPage(billing, options as PageOptions)).toThrow(message);
  });

  it.each(['https://docs.example/errors', 'http://localhost:3000', '/errors', '../errors.html', 'errors/'])(
    'accepts the link base %s',
    (linkBase) => {
      expect(createErrorPage(billing, { linkBase })).toContain(`<a href="${linkBase}#ACCOUNT_CLOSED">`);
    },
  );

  it('throws a TypeError for a schema without the enum', () => {
    expect(() => createErrorPage(buildSchema('type Query { ok: Boolean }'))).toThrow(
      new TypeError(
        'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
      ),
    );
  });
});

describe('graphql-error-codes/docs', () => {
  it('imports neither graphql nor Node.js', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from 'graphql-error-codes/docs'`, resolveDir: '.', loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      packages: 'external',
    });
    const text = outputFiles[0]!.text;
    expect(text).toContain('createErrorPage');
    expect(text).not.toMatch(/^import |\bimport\(|\brequire\(/m);
  });
});
