import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** One block of TypeScript of a page, with what the page leaves to the reader. */
export interface PageBlock {
  /** A part of the block that no other block of the page has. */
  readonly has: string;
  /** Code between the block's imports and the rest of it. */
  readonly before?: string;
  /** Code after the block. */
  readonly after?: string;
  /** The environment of the program, beside that of the tests. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the block prints as JSON when it runs. A block without it is only type-checked. */
  readonly prints?: unknown;
}

const execute = promisify(execFile);

const folder = '.build/pages';

/** Returns the fenced blocks of a language, in the order of the page. */
export const readBlocks = (page: string, language: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, block]) => block!,
  );

/** The folder that the blocks of a page are written to. */
export const folderOf = (page: string): string => join(folder, basename(page, '.md').toLowerCase());

const fileOf = (page: string, { has }: PageBlock): string =>
  join(folderOf(page), `${has.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '')}.ts`);

function programOf(page: string, { has, before = '', after = '' }: PageBlock): string {
  const [block, ...others] = readBlocks(page, 'ts').filter((text) => text.includes(has));
  if (block === undefined || others.length > 0) {
    throw new Error(`${page} must have exactly one TypeScript block with ${JSON.stringify(has)}.`);
  }
  // Imports must stay at the top level of the program, also when `before` opens a function.
  const [, head, rest] = /^((?:(?:\/\/|import ).*\n)*)([^]*)$/.exec(block)!;
  return `${head}\n${before}\n${rest}\n${after}\nexport {};\n`;
}

/** Writes the blocks of a page as programs, beside a configuration that finds the sources. */
export function writeBlocks(page: string, blocks: readonly PageBlock[]): void {
  rmSync(folderOf(page), { recursive: true, force: true });
  mkdirSync(folderOf(page), { recursive: true });
  for (const block of blocks) writeFileSync(fileOf(page, block), programOf(page, block));
  const configuration = {
    extends: '../../../tsconfig.json',
    // Generated code has enums by default.
    compilerOptions: { noUnusedLocals: false, erasableSyntaxOnly: false },
    include: ['.'],
    exclude: [],
  };
  writeFileSync(join(folderOf(page), 'tsconfig.json'), JSON.stringify(configuration));
}

/** Returns what the compiler reports for the blocks of a page; empty when all compile. */
export async function typeCheckBlocks(page: string): Promise<string> {
  const compiled = execute('npx', ['tsc', '-p', folderOf(page), '--pretty', 'false']);
  return (await compiled.catch((failed: { stdout: string }) => failed)).stdout;
}

/** Runs a block and returns what it printed, parsed. */
export async function runBlock(page: string, block: PageBlock): Promise<unknown> {
  const env = { ...process.env, ...block.env };
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', fileOf(page, block)], { env });
  return JSON.parse(stdout);
}
