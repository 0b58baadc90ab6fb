/**
 * Completes `dist` after tsc: bundles the CLI and the tools with their dependencies, so that the
 * package has none, and adds the licenses of the bundles, and the catalogue as data.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleCli, bundleLibraries, bundleTools, type Bundle } from './bundles.js';

const dist = 'dist';

/** Returns the licenses of the packages in bundles, which must be distributed with them. */
function collectLicenses(bundles: readonly Bundle[]): string {
  const folders = new Set(
    bundles
      .flatMap(({ metafile }) => Object.keys(metafile.inputs))
      .flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
  );
  return [...folders]
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
        name: string;
        version: string;
        license: string;
      };
      const file = ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt'].find((name) => existsSync(`${folder}/${name}`));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Returns a declaration file, and those that it imports. */
function declarationsOf(file: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']*)\.js'/g)) {
    declarationsOf(join(dirname(file), `${path}.d.ts`), found);
  }
  return found;
}

/** Removes what tsc wrote of the tools, but for the bundle and the declarations of its exports. */
function removeParts(): void {
  const bundle = join(dist, 'tools/index.js');
  const declarations = declarationsOf(join(dist, 'tools/index.d.ts'));
  const files = readdirSync(join(dist, 'tools'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files) {
    if (file !== bundle && !declarations.has(file)) rmSync(file);
  }
}

const bundles = [await bundleCli(dist), await bundleTools(dist), await bundleLibraries(dist)];
removeParts();
writeFileSync(join(dist, 'cli/third-party-licenses.txt'), collectLicenses(bundles));
copyFileSync('src/catalogue.json', join(dist, 'catalogue.json'));
