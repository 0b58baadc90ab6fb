/**
 * Checks the licenses of all packages in the lock files: each must be one that lets anybody use,
 * build and test the project. Run `npx tsx tools/licenses.ts --list` to see them all.
 */
import { existsSync } from 'node:fs';
import { glob } from 'tinyglobby';
import { readJson } from './entry-points.js';
import { reportProblems } from './report-problems.js';

/** Licenses that ask for no more than a notice, or for the changes to a file. */
const accepted: ReadonlySet<string> = new Set(
  ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'].concat([
    'MPL-2.0',
    'Python-2.0',
    'Unlicense',
    'Zlib',
    'CC-BY-3.0',
    'CC-BY-4.0',
  ]),
);

/** Packages with other licenses, by name, with the reason. Nothing of them is shipped. */
const exceptions: Readonly<Record<string, string>> = {
  // Elastic-2.0: may be used, not offered as a service. The tests compose subgraphs with them.
  '@apollo/composition': 'Elastic-2.0',
  '@apollo/federation-internals': 'Elastic-2.0',
  '@apollo/gateway': 'Elastic-2.0',
  '@apollo/query-graphs': 'Elastic-2.0',
  '@apollo/query-planner': 'Elastic-2.0',
  // Word lists of the spell checker.
  '@cspell/dict-django': 'WTFPL',
  '@cspell/dict-en-common-misspellings': 'CC BY-SA 4.0',
  // MIT, in the file LICENSE.
  spawndamnit: 'SEE LICENSE IN LICENSE',
  'ansi-color': 'BSD License',
  // MIT, in the list `licenses` of an older package.json, which lock files leave out.
  ...Object.fromEntries(
    ['bufrw', 'busboy', 'error', 'hexer', 'limiter', 'streamsearch', 'string-template', 'thriftrw'].map((name) => [
      name,
      'unknown',
    ]),
  ),
  // Not declared in the package's metadata: to be read before it is used for more than tests.
  process: 'unknown',
};

interface LockedPackage {
  readonly license?: string;
  readonly link?: boolean;
}

/** Whether a license, or a choice or a combination of them, is accepted. */
const isAccepted = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((choice) => accepted.has(choice.trim())));

/** Returns the license of a package: of the lock file, else of the installed package. */
function licenseOf(folder: string, path: string, { license }: LockedPackage): string {
  if (license !== undefined) return license;
  const manifest = `${folder}${path}/package.json`;
  const installed = existsSync(manifest) ? (readJson(manifest) as { readonly license?: unknown }).license : undefined;
  return typeof installed === 'string' ? installed : 'unknown';
}

const problems: string[] = [];
const counts = new Map<string, number>();
for (const lock of await glob('**/package-lock.json', { ignore: '**/node_modules/**' })) {
  const folder = lock.replace(/[^/]*$/, '');
  const { packages } = readJson(lock) as { readonly packages: Readonly<Record<string, LockedPackage>> };
  for (const [path, locked] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || locked.link) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const license = licenseOf(folder, path, locked);
    counts.set(license, (counts.get(license) ?? 0) + 1);
    if (isAccepted(license) || exceptions[name] === license) continue;
    problems.push(
      `${lock}: ${name} has the license "${license}". Replace the package, or accept the license in tools/licenses.ts.`,
    );
  }
}
if (process.argv.includes('--list')) {
  for (const [license, count] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    console.log(`${String(count).padStart(5)} ${license}`);
  }
}
reportProblems(problems);
