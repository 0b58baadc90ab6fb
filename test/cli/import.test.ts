import { readFileSync } from 'node:fs';
import { buildSchema, parse, type GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readReference } from '../reference/rows.js';
import { bundledProgram, createFolder } from './program.js';

const { run: program } = bundledProgram();

const table = (...rows: string[]) =>
  `# Codes\n\nAll of them\n\n| Value | Description |\n|---|---|\n${rows.join('\n')}\n\nMore | text\n`;
const importTable = (text: string) => program(createFolder({ 'codes.md': text }), 'import', 'codes.md');

/** What an imported enum says, by graphql's own reading. */
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
  it('prints the SDL of the reference, from which docs writes the reference again, byte for byte', async () => {
    const reference = readFileSync('test/reference/errorcodeenum.md', 'utf8');
    expect((await imported(reference)).values).toEqual(readReference());
    const { stdout } = await importTable(reference);
    const again = await program(createFolder({ 'codes.graphql': stdout }), 'docs', '--schema', 'codes.graphql');
    expect(again).toEqual({ status: 0, stdout: reference, stderr: '' });
  });

  it('takes descriptions as they are, whatever is in them', async () => {
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

  it('reads names without backticks, rows without outer bars, empty descriptions and Windows line ends', async () => {
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
      'codes.md: no table: write "| Value | Description |", "|---|---|", then a row for each code.',
    ],
    ['an empty table', table(), 'codes.md:7 the table has no rows.'],
    [
      'names that are none, each with its line',
      table('| `NO-DASH` | a |', '| `FINE` | b |', '| `1ST` | c |', '| `true` | d |', '| `__X` | e |', '| | f |'),
      [
        'codes.md:7 "NO-DASH" cannot be the name of an enum value: use letters, digits and "_", and no digit first.',
        'codes.md:9 "1ST" cannot be the name of an enum value: use letters, digits and "_", and no digit first.',
        'codes.md:10 "true" cannot be the name of an enum value: GraphQL means something else by it.',
        'codes.md:11 "__X" cannot be the name of an enum value: names that begin with "__" are reserved.',
        'codes.md:12 "" cannot be the name of an enum value: use letters, digits and "_", and no digit first.',
      ].join('\n'),
    ],
    ['a name twice', table('| `A` | a |', '| `B` | b |', '| `A` | c |'), 'codes.md:9 A is in line 7 already.'],
    [
      'a row of three cells',
      table('| `A` | a | b |'),
      'codes.md:7 the row has 3 cells, not the 2 of "| Value | Description |": write a bar inside of a text as "\\|".',
    ],
    [
      'a second table',
      `${table('| `A` | a |')}\n\n${table('| `B` | b |')}`,
      'codes.md:17 here is a second table: one file has one table of codes.',
    ],
    [
      'a deprecation without a reason',
      table('| `A` | **Deprecated:** |'),
      'codes.md:7 A is deprecated without a reason.',
    ],
  ])('refuses %s', async (_case, text, message) => {
    expect(await importTable(text)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  it('refuses a file that is not there', async () => {
    expect((await program(createFolder(), 'import', 'codes.md')).stderr).toBe('codes.md: no such file.\n');
  });
});
