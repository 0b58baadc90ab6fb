import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { toMarkdown } from './html-text.js';
import type { Cell, Row, Table, TableFile } from './table.js';

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

const childElements = ({ childNodes }: ParentNode): readonly Element[] =>
  childNodes.filter((node): node is Element => 'tagName' in node);

/** Finds the tables below a node, in the order of their starts. */
const findTables = (parent: ParentNode): readonly Element[] =>
  childElements(parent).flatMap((element) =>
    element.tagName === 'table' ? [element, ...findTables(element)] : findTables(element),
  );

/** Returns the line of an element, or of its content where the file lacks its tag. */
function lineOf(element: Element): number {
  const [first] = childElements(element);
  return element.sourceCodeLocation?.startLine ?? (first ? lineOf(first) : 1);
}

/** The limit of HTML for the columns that a cell spans. No cell is repeated beyond this column. */
const maxSpan = 1000;

function readSpan({ attrs }: Element, attribute: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(attrs.find(({ name }) => name === attribute)?.value ?? '', 10);
  return span > 0 ? Math.min(span, maxSpan) : 1;
}

/**
 * Reads the rows of a table. It repeats cells that span several rows and, in the header, several
 * columns. In other rows, a cell that spans columns is a value of none of them.
 */
function readRows(table: Element): readonly Row[] {
  const rows = childElements(table)
    .flatMap(childElements)
    .filter(({ tagName }) => tagName === 'tr')
    .map((row) => ({
      line: lineOf(row),
      cells: childElements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th'),
    }));
  const below: { readonly cell: Cell; rows: number }[] = [];
  const head = rows.findIndex(({ cells }) => cells.length > 0);
  return rows.map(({ line, cells }, index) => {
    const spread: Cell[] = [];
    const addBelow = (): void => {
      for (let above = below[spread.length]; above && above.rows > 0; above = below[spread.length]) {
        if (spread.length >= maxSpan) break;
        above.rows--;
        spread.push({ ...above.cell, line });
      }
    };
    for (const element of cells) {
      addBelow();
      const cell = { text: toMarkdown(element), line: lineOf(element) };
      const span = index === head ? readSpan(element, 'colspan') : 1;
      const columns = Math.max(Math.min(span, maxSpan - spread.length), 1);
      for (let column = 0; column < columns; column++) {
        below[spread.length] = { cell, rows: readSpan(element, 'rowspan') - 1 };
        spread.push(cell);
      }
    }
    addBelow();
    return { line, cells: spread };
  });
}

function readTable(table: Element): Table[] {
  const [head, ...rows] = readRows(table).filter(({ cells }) => cells.length > 0);
  if (!head) return [];
  return [
    {
      line: head.line,
      description: null,
      columnKind: 'column',
      header: head.cells.map(({ text }) => text),
      rowsLine: rows[0]?.line ?? lineOf(table),
      rows,
      cellHint: 'Check its <td> elements.',
    },
  ];
}

/** Returns a table whose lines are counted from another line than the first. */
const countFrom = (first: number, table: Table): Table => ({
  ...table,
  line: table.line + first - 1,
  rowsLine: table.rowsLine + first - 1,
  rows: table.rows.map(({ line, cells }) => ({
    line: line + first - 1,
    cells: cells.map((cell) => ({ ...cell, line: cell.line + first - 1 })),
  })),
});

/**
 * Finds the tables in HTML, in the order of their starts. A table inside of a cell is a table of
 * its own.
 *
 * @param first the line of the file on which the HTML starts
 */
export const findHtmlTables = (html: string, first = 1): readonly Table[] =>
  findTables(parse(html, { sourceCodeLocationInfo: true }))
    .flatMap(readTable)
    .map((table) => countFrom(first, table));

/** Reads the tables of an HTML file. */
export const readHtml = (text: string): TableFile => ({ tables: findHtmlTables(text), problems: [], notes: [] });
