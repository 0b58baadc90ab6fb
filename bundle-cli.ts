import { build } from 'esbuild';

/** Writes the CLI with all that it needs into one file, two folders below that of package.json, which it reads its version from. */
export const bundleCli = (outfile: string) =>
  build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    // An optional peer.
    external: ['@graphql-tools/graphql-tag-pluck'],
    // One realm of graphql: its index.mjs, of which the bundle holds what is used, and what is imported from beside it.
    mainFields: ['module', 'main'],
    alias: Object.fromEntries(
      ['language/parser', 'validation/specifiedRules', 'validation/validate'].map((name) => [
        `graphql/${name}.js`,
        `graphql/${name}.mjs`,
      ]),
    ),
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // What is CommonJS in the bundle asks for node's own modules.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
