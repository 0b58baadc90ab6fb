import { UsageError } from '../usage-error.js';

/** A value of JSON and the line that it starts on. */
export type LocatedJson = { readonly line: number } & (
  | { readonly kind: 'object'; readonly members: readonly LocatedMember[]; readonly value: unknown }
  | { readonly kind: 'array'; readonly items: readonly LocatedJson[]; readonly value: unknown }
  | { readonly kind: 'text'; readonly value: string | number | boolean | null }
);

/** A member of an object. Unlike JSON.parse, a reader sees both members of the same name. */
export interface LocatedMember {
  readonly name: string;
  readonly line: number;
  readonly json: LocatedJson;
}

const token = /\s+|[{}[\]:,]|"(?:[^"\\]|\\.)*"|[^\s{}[\]:,"]+/y;

/** Reads text that JSON.parse accepts, so that nothing is checked here. */
class Reader {
  readonly #text: string;
  #position = 0;
  #line = 1;
  #next = '';

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  #advance(): string {
    const current = this.#next;
    do {
      token.lastIndex = this.#position;
      this.#next = token.exec(this.#text)?.[0] ?? '';
      this.#position += this.#next.length;
      if (/^\s/.test(this.#next)) this.#line += this.#next.split('\n').length - 1;
    } while (/^\s/.test(this.#next));
    return current;
  }

  /** Reads what is between brackets. */
  #readItems<Item>(readItem: () => Item): Item[] {
    const items: Item[] = [];
    this.#advance();
    while (!/^[}\]]$/.test(this.#next)) {
      items.push(readItem());
      if (this.#next === ',') this.#advance();
    }
    this.#advance();
    return items;
  }

  #readMember(): LocatedMember {
    const line = this.#line;
    const name = JSON.parse(this.#advance()) as string;
    this.#advance();
    return { name, line, json: this.read() };
  }

  read(): LocatedJson {
    const line = this.#line;
    if (this.#next === '{') {
      const members = this.#readItems(() => this.#readMember());
      return { kind: 'object', line, members, value: Object.fromEntries(members.map((m) => [m.name, m.json.value])) };
    }
    if (this.#next === '[') {
      const items = this.#readItems(() => this.read());
      return { kind: 'array', line, items, value: items.map(({ value }) => value) };
    }
    return { kind: 'text', line, value: JSON.parse(this.#advance()) as string | number | boolean | null };
  }
}

/**
 * Parses JSON, with the line of each value.
 *
 * @throws UsageError when the text is not JSON.
 */
export function parseLocatedJson(text: string): LocatedJson {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new UsageError(`invalid JSON: ${(error as SyntaxError).message}`);
  }
  return new Reader(text).read();
}
