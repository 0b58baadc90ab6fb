import { errorCodeEnum } from '../internal/error-code-enum.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkSchema } from '../internal/options.js';
import { createCatalogue, type PublicCode } from './create-catalogue.js';
import { checkTableOptions, tableColumns, type TableColumn, type TableOptions } from './page-options.js';
import { toWellFormed } from '../internal/well-formed.js';

/** Escapes a text for a table cell: a line break would end the row, and a pipe the cell. */
const escapeCell = (text: string): string =>
  toWellFormed(text)
    .replaceAll(/\s*[\n\r\u2028\u2029]\s*/g, ' ')
    .replaceAll('|', '\\|');

/** Escapes what ends the address of a link. */
const escapeAddress = (address: string): string =>
  address.replaceAll(/[()|<>]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Writes a text as a value in front matter, which is YAML. */
const toYaml = (text: string): string =>
  /^[a-z][\w ]*$/i.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) ? text : JSON.stringify(text);

/** Writes a code, with a link to it where there is a page of codes. */
type WriteCode = (name: string) => string;

interface Column {
  readonly header: string;
  /** Empty when the code has nothing here. */
  readonly write: (code: PublicCode, writeCode: WriteCode) => string;
}

const writeDescription = ({ description, deprecation }: PublicCode): string =>
  [description, deprecation && `**Deprecated:** ${deprecation.reason}`].filter(Boolean).map(String).join(' ');

function writeReplacement({ deprecation }: PublicCode, writeCode: WriteCode): string {
  const { replacedBy = null } = deprecation ?? {};
  return replacedBy === null || replacedBy === 'none' ? (replacedBy ?? '') : writeCode(replacedBy);
}

/** The columns beside the names. `graphql-error-codes import` reads them by these headers. */
const columnsByName: { readonly [Name in TableColumn]: Column } = {
  description: { header: 'Description', write: writeDescription },
  category: { header: 'Category', write: ({ category }) => category ?? '' },
  fault: { header: 'Fault', write: ({ fault }) => fault ?? '' },
  retry: { header: 'Retry', write: ({ retry }) => retry ?? '' },
  exposure: { header: 'Exposure', write: ({ exposure }) => exposure ?? '' },
  action: { header: 'Action', write: ({ action }) => action ?? '' },
  since: { header: 'Since', write: ({ since, deprecation }) => since ?? deprecation?.since ?? '' },
  replacedBy: { header: 'Replaced by', write: writeReplacement },
  details: { header: 'Details', write: ({ details }) => (details ?? []).map((type) => `\`${type}\``).join(', ') },
};

/** Whether a column says more than the default value of each code. */
function isInformative(column: TableColumn, codes: readonly PublicCode[]): boolean {
  if (column === 'description') return true;
  if (column === 'fault') return codes.some(({ fault }) => fault === 'server');
  return codes.some((code) => columnsByName[column].write(code, String) !== '');
}

/**
 * Returns the codes of a schema as a Markdown page: front matter with a title, an introduction, and
 * a table of names and descriptions, with further columns for what `@errorCode` declares. A
 * deprecation follows the description as `**Deprecated:**` and its reason.
 * `graphql-error-codes import` turns such a page into SDL.
 *
 * @throws TypeError for an invalid option, and under the same conditions as
 * {@link createCatalogue}.
 * @example
 * const table = createErrorTable(schema, { columns: ['description', 'action'] });
 * writeFileSync('docs/error-codes.md', table);
 */
export function createErrorTable(schema: ExecutableSchema, options: TableOptions = {}): string {
  checkTableOptions(options);
  checkSchema('createErrorTable', schema);
  const { name, description } = errorCodeEnum(schema, options).codes;
  const { title = name, introduction = description ?? '', linkBase, lang } = options;
  const codes = createCatalogue(schema, { enumName: options.enumName });
  const names = new Set(codes.map((code) => code.name));
  const writeCode: WriteCode = (code) =>
    linkBase === undefined || !names.has(code) ? `\`${code}\`` : `[\`${code}\`](${escapeAddress(linkBase)}#${code})`;
  const chosen = options.columns ?? tableColumns.filter((column) => isInformative(column, codes));
  const columns: readonly Column[] = [
    { header: 'Value', write: (code) => writeCode(code.name) },
    ...chosen.map((column): Column => {
      const { header, write } = columnsByName[column];
      return { header, write: (code) => escapeCell(write(code, writeCode)) };
    }),
  ];
  const lines = [
    columns.map(({ header }) => header),
    ...codes.map((code) => columns.map(({ write }) => write(code, writeCode))),
  ].map((cells) => `| ${cells.join(' | ')} |\n`);
  const rule = `|${columns.map(({ header }) => '-'.repeat(header.length + 2)).join('|')}|\n`;
  const matter = `title: ${toYaml(title)}\n${lang === undefined ? '' : `lang: ${lang}\n`}`;
  const page = `---\n${matter}---\n\n${introduction === '' ? '' : `${introduction}\n\n`}${lines[0]}${rule}${lines.slice(1).join('')}`;
  // Half of a character cannot be written to a file.
  return toWellFormed(page);
}
