import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

/** Runs the module's tests with graphql 17, and with the tools beside it. */
export default defineConfig({
  test: {
    // The default of five seconds is too short on a busy machine.
    testTimeout: 60_000,
    root: resolve(import.meta.dirname, '../..'),
    include: [
      'test/graphql-17/version.ts',
      'test/{boundary,codes,failures,merge-check,module}/**/*.test.ts',
      'test/document.test.ts',
    ],
    // It runs in processes of their own, on the graphql of the root.
    exclude: ['test/merge-check/gateways-page.test.ts'],
    // These must use the alias, too: graphql 17 has separate entries for development and
    // production, which are two copies.
    server: { deps: { inline: [/@graphql-tools/] } },
  },
  resolve: {
    // The package by its public names.
    tsconfigPaths: true,
    alias: [
      { find: /^graphql$/, replacement: installed('graphql/index.js') },
      { find: /^@graphql-tools\/schema$/, replacement: installed('@graphql-tools/schema/esm/index.js') },
    ],
  },
});
