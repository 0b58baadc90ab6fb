import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

/** Runs the module's tests with @graphql-tools/schema 11, which needs Node 22. */
export default defineConfig({
  // The package by its public names.
  resolve: {
    tsconfigPaths: true,
    alias: [
      { find: /^graphql$/, replacement: installed('graphql/index.js') },
      { find: /^@graphql-tools\/schema$/, replacement: installed('@graphql-tools/schema/esm/index.js') },
    ],
  },
  test: {
    root: resolve(import.meta.dirname, '../../..'),
    include: ['test/{boundary,failures,merge-check,module}/**/*.test.ts', 'test/document.test.ts'],
    // It runs in processes of their own, on the packages of the root.
    exclude: ['test/merge-check/gateways-page.test.ts'],
    // So that these packages use the alias, too.
    server: { deps: { inline: [/@graphql-tools/] } },
  },
});
