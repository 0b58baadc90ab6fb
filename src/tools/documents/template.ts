import { Lexer, Source, TokenKind, type Token } from 'graphql';

/** The part of Babel's TemplateLiteral that is read here. */
export interface TemplateNode {
  readonly quasis: readonly { readonly start?: number | null; readonly end?: number | null }[];
  readonly start?: number | null;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null;
}

/** The text of a template. All of it is where it is in the source code. */
export interface Template {
  readonly body: string;
  readonly insertions: readonly {
    readonly start: number;
    readonly text: string;
    /** Whether it is between definitions, so that it is likely to be other documents. */
    readonly isBetween: boolean;
  }[];
}

const blank = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ');

/** Returns the tokens before the first invalid one. */
function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(new Source(text));
  try {
    while (lexer.advance().kind !== TokenKind.EOF) tokens.push(lexer.token);
  } catch {
    // The parser reports it.
  }
  return tokens;
}

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);
/** What a name, not a part of a selection, follows. */
const beforeNames: ReadonlySet<TokenKind | undefined> = new Set([
  TokenKind.SPREAD,
  TokenKind.COLON,
  TokenKind.DOLLAR,
  TokenKind.AT,
]);
/** What follows the name of a field. */
const afterNames: ReadonlySet<TokenKind | undefined> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.COLON]);
const definitionWords: ReadonlySet<string> = new Set(['query', 'mutation', 'subscription', 'fragment', 'on']);

/**
 * Returns GraphQL that can stand for an interpolation: the spread of a fragment, a name or an
 * argument. Undefined between definitions.
 *
 * @param before the tokens before it
 */
function standIn(before: readonly Token[], after: Token | undefined): string | undefined {
  const open: Token[] = [];
  for (const token of before) {
    if (opening.has(token.kind)) open.push(token);
    else if (closing.has(token.kind)) open.pop();
  }
  const previous = before.at(-1);
  const inside = open.at(-1)?.kind;
  if (inside === undefined) return definitionWords.has(previous?.value ?? '') ? '_' : undefined;
  if (inside === TokenKind.BRACKET_L || beforeNames.has(previous?.kind)) return '_';
  if (inside === TokenKind.PAREN_L) return open.length === 1 ? '$_:_' : '_:_';
  // The value of an input object.
  if (open.some(({ kind }) => kind === TokenKind.PAREN_L)) return '_:_';
  if (previous?.value === 'on' && before.at(-2)?.kind === TokenKind.SPREAD) return '_';
  return afterNames.has(after?.kind) ? '_' : '..._';
}

/** Returns a text of the same length and lines, with a part replaced that is on one line. */
function place(text: string, start: number, end: number, part: string): string {
  const offset = text.slice(start, end).search(new RegExp(`[^\\r\\n]{${part.length}}`));
  return offset < 0 ? text : text.slice(0, start + offset) + part + text.slice(start + offset + part.length);
}

/** Reads a template of source code. */
export function readTemplate(code: string, { quasis }: TemplateNode): Template {
  const offset = quasis[0]!.start!;
  const holes = quasis.slice(1).map(({ start }, index) => ({ start: quasis[index]!.end!, end: start! }));
  let body = '';
  for (const [index, { start, end }] of quasis.entries()) {
    const text = code.slice(start!, end!).replaceAll(/\\([`$])/g, ' $1');
    const hole = holes[index];
    body += text + (hole ? blank(code.slice(hole.start, hole.end)) : '');
  }
  if (holes.length === 0) return { body, insertions: [] };

  const tokens = readTokens(body);
  const insertions: Template['insertions'][number][] = [];
  for (const hole of holes) {
    const start = hole.start - offset;
    const count = tokens.findIndex((token) => token.start >= start);
    const before = count < 0 ? tokens : tokens.slice(0, count);
    const part = standIn(before, count < 0 ? undefined : tokens[count]);
    if (part !== undefined) body = place(body, start, hole.end - offset, part);
    insertions.push({ start, text: code.slice(hole.start, hole.end), isBetween: part === undefined });
  }
  return { body, insertions };
}
