import { parseFragment } from 'parse5';

/** Matches a code span: its delimiters are runs of as many backticks. */
const codeSpan = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;

/** Replaces code spans by as many characters that no pattern matches. */
export const maskCode = (text: string): string => text.replaceAll(codeSpan, (code) => '\uE000'.repeat(code.length));

/** Returns the text with `convert` applied to everything outside of code spans. */
function convertText(text: string, convert: (part: string) => string): string {
  let converted = '';
  let end = 0;
  for (const { 0: code, index } of text.matchAll(codeSpan)) {
    converted += convert(text.slice(end, index)) + code;
    end = index + code.length;
  }
  return converted + convert(text.slice(end));
}

/** Returns the character of a reference such as `&amp;` or `&#39;`. An unknown one is a text. */
function decodeReference(reference: string): string {
  const [node] = parseFragment(reference).childNodes;
  const text = node && 'value' in node ? node.value : reference;
  // HTML reads the start of an unknown name, as "¬es;" in "&notes;". Markdown does not.
  return text.length > 1 && text.endsWith(';') ? reference : text;
}

const characterReference = /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi;

/**
 * Returns the Markdown of a table cell as Markdown outside of a table: `<br>` becomes a line break,
 * and character references become characters. Descriptions in SDL are Markdown too, so the rest is
 * kept.
 */
export const readCellText = (cell: string): string =>
  convertText(cell, (part) =>
    part.replaceAll(/\s*<br\s*\/?>\s*/gi, '\n').replaceAll(characterReference, decodeReference),
  ).trim();

/** What remains of a text without its marks. */
export interface PlainText {
  readonly text: string;
  /** Whether the text was struck through. */
  readonly isStruck: boolean;
}

const wrappers: readonly RegExp[] = [
  /^(?<mark>\*{1,3}|~{1,2})(?<content>(?:(?!\k<mark>).)+)\k<mark>$/s,
  /^(?<mark>_{1,3})(?<content>.+)\k<mark>$/s,
  /^\[(?<content>.+)\](?:\([^()]*\)|\[[^\]]*\])$/s,
  /^<(?<mark>a|b|code|del|em|i|s|span|strike|strong|sup|tt|u)\b[^<>]*>(?<content>.+)<\/\k<mark>>$/is,
];

const invisible = /<wbr\s*\/?>|<a\b[^<>]*>\s*<\/a>|<a\b[^<>]*\/>|[\u00AD\u200B\uFEFF]/gi;

/** Removes the marks around a whole text: bold, italic, struck through, code and links. */
export function readPlainText(markdown: string): PlainText {
  let text = markdown.replaceAll(invisible, '').trim();
  let isStruck = false;
  for (;;) {
    const code = /^(`+)(?!`)((?:(?!\1).)+)\1$/s.exec(text)?.[2];
    if (code !== undefined) return { text: code.trim(), isStruck };
    const match = wrappers.map((wrapper) => wrapper.exec(text)).find((found) => found !== null);
    if (!match) return { text: text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'), isStruck };
    const { mark = '', content = '' } = match.groups ?? {};
    isStruck ||= /^(~|del$|s$|strike$)/i.test(mark);
    text = content.trim();
  }
}
