import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationSettings } from '../../demo/database/tables.js';
import type { Database, OpenDatabase } from '../../demo/database/open.js';
import type { Context } from '../../demo/context.js';
import { inTransactions, transaction } from '../../demo/transaction.js';
import { ErrorCode, failure, MutationError, success } from 'graphql-error-codes';
import { openEmptyDatabase } from './open-empty-database.js';

let opened: OpenDatabase;
beforeAll(async () => {
  opened = await openEmptyDatabase();
});
afterAll(() => opened.close());

/**
 * Runs a mutation that writes a row, then returns or throws the given outcome. Returns the result
 * and whether the row was stored.
 */
async function mutate(setting: string, conclude: () => unknown) {
  const { applicationSettingsUpdate } = inTransactions({
    applicationSettingsUpdate: async (_parent, _args, { database }) => {
      await database.insert(applicationSettings).values({ setting, value: true });
      return conclude() as never;
    },
  });
  const run = applicationSettingsUpdate as (parent: unknown, args: unknown, context: Context) => Promise<unknown>;
  const answer = await run({}, {}, { database: opened.database } as Context).catch((error: unknown) => error);
  const rows = await opened.database.select().from(applicationSettings);
  return { answer, stored: rows.some((row) => row.setting === setting) };
}

it('a success is committed', async () => {
  const payload = success({});
  expect(await mutate('committed', () => payload)).toEqual({ answer: payload, stored: true });
});

it('a returned failure is rolled back and returned to the client', async () => {
  const payload = failure(ErrorCode.INVALID_SETTING);
  expect(await mutate('returned', () => payload)).toEqual({ answer: payload, stored: false });
});

it.each([new MutationError(ErrorCode.INVALID_SETTING), new Error('a bug')])(
  '%s is rolled back and thrown on',
  async (error) => {
    const { answer, stored } = await mutate('thrown', () => {
      throw error;
    });
    expect(answer).toBe(error);
    expect(stored).toBe(false);
  },
);

/** Makes the database report a conflict with another transaction the given number of times. */
async function conflict(code: '40001' | '40P01', times: number): Promise<void> {
  await opened.database.execute(sql`create sequence conflicts`);
  await opened.database.execute(
    sql.raw(`create function conflict() returns trigger language plpgsql as '
      begin
        if nextval(''conflicts'') <= ${times} then raise exception using errcode = ''${code}''; end if;
        return new;
      end'`),
  );
  await opened.database.execute(
    sql`create trigger obstacle before insert on application_settings for each row execute function conflict()`,
  );
}

const settle = async () => {
  await opened.database.execute(sql`drop function conflict cascade`);
  await opened.database.execute(sql`drop sequence conflicts`);
};

it.each(['40001', '40P01'] as const)('a transaction that conflicts with another (%s) is retried', async (code) => {
  await conflict(code, 3);
  const outcome = await mutate(`retried-${code}`, () => success({}));
  await settle();
  expect(outcome).toEqual({ answer: success({}), stored: true });
});

it('a transaction that keeps conflicting fails after the last retry', async () => {
  await conflict('40P01', 1000);
  const { answer, stored } = await mutate('lost', () => success({}));
  await settle();
  expect(answer).toBeInstanceOf(Error);
  expect(stored).toBe(false);
});

describe('a transaction begins with its first statement', () => {
  /** Returns the database, and how many of its transactions began. */
  function counted() {
    const begun: unknown[] = [];
    const database = new Proxy(opened.database, {
      get: (target, name) =>
        name === 'transaction'
          ? (work: (begun: Database) => Promise<unknown>) =>
              target.transaction((transaction) => {
                begun.push(transaction);
                return work(transaction);
              })
          : (Reflect.get(target, name) as unknown),
    });
    return { context: { database, viewer: null } as unknown as Context, begun };
  }

  it('so a failure before it costs none', async () => {
    const { context, begun } = counted();
    const payload = failure(ErrorCode.MISSING_PERMISSION);
    expect(await transaction(context, async () => payload)).toBe(payload);
    const thrown = new MutationError(ErrorCode.MISSING_PERMISSION);
    await expect(transaction(context, () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(begun).toEqual([]);
  });

  it('once, whatever the statements are', async () => {
    const { context, begun } = counted();
    const settings = await transaction(context, async ({ database }) => {
      const own = sql`select pg_current_xact_id() as id`;
      const ids = [
        (await Promise.all([database.execute(own), database.execute(own)])) as { rows: object[] }[],
        (await database.transaction((nested) => nested.execute(own))) as { rows: object[] },
      ].flat();
      expect(new Set(ids.map(({ rows }) => JSON.stringify(rows))).size).toBe(1);
      await database.insert(applicationSettings).values({ setting: 'lazy', value: true });
      const { setting } = applicationSettings;
      expect(await database.$count(applicationSettings, eq(setting, 'lazy'))).toBe(1);
      // A join, of which a side may be absent.
      const other = alias(applicationSettings, 'other');
      const joined = await database
        .select()
        .from(applicationSettings)
        .leftJoin(other, and(eq(other.setting, setting), eq(other.value, false)))
        .where(eq(setting, 'lazy'));
      expect(joined).toMatchObject([{ application_settings: { setting: 'lazy' }, other: null }]);
      return success(await database.update(applicationSettings).set({ value: false }).returning());
    });
    expect(begun).toHaveLength(1);
    expect(settings).toMatchObject({ errors: [] });
  });

  it('and what is thrown after statements that nobody awaits is that error', async () => {
    const { context } = counted();
    const thrown = new Error('a bug');
    const work = async ({ database }: Context): Promise<never> => {
      void database.execute(sql`select 1`).catch(() => {});
      throw thrown;
    };
    await expect(transaction(context, work)).rejects.toBe(thrown);
  });

  it.each([0, 1])('and a statement after its end fails, when %i had been executed', async (count) => {
    const { context } = counted();
    let later!: Context;
    await transaction(context, async (begun) => {
      later = begun;
      for (let index = 0; index < count; index++) await begun.database.execute(sql`select 1`);
      return success({});
    });
    const reason = 'a statement was executed after the transaction had ended';
    await expect(later.database.execute(sql`select 1`)).rejects.toThrow(reason);
    await expect(later.database.select().from(applicationSettings)).rejects.toThrow(reason);
  });

  it('and fails with the reason when it cannot begin', async () => {
    const reason = new Error('no connection');
    const database = { transaction: () => Promise.reject(reason) };
    const context = { database, viewer: null } as unknown as Context;
    const work = async (begun: Context) => success((await begun.database.execute(sql`select 1`)) as object);
    await expect(transaction(context, work)).rejects.toBe(reason);
  });
});
