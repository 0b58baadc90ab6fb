import { didYouMean } from '../../internal/did-you-mean.js';
import { inspect } from '../../internal/inspect.js';
import { UsageError } from '../usage-error.js';
import { readPlainText } from './markdown-text.js';
import type { Table } from './table.js';

/** The headers of each field, in lower case. The first that a table has is read. */
const headers = {
  description: ['description', 'meaning', 'message', 'explanation'],
  category: ['category', 'area', 'group'],
  fault: ['fault'],
  retry: ['retry', 'retryable'],
  exposure: ['exposure', 'shown to', 'visibility'],
  action: ['action', 'resolution', 'what to do', 'solution', 'recommended action', 'how to fix'],
  http: ['http status', 'http status code', 'http code', 'http', 'status code', 'status'],
  deprecated: ['deprecated', 'deprecation'],
  deprecationReason: ['deprecation reason'],
  since: ['since', 'version'],
  addedIn: ['added in', 'added', 'introduced in'],
  deprecatedIn: ['deprecated in', 'deprecated since'],
  replacedBy: ['replaced by', 'replacement'],
  value: ['internal value'],
  details: ['details'],
} as const;

/** A field of a code that a table may have. */
export type Field = keyof typeof headers;

/**
 * The headers of the codes. `value` is one as well; where another column has the codes, it is the
 * internal value.
 */
const codeHeaders = ['name', 'code', 'error code', 'enum value'];
const furtherCodeHeaders = ['error', 'error name', 'code name', 'codes', 'error codes'];

/** Which columns of a table are read. */
export interface Columns {
  readonly code: number;
  readonly fields: ReadonlyMap<Field, number>;
  /** What is said of the other columns, or `null` when there are none. */
  readonly ignored: string | null;
  /** What is wrong with headers: those that look like one that is read. */
  readonly mistakes: readonly string[];
}

/** Returns a header as people read it: without marks. */
export const headerText = ({ header }: Table, column: number): string =>
  readPlainText(header[column]!).text.replaceAll(/\s+/g, ' ');

/** Returns a header in lower case, as words. */
const toWords = (header: string): string =>
  header
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[\s_-]+/g, ' ')
    .replace(/[ ?:*.]+$/, '')
    .trim()
    .toLowerCase();

const fieldHeaders: ReadonlySet<string> = new Set([...Object.values(headers).flat(), ...codeHeaders, 'value']);

/** Whether a name is that of a field of a code. */
export const isFieldName = (name: string): boolean => fieldHeaders.has(toWords(name));

/** @throws UsageError when several columns may have the codes. */
function findCodeColumn(table: Table, words: readonly string[]): number | undefined {
  if (table.codeColumn !== undefined) return table.codeColumn;
  const withHeader = (accepted: readonly string[]): number[] =>
    words.flatMap((word, column) => (accepted.includes(word) ? column : []));
  const tiers = [codeHeaders, ['value'], furtherCodeHeaders];
  const candidates = tiers.map(withHeader).find((columns) => columns.length > 0) ?? [];
  if (candidates.length > 1) {
    const names = candidates.map((column) => inspect(headerText(table, column)));
    throw new UsageError(
      `only one ${table.columnKind} may have the codes, got ${names.join(' and ')}. Rename the other, for example to "Title".`,
    );
  }
  return candidates[0];
}

/** Returns the names of types in a text such as `` `A`, `B` ``, or `null` for any other text. */
export const readTypes = (text: string): readonly string[] | null =>
  /^`\w+`(?:\s*,\s*`\w+`)*$/.test(text) ? text.match(/\w+/g) : null;

/** Whether a column "Details" has names of types: on most pages, it has texts. */
const hasTypes = ({ rows }: Table, column: number): boolean =>
  rows.every(({ cells }) => {
    const { text = '', json } = cells[column] ?? {};
    return Array.isArray(json) || text === '' || readTypes(text) !== null;
  });

/**
 * Finds the columns of a table by their headers.
 *
 * @returns `null` when no column has the codes.
 * @throws UsageError when several columns may have the codes.
 */
export function findColumns(table: Table): Columns | null {
  const words = table.header.map((_, column) => toWords(headerText(table, column)));
  const code = findCodeColumn(table, words);
  if (code === undefined) return null;
  const fields = new Map<Field, number>();
  for (const [field, accepted] of Object.entries(headers) as [Field, readonly string[]][]) {
    const known = field === 'value' ? [...accepted, 'value'] : accepted;
    const column = known.map((word) => words.findIndex((other, index) => other === word && index !== code));
    const first = column.find((index) => index !== -1);
    if (first !== undefined && (field !== 'details' || hasTypes(table, first))) fields.set(field, first);
  }
  const read = new Set([code, ...fields.values()]);
  const unread = (Object.keys(headers) as Field[]).filter((field) => !fields.has(field));
  // Similar words of four letters are often others: "mode" and "code".
  const similar = unread.flatMap((field) => headers[field]).filter((header) => header.length > 4);
  const ignored: string[] = [];
  const mistakes: string[] = [];
  for (const [column, word] of words.entries()) {
    if (read.has(column)) continue;
    const text = headerText(table, column);
    const hint = (similar as string[]).includes(word) ? '' : didYouMean(word, similar);
    if (hint !== '') mistakes.push(`${inspect(text)} is not a header that import reads.${hint}`);
    else ignored.push(text === '' ? `${column + 1} (it has no header)` : inspect(text));
  }
  return { code, fields, ignored: ignored.length === 0 ? null : describeIgnored(ignored, table.columnKind), mistakes };
}

const describeIgnored = (names: readonly string[], kind: Table['columnKind']): string =>
  names.length === 1
    ? `the ${kind} ${names[0]} is not imported.`
    : `the ${kind}s ${names.join(', ')} are not imported.`;

/** A table without a column of codes. */
export interface MissingColumn {
  readonly message: string;
  /** Whether a header looks like one of a column of codes. */
  readonly isMistake: boolean;
}

/** Describes a table that has no column of codes. */
export function describeMissingColumn(table: Table): MissingColumn {
  const texts = table.header.map((_, column) => headerText(table, column));
  const findHint = (accepted: readonly string[]): string | undefined =>
    texts.map((text) => didYouMean(text, accepted)).find((hint) => hint !== '');
  const longHint = findHint(['value', ...codeHeaders, ...furtherCodeHeaders].filter((header) => header.length > 4));
  const got = texts.map((text) => inspect(text)).join(', ') || 'none';
  const message = `a table must have a ${table.columnKind} of codes, called "Code", "Name" or "Value", got ${got}.`;
  return { message: message + (longHint ?? findHint(codeHeaders) ?? ''), isMistake: longHint !== undefined };
}
