import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

const files = globSync(['{src,codegen,demo,examples,test,bench,tools}/**/*.{ts,mts,js,mjs}', '*.ts'], {
  ignore: ['**/node_modules/**', '**/generated/**'],
}).toSorted();

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Finds the strings, templates and regular expressions of a program: prettier keeps them whole. */
function findLiterals(node: unknown, found: Range[] = []): Range[] {
  if (typeof node !== 'object' || node === null) return found;
  const { type } = node as { readonly type?: unknown };
  if (type === 'Literal' || type === 'TemplateElement') found.push(node as Range & object);
  for (const child of Object.values(node)) findLiterals(child, found);
  return found;
}

/** Replaces the ranges by a filler of the same width and keeps the line breaks. */
const blank = (text: string, ranges: readonly Range[], filler: string): string =>
  ranges.reduce(
    (blanked, { start, end }) =>
      blanked.slice(0, start) + blanked.slice(start, end).replaceAll(/[^\n]/g, filler) + blanked.slice(end),
    text,
  );

/** Fillers that no source contains. */
const [literalFiller, commentFiller] = ['\uE000', '\uE001'];

/** Returns the lines that are too wide, as `file:line`. */
function findWideLines(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const code = blank(text, findLiterals(parseAst(text, { lang: 'ts' })), literalFiller);
  const comments = Array.from(code.matchAll(/\/\/.*|\/\*[^]*?\*\//g), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return blank(code, comments, commentFiller)
    .split('\n')
    .flatMap((line, index) => {
      const limit = line.trimStart().startsWith(commentFiller) ? 100 : 120;
      return line.length > limit && !line.includes(literalFiller) ? [`${file}:${index + 1}`] : [];
    });
}

it('comments are at most 100 columns wide, and code that can be broken at most 120', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(findWideLines)).toEqual([]);
});
