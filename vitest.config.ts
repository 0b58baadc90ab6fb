import { defineConfig } from 'vitest/config';
import { LedgerReporter } from './test/ledger.js';

const demo = 'test/demo/**/*.test.ts';
/** These talk to the demo with the libraries of front ends, to which its database makes no difference. */
const recipes = 'test/client/recipes/*.test.ts';
/** These are run by npm run test:gateways. */
const gateways = 'test/gateways/**';

export default defineConfig({
  test: {
    reporters: ['default', new LedgerReporter()],
    // A demo with its own database takes a second or two to open, more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The demo's tests run twice: one suite, two engines.
    projects: [
      { extends: true, test: { name: 'module', include: ['test/**/*.test.ts'], exclude: [demo, recipes, gateways] } },
      { extends: true, test: { name: 'pglite', include: [demo, recipes], exclude: ['test/demo/postgresql/**'] } },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: [demo],
          // What has nothing to do with the engine.
          exclude: ['start', 'mailer', 'graphiql', 'errors-page', 'graphql-over-http'].map(
            (name) => `test/demo/${name}.test.ts`,
          ),
          globalSetup: 'test/demo/start-postgresql.ts',
        },
      },
    ],
  },
  resolve: {
    // The package by its public names, as everybody else imports it.
    tsconfigPaths: true,
    // Vite would load graphql's index.mjs for the sources while their dependencies load index.js: two realms, which graphql refuses.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
});
