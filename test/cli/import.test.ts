import { readFileSync } from 'node:fs';
import { buildSchema, parse, type GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readReference } from '../reference/rows.js';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();

const table = (...rows: string[]) =>
  `# Codes\n\nAll of them\n\n| Value | Description |\n|---|---|\n${rows.join('\n')}\n\nMore | text\n`;
const importTable = (text: string) => program(createFolder({ 'codes.md': text }), 'import', 'codes.md');

/** Imports a table and returns the enum as graphql reads it. */
async function imported(text: string) {
  const { status, stdout, stderr } = await importTable(text);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const codes = buildSchema(stdout).getType('ErrorCodeEnum') as GraphQLEnumType;
  return {
    description: codes.description,
    values: codes.getValues().map(({ name, description, deprecationReason }) => ({
      name,
      description: description ?? null,
      deprecationReason: deprecationReason ?? null,
    })),
  };
}

describe('import', () => {
  it('converts the reference to SDL that docs converts back, byte for byte', async () => {
    const reference = readFileSync('test/reference/errorcodeenum.md', 'utf8');
    expect((await imported(reference)).values).toEqual(readReference());
    const { stdout } = await importTable(reference);
    const again = await program(createFolder({ 'codes.graphql': stdout }), 'docs', '--schema', 'codes.graphql');
    expect(again).toEqual({ status: 0, stdout: reference, stderr: '' });
  });

  it('keeps descriptions verbatim', async () => {
    const texts = [
      'a \\| b',
      '"""',
      'ends with "',
      'back\\slash',
      'back\\\\',
      '`code` & <b>',
      'ünï ✓ 💥',
      '{ # }',
      '${x}',
    ];
    const { description, values } = await imported(
      table(...texts.map((text, index) => `| \`CODE_${index}\` | ${text} |`)),
    );
    expect(description).toBe('All of them');
    expect(values.map(({ description }) => description)).toEqual(texts.map((text) => text.replace('\\|', '|')));
  });

  it('reads names without backticks, rows without outer pipes, empty descriptions and CRLF line ends', async () => {
    const rows = [
      ' PLAIN | text',
      '| EMPTY |  |',
      '| `GONE` | was **Deprecated:** why "so" |',
      '| `OLD` | **Deprecated:** x |',
    ];
    const { values } = await imported(table(...rows).replaceAll('\n', '\r\n'));
    expect(values).toEqual([
      { name: 'PLAIN', description: 'text', deprecationReason: null },
      { name: 'EMPTY', description: null, deprecationReason: null },
      { name: 'GONE', description: 'was', deprecationReason: 'why "so"' },
      { name: 'OLD', description: null, deprecationReason: 'x' },
    ]);
  });

  it('reads 1,000 codes', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `| \`CODE_${index}\` | Meaning ${index} |`);
    const { stdout } = await importTable(table(...rows));
    expect(parse(stdout).definitions[0]).toMatchObject({ values: { length: 1000 } });
  });

  it.each([
    [
      'no table',
      'Just text',
      'codes.md: no table found. Expected "| Value | Description |", then "|---|---|", then one row for each code.',
    ],
    ['an empty table', table(), 'codes.md:7 the table has no rows.'],
    [
      'invalid names, each with its line',
      table('| `NO-DASH` | a |', '| `FINE` | b |', '| `1ST` | c |', '| `true` | d |', '| `__X` | e |', '| | f |'),
      [
        'codes.md:7 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "NO-DASH".',
        'codes.md:9 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "1ST".',
        'codes.md:10 a code must not be "true", "false" or "null", got "true".',
        'codes.md:11 a code must not start with "__", which GraphQL reserves, got "__X".',
        'codes.md:12 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "".',
      ].join('\n'),
    ],
    [
      'a duplicate code',
      table('| `A` | a |', '| `B` | b |', '| `A` | c |'),
      'codes.md:9 A is already defined on line 7.',
    ],
    [
      'a row of three cells',
      table('| `A` | a | b |'),
      'codes.md:7 a row must have 2 cells, Value and Description, got 3. Write a pipe inside a cell as "\\|".',
    ],
    [
      'a second table',
      `${table('| `A` | a |')}\n\n${table('| `B` | b |')}`,
      'codes.md:17 a file must have one table, this is the second.',
    ],
    [
      'a deprecation without a reason',
      table('| `A` | **Deprecated:** |'),
      'codes.md:7 A must have a deprecation reason. Write it after "**Deprecated:**".',
    ],
  ])('rejects %s', async (_case, text, message) => {
    expect(await importTable(text)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  it('rejects a missing file', async () => {
    expect((await program(createFolder(), 'import', 'codes.md')).stderr).toBe('codes.md: no such file.\n');
  });
});
