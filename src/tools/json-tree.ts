import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { inspect } from '../internal/inspect.js';
import { excerpt } from './excerpt.js';
import { LineIndex } from './line-index.js';
import { withinStack } from './nesting.js';
import { UsageError } from './usage-error.js';

/** A value of JSON with its line, and the offsets of its first character and after its last. */
export type JsonNode = { readonly start: number; readonly end: number; readonly line: number } & (
  | {
      readonly kind: 'object';
      readonly value: unknown;
      readonly members: readonly JsonMember[];
      /** The members that JSON.parse would keep: of several with a name, the last one. */
      readonly named: ReadonlyMap<string, JsonMember>;
    }
  | { readonly kind: 'array'; readonly value: unknown; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'other'; readonly value: number | boolean | null }
);

export type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;
export type JsonArray = Extract<JsonNode, { readonly kind: 'array' }>;

/** A member of an object. Members of the same name are all present. */
export interface JsonMember {
  readonly name: string;
  /** The offset of the name. */
  readonly start: number;
  /** The line of the name. */
  readonly line: number;
  readonly node: JsonNode;
}

/** Names a value of JSON for a message, shortened. */
export function showJson(node: JsonNode): string {
  if (node.kind === 'object') return 'an object';
  if (node.kind === 'array') return 'a list';
  return inspect(node.kind === 'string' ? excerpt(node.value) : node.value);
}

type SyntaxMistake = ReturnType<typeof printParseErrorCode>;

const expected: Partial<Record<SyntaxMistake, string>> = {
  InvalidSymbol: 'a value, or a name in double quotes',
  UnexpectedEndOfNumber: 'a number with all of its digits',
  PropertyNameExpected: 'a name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: '":"',
  CommaExpected: '",", "}" or "]"',
  CloseBraceExpected: '"," or "}"',
  CloseBracketExpected: '"," or "]"',
  EndOfFileExpected: 'the end of the file',
};

const mistakes: Partial<Record<SyntaxMistake, string>> = {
  InvalidCommentToken: 'JSON has no comments. Remove this one.',
  UnexpectedEndOfString: 'this string has no closing quote on its line.',
  InvalidUnicode: 'this string has an invalid escape sequence: "\\u" needs four hexadecimal digits.',
  InvalidEscapeCharacter: 'this string has an invalid escape sequence. Write a backslash as "\\\\".',
  InvalidCharacter: 'this string has a control character. Write it as an escape sequence, such as "\\t".',
};

function describeMistake(text: string, { error, offset, length }: ParseError): string {
  const mistake = printParseErrorCode(error);
  if (mistakes[mistake] !== undefined) return mistakes[mistake];
  const token = text.slice(offset, offset + length);
  const got = token === '' ? 'the end of the file' : inspect(token.length > 40 ? `${token.slice(0, 40)}...` : token);
  return `expected ${expected[mistake] ?? 'JSON'}, got ${got}.`;
}

/** Converts the nodes of a text. */
class NodeReader {
  readonly #lines: LineIndex;

  constructor(lines: LineIndex) {
    this.#lines = lines;
  }

  #readMember({ children }: Node): JsonMember {
    const [name, value] = children as [Node, Node];
    const { line } = this.#lines.at(name.offset);
    return { name: name.value as string, start: name.offset, line, node: this.read(value) };
  }

  read(node: Node): JsonNode {
    const { type, offset: start, length, children = [] } = node;
    const place = {
      start,
      end: start + length,
      line: this.#lines.at(start).line,
      value: getNodeValue(node) as unknown,
    };
    switch (type) {
      case 'object': {
        const members = children.map((member) => this.#readMember(member));
        const named = new Map(members.map((member) => [member.name, member]));
        return { ...place, kind: 'object', members, named };
      }
      case 'array':
        return { ...place, kind: 'array', items: children.map((item) => this.read(item)) };
      case 'string':
        return { ...place, kind: 'string', value: node.value as string };
      default:
        return { ...place, kind: 'other', value: node.value as number | boolean | null };
    }
  }
}

/**
 * Parses JSON, with the place of each value.
 *
 * @param path the file, for messages
 * @throws UsageError with the place of the first mistake in the syntax.
 */
export function parseJsonTree(path: string, text: string): JsonNode {
  const errors: ParseError[] = [];
  const options = { disallowComments: true, allowTrailingComma: false };
  const root = withinStack(path, () => parseTree(text, errors, options));
  const [error] = errors;
  const lines = new LineIndex(text);
  if (root && !error) return withinStack(path, () => new NodeReader(lines).read(root));
  const { line, column } = lines.at(error!.offset);
  throw new UsageError(`${path}:${line}:${column} invalid JSON: ${describeMistake(text, error!)}`);
}

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
