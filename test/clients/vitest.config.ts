import { resolve } from 'node:path';
import { transformAsync } from '@babel/core';
import { defineConfig, type Plugin } from 'vitest/config';

/** Replaces the tags of Relay by what its compiler generated. */
const relay: Plugin = {
  name: 'relay',
  enforce: 'post',
  transform: (code, id) =>
    code.includes('graphql`') && id.includes('/recipes/relay')
      ? transformAsync(code, {
          plugins: [
            [
              resolve(import.meta.dirname, 'node_modules/babel-plugin-relay'),
              { eagerEsModules: true, artifactDirectory: resolve(import.meta.dirname, 'recipes/generated/relay') },
            ],
          ],
          filename: id,
          babelrc: false,
          configFile: false,
        }).then((result) => ({ code: result!.code! }))
      : undefined,
};

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  plugins: [relay],
  resolve: {
    // The package by its public names.
    tsconfigPaths: true,
    // The sources and their dependencies must load the same copy of graphql: index.js.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/clients/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
