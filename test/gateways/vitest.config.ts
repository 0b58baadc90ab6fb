import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { composers } from './composers.js';
import { products } from './products.js';
import { TableReporter } from './table.js';

/** One realm of graphql for the sources, the tests and the products, which load index.js. */
const graphql16 = [{ find: /^graphql$/, replacement: resolve(import.meta.dirname, 'node_modules/graphql/index.js') }];
const graphql17 = [
  { find: /^graphql$/, replacement: resolve(import.meta.dirname, '../graphql-17/node_modules/graphql/index.js') },
];

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    reporters: ['default', new TableReporter({ products, composers })],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'graphql 16', include: ['test/gateways/**/*.test.ts'], provide: { graphql: 16 } },
        resolve: { alias: graphql16 },
      },
      {
        extends: true,
        test: {
          name: 'graphql 17',
          include: ['test/gateways/matrix.test.ts'],
          provide: { graphql: 17 },
          // Through the alias, too.
          server: { deps: { inline: [/@graphql-tools/, /graphql-yoga/, /@envelop/, /@graphql-yoga/] } },
        },
        resolve: { alias: graphql17 },
      },
    ],
  },
});
