import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Returns the TypeScript blocks of a page, in order. */
export const readBlocks = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(([, block]) => block!);

/** A block of a page as a program: what surrounds it, and what the program must print as JSON. */
export interface Example {
  /** A part of the block that no other block has. */
  readonly block: string;
  /** Declares the variables that the block leaves to the reader. */
  readonly before?: string;
  /** Uses the block, and prints one line of JSON. */
  readonly after: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly prints: unknown;
}

/** Returns the only block with the text. */
export function findBlock(blocks: readonly string[], text: string): string {
  const [block, ...others] = blocks.filter((candidate) => candidate.includes(text));
  if (block === undefined || others.length > 0) throw new Error(`Not exactly one block has "${text}".`);
  return block;
}

/** Runs a block in Node.js, against the sources of the package. Returns what it printed. */
export async function runBlock(
  name: string,
  block: string,
  { before = '', after, env = {} }: Example,
): Promise<unknown> {
  const outfile = `.build/docs/${name}.mjs`;
  // Imports must stay at the top level of the program, also when `before` opens a function.
  const [, imports, rest] = /^((?:import .*\n)*)([^]*)$/.exec(block)!;
  await build({
    stdin: { contents: `${imports}${before}\n${rest}\n${after}`, resolveDir: '.', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['graphql', '@apollo/*', '@graphql-tools/*', '@opentelemetry/*'],
  });
  const printed = execFileSync(process.execPath, [outfile], { encoding: 'utf8', env: { ...process.env, ...env } });
  return JSON.parse(printed);
}
