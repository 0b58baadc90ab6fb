import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The module's tests, unchanged, with graphql 17 and tools that use it in place of the root's. */
const installed = (name: string) => resolve(import.meta.dirname, 'node_modules', name);

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['test/{boundary,declaration,module}.test.ts'],
    // Through the alias, too: graphql 17 has one entry for development and one for production, which are two realms.
    server: { deps: { inline: [/@graphql-tools/] } },
  },
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: installed('graphql/index.js') },
      { find: /^@graphql-tools\/schema$/, replacement: installed('@graphql-tools/schema/esm/index.js') },
    ],
  },
});
