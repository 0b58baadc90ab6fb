import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { build } from 'esbuild';
import { buildSchema } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { createErrorPage } from 'graphql-error-codes/docs';

const hostile = `</p><script>alert("'&")</script>`;

/** Returns the article of one code. */
const articleOf = (page: string, code: string) =>
  new RegExp(`<article id="${code}"[^]*?</article>`).exec(page)?.[0] ?? '';

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
    const page = createErrorPage(schema);
    const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());

    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/errors`);
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
