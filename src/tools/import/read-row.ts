import { DEFAULT_DEPRECATION_REASON } from 'graphql';
import { toSnakeCase, type ErrorFault, type KnownCode } from '../../codes/known-code.js';
import { inspect } from '../../internal/inspect.js';
import { excerpt } from '../excerpt.js';
import { UsageError } from '../usage-error.js';
import { readDeprecationCell, readExposure, readFault, readHttpFault, readRetry } from './cell-values.js';
import type { Renaming } from '../choices.js';
import { readCodeName, type CodeName } from './code-name.js';
import { headerText, readTypes, type Columns, type Field } from './columns.js';
import { findDeprecationNote, findNote } from './deprecation-note.js';
import { readPlainText } from './markdown-text.js';
import type { Problem, Row, Table } from './table.js';

/** A code of a table. */
export interface ImportedCode {
  readonly name: string;
  readonly line: number;
  /** What has its default value is absent. */
  readonly code: Partial<KnownCode>;
}

/** Marks of an empty cell. */
const isEmpty = (text: string): boolean => /^(?:[-–—]?|n\/a)$/i.test(text);

const isText = (text: string | null | undefined): text is string => text !== null && text !== undefined;

/** Reads one row, and collects what is wrong with its cells. */
class RowReader {
  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];

  readonly table: Table;
  readonly columns: Columns;
  readonly row: Row;

  constructor(table: Table, columns: Columns, row: Row) {
    this.table = table;
    this.columns = columns;
    this.row = row;
  }

  /** Returns what `read` returns, or `undefined` after a UsageError, which it reports. */
  try<Result>(line: number, read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.problems.push({ line, message: (option) => error.describe(option) });
      return undefined;
    }
  }

  lineOf(field: Field): number {
    return this.row.cells[this.columns.fields.get(field) ?? -1]?.line ?? this.row.line;
  }

  /** Returns the text of a cell, or `undefined` when it is empty. */
  text(field: Field): string | undefined {
    const column = this.columns.fields.get(field);
    const cell = column === undefined ? undefined : this.row.cells[column];
    if (!cell) return undefined;
    const text = this.try(cell.line, () => {
      if (cell.json === undefined) return cell.text;
      throw new UsageError(`${inspect(headerText(this.table, column!))} must be a text, got ${excerpt(cell.text)}.`);
    });
    return text === undefined || isEmpty(text) ? undefined : text;
  }

  /** Returns the text of a cell without marks, or `undefined` when it is empty. */
  plain(field: Field): string | undefined {
    const marked = this.text(field);
    const text = marked === undefined ? '' : readPlainText(marked).text;
    return isEmpty(text) ? undefined : text;
  }

  /** Returns what `read` makes of a cell without marks. */
  value<Value>(field: Field, read: (text: string) => Value): Value | undefined {
    const text = this.plain(field);
    return text === undefined ? undefined : this.try(this.lineOf(field), () => read(text));
  }
}

/** What the cells of a row say of the deprecation of its code. */
interface ReadDeprecation {
  /** The description without its deprecation note. */
  readonly description: string | undefined;
  /** `undefined` for an active code. */
  readonly reason: string | undefined;
  readonly since: string | undefined;
  readonly replacedBy: string | undefined;
}

function readDeprecation(
  reader: RowReader,
  codeName: Omit<CodeName, 'spelling'>,
  renaming: Renaming | undefined,
): ReadDeprecation {
  const { name } = codeName;
  const { line } = reader.row;
  const text = reader.text('description');
  const note =
    text === undefined ? null : reader.try(reader.lineOf('description'), () => findDeprecationNote(name, text));
  const description = (note ? note.text : text) || undefined;
  const cell = reader.value('deprecated', (marked) => {
    const inner = findNote(name, marked);
    return inner ? { ...inner, isDeprecated: true } : readDeprecationCell(marked);
  });
  const reasons = new Set([note?.reason, reader.text('deprecationReason'), cell?.reason].filter(isText));
  const deprecatedIn = reader.plain('deprecatedIn');
  const replacedBy = reader.value('replacedBy', (text) =>
    text.toLowerCase() === 'none' ? 'none' : readCodeName(text, renaming).name,
  );
  const [since, addedIn] = [reader.plain('since'), reader.plain('addedIn')];
  const isDeprecated = codeName.isDeprecated || Boolean(note) || reasons.size > 0 || deprecatedIn !== undefined;
  if (isDeprecated && cell?.isDeprecated === false) {
    reader.problems.push({
      line,
      message: `${name} is deprecated in one cell, and not in another. Correct one of them.`,
    });
  }
  if (!isDeprecated && !cell?.isDeprecated) {
    const replacement = replacedBy === 'none' ? undefined : replacedBy;
    return { description, reason: undefined, since: addedIn ?? since, replacedBy: replacement };
  }
  if (reasons.size > 1) {
    const message = `${name} must have one deprecation reason, got ${[...reasons].map((item) => inspect(item)).join(' and ')}.`;
    reader.problems.push({ line, message });
  }
  if (addedIn !== undefined) {
    const message = `the version ${inspect(addedIn)} that added ${name} is not imported: a deprecated code has the version that deprecated it.`;
    reader.notes.push({ line: reader.lineOf('addedIn'), message });
  }
  const [reason] = reasons;
  const replacement = replacedBy === undefined || replacedBy === 'none' ? undefined : `Use ${replacedBy}`;
  return {
    description,
    reason: reason ?? replacement ?? DEFAULT_DEPRECATION_REASON,
    since: deprecatedIn ?? cell?.since ?? note?.since ?? codeName.since ?? since,
    replacedBy,
  };
}

/** Whether a text has a deprecation note, or what looks like one. */
function hasDeprecation(text: string): boolean {
  try {
    return findDeprecationNote('', text) !== null;
  } catch (error) {
    if (error instanceof UsageError) return /depr/i.test(text);
    throw error;
  }
}

/** Reports a deprecation in a column that is not read for it: the code would become a live one. */
function checkOtherCells(reader: RowReader): void {
  const { table, columns, row, problems } = reader;
  const read = new Set([columns.code, ...columns.fields.values()]);
  for (const [column, { text, line, json }] of row.cells.entries()) {
    if ((read.has(column) && column !== columns.fields.get('action')) || json !== undefined) continue;
    if (!hasDeprecation(text)) continue;
    const message = `${inspect(headerText(table, column))} seems to have a deprecation, ${inspect(text)}. Write it in the description, or in a column "Deprecated".`;
    problems.push({ line, message });
  }
}

/** Reads the side at fault from an HTTP status, and notes a status that says nothing of it. */
function readHttp(reader: RowReader): ErrorFault | undefined {
  const fault = reader.value('http', readHttpFault);
  const text = reader.plain('http');
  // A single status is taken as it is: GraphQL servers return 200 for errors, too.
  if (fault === null && !/^\d{3}(?: [a-z' ]+)?$/i.test(text!)) {
    const message = `the HTTP status ${inspect(text)} is not one of errors, so it does not say who is at fault. Without a column "Fault", that is the client.`;
    reader.notes.push({ line: reader.lineOf('http'), message });
  }
  return fault ?? undefined;
}

function readDetails({ row, columns, problems }: RowReader): readonly string[] | undefined {
  const { text = '', json, line } = row.cells[columns.fields.get('details') ?? -1] ?? {};
  if (json === undefined) return readTypes(text) ?? undefined;
  const types = json as readonly unknown[];
  if (types.every((type): type is string => typeof type === 'string')) return types;
  problems.push({ line: line ?? row.line, message: `"details" must be a list of type names, got ${excerpt(text)}.` });
  return undefined;
}

/** Returns the fields that have a value. */
const defined = (fields: { readonly [Name in keyof KnownCode]: KnownCode[Name] | undefined }): Partial<KnownCode> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function readCode(reader: RowReader, renaming: Renaming | undefined): ImportedCode | undefined {
  const { columns, row } = reader;
  const nameCell = row.cells[columns.code]!;
  const codeName = reader.try(nameCell.line, () => {
    if (nameCell.json !== undefined) throw new UsageError(`a code must be a text, got ${excerpt(nameCell.text)}.`);
    if (nameCell.text === '') throw new UsageError('a code must have a name, got an empty cell.');
    return readCodeName(nameCell.text, renaming);
  });
  const fault = reader.value('fault', readFault);
  // What the status says matters only where nothing else does.
  const httpFault = fault === undefined ? readHttp(reader) : undefined;
  const retry = reader.value('retry', readRetry);
  const exposure = reader.value('exposure', readExposure);
  const [category, action, given] = [reader.plain('category'), reader.text('action'), reader.plain('value')];
  const details = readDetails(reader);
  const unnamed = { name: nameCell.text, isDeprecated: false, since: null };
  const deprecation = readDeprecation(reader, codeName ?? unnamed, renaming);
  checkOtherCells(reader);
  if (!codeName) return undefined;
  const { name, spelling } = codeName;
  const value = given ?? (spelling === name ? undefined : spelling);
  return {
    name,
    line: row.line,
    code: defined({
      description: deprecation.description,
      value: value === toSnakeCase(name) ? undefined : value,
      category,
      fault: (fault ?? httpFault) === 'server' ? 'server' : undefined,
      retry,
      exposure,
      action,
      since: deprecation.since,
      replacedBy: deprecation.replacedBy,
      details,
      deprecationReason: deprecation.reason,
    }),
  };
}

/** What a row says: its code, unless the code cannot be read. */
export interface ReadRow {
  readonly code: ImportedCode | undefined;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** Reads one row, which has as many cells as the header. */
export function readRow(table: Table, columns: Columns, row: Row, renaming: Renaming | undefined): ReadRow {
  const reader = new RowReader(table, columns, row);
  const code = readCode(reader, renaming);
  return { code, problems: reader.problems, notes: reader.notes };
}
