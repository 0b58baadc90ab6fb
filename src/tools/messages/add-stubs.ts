import { applyEdits, type Edit } from 'jsonc-parser';
import type { JsonMember, JsonObject } from '../json-tree.js';
import { messageParts, sectionNames, stubMark } from './check-file.js';
import type { DemandedTexts } from './demanded-texts.js';
import type { MessageFile } from './message-file.js';

/** A value of a new member: a text, or an object of them. */
type NewValue = string | { readonly [name: string]: NewValue };

type NewMembers = Readonly<Record<string, NewValue>>;

/** The text of a file with stubs, and the paths of the stubs. */
export interface Stubs {
  readonly text: string;
  readonly added: readonly string[];
}

/** How objects are written: on one line or several, and with which spaces. */
interface ObjectStyle {
  readonly isExpanded: boolean;
  /** The space inside the braces of an object on one line, and after its commas. */
  readonly padding: string;
  readonly gap: string;
  /** The space after a colon. */
  readonly colon: string;
}

/** Inserts members into the text of a file. Everything else in it stays as it is. */
class StubWriter {
  readonly #text: string;
  readonly #lineEnd: string;
  readonly #unit: string;
  /** The style where the file shows none. */
  readonly #style: ObjectStyle;
  readonly #textStyle: ObjectStyle;
  readonly #edits: Edit[] = [];

  constructor({ text, root }: MessageFile) {
    this.#text = text;
    this.#lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const first = root.kind === 'object' ? root.members[0] : undefined;
    const isExpanded = !first || /[\n\r]/.test(text.slice(root.start, root.end));
    this.#style = { isExpanded, padding: ' ', gap: ' ', colon: ' ' };
    this.#textStyle = (root.kind === 'object' && this.#findTextStyle(root)) || this.#style;
    this.#unit = (first && this.#isOnOwnLine(first.start) && this.#indentationAt(first.start)) || '  ';
  }

  #isOnOwnLine(offset: number): boolean {
    return /[\n\r][ \t]*$/.test(this.#text.slice(0, offset));
  }

  /** Returns the space at the start of the line that has an offset. */
  #indentationAt(offset: number): string {
    const before = this.#text.slice(0, offset);
    const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
    return /^[ \t]*/.exec(this.#text.slice(start))![0];
  }

  /** Returns the style of an object that has members. */
  #styleOf({ start, members: [first, second] }: JsonObject): ObjectStyle {
    const isExpanded = this.#isOnOwnLine(first!.start);
    const text = this.#text.slice(first!.start, first!.node.start);
    return {
      isExpanded,
      padding: isExpanded ? ' ' : this.#text.slice(start + 1, first!.start),
      gap: second && !isExpanded ? this.#text.slice(first!.node.end, second.start).replaceAll(/[^ \t]/g, '') : ' ',
      colon: text.slice(text.lastIndexOf(':') + 1),
    };
  }

  /** Finds the style of a text in an object or below it. */
  #findTextStyle({ members }: JsonObject): ObjectStyle | undefined {
    for (const { node } of members) {
      if (node.kind !== 'object' || !node.members[0]) continue;
      const style = node.members[0].node.kind === 'string' ? this.#styleOf(node) : this.#findTextStyle(node);
      if (style) return style;
    }
    return undefined;
  }

  /** Prints a text in the style of texts, and an object of texts in that of objects. */
  #print(value: NewValue, indentation: string, objects: ObjectStyle, texts: ObjectStyle): string {
    if (typeof value === 'string') return JSON.stringify(value);
    const { isExpanded, padding, gap, colon } = Object.values(value).every((part) => typeof part === 'string')
      ? texts
      : objects;
    const inner = indentation + this.#unit;
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}:${colon}${this.#print(member, inner, objects, texts)}`,
    );
    if (!isExpanded) return `{${padding}${members.join(`,${gap}`)}${padding}}`;
    const lines = members.map((text) => `${this.#lineEnd}${inner}${text}`);
    return `{${lines.join(',')}${this.#lineEnd}${indentation}}`;
  }

  #insertIntoEmpty(object: JsonObject, members: NewMembers): void {
    const indentation = this.#indentationAt(object.start);
    const content = this.#print(members, indentation, this.#style, this.#textStyle);
    this.#edits.push({ offset: object.start, length: object.end - object.start, content });
  }

  /**
   * Inserts members into an object, each after the member that precedes it in `order`, or else
   * before the first one that follows.
   */
  insert(object: JsonObject, members: NewMembers, order: readonly string[]): void {
    const names = order.filter((name) => Object.hasOwn(members, name));
    if (names.length === 0) return;
    if (!object.members[0]) {
      this.#insertIntoEmpty(object, Object.fromEntries(names.map((name) => [name, members[name]!])));
      return;
    }
    const own = this.#styleOf(object);
    const texts = this.#findTextStyle(object) ?? this.#textStyle;
    const indentation = own.isExpanded ? this.#indentationAt(object.members[0].start) : '';
    const separator = own.isExpanded ? this.#lineEnd + indentation : own.gap;
    const printed = new Map(
      names.map((name) => [
        name,
        `${JSON.stringify(name)}:${own.colon}${this.#print(members[name]!, indentation, own, texts)}`,
      ]),
    );
    const present = order.map((name) => object.named.get(name));
    let previous: JsonMember | undefined;
    const leading: string[] = [];
    for (const [index, name] of order.entries()) {
      const text = printed.get(name);
      if (text === undefined) previous = present[index] ?? previous;
      else if (previous) this.#append(previous, `,${separator}${text}`);
      else leading.push(text);
    }
    if (leading.length === 0) return;
    const next = present.find((member) => member !== undefined);
    const text = leading.join(`,${separator}`);
    if (next) this.#edits.push({ offset: next.start, length: 0, content: `${text},${separator}` });
    else this.#append(object.members.at(-1)!, `,${separator}${text}`);
  }

  #append({ node }: JsonMember, content: string): void {
    this.#edits.push({ offset: node.end, length: 0, content });
  }

  /** Returns the text with all edits. Those at the same place keep their order. */
  finish(): string {
    return applyEdits(this.#text, this.#edits);
  }
}

const createStub = (name: string, sentence: string): NewMembers => ({
  title: `${stubMark} ${name}`,
  sentence: sentence || `${stubMark} ${name}`,
});

/** Returns the stubs that a section of texts needs, by name. */
const createStubs = (texts: readonly { readonly name: string; readonly sentence?: string }[]): NewMembers =>
  Object.fromEntries(texts.map(({ name, sentence = '' }) => [name, createStub(name, sentence)]));

/**
 * Adds a stub for each missing text, in the order of the schema. Stale texts stay. Whatever has a
 * wrong shape is left to its author.
 */
export function addStubs(file: MessageFile, { codes, categories }: DemandedTexts): Stubs {
  const { root, text } = file;
  if (root.kind !== 'object') return { text, added: [] };
  const writer = new StubWriter(file);
  const added: string[] = [];
  const stubs: NewMembers = {
    codes: createStubs(codes),
    categories: createStubs(categories),
    generic: createStub('generic', ''),
  };

  /** Adds what a text lacks of title and sentence. */
  const complete = (object: JsonObject, stub: NewMembers, path: string): void => {
    const missing = Object.entries(stub).filter(([part]) => !object.named.has(part));
    if (missing.length === 0) return;
    writer.insert(object, Object.fromEntries(missing), messageParts);
    added.push(path);
  };

  const sections: Record<string, NewValue> = {};
  for (const [section, wanted] of Object.entries(stubs) as [string, NewMembers][]) {
    const names = Object.keys(wanted);
    const node = root.named.get(section)?.node;
    if (!node) {
      // Without known categories, none is needed.
      if (names.length === 0) continue;
      sections[section] = wanted;
      added.push(...(section === 'generic' ? [section] : names.map((name) => `${section}.${name}`)));
      continue;
    }
    if (node.kind !== 'object') continue;
    if (section === 'generic') {
      complete(node, wanted, section);
      continue;
    }
    const missing = names.filter((name) => !node.named.has(name));
    writer.insert(node, Object.fromEntries(missing.map((name) => [name, wanted[name]!])), names);
    added.push(...missing.map((name) => `${section}.${name}`));
    for (const name of names) {
      const entry = node.named.get(name)?.node;
      if (entry?.kind === 'object') complete(entry, wanted[name] as NewMembers, `${section}.${name}`);
    }
  }
  writer.insert(root, sections, sectionNames);
  return { text: writer.finish(), added };
}
