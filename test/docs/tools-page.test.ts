import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlocks, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from './page-blocks.js';

const page = 'docs/tools.md';

const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-page-'));

/** The blocks run in a project with a schema and texts. */
const before = `process.chdir(${JSON.stringify(folder)});`;

const blocks: readonly PageBlock[] = [
  {
    has: 'diffSchemas(',
    before,
    after: `
      const { readFileSync } = await import('node:fs');
      console.log(JSON.stringify([findings.length, readFileSync('errors.html', 'utf8').includes('<h1>Shop errors</h1>')]));`,
    prints: [1, true],
  },
  {
    has: 'buildSchema(',
    before,
    after: `console.log(JSON.stringify(tables.map((table) => table.includes('QUOTA_EXCEEDED'))));`,
    prints: [true, true, true],
  },
  {
    has: 'catch (error)',
    before: `${before} const printed: string[] = []; const console = { log: (line: string) => printed.push(line), error: (line: string) => printed.push(line) };`,
    after: `globalThis.console.log(JSON.stringify(printed));`,
    prints: [
      'messages/en.json:1:1 generic is missing: the text for unknown codes and unexpected failures.\n1 found.\n',
    ],
  },
];

beforeAll(() => {
  for (const name of ['schema', 'messages']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'schema/shop.graphql'), 'enum ErrorCodeEnum { SOLD_OUT PAID }');
  writeFileSync(join(folder, 'released.graphql'), 'enum ErrorCodeEnum { SOLD_OUT }');
  const text = (title: string) => ({ title, sentence: `${title}.` });
  const texts = { codes: { SOLD_OUT: text('Sold out'), PAID: text('Paid') } };
  writeFileSync(join(folder, 'messages/en.json'), JSON.stringify(texts));
  writeBlocks(page, blocks);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.concurrent('docs/tools.md', () => {
  it('has no TypeScript block that is not checked here', ({ expect }) => {
    expect(readBlocks(page, 'ts').filter((text) => !blocks.some(({ has }) => text.includes(has)))).toEqual([]);
  });

  it('has blocks that compile', async ({ expect }) => {
    expect(await typeCheckBlocks(page)).toBe('');
  });

  it.each(blocks)('is right about "$has"', async (block) => {
    expect(await runBlock(page, block)).toEqual(block.prints);
  });
});
