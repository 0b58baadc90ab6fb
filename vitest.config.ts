import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A demo with its own database takes a second or two to open, more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
  resolve: {
    // Vite would load graphql's index.mjs for the sources while their dependencies load index.js: two realms, which graphql refuses.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
});
