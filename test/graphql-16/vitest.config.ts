import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

/** Versions from the first to the last, as package.json names them: `graphql-16-0`. */
const versions = readdirSync(installed('.')).filter((name) => name.startsWith('graphql-16-'));

/** Runs the module's tests with each of them. */
export default defineConfig({
  // The package by its public names.
  resolve: { tsconfigPaths: true },
  test: {
    // The default of five seconds is too short on a busy machine.
    testTimeout: 60_000,
    projects: versions.map((name) => ({
      extends: true,
      test: {
        name,
        root: resolve(import.meta.dirname, '../..'),
        include: [
          'test/graphql-16/version.ts',
          'test/{boundary,codes,failures,merge-check,module}/**/*.test.ts',
          'test/document.test.ts',
        ],
        exclude: [
          // It runs in processes of its own, on the graphql of the root.
          'test/merge-check/gateways-page.test.ts',
          // 16.0 has no GraphQLError with an object of options, which two tests create. A thousand
          // shapes of payloads take ten seconds, so it tries them for all.
          ...(name === 'graphql-16-0'
            ? ['test/boundary/options.test.ts', 'test/failures/mutation-error.test.ts']
            : ['test/boundary/payload-shapes.test.ts']),
        ],
        provide: { version: name },
        // Starting a process for each file would take three times as long.
        isolate: false,
        pool: 'threads',
        setupFiles: 'test/graphql-16/reset-modules.ts',
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
