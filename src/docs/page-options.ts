import type { CodeEnumOptions } from '../internal/error-code-enum.js';
import { inspect } from '../internal/inspect.js';
import { checkOptions, isString, type OptionRule, type OptionRules } from '../internal/options.js';

/** The options of the page and of the table. */
export interface PageOptions extends CodeEnumOptions {
  /** The title. Defaults to `Error codes` on the page, and to the name of the enum in the table. */
  readonly title?: string;
  /**
   * The text below the title. On the page it is plain text, with blank lines between paragraphs; in
   * the table it is Markdown. Defaults to a sentence about codes on the page, and to the
   * description of the enum in the table.
   */
  readonly introduction?: string;
  /**
   * The address of the page of codes, for links to single codes: `https://docs.example/errors` for
   * `https://docs.example/errors#QUOTA_EXCEEDED`. A path, such as `/errors`, is accepted, too. By
   * default, the page links within itself, and the table has no links.
   */
  readonly linkBase?: string;
  /** The language of the texts in the schema, as a BCP 47 tag such as `de`. Defaults to `en`. */
  readonly lang?: string;
}

/** A column of the table, beside the names of the codes. */
export type TableColumn =
  'description' | 'category' | 'fault' | 'retry' | 'exposure' | 'action' | 'since' | 'replacedBy' | 'details';

/** All columns, in the order of the table. */
export const tableColumns: readonly TableColumn[] = [
  'description',
  'category',
  'fault',
  'retry',
  'exposure',
  'action',
  'since',
  'replacedBy',
  'details',
];

/** The options of the table. */
export interface TableOptions extends PageOptions {
  /**
   * The columns beside the names of the codes, in their order. By default, the description, and all
   * others in which the schema has something.
   */
  readonly columns?: readonly TableColumn[];
}

const isText: OptionRule = {
  expected: 'a string that is not empty',
  accepts: (value) => typeof value === 'string' && value.trim() !== '',
};

/** What a link base must be. It accepts nothing that a browser would execute. */
export const isLinkBase: OptionRule = {
  expected: 'an http(s) URL or a path, without "#" and spaces',
  accepts: (value) =>
    typeof value === 'string' &&
    /^[^\s#\\]+$/.test(value) &&
    // Whatever is before a colon may be a scheme, also with characters that browsers ignore.
    (/^https?:\/\/[^/]/i.test(value) || !/^[^/?]*:/.test(value)),
};

/** What the language of a page must be. */
export const isLanguage: OptionRule = {
  expected: 'a language tag such as "en" or "pt-BR"',
  accepts: (value) => typeof value === 'string' && /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(value),
};

const pageRules: OptionRules<PageOptions> = {
  enumName: isString,
  title: isText,
  introduction: isText,
  linkBase: isLinkBase,
  lang: isLanguage,
};

const tableRules: OptionRules<TableOptions> = {
  ...pageRules,
  columns: {
    expected: `a list of columns: ${tableColumns.join(', ')}`,
    accepts: (value) => Array.isArray(value) && value.every((column) => tableColumns.includes(column as TableColumn)),
  },
};

/** @throws TypeError for an invalid option. */
export const checkPageOptions = (options: PageOptions): void => checkOptions('createErrorPage', options, pageRules);

/** @throws TypeError for an invalid option. */
export function checkTableOptions(options: TableOptions): void {
  checkOptions('createErrorTable', options, tableRules);
  const { columns = [] } = options;
  const repeated = columns.find((column, index) => columns.indexOf(column) < index);
  if (repeated !== undefined) throw new TypeError(`createErrorTable: "columns" has ${inspect(repeated)} twice.`);
}
