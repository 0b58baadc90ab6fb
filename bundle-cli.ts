import { build } from 'esbuild';

/** Writes the CLI with all that it needs into one file, two folders below that of package.json, which it reads its version from. */
export const bundleCli = (outfile: string) =>
  build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    // An optional peer.
    external: ['@graphql-tools/graphql-tag-pluck'],
    // Beside the index.mjs that esbuild takes for "graphql", its index.js would be another realm.
    alias: { 'graphql/validation/validate.js': 'graphql/validation/validate.mjs' },
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
