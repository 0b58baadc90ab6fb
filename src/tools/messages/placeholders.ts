import { didYouMean } from '../../internal/did-you-mean.js';
import { inspect } from '../../internal/inspect.js';

/** `{seconds}`, or `{seconds, plural, one {# second} other {# seconds}}`. */
export interface Placeholder {
  readonly name: string;
  /** The index of its brace in the text. */
  readonly index: number;
  /** The cases of a plural, in the order of the text; `undefined` for a plain placeholder. */
  readonly cases: readonly string[] | undefined;
}

/** What is wrong with the syntax of a text. */
export interface PlaceholderMistake {
  readonly index: number;
  /** Continues a sentence that starts with the name of the text. */
  readonly message: string;
}

export interface ReadPlaceholders {
  readonly placeholders: readonly Placeholder[];
  readonly mistakes: readonly PlaceholderMistake[];
}

/** Says how to do without a format of ICU. */
function plainHint(name: string, format: string): string {
  if (format === 'select') return ` Write a text that suits every value of ${name}; {${name}} shows the value itself.`;
  if (format === 'date' || format === 'time') return ` Write {${name}}: it is shown as the server sends it.`;
  return ` Write {${name}}: numbers are formatted for the language.`;
}

/** Returns the index of the brace that closes the one at `index`; -1 without one. */
function closingBrace(text: string, index: number): number {
  let depth = 0;
  for (let end = index; end < text.length; end += 1) {
    if (text[end] === '{') depth += 1;
    else if (text[end] === '}') depth -= 1;
    if (depth === 0) return end;
  }
  return -1;
}

/** Collects the placeholders of a text and of the cases of its plurals. */
class PlaceholderReader {
  readonly placeholders: Placeholder[] = [];
  readonly mistakes: PlaceholderMistake[] = [];

  #report(index: number, message: string): void {
    this.mistakes.push({ index, message });
  }

  /**
   * @param index the index of the first case in the whole text
   * @returns the keys; `undefined` when the cases cannot be read to the end.
   */
  #readCases(name: string, text: string, index: number): string[] | undefined {
    const cases: string[] = [];
    let position = 0;
    for (;;) {
      const { 0: lead, 1: key } = /^\s*([^\s{}]*)\s*/.exec(text.slice(position))!;
      const open = position + lead.length;
      if (key === '' && open === text.length) break;
      const place = index + position + lead.search(/\S|$/);
      if (key!.startsWith('offset:')) {
        this.#report(place, `has an "offset" in the plural {${name}}, which is not supported.`);
        position = open;
        continue;
      }
      if (key === '' || text[open] !== '{') {
        const got = key === '' ? 'a case without a key' : `the case ${inspect(key)} without a text`;
        this.#report(place, `has ${got} in the plural {${name}}. A case is written: one {# item}.`);
        return undefined;
      }
      if (cases.includes(key!)) this.#report(place, `has the case ${inspect(key)} twice in the plural {${name}}.`);
      cases.push(key!);
      const close = closingBrace(text, open);
      this.read(text.slice(open + 1, close), index + open + 1, name);
      position = close + 1;
    }
    return cases;
  }

  /** Reads what is between two braces. */
  #readBody(body: string, index: number, outer: string | undefined): void {
    const [, name] = /^\s*(\w+)\s*(?:,|$)/.exec(body) ?? [];
    const [, format, comma] = /^\s*\w+\s*,\s*([^\s,]*)\s*(,?)/.exec(body) ?? [];
    if (name === undefined) {
      const shown = `{${body}}`;
      this.#report(
        index,
        /^\s*$/.test(body)
          ? `has ${inspect(shown)}, which is not a placeholder: it has no name.`
          : `has ${inspect(shown)}, which is not a placeholder: the name of a field has letters, digits and "_" only.`,
      );
    } else if (format === undefined) {
      this.placeholders.push({ name, index, cases: undefined });
    } else if (format !== 'plural') {
      this.#report(
        index,
        `has the format ${inspect(format)} in {${name}}, but the only format is "plural".` +
          (didYouMean(format, ['plural']) || plainHint(name, format)),
      );
    } else if (outer !== undefined) {
      this.#report(index, `has the plural {${name}} inside the plural {${outer}}, which is not supported.`);
    } else {
      const start = body.indexOf(',', body.indexOf(',') + 1) + 1;
      const cases = comma === '' ? [] : this.#readCases(name, body.slice(start), index + 1 + start);
      this.placeholders.push({ name, index, cases });
    }
  }

  /**
   * @param start the index of `text` in the whole text
   * @param outer the placeholder of the plural that has the text as a case
   */
  read(text: string, start: number, outer?: string): void {
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] === '}') this.#report(start + index, 'has a "}" without a "{" before it.');
      if (text[index] !== '{') continue;
      const close = closingBrace(text, index);
      if (close < 0) {
        this.#report(start + index, 'has a "{" without a "}". Users would see the placeholder.');
        return;
      }
      this.#readBody(text.slice(index + 1, close), start + index, outer);
      index = close;
    }
  }
}

/** Reads the placeholders that `createMessages` fills, and what it would show as it is written. */
export function readPlaceholders(text: string): ReadPlaceholders {
  const reader = new PlaceholderReader();
  reader.read(text, 0);
  return reader;
}
