import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { createErrorTable, type TableOptions } from 'graphql-error-codes/docs';
import { billingCodes, billingTypes } from './billing.js';

const own = createErrorModule({ builtIn: false });
const billing = buildSchema(own.typeDefs + billingCodes + billingTypes);
const rowOf = (table: string, code: string) => table.split('\n').find((line) => line.includes(`| ${code} `));

describe('createErrorTable', () => {
  it('returns the reference for the 31 codes, byte for byte, with the column of the reference', () => {
    expect(createErrorTable(buildSchema(typeDefs), { columns: ['description'] })).toBe(
      readFileSync('test/reference/errorcodeenum.md', 'utf8'),
    );
  });

  it('keeps each code of a schema without metadata on one row with two cells', () => {
    const table = createErrorTable(
      buildSchema(`${own.typeDefs} enum ErrorCodeEnum {
        """
        One | two,
        three
        """
        PIPED
        "Old" GONE @deprecated(reason: "Use | PIPED")
        BARE
      }`),
    );
    expect(table.split('\n').slice(-4)).toEqual([
      '| `PIPED` | One \\| two, three |',
      '| `GONE` | Old **Deprecated:** Use \\| PIPED |',
      '| `BARE` |  |',
      '',
    ]);
  });

  it('uses the name of a renamed enum as title', () => {
    const { typeDefs: renamed } = createErrorModule({ typePrefix: 'Shop' });
    const app = 'type Mutation { order: OrderPayload } type OrderPayload { errors: [ShopError!]! }';
    expect(createErrorTable(buildSchema(renamed + app))).toMatch(/^---\ntitle: ShopErrorCodeEnum\n---\n\n/);
  });

  it('has a column for all that the schema says, and no others', () => {
    const table = createErrorTable(billing);
    expect(table).toContain(
      '| Value | Description | Category | Fault | Retry | Action | Since | Replaced by | Details |\n|-------|-------------|----------|-------|-------|--------|-------|-------------|---------|\n',
    );
    expect(rowOf(table, '`PLAN_TOO_SMALL`')).toBe(
      '| `PLAN_TOO_SMALL` | The plan is too small for the request **Deprecated:** Use QUOTA_EXCEEDED | plans | client |  |  | 2.1.0 | `QUOTA_EXCEEDED` |  |',
    );
    expect(rowOf(table, '`ADDRESS_INVALID`')).toBe(
      '| `ADDRESS_INVALID` | The address is not one of the country \\| region | invoices | client | after_fix |  |  |  | `ActiveModelError`, `RetryInfo` |',
    );
    const few = buildSchema(
      `${own.typeDefs} enum ErrorCodeEnum { A @errorCode(retry: "never") B @errorCode(action: "Rest | wait") }`,
    );
    expect(createErrorTable(few).split('\n').slice(4)).toEqual([
      '| Value | Description | Retry | Action |',
      '|-------|-------------|-------|--------|',
      '| `A` |  | never |  |',
      '| `B` |  |  | Rest \\| wait |',
      '',
    ]);
  });

  it('has the chosen columns, in their order', () => {
    const table = createErrorTable(billing, { columns: ['retry', 'category'] });
    expect(table).toContain('| Value | Retry | Category |\n');
    expect(rowOf(table, '`INVOICE_PAID`')).toBe('| `INVOICE_PAID` | never | invoices |');
  });

  it('has a title, an introduction, a language, and links to codes', () => {
    const table = createErrorTable(billing, {
      title: 'Errors: "billing"',
      introduction: 'See **support**.',
      lang: 'en-GB',
      linkBase: '/errors(new)',
      columns: ['replacedBy'],
    });
    expect(table).toMatch(
      /^---\ntitle: "Errors: \\"billing\\""\nlang: en-GB\n---\n\nSee \*\*support\*\*\.\n\n\| Value \| Replaced by \|\n/,
    );
    expect(table).toContain(
      '| [`PLAN_TOO_SMALL`](/errors%28new%29#PLAN_TOO_SMALL) | [`QUOTA_EXCEEDED`](/errors%28new%29#QUOTA_EXCEEDED) |',
    );
    expect(table).toContain('| [`VOUCHER_REDEEMED`](/errors%28new%29#VOUCHER_REDEEMED) | none |');
  });

  it.each<[object, string]>([
    [{ columns: ['actions'] }, '"columns" must be a list of columns: description, category, fault'],
    [{ columns: ['action', 'action'] }, '"columns" has "action" twice.'],
    [{ linkBase: 'javascript:alert(1)' }, '"linkBase" must be an http(s) URL or a path, without "#" and spaces, got'],
    [{ titles: 'Errors' }, 'createErrorTable has no option "titles". Did you mean "title"?'],
  ])('throws a TypeError for %j', (options, message) => {
    expect(() => createErrorTable(billing, options as TableOptions)).toThrow(message);
  });
});
