import { parseLocatedJson, type LocatedJson, type LocatedMember } from './located-json.js';
import type { Cell, Problem, Row, Table, TableFile } from './table.js';

type JsonObject = Extract<LocatedJson, { kind: 'object' }>;

/** One code: its fields, and its name where that is outside of them. */
interface Entry {
  readonly line: number;
  readonly name?: string;
  readonly fields: readonly LocatedMember[];
}

const deprecationFields: Readonly<Record<string, string>> = {
  reason: 'deprecation reason',
  since: 'deprecated since',
  replacedBy: 'replaced by',
};

function readDeprecation({ line, members }: JsonObject): readonly LocatedMember[] {
  // An object deprecates the code, whatever is in it.
  const isDeprecated: LocatedMember = { name: 'deprecation', line, json: { kind: 'text', line, value: true } };
  const fields = members.map((member) => ({
    ...member,
    name: Object.hasOwn(deprecationFields, member.name)
      ? deprecationFields[member.name]!
      : `deprecation.${member.name}`,
  }));
  return [isDeprecated, ...fields];
}

/** The fields of an object. In our own data, a deprecation is an object. */
const readFields = ({ members }: JsonObject): readonly LocatedMember[] =>
  members.flatMap((member) =>
    member.name === 'deprecation' && member.json.kind === 'object' ? readDeprecation(member.json) : member,
  );

const toCell = ({ json }: LocatedMember): Cell =>
  json.kind === 'text'
    ? { text: json.value === null ? '' : String(json.value), line: json.line }
    : { text: JSON.stringify(json.value), line: json.line, json: json.value };

function toTable(line: number, entries: readonly Entry[], problems: Problem[]): Table {
  const isNamed = entries.some(({ name }) => name !== undefined);
  const names = [...new Set(entries.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  const rows = entries.map((entry): Row => {
    const cells = new Map<string, Cell>();
    for (const field of entry.fields) {
      const first = cells.get(field.name);
      if (first) {
        const message = `the field "${field.name}" is already on line ${first.line}.`;
        problems.push({ line: field.line, message });
      } else cells.set(field.name, toCell(field));
    }
    const rest = names.map((name) => cells.get(name) ?? { text: '', line: entry.line });
    return { line: entry.line, cells: isNamed ? [{ text: entry.name!, line: entry.line }, ...rest] : rest };
  });
  return {
    line,
    description: null,
    columnKind: 'field',
    header: isNamed ? ['name', ...names] : names,
    ...(isNamed && { codeColumn: 0 }),
    rowsLine: line,
    rows,
    cellHint: '',
    readText: (text) => text.trim(),
  };
}

function readList(list: Extract<LocatedJson, { kind: 'array' }>, problems: Problem[]): Table {
  const entries = list.items.flatMap((item): Entry[] => {
    if (item.kind === 'object') return [{ line: item.line, fields: readFields(item) }];
    const message = `an item must be an object with the fields of a code, got ${JSON.stringify(item.value)}.`;
    problems.push({ line: item.line, message });
    return [];
  });
  return toTable(list.line, entries, problems);
}

function readMap({ line, members }: JsonObject, problems: Problem[]): Table {
  const entries = members.flatMap(({ name, line: start, json }): Entry[] => {
    if (json.kind === 'object') return [{ line: start, name, fields: readFields(json) }];
    // A map of names to texts.
    if (json.kind === 'text' && (typeof json.value === 'string' || json.value === null)) {
      return [{ line: start, name, fields: [{ name: 'description', line: start, json }] }];
    }
    const message = `a code must be an object with its fields, or its description, got ${JSON.stringify(json.value)}.`;
    problems.push({ line: start, message });
    return [];
  });
  return toTable(line, entries, problems);
}

/** Whether a member of the file has codes, rather than being one. */
const hasCodes = ({ json }: LocatedMember): boolean =>
  json.kind === 'array'
    ? json.items.some(({ kind }) => kind === 'object')
    : json.kind === 'object' &&
      json.members.some((member) => member.json.kind === 'object' && member.name !== 'deprecation');

/**
 * Reads JSON: an array of objects, an object of codes by name, or an object whose members are such.
 *
 * @throws UsageError when the text is not JSON.
 */
export function readJson(text: string): TableFile {
  const json = parseLocatedJson(text);
  const problems: Problem[] = [];
  if (json.kind === 'array') return { tables: [readList(json, problems)], problems, notes: [] };
  if (json.kind === 'text') {
    problems.push({ line: json.line, message: `the file must have an array or an object, got ${json.value}.` });
    return { tables: [], problems, notes: [] };
  }
  const lists = json.members.filter(hasCodes);
  if (lists.length === 0) return { tables: [readMap(json, problems)], problems, notes: [] };
  return {
    tables: lists.map(({ json: list }) =>
      list.kind === 'array' ? readList(list, problems) : readMap(list as JsonObject, problems),
    ),
    problems,
    notes: json.members
      .filter((member) => !hasCodes(member))
      .map(({ name, line }) => ({ line, message: `"${name}" is not imported: it has no codes.` })),
  };
}
