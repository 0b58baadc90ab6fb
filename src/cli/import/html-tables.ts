import { decodeReferences } from './character-references.js';
import { lineAt, type Cell, type Row, type Table, type TableFile } from './table.js';

/** A comment, an element whose content is no HTML, or a tag. Attributes may contain ">". */
const token =
  /<!--[^]*?(?:-->|$)|<(script|style|template|title|textarea|noscript)\b[^]*?<\/\1\s*>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

interface OpenCell {
  readonly line: number;
  readonly columns: number;
  readonly rows: number;
  html: string;
}

interface OpenTable {
  readonly line: number;
  readonly rows: { readonly line: number; readonly cells: OpenCell[] }[];
  cell: OpenCell | null;
}

function attribute(attributes: string, name: string): number {
  const [, value] = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes) ?? [];
  return value === undefined ? 1 : Math.max(1, Number(value));
}

/** Marks that Markdown has, too. */
const marks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '_',
  em: '_',
  del: '~~',
  s: '~~',
  strike: '~~',
};

const quoteCode = (code: string): string => (code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``);

/** Line breaks of the text, which HTML would show as spaces, are kept apart from those of tags. */
const breakMark = '\uE001';

function convertTags(html: string): string {
  return (
    html
      .replaceAll(token, (tag, raw?: string) => (tag.startsWith('<!--') || raw !== undefined ? '' : tag))
      .replaceAll(/\s+/g, ' ')
      // A link within the page means nothing outside of it.
      .replaceAll(/<a\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi, (tag) => {
        const [, href] = /\bhref\s*=\s*["'](https?:[^"']+)["']/i.exec(tag) ?? [];
        return href === undefined ? '<a>' : `<a ${href}>`;
      })
      .replaceAll(/<a (\S+)>(.*?)<\/a>/gi, (_tags, href: string, text: string) =>
        text.trim() === '' ? '' : `[${text.trim()}](${href})`,
      )
      .replaceAll(
        /<(b|strong|i|em|del|s|strike)\b[^>]*>(\s*)(.*?)(\s*)<\/\1>/gi,
        (_tags, name: string, before: string, text: string, after: string) => {
          const mark = text === '' ? '' : marks[name.toLowerCase()]!;
          return before + mark + text + mark + after;
        },
      )
      .replaceAll(/<br\s*\/?>/gi, breakMark)
      .replaceAll(/<li\b[^>]*>/gi, `${breakMark}- `)
      .replaceAll(/<\/?(?:p|div|ul|ol|pre|h[1-6]|dl|dt|dd|blockquote)\b[^>]*>/gi, breakMark)
      .replaceAll(/<\/?[a-z][\w-]*(?:"[^"]*"|'[^']*'|[^"'>])*>/gi, '')
  );
}

/**
 * Returns the content of an HTML cell as Markdown, which descriptions in SDL are.
 *
 * @throws UsageError for an unknown character reference.
 */
function toMarkdown(html: string): string {
  const codes: string[] = [];
  const withoutCode = html.replaceAll(/<(code|kbd|samp|tt)\b[^>]*>([^]*?)<\/\1>/gi, (_tags, _name, code: string) => {
    codes.push(code);
    return `\uE002${codes.length - 1}\uE003`;
  });
  return decodeReferences(convertTags(withoutCode))
    .replaceAll(/\uE002(\d+)\uE003/g, (_mark, index: string) => {
      const code = decodeReferences(convertTags(codes[Number(index)]!).replaceAll(/\*\*|~~/g, ''));
      return code.trim() === '' ? '' : quoteCode(code.trim());
    })
    .replaceAll('\u00A0', ' ')
    .replaceAll(new RegExp(`\\s*${breakMark}[\\s${breakMark}]*`, 'g'), '\n')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/**
 * Repeats cells that span several rows and, in the header, several columns. In other rows, a cell
 * that spans columns is a value of none of them.
 */
function spreadCells(rows: OpenTable['rows']): Row[] {
  const below: { readonly cell: Cell; rows: number }[] = [];
  const head = rows.findIndex(({ cells }) => cells.length > 0);
  return rows.map(({ line, cells }, index) => {
    const spread: Cell[] = [];
    const addBelow = (): void => {
      for (let above = below[spread.length]; above && above.rows > 0; above = below[spread.length]) {
        above.rows--;
        spread.push({ ...above.cell, line });
      }
    };
    for (const { html, line: cellLine, columns, rows: height } of cells) {
      addBelow();
      const cell = { text: html, line: cellLine };
      for (let column = 0; column < (index === head ? columns : 1); column++) {
        below[spread.length] = { cell, rows: height - 1 };
        spread.push(cell);
      }
    }
    addBelow();
    return { line, cells: spread };
  });
}

function toTable({ line, rows }: OpenTable): Table[] {
  const [head, ...body] = spreadCells(rows).filter(({ cells }) => cells.length > 0);
  if (!head) return [];
  return [
    {
      line: head.line,
      description: null,
      columnKind: 'column',
      header: head.cells.map(({ text }) => text),
      rowsLine: body[0]?.line ?? line,
      rows: body,
      cellHint: 'Check its <td> elements.',
      readText: toMarkdown,
    },
  ];
}

/**
 * Finds the tables in HTML, in the order of their starts. A table inside of a cell is a table of
 * its own. End tags of rows and cells may be absent, as HTML permits.
 *
 * @param firstLine the line of the file that the HTML starts on
 */
export function findHtmlTables(html: string, firstLine = 1): readonly Table[] {
  const tables: OpenTable[] = [];
  const open: OpenTable[] = [];
  let end = 0;
  let [counted, line] = [0, firstLine];
  for (const { 0: text, 1: raw, 2: slash, 3: tag, 4: attributes = '', index } of html.matchAll(token)) {
    line += lineAt(html.slice(counted, index), index) - 1;
    counted = index;
    const name = tag?.toLowerCase();
    const table = open.at(-1);
    if (table?.cell) table.cell.html += html.slice(end, index);
    end = index + text.length;
    if (name === 'table') {
      if (slash) open.pop();
      else {
        const inner: OpenTable = { line, rows: [], cell: null };
        tables.push(inner);
        open.push(inner);
      }
    } else if (table && name !== undefined && /^(?:tr|td|th|thead|tbody|tfoot|caption)$/.test(name)) {
      table.cell = null;
      if (slash) continue;
      if (name === 'tr') table.rows.push({ line, cells: [] });
      if (name !== 'td' && name !== 'th') continue;
      if (table.rows.length === 0) table.rows.push({ line, cells: [] });
      table.cell = {
        line,
        columns: attribute(attributes, 'colspan'),
        rows: attribute(attributes, 'rowspan'),
        html: '',
      };
      table.rows.at(-1)!.cells.push(table.cell);
    } else if (table?.cell && raw === undefined && !text.startsWith('<!--')) table.cell.html += text;
  }
  return tables.flatMap(toTable);
}

/** Reads the tables of an HTML file. */
export const readHtml = (text: string): TableFile => ({ tables: findHtmlTables(text), problems: [], notes: [] });
