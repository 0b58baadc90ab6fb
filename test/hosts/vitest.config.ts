import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  resolve: {
    // The package by its public names.
    tsconfigPaths: true,
    // The sources, the tests and the hosts must load the same copy of graphql: index.js.
    alias: [{ find: /^graphql$/, replacement: resolve(import.meta.dirname, 'node_modules/graphql/index.js') }],
  },
  test: {
    include: ['test/hosts/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
