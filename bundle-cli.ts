import { build, type BuildResult } from 'esbuild';

/**
 * Bundles the CLI with its dependencies into one file. The CLI reads its version from package.json,
 * two folders above the file.
 */
export const bundleCli = (outfile: string): Promise<BuildResult<{ metafile: true }>> =>
  build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    // An optional peer.
    external: ['@graphql-tools/graphql-tag-pluck'],
    // graphql must be bundled once: its index.mjs, and the .mjs of the files imported directly.
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
    // CommonJS dependencies require modules of Node.js.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
