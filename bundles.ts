import { join, relative, resolve, sep } from 'node:path';
import { build, type BuildOptions, type BuildResult, type Plugin } from 'esbuild';

export type Bundle = BuildResult<{ metafile: true }>;

/**
 * The libraries that the CLI and graphql-error-codes/tools have in common, and that do not import
 * graphql: in files of their own, so that the package has each once.
 */
const libraries: Readonly<Record<string, string>> = {
  'csv-parse/sync': 'csv-parse.js',
  parse5: 'parse5.js',
  tinyglobby: 'tinyglobby.js',
};

const shareLibraries: Plugin = {
  name: 'share-libraries',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^[^.]/ }, ({ path }) =>
      libraries[path] === undefined ? undefined : { path: `../vendor/${libraries[path]}`, external: true },
    );
  },
};

const common = {
  bundle: true,
  // graphql must be bundled once: its index.mjs, and the .mjs of the files imported directly.
  mainFields: ['module', 'main'],
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // CommonJS dependencies require modules of Node.js.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundles the libraries that other bundles import, into the folder `vendor` of `dist`. */
export const bundleLibraries = (dist: string): Promise<Bundle> =>
  build({
    ...common,
    entryPoints: Object.entries(libraries).map(([name, file]) => ({ in: name, out: file.replace(/\.js$/, '') })),
    outdir: join(dist, 'vendor'),
  });

/**
 * Bundles the CLI with graphql and its other dependencies. It reads its version and its texts in
 * English two folders above the file.
 */
export const bundleCli = (dist: string): Promise<Bundle> =>
  build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outdir: join(dist, 'cli'),
    // Each command loads what it needs.
    splitting: true,
    // An optional peer.
    external: ['@graphql-tools/graphql-tag-pluck'],
    alias: Object.fromEntries(
      ['language/parser', 'validation/specifiedRules', 'validation/validate'].map((name) => [
        `graphql/${name}.js`,
        `graphql/${name}.mjs`,
      ]),
    ),
    plugins: [shareLibraries],
  });

/** Leaves what other entries of the package have, too, in their files. */
const shareEntries = (dist: string): Plugin => ({
  name: 'share-entries',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const isOwn = file.startsWith(resolve(dist, 'tools') + sep) || !file.startsWith(resolve(dist) + sep);
      return isOwn ? undefined : { path: relative(resolve(dist, 'tools'), file), external: true };
    });
  },
});

/**
 * Bundles graphql-error-codes/tools, which tsc compiled before. graphql is that of the user, whose
 * schemas it accepts.
 */
export const bundleTools = (dist: string): Promise<Bundle> =>
  build({
    ...common,
    entryPoints: [join(dist, 'tools/index.js')],
    outfile: join(dist, 'tools/index.js'),
    allowOverwrite: true,
    external: ['graphql', 'graphql/*', '@graphql-tools/graphql-tag-pluck'],
    plugins: [shareLibraries, shareEntries(dist)],
  });
