import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readBlocks } from '../docs/page-blocks.js';

const path = 'docs/client-libraries.md';
const folder = 'test/clients/recipes';
const blocks = ['ts', 'tsx', 'graphql'].flatMap((language) => readBlocks(path, language));

// docs/client.md has the first of these operations, and only the tests send the others.
const shown = readdirSync(folder).filter((file) => /\.\w+$/.test(file) && file !== 'operations.graphql');

/** Returns a recipe as the page has it. Apollo Client 3 is installed beside 4, as another name. */
function blockOf(file: string): string {
  const text = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('@apollo/client-3', '@apollo/client');
  return file.endsWith('.graphql') ? text : `// ${file}\n${text}`;
}

it.each(shown)('the page has the recipe %s as it is run', (file) => {
  expect(blocks).toContain(blockOf(file));
});

it('every block of the page is a recipe', () => {
  expect(blocks.toSorted()).toEqual(shown.map(blockOf).toSorted());
});

it('the page names the tested versions', () => {
  const dependenciesOf = (file: string) =>
    (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Readonly<Record<string, string>> }).dependencies;
  const installed = ['package.json', 'codegen-5/package.json', 'codegen-6/package.json'].flatMap((file) =>
    Object.entries(dependenciesOf(`test/clients/${file}`)),
  );
  const rows = [...readFileSync(path, 'utf8').matchAll(/^\| `(\S+)`\s+\| (.+?)\s+\|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  for (const [, name, versions] of rows) {
    const majors = installed
      // Apollo Client 3 has the name `@apollo/client-3`.
      .filter(([installedName]) => installedName.replace(/-\d$/, '') === name)
      .map(([, range]) => /(\d+)\.[\d.]+$/.exec(range)![1]!);
    expect([name, versions!.match(/\d+/g)!.toSorted()]).toEqual([name, majors.toSorted()]);
  }
});
