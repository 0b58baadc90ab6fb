import {
  parseJsonTree,
  showJson,
  type JsonArray,
  type JsonMember,
  type JsonNode,
  type JsonObject,
} from '../json-tree.js';
import { isFieldName } from './columns.js';
import type { Cell, Problem, Row, Table, TableFile } from './table.js';

/** One field of a code. */
interface CodeField {
  readonly name: string;
  readonly line: number;
  readonly cell: Cell;
}

/** One code: its fields, and its name where that is outside of them. */
interface Entry {
  readonly line: number;
  readonly name?: string;
  readonly fields: readonly CodeField[];
}

const toCell = (node: JsonNode): Cell =>
  node.kind === 'object' || node.kind === 'array'
    ? { text: JSON.stringify(node.value), line: node.line, json: node.value }
    : { text: String(node.value ?? '').trim(), line: node.line };

const toField = ({ name, line, node }: JsonMember): CodeField => ({ name, line, cell: toCell(node) });

const deprecationFields: Readonly<Record<string, string>> = {
  reason: 'deprecation reason',
  since: 'deprecated since',
  replacedBy: 'replaced by',
};

function readDeprecation({ line, members }: JsonObject): readonly CodeField[] {
  // An object deprecates the code, whatever is in it.
  const isDeprecated: CodeField = { name: 'deprecation', line, cell: { text: 'true', line } };
  const fields = members.map((member) => ({
    ...toField(member),
    name: Object.hasOwn(deprecationFields, member.name)
      ? deprecationFields[member.name]!
      : `deprecation.${member.name}`,
  }));
  return [isDeprecated, ...fields];
}

/** The fields of an object. In our own data, a deprecation is an object. */
const readFields = ({ members }: JsonObject): readonly CodeField[] =>
  members.flatMap((member) =>
    member.name === 'deprecation' && member.node.kind === 'object' ? readDeprecation(member.node) : toField(member),
  );

/** Of a table: 10,000 codes with a hundred fields each. Objects of codes have the same few. */
const maxCells = 1_000_000;

/** Returns the table of the entries, unless they are too different to be codes. */
function toTables(line: number, entries: readonly Entry[], problems: Problem[]): readonly Table[] {
  const isNamed = entries.some(({ name }) => name !== undefined);
  const names = [...new Set(entries.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  if (names.length * entries.length > maxCells) {
    const message = `codes must have fields in common, got ${names.length} different ones in ${entries.length} objects.`;
    problems.push({ line, message });
    return [];
  }
  const rows = entries.map((entry): Row => {
    const cells = new Map<string, Cell>();
    for (const field of entry.fields) {
      const first = cells.get(field.name);
      if (first) {
        const message = `the field "${field.name}" is already on line ${first.line}.`;
        problems.push({ line: field.line, message });
      } else cells.set(field.name, field.cell);
    }
    const rest = names.map((name) => cells.get(name) ?? { text: '', line: entry.line });
    return { line: entry.line, cells: isNamed ? [{ text: entry.name!, line: entry.line }, ...rest] : rest };
  });
  return [
    {
      line,
      description: null,
      columnKind: 'field',
      header: isNamed ? ['name', ...names] : names,
      ...(isNamed && { codeColumn: 0 }),
      rowsLine: line,
      rows,
      cellHint: '',
    },
  ];
}

function readList(list: JsonArray, problems: Problem[]): readonly Table[] {
  const entries = list.items.flatMap((item): Entry[] => {
    if (item.kind === 'object') return [{ line: item.line, fields: readFields(item) }];
    const message = `an item must be an object with the fields of a code, got ${showJson(item)}.`;
    problems.push({ line: item.line, message });
    return [];
  });
  return toTables(list.line, entries, problems);
}

function readMap({ line, members }: JsonObject, problems: Problem[]): readonly Table[] {
  const entries = members.flatMap(({ name, line: start, node }): Entry[] => {
    if (node.kind === 'object') return [{ line: start, name, fields: readFields(node) }];
    // A map of names to texts.
    if (node.kind === 'string' || node.value === null) {
      return [{ line: start, name, fields: [{ name: 'description', line: start, cell: toCell(node) }] }];
    }
    const message = `a code must be an object with its fields, or its description, got ${showJson(node)}.`;
    problems.push({ line: start, message });
    return [];
  });
  return toTables(line, entries, problems);
}

const isCodeName = (name: string): boolean => /^[A-Z][A-Z\d_]*$/.test(name);

/** Whether an object has codes, rather than being one: its members are not fields of a code. */
function isGroup(name: string, { members }: JsonObject): boolean {
  if (members.length === 0 || members.some((member) => isFieldName(member.name))) return false;
  if (members.every((member) => isCodeName(member.name))) return true;
  return !isCodeName(name) && members.some(({ node }) => node.kind === 'object' || node.kind === 'string');
}

/** Whether a member of the file has codes, rather than being one. */
const hasCodes = ({ name, node }: JsonMember): boolean =>
  node.kind === 'array'
    ? node.items.some(({ kind }) => kind === 'object')
    : node.kind === 'object' && isGroup(name, node);

/**
 * Reads JSON: an array of objects, an object of codes by name, or an object whose members are such.
 *
 * @param path the file, for messages
 * @throws UsageError with the place of a mistake in the syntax.
 */
export function readJson(text: string, path: string): TableFile {
  const json = parseJsonTree(path, text);
  const problems: Problem[] = [];
  if (json.kind === 'array') return { tables: readList(json, problems), problems, notes: [] };
  if (json.kind !== 'object') {
    problems.push({ line: json.line, message: `the file must have an array or an object, got ${showJson(json)}.` });
    return { tables: [], problems, notes: [] };
  }
  const lists = json.members.filter(hasCodes);
  if (lists.length === 0) return { tables: readMap(json, problems), problems, notes: [] };
  return {
    tables: lists.flatMap(({ node: list }) =>
      list.kind === 'array' ? readList(list, problems) : readMap(list as JsonObject, problems),
    ),
    problems,
    notes: json.members
      .filter((member) => !hasCodes(member))
      .map(({ name, line }) => ({ line, message: `"${name}" is not imported: it has no codes.` })),
  };
}
