import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { createErrorTable } from 'graphql-error-codes/docs';

describe('createErrorTable', () => {
  it('returns the reference for the 31 codes, byte for byte', () => {
    expect(createErrorTable(buildSchema(typeDefs))).toBe(readFileSync('test/reference/errorcodeenum.md', 'utf8'));
  });

  it('keeps each code on one row with two cells', () => {
    const table = createErrorTable(
      buildSchema(`${typeDefs} extend enum ErrorCodeEnum {
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
});
