import { inspect } from '../../internal/inspect.js';

/** A value of JSON with its position: the offsets of its first character, and after its last. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'other'; readonly value: number | boolean | null }
);

export type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;

/** A member of an object. Members of the same name are all present. */
export interface JsonMember {
  readonly name: string;
  /** The offset of the name. */
  readonly start: number;
  readonly node: JsonNode;
}

/** A mistake in the syntax of JSON. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  /** The offset of what is wrong. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const space = /[ \t\r\n]*/y;
const stringToken = /"(?:[^"\\\n\r]|\\[^\n\r])*"/y;
const otherToken = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?!\w)/y;

/** What is at an offset, for a message. */
const tokenAt = (text: string, offset: number): string =>
  offset < text.length ? inspect(/^(?:[\w.+-]+|[^])/u.exec(text.slice(offset))![0]) : 'the end of the file';

class JsonParser {
  readonly #text: string;
  #offset: number;

  constructor(text: string) {
    this.#text = text;
    // Editors on Windows may write a byte order mark.
    this.#offset = text.startsWith('\uFEFF') ? 1 : 0;
  }

  #fail(expected: string): never {
    throw new JsonSyntaxError(`expected ${expected}, got ${tokenAt(this.#text, this.#offset)}.`, this.#offset);
  }

  /** Returns the text that matches at the offset, and moves behind it. */
  #match(token: RegExp): string | undefined {
    token.lastIndex = this.#offset;
    const found = token.exec(this.#text)?.[0];
    this.#offset += found?.length ?? 0;
    return found;
  }

  #skipSpace(): void {
    this.#match(space);
  }

  #accept(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #readString(expected: string): string {
    const start = this.#offset;
    if (this.#text[start] !== '"') this.#fail(expected);
    const token = this.#match(stringToken);
    if (token === undefined) throw new JsonSyntaxError('this string has no closing quote on its line.', start);
    try {
      return JSON.parse(token) as string;
    } catch {
      throw new JsonSyntaxError('this string has an invalid escape sequence, or a control character.', start);
    }
  }

  /** Reads what is between brackets, with commas between the items. */
  #readItems<Item>(close: string, readItem: () => Item): Item[] {
    const items: Item[] = [];
    this.#offset += 1;
    if (this.#accept(close)) return items;
    do {
      this.#skipSpace();
      items.push(readItem());
    } while (this.#accept(','));
    if (!this.#accept(close)) this.#fail(`"," or ${inspect(close)}`);
    return items;
  }

  #readMember(): JsonMember {
    const start = this.#offset;
    const name = this.#readString('a name in double quotes');
    if (!this.#accept(':')) this.#fail('":"');
    this.#skipSpace();
    return { name, start, node: this.#readValue() };
  }

  #readValue(): JsonNode {
    const start = this.#offset;
    const first = this.#text[start];
    if (first === '{') {
      const members = this.#readItems('}', () => this.#readMember());
      return { kind: 'object', start, end: this.#offset, members };
    }
    if (first === '[') {
      const items = this.#readItems(']', () => this.#readValue());
      return { kind: 'array', start, end: this.#offset, items };
    }
    const other = this.#match(otherToken);
    if (other !== undefined) {
      return { kind: 'other', start, end: this.#offset, value: JSON.parse(other) as number | boolean | null };
    }
    const value = this.#readString('a value');
    return { kind: 'string', start, end: this.#offset, value };
  }

  read(): JsonNode {
    this.#skipSpace();
    const node = this.#readValue();
    this.#skipSpace();
    if (this.#offset < this.#text.length) this.#fail('the end of the file');
    return node;
  }
}

/**
 * Parses JSON, with the position of each value.
 *
 * @throws JsonSyntaxError when the text is not JSON.
 */
export const parseJsonTree = (text: string): JsonNode => new JsonParser(text).read();

/** Returns the member that JSON.parse would keep: the last one of that name. */
export const memberNamed = (object: JsonObject, name: string): JsonMember | undefined =>
  object.members.findLast((member) => member.name === name);

/**
 * Returns the offset in the text of a file for an index into the value of a string: escape
 * sequences are longer than the characters that they stand for.
 */
export function offsetInString(text: string, { start }: JsonNode, index: number): number {
  let offset = start + 1;
  for (let character = 0; character < index; character += 1) {
    if (text[offset] !== '\\') offset += 1;
    else offset += text[offset + 1] === 'u' ? 6 : 2;
  }
  return offset;
}

/** Returns the position of an offset. Lines and columns count from 1, as in SDL. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(text.startsWith('\uFEFF') ? 1 : 0, offset);
  const lines = before.split(/\r\n|[\n\r]/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
