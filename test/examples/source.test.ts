import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('generated/'),
);

/** The lines of a program that are neither blank nor part of a comment. */
const linesOfCode = (source: string) =>
  source
    .replaceAll(/^\/\*[^]*?\*\/$/gm, '')
    .split('\n')
    .filter((line) => !/^\s*(\/\/.*)?$/.test(line));

/** The specifiers that a program imports. */
const importsOf = (source: string) =>
  [...source.matchAll(/(?:\bfrom|^import|\bimport\()\s*['"]([^'"]+)['"]/gm)].map(([, specifier]) => specifier!);

/** The public names of the package, as patterns: `*` stands for a file. */
const publicNames = Object.keys(packageJson.exports).map(
  (subpath) => new RegExp(`^graphql-error-codes${subpath.slice(1).replace('*', '[^/]+')}$`),
);

/** The packages that a clone installs. */
const installed = Object.keys(packageJson.devDependencies);

describe.each(files)('examples/%s', (file) => {
  const source = readFileSync(`examples/${file}`, 'utf8');

  it('has fewer than 40 lines of code', () => {
    expect(linesOfCode(source).length).toBeLessThan(40);
  });

  it('imports public names only', () => {
    const specifiers = importsOf(source);
    expect(specifiers).toContainEqual(expect.stringMatching(/^graphql-error-codes/));
    const isPublic = (specifier: string) =>
      specifier.startsWith('node:') ||
      // Its own generated code and texts.
      specifier.startsWith('./') ||
      publicNames.some((name) => name.test(specifier)) ||
      installed.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    expect(specifiers.filter((specifier) => !isPublic(specifier))).toEqual([]);
  });

  it('is listed in examples/README.md', () => {
    expect(readFileSync('examples/README.md', 'utf8')).toContain(`](${file})`);
  });
});
