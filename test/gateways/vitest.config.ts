import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { TableReporter } from './table.js';

/**
 * The sources, the tests and the products must load the same copy of graphql. The products load
 * index.js.
 */
const graphql16 = [{ find: /^graphql$/, replacement: resolve(import.meta.dirname, 'node_modules/graphql/index.js') }];
const graphql17 = [
  { find: /^graphql$/, replacement: resolve(import.meta.dirname, '../graphql-17/node_modules/graphql/index.js') },
];

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  // The package by its public names.
  resolve: { tsconfigPaths: true },
  test: {
    reporters: ['default', new TableReporter()],
    testTimeout: 60_000,
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
          // So that these packages use the alias, too.
          server: { deps: { inline: [/@graphql-tools/, /graphql-yoga/, /@envelop/, /@graphql-yoga/] } },
        },
        resolve: { alias: graphql17 },
      },
    ],
  },
});
