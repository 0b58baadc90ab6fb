import { UsageError } from './usage-error.js';

/** How the text of a file is encoded. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The text of a file, without its byte order mark. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

/** Windows PowerShell writes UTF-16 when output is redirected to a file. */
const marks: readonly (readonly [mark: readonly number[], Encoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Returns line and column after a text, as messages have them. */
export function endOf(text: string): string {
  const lines = text.split(/\r\n|[\n\r]/);
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}

/** Returns the text before the first invalid byte. */
function validStart(bytes: Uint8Array): string {
  const decode = (length: number): string | undefined => {
    try {
      // With "stream", a character that the end cuts is not an error.
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return undefined;
    }
  };
  let [valid, invalid] = [0, bytes.length + 1];
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (decode(middle) === undefined) invalid = middle;
    else valid = middle;
  }
  return decode(valid)!;
}

function invalidUtf8(name: string, bytes: Uint8Array, hint: string): UsageError {
  const start = validStart(bytes);
  const byte = bytes[Buffer.byteLength(start)]!.toString(16).toUpperCase().padStart(2, '0');
  return new UsageError(`${name}:${endOf(start)} is not valid UTF-8 (byte 0x${byte}). ${hint}`);
}

/**
 * Decodes UTF-8, and UTF-16 that starts with a byte order mark.
 *
 * @param name the file or URL, for messages
 * @param hint what to do about other bytes
 * @throws UsageError with the place of the first byte that is not text.
 */
export function decodeText(name: string, bytes: Uint8Array, hint = 'Save the file as UTF-8.'): DecodedText {
  const [mark = [], encoding = 'utf-8'] =
    marks.find(([start]) => start.every((byte, index) => bytes[index] === byte)) ?? [];
  const content = bytes.subarray(mark.length);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    if (encoding === 'utf-8') throw invalidUtf8(name, content, hint);
    throw new UsageError(`${name}: is not valid ${encoding.toUpperCase()}. ${hint}`);
  }
  // UTF-16 without a mark, and most binary files, have zero bytes.
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    throw new UsageError(`${name}:${endOf(text.slice(0, zero))} is not text (byte 0x00). ${hint}`);
  }
  return { text, encoding, hasMark: mark.length > 0 };
}

/** Encodes a text as the file had it. */
export function encodeText({ text, encoding, hasMark }: DecodedText): Uint8Array {
  const content = hasMark ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(content, 'utf8');
  const bytes = Buffer.from(content, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
