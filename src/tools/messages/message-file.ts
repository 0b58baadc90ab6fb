import type { DecodedText } from '../decode-text.js';
import { decodeFile } from '../files.js';
import { parseJsonTree, type JsonNode } from '../json-tree.js';
import { LineIndex } from '../line-index.js';
import type { Finding } from '../report.js';
import { UsageError } from '../usage-error.js';

/** A file of texts. */
export interface MessageFile extends DecodedText {
  readonly path: string;
  readonly root: JsonNode;
  /** The lines of the text. */
  readonly lines: LineIndex;
}

/** Creates a finding about a place in a file. */
export type ReportAt = (offset: number, coordinate: string, message: string, level?: Finding['level']) => void;

/** Returns a function that adds findings about a file to a list. */
export const createReport =
  ({ path, lines }: MessageFile, findings: Finding[]): ReportAt =>
  (offset, coordinate, message, level = 'error') => {
    findings.push({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: { file: path, ...lines.at(offset) },
    });
  };

/** @throws UsageError with the place of a mistake in the syntax. */
export const parseMessageFile = (path: string, decoded: DecodedText): MessageFile => ({
  ...decoded,
  path,
  root: parseJsonTree(path, decoded.text),
  lines: new LineIndex(decoded.text),
});

/**
 * Reads files of texts.
 *
 * @throws UsageError that lists every file that is not JSON.
 */
export async function readMessageFiles(paths: readonly string[]): Promise<readonly MessageFile[]> {
  const texts = await Promise.all(paths.map(decodeFile));
  const mistakes: string[] = [];
  const files = paths.flatMap((path, index) => {
    try {
      return [parseMessageFile(path, texts[index]!)];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error.message);
      return [];
    }
  });
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return files;
}
