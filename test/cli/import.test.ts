import { readFileSync } from 'node:fs';
import { buildSchema, parse, type GraphQLEnumType } from 'graphql';
import { format as formatCode } from 'prettier';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  readErrorCodes,
  typeDefs,
  withErrorPayloads,
  type KnownCode,
  type KnownCodes,
} from 'graphql-error-codes';
import { createCatalogue, createErrorTable } from 'graphql-error-codes/docs';
import { readReference } from '../reference/rows.js';
import { bundleProgram, createFolder } from './program.js';
import { publicTables } from './public-tables.js';

const { run: program } = bundleProgram();

const importFile = (file: string, text: string, ...args: readonly string[]) =>
  program(createFolder({ [file]: text }), 'import', file, ...args);

const table = (...rows: string[]) =>
  `# Codes\n\nAll of them\n\n| Value | Description |\n|---|---|\n${rows.join('\n')}\n\nMore | text\n`;
const importTable = (text: string, ...args: readonly string[]) => importFile('codes.md', text, ...args);

/** Imports a file of which nothing is left out. */
async function importWhole(file: string, text: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await importFile(file, text, ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Imports a table and returns the enum as graphql reads it. */
async function imported(text: string) {
  const codes = buildSchema(await importWhole('codes.md', text)).getType('ErrorCodeEnum') as GraphQLEnumType;
  return {
    description: codes.description,
    values: codes.getValues().map(({ name, description, deprecationReason }) => ({
      name,
      description: description ?? null,
      deprecationReason: deprecationReason ?? null,
    })),
  };
}

const { typeDefs: bareTypeDefs } = createErrorModule({ builtIn: false });
const host = `
  type Query { ok: Boolean }
  type Mutation { paint: PaintPayload }
  type PaintPayload { errors: [Error!]! }
  type QuotaDetail { used: Int }
  extend union DetailedError = QuotaDetail
`;

/** Returns the codes of SDL that is merged with the module, as the boundary reads them. */
const readMerged = (...sdl: readonly string[]): KnownCodes =>
  readErrorCodes(withErrorPayloads(buildSchema([...sdl, host].join('\n'))));

const complete = (codes: Readonly<Record<string, Partial<KnownCode>>>): KnownCodes =>
  Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [name, { value: name.toLowerCase(), fault: 'client', ...code }]),
  );

const codeStyle = { parser: 'typescript', printWidth: 120, singleQuote: true } as const;

/** Returns the codes of a module in TypeScript, which it runs. */
function runModule(code: string): KnownCodes {
  const [imports, body] = code.split('\n\nexport const errorModule = ');
  expect(imports).toBe("import { createErrorModule } from 'graphql-error-codes';");
  // oxlint-disable-next-line typescript/no-implied-eval -- The code has been read just above.
  const run = new Function('createErrorModule', `return ${body}`) as (
    create: typeof createErrorModule,
  ) => ReturnType<typeof createErrorModule>;
  return run(createErrorModule).catalogue;
}

describe('import of tables in the style of public APIs', () => {
  it.each(publicTables)('reads $style', async ({ file, text, args = [], codes, notes = [] }) => {
    const results = await Promise.all([
      importFile(file, text, ...args),
      importFile(file, text, ...args, '--as', 'extend'),
      importFile(file, text, ...args, '--format', 'ts'),
    ]);
    // Without an extension, the content says what the file is.
    const unnamed = await importFile('codes', text, ...args);
    expect(unnamed.stdout).toBe(results[0].stdout);
    for (const { status, stderr } of results) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: notes.map((note) => `${file}:${note}\n`).join('') });
    }
    const [whole, extension, code] = results.map(({ stdout }) => stdout) as [string, string, string];
    const expected = complete(codes);
    const read = readMerged(bareTypeDefs, whole);
    expect(read).toEqual(expected);
    expect(Object.keys(read)).toEqual(Object.keys(expected));
    expect(extension).toMatch(/^extend enum ErrorCodeEnum \{\n/);
    expect(readMerged(typeDefs, extension)).toEqual({ ...catalogue, ...expected });
    expect(await formatCode(code, codeStyle)).toBe(code);
    expect(runModule(code)).toEqual(expected);
  });
});

describe('import', () => {
  it('converts the reference to SDL that docs converts back, byte for byte', async () => {
    const reference = readFileSync('test/reference/errorcodeenum.md', 'utf8');
    expect((await imported(reference)).values).toEqual(readReference());
    const { stdout } = await importTable(reference);
    expect(createErrorTable(buildSchema(stdout), { columns: ['description'] })).toBe(reference);
  });

  it.each([
    [
      'objects in a code',
      '{"A":{"description":"x","http":404},"B":{"description":"y","params":{"FIELD":"z"}}}',
      ['A', 'B'],
    ],
    ['groups of texts', '{"auth":{"A":"x"},"billing":{"B":"y"}}', ['A', 'B']],
    ['groups of codes', '{"auth":{"A":{"description":"x"}},"billing":{"B":{"message":"y"}}}', ['A', 'B']],
    ['codes without a known field', '{"A":{"owner":"x"},"B":{"owner":"y"}}', ['A', 'B']],
  ])('finds the codes of JSON with %s, whatever renames them', async (_case, json, names) => {
    for (const args of [[], ['--rename', 'none'], ['--rename', 'screaming']]) {
      const { stdout } = await importFile('codes.json', json, ...args);
      expect(stdout.match(/^  [A-Z]+/gm)?.map((name) => name.trim())).toEqual(names);
    }
  });

  it('refuses JSON with the same codes for several languages', async () => {
    const json = '{"en":{"NOT_FOUND":"x"},"de":{"NOT_FOUND":"y"}}';
    expect(await importFile('codes.json', json, '--rename', 'screaming')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'codes.json:1 NOT_FOUND is already defined on line 1.\n',
    });
  });

  it('reads back all metadata of docs --format md, and of --format json', async () => {
    const schema = buildSchema(`${bareTypeDefs} ${host}
      "All | codes"
      enum ErrorCodeEnum {
        "One | two"
        QUOTA @errorCode(category: "billing", fault: "server", retry: "later", exposure: "sensitive", action: "Wait", details: ["QuotaDetail"])
        ADDED @errorCode(since: "1.2.0", details: [])
        "Old" GONE @errorCode(since: "2.1.0", replacedBy: "QUOTA") @deprecated(reason: "Use | QUOTA")
        LOST @errorCode(replacedBy: "none") @deprecated(reason: "")
        DROPPED @deprecated
      }`);
    const all = readErrorCodes(schema);
    // Without an empty reason and an empty list, which a table cannot have.
    const markdown = createErrorTable(schema).replace('**Deprecated:**  |', '**Deprecated:** Lost |');
    expect(readMerged(bareTypeDefs, await importWhole('codes.md', markdown))).toEqual({
      ...all,
      ADDED: { value: 'added', fault: 'client', since: '1.2.0' },
      LOST: { ...all.LOST, deprecationReason: 'Lost' },
    });

    const json = `${JSON.stringify(createCatalogue(schema), null, 2)}\n`;
    const { status, stdout, stderr } = await importFile('codes.json', json);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'codes.json:1 the field "mutations" is not imported.\n',
    });
    // A reason that is empty says as much as the default.
    expect(readMerged(bareTypeDefs, stdout)).toEqual({
      ...all,
      LOST: { ...all.LOST, deprecationReason: 'No longer supported' },
    });
  });

  it('reads back all built-in codes', async () => {
    const { stdout: json } = await program('.', 'docs', '--format', 'json');
    const { stdout } = await importFile('codes.json', json);
    expect(readMerged(bareTypeDefs, stdout)).toEqual(catalogue);
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
      "it's",
      'The API version is deprecated',
      'The header `Deprecated: yes` is absent',
    ];
    const text = table(...texts.map((text, index) => `| \`CODE_${index}\` | ${text} |`));
    const expected = texts.map((text) => text.replace('\\|', '|'));
    const { description, values } = await imported(text);
    expect(description).toBe('All of them');
    expect(values.map(({ description }) => description)).toEqual(expected);
    const codes = runModule(await importWhole('codes.md', text, '--format', 'ts'));
    expect(Object.values(codes).map(({ description }) => description)).toEqual(expected);
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

  /** Imports a file and returns the descriptions of its codes. */
  async function descriptionsOf(file: string, text: string): Promise<unknown[]> {
    const codes = buildSchema(await importWhole(file, text)).getType('ErrorCodeEnum') as GraphQLEnumType;
    return codes.getValues().map(({ description }) => description);
  }

  it('reads all character references, and keeps unknown ones as text', async () => {
    const known =
      '&amp;&lt;b&gt; &#39;&#x41; &rarr; &Afr;&NotEqualTilde; &CounterClockwiseContourIntegral; &#128; &semi;';
    const read = "&<b> 'A → 𝔄≂̸ ∳ € ;";
    const others = '&foo; &notes; &copy R&D a=1&b=2 &; &#; &#xg;';
    const markdown = `| Code | Meaning |\n|---|---|\n| A | ${known} ${others} \`&amp;\` |\n`;
    expect(await descriptionsOf('codes.md', markdown)).toEqual([`${read} ${others} \`&amp;\``]);
    const html = `<table><tr><th>Code<th>Meaning<tr><td>A<td>${known} ${others} <code>&amp;</code></table>`;
    // Browsers show a few old names without their semicolon, too.
    const shown = others.replace('&notes;', '¬es;').replace('&copy', '©');
    expect(await descriptionsOf('codes.html', html)).toEqual([`${read} ${shown} \`&\``]);
    expect(await descriptionsOf('codes.csv', `Code,Meaning\nA,${known}\n`)).toEqual([known]);
  });

  it('reads HTML as browsers do, whatever is left out or wrong in it', async () => {
    const cells = [
      ['<B CLASS="a>b">Bold</B>, <i> italic </i><em></em>', '**Bold**, _italic_'],
      ['<b>never closed', '**never closed**'],
      ['after it', 'after it'],
      ['<Note/>in a component', 'in a component'],
      ['a <!-- <td>not a cell</td> --> b <script>"<td>"</script>', 'a b'],
      ['<p>One<p>Two<div>Three</div>four', 'One\nTwo\nThree\nfour'],
      ['<ol><li><p>one</p><li>two <ul><li>three</ul></ol>', '- one\n- two\n- three'],
      [
        '<a href="https://a.example/?a&amp;b=1"> A </a>, <a href="/b">B</a> <a href=http://c.example>C</a>',
        '[A](https://a.example/?a&b=1) , B [C](http://c.example)',
      ],
      ['a<code> b&lt;c&gt; <b>d</b></code> <kbd>`</kbd> <code> </code>', 'a `b<c> d` `` ` ``'],
      ['one<br/>two<br>\n three &lt;br&gt;', 'one\ntwo\nthree <br>'],
      ['<font color=red>f</font><wbr>g<img src=a>', 'fg'],
    ] as const;
    const rows = cells.map(([html], index) => `<tr><TD>A_${index}<td>${html}`);
    const expected = cells.map(([, text]) => text);
    const html = `<table><caption>All</caption><colgroup><col><th>Code<th>Meaning</th>${rows.join('\n')}`;
    expect(await descriptionsOf('codes.html', html)).toEqual(expected);
    expect(await descriptionsOf('codes.md', `# Codes\n\n${html}</table>\n`)).toEqual(expected);
  });

  it('reads quotes inside of cells, and line breaks in quotes', async () => {
    const cells = [
      ['say "no"', 'say "no"'],
      ['"""no"", they say"', '"no", they say'],
      ['"say ""no"""', 'say "no"'],
      ['"""no"""', '"no"'],
      ['" a\n\n b "', 'a\n\n b'],
      ['"ü, ✓"', 'ü, ✓'],
    ] as const;
    const csv = `Code,Meaning\n${cells.map(([cell], index) => `A_${index},${cell}`).join('\n')}\n\n \n`;
    expect(await descriptionsOf('codes.csv', csv)).toEqual(cells.map(([, text]) => text));
  });

  it('reads every usual spelling of a deprecation note', async () => {
    const notes: readonly (readonly [text: string, description: string | null, reason: string, since?: string])[] = [
      ['Text **Deprecated:** why', 'Text', 'why'],
      ['Text **Deprecated**: why', 'Text', 'why'],
      ['Text _Deprecated:_ why', 'Text', 'why'],
      ['Text __Deprecated__: why', 'Text', 'why'],
      ['Text *Deprecated* : why', 'Text', 'why'],
      ['Text. Deprecated: why', 'Text.', 'why'],
      ['Deprecated: why', null, 'why'],
      ['DEPRECATED: why', null, 'why'],
      ['Text<br>Deprecated: why', 'Text', 'why'],
      ['Text <b>Deprecated:</b> why', 'Text', 'why'],
      ['Text _Deprecated: why_', 'Text', 'why'],
      ['Text **Deprecated since 2.1:** `why`', 'Text', '`why`', '2.1'],
      ['Text (deprecated in v2)', 'Text', 'No longer supported', '2'],
      ['(Deprecated) Text', 'Text', 'No longer supported'],
      ['[deprecated] Text', 'Text', 'No longer supported'],
      ['Text *(deprecated)*', 'Text', 'No longer supported'],
      ['Text (deprecated: use `A`)', 'Text', 'use `A`'],
    ];
    const sdl = await importWhole('codes.md', table(...notes.map(([text], index) => `| N_${index} | ${text} |`)));
    const read = Object.values(readMerged(bareTypeDefs, sdl));
    expect(read.map((code) => [code.description ?? null, code.deprecationReason, code.since])).toEqual(
      notes.map(([, description, reason, since]) => [description, reason, since]),
    );
  });

  it('refuses whatever looks like a deprecation note, and never turns it into a description', async () => {
    const texts = [
      '**Deprecated** why',
      'Deprecated. Use A',
      'Deprecated, use A',
      'DEPRECATED - use A',
      'Text. Deprecated since 2.1',
      'Text **depreciated:** why',
      'Text **Depricated:** why',
      '⚠️ Deprecated',
      'Text _deprecated_',
      'Text is deprecated: why',
      'Some (deprecated) text',
      'This code is deprecated',
      'The error has been deprecated in favor of A',
      '~~Text~~ **Obsolete:** why',
      '`A` is deprecated since 2.1',
    ];
    const { status, stdout, stderr } = await importTable(
      table(...texts.map((text, index) => `| \`N_${index}\` | ${text} |`), '| `FINE` | DEPRECATED_API was called |'),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(
      texts.map(
        (text, index) =>
          `codes.md:${index + 7} the description of N_${index}, ${JSON.stringify(text)}, looks like a deprecation, but cannot be read as one. Write "**Deprecated:** reason" at its end, or rephrase it.`,
      ),
    );
  });

  it('reads the marks of names, of which some deprecate the code', async () => {
    const active = [
      '`N`',
      '**N**',
      '_N_',
      '***`N`***',
      '[N](#code)',
      '[`N`][code]',
      '**[N](https://a.example/b "c")**',
      '<code>N</code>',
      '<a name="x"></a>`N`',
      '<strong><a href="#code">N</a></strong>',
      '&shy;N',
    ];
    const deprecated = ['~~`N`~~', '`N` (deprecated)', 'N [Deprecated]', '<del>N</del>', '**N** _deprecated_'];
    const rows = [...active, ...deprecated].map((name, index) => `| ${name.replace('N', `N_${index}`)} | Text |`);
    const { values } = await imported(table(...rows));
    expect(values).toEqual(
      rows.map((_, index) => ({
        name: `N_${index}`,
        description: 'Text',
        deprecationReason: index < active.length ? null : 'No longer supported',
      })),
    );
  });

  it('reads 1,000 codes', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `| \`CODE_${index}\` | Meaning ${index} |`);
    const { stdout } = await importTable(table(...rows));
    expect(parse(stdout).definitions[0]).toMatchObject({ values: { length: 1000 } });
  });

  it('prints the description of the section of the first table, in a whole enum only', async () => {
    const text = `# One\n\nOther\n\n${table('| `A` | a |')}\n## Two\n\nMore\n\n| Code |\n|---|\n| \`B\` |\n`;
    expect(await importWhole('codes.md', text, '--enum', 'ShopCodes')).toBe(
      '"""All of them"""\nenum ShopCodes {\n  """a"""\n  A\n  B\n}\n',
    );
    expect(await importWhole('codes.md', text, '--as', 'extend', '--enum', 'ShopCodes')).toBe(
      'extend enum ShopCodes {\n  """a"""\n  A\n  B\n}\n',
    );
    expect(await importWhole('codes.md', text, '--format', 'ts', '--enum', 'ShopCodes'))
      .toBe(`import { createErrorModule } from 'graphql-error-codes';

export const errorModule = createErrorModule({
  builtIn: false,
  typeNames: { ErrorCodeEnum: 'ShopCodes' },
  codes: {
    A: { description: 'a' },
    B: {},
  },
});
`);
  });

  it('breaks long lines of TypeScript as Prettier does', async () => {
    const lengths = Array.from({ length: 80 }, (_, index) => index + 60);
    const rows = lengths.map((length, index) => `| \`C_${index}\` | ${'x'.repeat(length)} | it's "${index}" |`);
    const text = `| Code | Description | Action |\n|---|---|---|\n${rows.join('\n')}\n`;
    const code = await importWhole('codes.md', text, '--format', 'ts');
    expect(await formatCode(code, codeStyle)).toBe(code);
    const details = Array.from({ length: 12 }, (_, index) => `DetailNumber${index}`);
    const list = await importFile('codes.json', JSON.stringify([{ code: 'A', details }]), '--format', 'ts');
    expect(await formatCode(list.stdout, codeStyle)).toBe(list.stdout);
  });

  it('keeps names in other cases with --rename none', async () => {
    const text = table('| `QuotaExceeded` | a |', '| `old_one` | b |');
    expect((await importTable(text, '--rename', 'none')).stdout).toMatch(/\n {2}QuotaExceeded\n[^]*\n {2}old_one\n/);
  });

  it('derives the fault from the HTTP status where nothing else says it', async () => {
    const rows = [
      ['404', '', 'client'],
      ['5xx', '', 'server'],
      ['HTTP 502 Bad Gateway', '', 'server'],
      ['400 / 422', '', 'client'],
      ['200', '', 'client'],
      ['500', 'client', 'client'],
      ['404', 'server', 'server'],
      ['400, 500', 'server', 'server'],
    ];
    const lines = rows.map(([status, fault], index) => `| N_${index} | ${status} | ${fault} |\n`);
    const sdl = await importWhole('codes.md', `| Code | HTTP | Fault |\n|---|---|---|\n${lines.join('')}`);
    const read = Object.values(readMerged(bareTypeDefs, sdl));
    expect(read.map(({ fault }) => fault)).toEqual(rows.map(([, , expected]) => expected));
    expect(Object.keys(read[0]!).toSorted()).toEqual(['fault', 'value']);
  });
});

describe('import refuses what it would lose', () => {
  it.each([
    [
      'no table',
      'Just text',
      'codes.md: no table found. Expected "| Code | Description |", then "|---|---|", then one row for each code.',
    ],
    ['an empty table', table(), 'codes.md:7 the table has no rows.'],
    [
      'invalid names, each with its line',
      table(
        '| `NO-DASH` | a |',
        '| `FINE` | b |',
        '| `1ST` | c |',
        '| `true` | d |',
        '| `__X` | e |',
        '| | f |',
        '| noColour | g |',
        '| two words | h |',
        '| `A` and `B` | i |',
      ),
      [
        'codes.md:7 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "NO-DASH". Did you mean "NO_DASH"? "--rename screaming" converts the names.',
        'codes.md:9 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "1ST".',
        'codes.md:10 a code must not be "true", "false" or "null", got "true".',
        'codes.md:11 a code must not start with "__", which GraphQL reserves, got "__X".',
        'codes.md:12 a code must have a name, got an empty cell.',
        'codes.md:13 a code must be in SCREAMING_SNAKE_CASE, got "noColour". Did you mean "NO_COLOUR"? "--rename screaming" converts the names.',
        'codes.md:14 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "two words". Did you mean "TWO_WORDS"? "--rename screaming" converts the names.',
        'codes.md:15 a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got "`A` and `B`".',
      ].join('\n'),
    ],
    [
      'a duplicate code',
      table('| `A` | a |', '| `B` | b |', '| `A` | c |'),
      'codes.md:9 A is already defined on line 7.',
    ],
    [
      'a duplicate code in a second table',
      `${table('| `A` | a |')}\n\n${table('| `A` | b |')}`,
      'codes.md:18 A is already defined on line 7.',
    ],
    [
      'rows of one and of three cells',
      table('| `A` | a | b |', '| `B` |'),
      'codes.md:7 a row must have 2 cells, Value, Description, got 3. Write a pipe inside a cell as "\\|".\ncodes.md:8 a row must have 2 cells, Value, Description, got 1.',
    ],
    [
      'a line without a pipe inside the table',
      table('| `A` | a |', 'and more', '| `B` | b |'),
      'codes.md:8 a row must have 2 cells, Value, Description, got 1.',
    ],
    [
      'rows after a blank line',
      table('| `A` | a |', '', '| `B` | b |', ' `C` | c', '', 'D | d'),
      [9, 10, 12]
        .map(
          (line) =>
            `codes.md:${line} a row must be inside its table, which starts on line 5 and ends before line 8. Remove what is between them, or start the row's own table with a header and "|---|".`,
        )
        .join('\n'),
    ],
    [
      'rows after a comment',
      table('| `A` | a |', '<!-- | `B` | b | -->', '| `C` | c |', '<!-- d --> | `D` | d |'),
      [9, 10]
        .map(
          (line) =>
            `codes.md:${line} a row must be inside its table, which starts on line 5 and ends before line 8. Remove what is between them, or start the row's own table with a header and "|---|".`,
        )
        .join('\n'),
    ],
    [
      'rows without a table',
      '| Code | Description |\n| `A` | a |\n',
      [1, 2]
        .map(
          (line) =>
            `codes.md:${line} a row must be inside a table. A table starts with a header such as "| Code | Description |", then "|---|---|".`,
        )
        .join('\n'),
    ],
    [
      'a header of another width',
      '| Code | Description |\n|---|---|---|\n| `A` | a |\n',
      'codes.md:2 the line below the header must have 2 cells, as the header, got 3.',
    ],
    [
      'an HTML table without an end',
      '<table>\n<tr><th>Code\n<tr><td>A\n\n| Code |\n|---|\n| B |\n',
      'codes.md:1 a <table> must have an end tag.',
    ],
    [
      'a deprecation without a reason',
      table('| `A` | **Deprecated:** |'),
      'codes.md:7 A must have a deprecation reason. Write it after "**Deprecated:**".',
    ],
    [
      'a note that is not closed',
      table('| `A` | _Deprecated: why |'),
      'codes.md:7 the marks around "Deprecated:" must be closed in "_Deprecated: why".',
    ],
    [
      'tables without a column of codes',
      '| Cod | Text |\n|---|---|\n| A | a |\n\n| Parameter | Text |\n|---|---|\n| b | c |\n',
      'codes.md:1 a table must have a column of codes, called "Code", "Name" or "Value", got "Cod", "Text". Did you mean "code"?\ncodes.md:5 a table must have a column of codes, called "Code", "Name" or "Value", got "Parameter", "Text".',
    ],
    [
      'a table whose header is almost that of codes, beside another',
      '| Code |\n|---|\n| A |\n\n| Eror code | Text |\n|---|---|\n| B | c |\n',
      'codes.md:5 a table must have a column of codes, called "Code", "Name" or "Value", got "Eror code", "Text". Did you mean "error code"?',
    ],
    [
      'two columns of codes',
      '| Name | Code |\n|---|---|\n| Not found | NOT_FOUND |\n',
      'codes.md:1 only one column may have the codes, got "Name" and "Code". Rename the other, for example to "Title".',
    ],
    [
      'a misspelled header',
      '| Code | Descripton | Mode |\n|---|---|---|\n| A | a | b |\n',
      'codes.md:1 the column "Mode" is not imported.\ncodes.md:1 "Descripton" is not a header that import reads. Did you mean "description"?',
    ],
    [
      'wrong words',
      `| Code | Fault | Retry | HTTP |\n|---|---|---|---|
| A | user | maybe | 404 |\n| B | sever | after fix | |\n| C | | latr | teapot |\n| D | | immediately | 400/500 |\n`,
      [
        'codes.md:3 fault must be "client" or "server", got "user". Did you mean "client"?',
        'codes.md:3 retry must be "never", "after_fix" or "later" (or "yes" for later, "no" for never), got "maybe".',
        'codes.md:4 fault must be "client" or "server", got "sever". Did you mean "server"?',
        'codes.md:4 retry must be "never", "after_fix" or "later" (or "yes" for later, "no" for never), got "after fix". Did you mean "after_fix"?',
        'codes.md:5 http must be a status such as 404 or 5xx, got "teapot".',
        'codes.md:5 retry must be "never", "after_fix" or "later" (or "yes" for later, "no" for never), got "latr". Did you mean "later"?',
        'codes.md:6 http must be of one side, 4xx or 5xx, got "400/500". Add a column "Fault".',
        'codes.md:6 retry must be "never", "after_fix" or "later" (or "yes" for later, "no" for never), got "immediately". Did you mean "later"?',
      ],
    ],
    [
      'a deprecation in a column that is not read',
      '| Code | Notes |\n|---|---|\n| A | **Deprecated:** Use B |\n| B | fine |\n',
      'codes.md:1 the column "Notes" is not imported.\ncodes.md:3 "Notes" seems to have a deprecation, "**Deprecated:** Use B". Write it in the description, or in a column "Deprecated".',
    ],
    [
      'deprecations that contradict each other',
      '| Code | Meaning | Deprecated |\n|---|---|---|\n| ~~A~~ | a | no |\n| B | **Deprecated:** b | c |\n',
      'codes.md:3 A is deprecated in one cell, and not in another. Correct one of them.\ncodes.md:4 B must have one deprecation reason, got "b" and "c".',
    ],
    [
      'internal values and replacements that do not fit',
      '| Code | Internal value | Deprecated | Replaced by |\n|---|---|---|---|\n| A_B | | | |\n| B | a_b | | |\n| C | | yes | A_C |\n| D | | | A_B |\n| E | | yes | C |\n',
      [
        'codes.md:4 B: the internal value "a_b" belongs to A_B. Every code needs its own.',
        'codes.md:5 C: "replacedBy" "A_C" is not a code. Did you mean "A_B"?',
        'codes.md:6 D: "replacedBy" "A_B" is for deprecated codes. Deprecate the code, or remove it.',
        'codes.md:7 E: "replacedBy" "C" is deprecated, too. Name the code that replaces both, or "none".',
      ],
    ],
  ])('%s', async (_case, text, message) => {
    const lines = [message].flat();
    const { stderr, ...result } = await importTable(text);
    expect(result).toEqual({ status: 2, stdout: '' });
    expect(stderr.split('\n').toSorted()).toEqual(`${lines.join('\n')}\n`.split('\n').toSorted());
  });

  it.each([
    ['HTML', 'codes.html', '<p>\n<table>\n<tr><th>Code<th>Meaning\n<tr><td>A<td>a\n<tr>\n<td>B\n</table>'],
    ['CSV', 'codes.csv', 'Code,Meaning\n"A","multi\nline"\nB\n'],
  ])('rows with too few cells, with their lines in %s', async (_format, file, text) => {
    const line = file === 'codes.html' ? 5 : 4;
    expect((await importFile(file, text)).stderr).toBe(
      `${file}:${line} a row must have 2 cells, Code, Meaning, got 1.\n`,
    );
  });

  it.each([
    [
      'codes.csv',
      'Code,Meaning\nA,a, b\n',
      '2 a row must have 2 cells, Code, Meaning, got 3. Put a cell with "," into quotes.',
    ],
    ['codes.csv', 'Code,Meaning\nA,a\n\nB,b\n', '3 a line inside the table must not be blank. Remove it.'],
    [
      'codes.csv',
      'Code,Meaning\nA,"a" b\n',
      '2 a cell has a quote in the wrong place. Put the whole cell into quotes, and double a quote inside of it: "say ""no""".',
    ],
    [
      'codes.csv',
      'Code,Meaning\nA,a\nB,"b\n',
      '3 a cell has a quote in the wrong place. Put the whole cell into quotes, and double a quote inside of it: "say ""no""".',
    ],
    [
      'codes.csv',
      'Code,Meaning\n"A","say "no" twice"\n\nB,"b\nc" \nC,"c\n\nD,d\n',
      [2, 4, 6]
        .map(
          (line) =>
            `${line} a cell has a quote in the wrong place. Put the whole cell into quotes, and double a quote inside of it: "say ""no""".`,
        )
        .toSpliced(1, 0, '3 a line inside the table must not be blank. Remove it.')
        .join('\ncodes.csv:'),
    ],
    [
      'codes.html',
      '<table>\n<tr><th>Code<th>Meaning\n<tr><td colspan=2>Billing\n<tr><td>A<td>a</table>',
      '3 a row must have 2 cells, Code, Meaning, got 1.',
    ],
    [
      'codes.html',
      '<table>\n<tr><th>Code\n<tr><td rowspan=2>A\n<tr>\n<tr><td>B</table>',
      '4 A is already defined on line 3.',
    ],
    ['codes.html', `${'<div>'.repeat(9000)}<table>`, ' the text is nested too deeply.'],
    [
      'codes.json',
      `[\n${Array.from({ length: 1001 }, (_, index) => `{"code": "A${index}", "field${index}": 1}`).join()}\n]`,
      '1 codes must have fields in common, got 1002 different ones in 1001 objects.',
    ],
    ['codes.json', '[\n{"code": "A"},\n"B"\n]', '3 an item must be an object with the fields of a code, got "B".'],
    [
      'codes.json',
      '{\n"A": "a",\n"B": 1,\n"A": "c"\n}',
      '3 a code must be an object with its fields, or its description, got 1.\ncodes.json:4 A is already defined on line 2.',
    ],
    [
      'codes.json',
      '[\n{"code": "A",\n"fault": "user",\n"description": {"en": "a"},\n"fault": null}\n]',
      '3 fault must be "client" or "server", got "user". Did you mean "client"?\ncodes.json:4 "description" must be a text, got {"en":"a"}.\ncodes.json:5 the field "fault" is already on line 3.',
    ],
    ['codes.json', '7', '1 the file must have an array or an object, got 7.'],
  ])('%s with %j', async (file, text, message) => {
    expect(await importFile(file, text)).toEqual({ status: 2, stdout: '', stderr: `${file}:${message}\n` });
  });

  it('HTML whose spans would make a hundred million cells', async () => {
    const header = `<tr><th>Code${'<th colspan=1000 rowspan=1000>x'.repeat(100)}`;
    const { status, stderr } = await importFile('codes.html', `<table>${header}${'<tr><td>A'.repeat(1000)}</table>`);
    expect(status).toBe(2);
    expect(stderr).toContain('codes.html:1 a row must have 1099 cells');
  });

  it('a name that two rows have after --rename screaming', async () => {
    const text = table('| `no-colour` | a |', '| `NO_COLOUR` | b |');
    expect((await importTable(text, '--rename', 'screaming')).stderr).toBe(
      'codes.md:8 NO_COLOUR is already defined on line 7.\n',
    );
  });

  it('a built-in code, or its internal value, in an extension', async () => {
    const text = table('| `MFA_FAILED` | a |', '| `OTHER` | b |');
    expect(await importTable(text, '--as', 'extend')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'codes.md:7 MFA_FAILED is a built-in code; remove the row, or use --as enum.\n',
    });
    expect((await importTable(text)).status).toBe(0);
    const values = '| Name | Value |\n|---|---|\n| OTHER | mfa_failed |\n';
    expect((await importTable(values, '--as', 'extend')).stderr).toBe(
      'codes.md:3 OTHER: the internal value "mfa_failed" belongs to MFA_FAILED. Every code needs its own.\n',
    );
  });

  it('invalid JSON, a missing file and a wrong name of the enum', async () => {
    expect((await importFile('codes.json', '\uFEFF[\r\n {]')).stderr).toBe(
      'codes.json:2:3 invalid JSON: expected a name in double quotes, got "]".\n',
    );
    expect((await program(createFolder(), 'import', 'codes.md')).stderr).toBe('codes.md: no such file.\n');
    expect((await importTable(table('| `A` | a |'), '--enum', 'a-b')).stderr).toBe(
      '--enum must be a GraphQL name (letters, digits and "_"), got "a-b".\n',
    );
  });
});

describe('import of what spreadsheets export', () => {
  it('skips empty rows: silently below the table, with a note elsewhere', async () => {
    const text = ';;\nCode;Meaning;HTTP\nA;a;404\n;;\nB;b;500\n;;\n\n;;;;\n';
    const { status, stdout, stderr } = await importFile('codes.csv', text);
    expect({ status, stderr: stderr.trim().split('\n') }).toEqual({
      status: 0,
      stderr: [1, 4].map((line) => `codes.csv:${line} this row is empty, and is skipped.`),
    });
    expect(stdout).toContain('B @errorCode(fault: "server")');
  });

  it('reads ranges of HTTP statuses, and notes one that is not of errors', async () => {
    const cells = ['4xx', '4**', '400-499', '500 – 599', '5xx', '200-299', '200', '302 Found'];
    const rows = cells.map((cell, index) => `CODE_${index},${cell}`).join('\n');
    const { status, stdout, stderr } = await importFile('codes.csv', `Code,HTTP\n${rows}\n`);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        'codes.csv:7 the HTTP status "200-299" is not one of errors, so it does not say who is at fault. Without a column "Fault", that is the client.\n',
    });
    expect([...stdout.matchAll(/CODE_(\d) @errorCode\(fault: "server"\)/g)].map(([, index]) => index)).toEqual([
      '3',
      '4',
    ]);
    expect((await importFile('codes.csv', 'Code,HTTP\nA,200-599\n')).stderr).toContain('http must be of one side');
  });
});
