/**
 * Completes `dist` after tsc: adds the CLI, bundled with its dependencies so that the package has
 * none, the licenses of the bundle, and the catalogue as data.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { bundleCli } from './bundle-cli.js';

/** Returns the licenses of the packages in a bundle, which must be distributed with it. */
function collectLicenses({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
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

const { metafile } = await bundleCli('dist/cli/main.js');
writeFileSync('dist/cli/third-party-licenses.txt', collectLicenses(metafile));
copyFileSync('src/catalogue.json', 'dist/catalogue.json');
