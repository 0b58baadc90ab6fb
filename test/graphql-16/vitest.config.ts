import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

/** Each minor version of graphql 16, under the name in package.json: `graphql-16-0`. */
const versions = readdirSync(installed('.')).filter((name) => name.startsWith('graphql-16-'));

/** Runs the module's tests with each minor version of graphql 16. */
export default defineConfig({
  // The package by its public names.
  resolve: { tsconfigPaths: true },
  test: {
    projects: versions.map((name) => ({
      extends: true,
      test: {
        name,
        root: resolve(import.meta.dirname, '../..'),
        include: [
          'test/graphql-16/version.ts',
          'test/{boundary,failures,merge-check,module}/**/*.test.ts',
          'test/document.test.ts',
        ],
        exclude: [
          // It runs in processes of their own, on the graphql of the root.
          'test/merge-check/gateways-page.test.ts',
          // It needs no graphql, and a process of its own.
          'test/failures/mutation-error.test.ts',
        ],
        provide: { version: name },
        // Fifteen versions of two dozen files: starting a process for each file takes five minutes.
        isolate: false,
        // So that these packages use the alias, too.
        server: { deps: { inline: [/@graphql-tools/] } },
      },
      resolve: {
        alias: [
          { find: /^graphql$/, replacement: installed(`${name}/index.js`) },
          { find: /^@graphql-tools\/schema$/, replacement: installed('@graphql-tools/schema/esm/index.js') },
        ],
      },
    })),
  },
});
