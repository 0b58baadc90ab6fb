import { resolve } from 'node:path';
import type { ReportFormat } from '../tools/choices.js';
import { formatReport, type Finding } from '../tools/report.js';
import { UsageError } from '../tools/usage-error.js';
import { replaceFiles } from '../tools/write-files.js';

/** Where a command writes, and how much. */
export interface OutputOptions {
  readonly output?: string;
  readonly quiet?: boolean;
}

/** Returns whether a stream shows colors. As in Node.js itself, FORCE_COLOR precedes NO_COLOR. */
function hasColors({ isTTY }: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none = '', TERM: terminal } = process.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY && none === '' && terminal !== 'dumb';
}

/** Handles what writing to a stream fails with, such as a full disk. */
export function watchOutput(stream: NodeJS.WriteStream): void {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader such as head closes the pipe when it has enough.
    if (code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream !== process.stderr) process.stderr.write(`The output cannot be written (${code ?? message}).\n`);
  });
}

/** @throws UsageError for an output without a name, or one that would replace an input. */
export function checkOutput({ output }: OutputOptions, inputs: readonly string[]): void {
  if (output?.trim() === '') throw new UsageError('--output must not be empty.');
  const input = output === undefined ? undefined : inputs.find((path) => resolve(path) === resolve(output));
  if (input !== undefined) throw new UsageError(`--output must not be a file that is read, got ${input}.`);
}

/** Writes what is not part of the output, such as notes, unless the command is quiet. */
export function writeNotes(notes: readonly string[], { quiet = false }: OutputOptions): void {
  if (!quiet) process.stderr.write(notes.map((note) => `${note}\n`).join(''));
}

/**
 * Writes the output to standard output, or to a file.
 *
 * @param summary what to say of the file
 * @throws UsageError when the file cannot be written.
 */
export async function writeOutput(text: string, summary: string, options: OutputOptions): Promise<void> {
  const { output = '-' } = options;
  if (output === '-') {
    process.stdout.write(text);
    return;
  }
  await replaceFiles([{ path: output, content: text }]);
  writeNotes([`Wrote ${output}: ${summary}`], options);
}

/** Writes findings as {@link writeOutput} does, and sets the exit code. */
export async function writeReport(
  findings: readonly Finding[],
  summary: string,
  { format, ...options }: OutputOptions & { readonly format: ReportFormat },
): Promise<void> {
  const { output = '-', quiet = false } = options;
  const text = formatReport(findings, {
    format,
    ...(!quiet && { summary }),
    colors: output === '-' && hasColors(process.stdout),
  });
  await writeOutput(text, summary, options);
  if (findings.some(({ level }) => level === 'breaking' || level === 'error')) process.exitCode = 1;
}
