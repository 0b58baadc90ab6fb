import { and, asc, count, getTableColumns, gt, lte, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import DataLoader from 'dataloader';
import { cursorOf, startOf, type Connection, type ConnectionArguments } from '../connection.js';
import { isOneOf } from './is-one-of.js';
import type { Database } from './open.js';
import type { TableWithId } from './row.js';

/** The rows that belong to a parent. */
export interface Children<Table extends TableWithId> {
  readonly table: Table;
  /** The column with the id of the parent: of `table`, or of the table that connects them. */
  readonly parent: PgColumn;
  /** The table that connects many rows with many parents. */
  readonly through?: { readonly table: PgTable; readonly on: SQL };
  /** The order of a list; pages are in the order of ids. */
  readonly order?: readonly PgColumn[];
}

/**
 * Reads what resolvers ask for in the same turn with one statement, however many parents there are.
 * Nothing is kept: after a mutation, its payload is read anew.
 */
export interface Loaders {
  /** Returns the row with this id. It must exist, such as the target of a foreign key. */
  readonly row: <Table extends TableWithId>(table: Table, id: number) => Promise<Table['$inferSelect']>;
  /** Returns all rows of the parent. */
  readonly list: <Table extends TableWithId>(
    children: Children<Table>,
    parentId: number,
  ) => Promise<Table['$inferSelect'][]>;
  /**
   * Returns one page of the rows of the parent, in ascending order of their ids. They are counted
   * only if the client selects it.
   *
   * @throws GraphQLError BAD_USER_INPUT when the page arguments are invalid
   */
  readonly page: <Table extends TableWithId>(
    children: Children<Table>,
    parentId: number,
    page: ConnectionArguments,
  ) => Promise<Connection<Table['$inferSelect']>>;
}

type Row = { readonly id: number };

/** Drizzle does not accept a type parameter in `from`, so the types of rows are lost there. */
const sourceOf = (table: PgTable): PgTable => table;

/** A loader without a cache: the keys of one batch may repeat, and are read once. */
const batch = <Value>(read: (ids: readonly number[]) => Promise<ReadonlyMap<number, Value>>, absent: Value | Error) =>
  new DataLoader<number, Value>(
    async (ids) => {
      const values = await read([...new Set(ids)]);
      return ids.map((id) => values.get(id) ?? absent);
    },
    { cache: false },
  );

function groupByParent(rows: readonly { readonly parent: unknown; readonly row: unknown }[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const { parent, row } of rows) {
    const group = groups.get(parent as number) ?? [];
    groups.set(parent as number, group);
    group.push(row as Row);
  }
  return groups;
}

export function createLoaders(database: Database): Loaders {
  const rows = new Map<PgTable, DataLoader<number, Row>>();
  const lists = new Map<object, DataLoader<number, readonly Row[]>>();
  const counts = new Map<object, DataLoader<number, number>>();
  const pages = new Map<object, Map<string, DataLoader<number, readonly Row[]>>>();

  /** Returns the value of the key, created on first use. */
  function once<Key, Value>(values: Map<Key, Value>, key: Key, create: () => Value): Value {
    const value = values.get(key) ?? create();
    values.set(key, value);
    return value;
  }

  const readRows = (table: TableWithId) => async (ids: readonly number[]) => {
    const found = await database.select().from(sourceOf(table)).where(isOneOf(table.id, ids));
    return new Map((found as Row[]).map((row) => [row.id, row]));
  };

  const readList =
    ({ table, parent, order = [table.id] }: Children<TableWithId>) =>
    async (parentIds: readonly number[]) => {
      const found = await database
        .select({ parent, row: getTableColumns(table) })
        .from(sourceOf(table))
        .where(isOneOf(parent, parentIds))
        .orderBy(...order.map((column) => asc(column)));
      return groupByParent(found);
    };

  const readCounts =
    ({ table, parent, through }: Children<TableWithId>) =>
    async (parentIds: readonly number[]) => {
      const counted = database.select({ parent, count: count() }).from(sourceOf(through?.table ?? table));
      const found = await counted.where(isOneOf(parent, parentIds)).groupBy(parent);
      return new Map(found.map((row) => [row.parent as number, row.count]));
    };

  const readPages =
    ({ table, parent, through }: Children<TableWithId>, after: number, limit: number) =>
    async (parentIds: readonly number[]) => {
      const position = sql<number>`row_number() over (partition by ${parent} order by ${table.id})`.as('position');
      const numbered = database
        .select({ parent: sql<number>`${parent}`.mapWith(Number).as('parent_id'), position, ...getTableColumns(table) })
        .from(sourceOf(table));
      const joined = through ? numbered.innerJoin(through.table, through.on) : numbered;
      const page = joined.where(and(isOneOf(parent, parentIds), gt(table.id, after))).as('page');
      const found = await database.select().from(page).where(lte(page.position, limit)).orderBy(page.position);
      return groupByParent(
        found.map(({ parent: parentId, position: _position, ...row }) => ({ parent: parentId, row })),
      );
    };

  return {
    row: (table, id) =>
      once(rows, table, () => batch<Row>(readRows(table), new Error('a row that must exist is gone'))).load(id),
    list: async (children, parentId) => [
      ...(await once(lists, children, () => batch<readonly Row[]>(readList(children), [])).load(parentId)),
    ],
    async page(children, parentId, page) {
      const { first } = page;
      const after = startOf(page);
      const ofChildren = once(pages, children, () => new Map<string, DataLoader<number, readonly Row[]>>());
      const found = await once(ofChildren, `${first} ${after}`, () =>
        batch<readonly Row[]>(readPages(children, after, first + 1), []),
      ).load(parentId);
      const nodes = found.slice(0, first);
      const last = nodes.at(-1);
      return {
        nodes,
        get count() {
          const counting = once(counts, children, () => batch<number>(readCounts(children), 0)).load(parentId);
          // graphql awaits it; the types of resolvers do not say so.
          return counting as unknown as number;
        },
        pageInfo: { hasNextPage: found.length > first, endCursor: last ? cursorOf(last.id) : null },
      };
    },
  };
}
