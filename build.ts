/**
 * Adds to `dist`, where tsc has put the module, what tsc does not make: the CLI in one file with all that it needs, so that the package
 * has no dependencies, and the catalogue as data.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { bundleCli } from './bundle-cli.js';

const { metafile } = await bundleCli('dist/cli/main.js');
writeFileSync('dist/cli/third-party-licenses.txt', licenses(metafile));
copyFileSync('src/catalogue.json', 'dist/catalogue.json');

/** The licenses of the packages in the bundle, which have to come along with it. */
function licenses({ inputs }: Metafile): string {
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
