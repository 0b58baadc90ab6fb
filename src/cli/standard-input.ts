import { decodeText } from '../tools/decode-text.js';
import type { TextSource } from '../tools/files.js';
import { UsageError } from '../tools/usage-error.js';

const name = '<stdin>';

async function readStandardInput(): Promise<TextSource> {
  if (process.stdin.isTTY) {
    throw new UsageError('"-" reads standard input, which is a terminal. Pipe a file into it, or pass its path.');
  }
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${name}: cannot be read (${code}).`);
  }
  const { text } = decodeText(name, Buffer.concat(chunks), 'Convert it to UTF-8.');
  if (text.trim() === '') throw new UsageError(`${name}: standard input is empty.`);
  return { name, text };
}

/**
 * Replaces `-` among the sources of a command by the text of standard input.
 *
 * @throws UsageError when it occurs twice, and when standard input cannot be read.
 */
export async function readInputs(sources: readonly string[]): Promise<readonly (string | TextSource)[]> {
  const count = sources.filter((source) => source === '-').length;
  if (count > 1) throw new UsageError('"-" may be passed only once, because there is one standard input.');
  const input = count === 1 ? await readStandardInput() : undefined;
  return sources.map((source) => (source === '-' ? input! : source));
}
