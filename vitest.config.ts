import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const demo = 'test/demo/**/*.test.ts';
/** Run by `npm run test:clients`, `test:gateways` and `test:hosts`. */
const products = ['test/clients/**', 'test/gateways/**', 'test/hosts/**'];
const packages = '**/node_modules/**';

export default defineConfig({
  test: {
    reporters: ['default', './test/ledger-reporter.ts'],
    // A demo with its own database takes a second or two to open, more on a busy machine.
    testTimeout: 60_000,
    // The default of a second is too short for that, too.
    expect: { poll: { timeout: 30_000 } },
    // One more than cores, since many tests wait: for a process, or for a time limit of the demo.
    maxWorkers: availableParallelism() + 1,
    hookTimeout: 60_000,
    // The tests of the demo run twice: one suite, two database engines.
    projects: [
      {
        extends: true,
        test: {
          name: 'module',
          include: ['test/**/*.test.ts'],
          exclude: [packages, demo, ...products],
          // The laws of the types, in one run of tsc.
          typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: 'test/tsconfig.types.json' },
        },
      },
      {
        extends: true,
        test: {
          name: 'pglite',
          include: [demo],
          exclude: ['test/demo/postgresql/**'],
          // Each file opens a demo of its own. Loading its code again would take a second.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: [demo],
          // Independent of the engine.
          exclude: [
            'start',
            'mailer',
            'graphiql',
            'errors-page',
            'graphql-over-http',
            'pages',
            'engine',
            'initial-data',
            'probes',
          ].map((name) => `test/demo/${name}.test.ts`),
          globalSetup: 'test/demo/start-postgresql.ts',
          isolate: false,
        },
      },
    ],
  },
  resolve: {
    // Resolves the public names of the package to its sources.
    tsconfigPaths: true,
    // Vite would load graphql's index.mjs for the sources, while their dependencies load index.js:
    // two realms, which graphql refuses.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
});
