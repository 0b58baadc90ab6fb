import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { createErrorModule } from 'graphql-error-codes';
import { createMessages } from 'graphql-error-codes/client';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();

/** Another team's schema: three codes of two categories, and details with fields of each kind. */
const schema =
  createErrorModule({ builtIn: false }).typeDefs +
  /* GraphQL */ `
    type Query {
      ok: Boolean
    }
    type Mutation {
      order: OrderPayload @errors(codes: ["QUOTA_EXCEEDED", "RATE_LIMITED"])
    }
    type OrderPayload {
      id: ID
      errors: [Error!]!
    }
    enum ErrorCodeEnum {
      """
      The quota
      is used up
      """
      QUOTA_EXCEEDED @errorCode(category: "billing", action: "Wait until tomorrow, or choose a larger plan.")
      "Too many requests"
      RATE_LIMITED @errorCode(category: "traffic", details: ["RetryInfo"])
      PLAN_TOO_SMALL @errorCode(category: "billing") @deprecated(reason: "Use QUOTA_EXCEEDED")
    }
    scalar Duration
    enum Unit {
      SECONDS
    }
    type RetryInfo {
      seconds: Int!
      share: Float
      wait: Duration
      unit: Unit
      limit: ID
      isFinal: Boolean
      steps: [Int!]
    }
    extend union DetailedError = RetryInfo
  `;

interface Text {
  readonly title: string;
  readonly sentence: string;
}

const text = (sentence: string, title = 'Title'): Text => ({ title, sentence });

const codes = {
  QUOTA_EXCEEDED: text('The quota is used up.'),
  RATE_LIMITED: text('Too many requests.'),
  PLAN_TOO_SMALL: text('Your plan is too small.'),
};
const categories = { billing: text('Check your plan.'), traffic: text('Try again later.') };
const generic = text('Something went wrong.');
const complete = { locale: 'en', codes, categories, generic };

const print = (value: object): string => JSON.stringify(value, null, 2);

/** Returns the texts with another sentence for RATE_LIMITED. */
const withSentence = (sentence: string, locale: string | undefined = 'en') => ({
  ...complete,
  locale,
  codes: { ...codes, RATE_LIMITED: text(sentence) },
});

type Files = Readonly<Record<string, string>>;

const check = (files: Files, ...args: string[]) =>
  program(
    createFolder({ 'schema.graphql': schema, ...files }),
    'messages',
    '*.json',
    '--schema',
    'schema.graphql',
    ...args,
  );
const checkOne = (file: object | string) => check({ 'en.json': typeof file === 'string' ? file : print(file) });

/** Returns the lines of a report, without its summary. */
const linesOf = (stdout: string): string[] => stdout.trimEnd().split('\n').slice(0, -1);

/** Checks one file and returns the messages about it. */
async function problemsOf(file: object | string): Promise<string[]> {
  const { status, stdout, stderr } = await checkOne(file);
  expect(stderr).toBe('');
  const lines = linesOf(stdout);
  const isClean = lines.every((line) => line.includes(' warning: '));
  expect(status).toBe(isClean ? 0 : 1);
  return lines.map((line) => line.replace(/^en\.json:\d+:\d+ /, ''));
}

describe('messages', () => {
  it('accepts complete texts', async () => {
    expect(await check({ 'en.json': print(complete), 'de.json': print({ ...complete, locale: 'de' }) })).toEqual({
      status: 0,
      stdout: '2 files, 3 codes, 0 problems.\n',
      stderr: '',
    });
  });

  it('locates missing and stale texts, and suggests the code that was meant', async () => {
    const file = `{
  "codes": {
    "QUOTA_EXCEDED": { "title": "a", "sentence": "b" },
    "RATE_LIMITED": { "title": "a", "sentence": "b" }
  },
  "categories": {
    "billing": { "title": "a", "sentence": "b" },
    "trafic": { "title": "a", "sentence": "b" }
  },
  "generic": { "title": "a", "sentence": "b" }
}
`;
    expect(await checkOne(file)).toEqual({
      status: 1,
      stdout: `en.json:2:3 codes has no text for QUOTA_EXCEEDED. Add one, or run with --write.
en.json:2:3 codes has no text for PLAN_TOO_SMALL. Add one, or run with --write.
en.json:3:5 codes.QUOTA_EXCEDED is not a code of ErrorCodeEnum. Remove the text. Did you mean "QUOTA_EXCEEDED"?
en.json:6:3 categories has no text for "traffic". Add one, or run with --write.
en.json:8:5 categories.trafic is not a category of any code. Remove the text. Did you mean "traffic"?
1 file, 3 codes, 5 problems.
`,
      stderr: '',
    });
  });

  it('finds names that occur twice, at each level', async () => {
    const file = print(complete)
      .replace('"RATE_LIMITED":', '"RATE_LIMITED": {}, "RATE_LIMITED":')
      .replace('"sentence": "Check', '"sentence": "", "sentence": "Check')
      .replace('"generic":', '"generic": 1, "generic":');
    expect(await problemsOf(file)).toEqual([
      'codes.RATE_LIMITED occurs twice. Remove one: only the last is used.',
      'categories.billing.sentence occurs twice. Remove one: only the last is used.',
      'generic occurs twice. Remove one: only the last is used.',
    ]);
  });

  it.each<[string, object | string, readonly string[]]>([
    ['a list', '[]', ['en.json must be an object with "codes" and "generic", got a list.']],
    [
      'an empty object',
      '{}',
      [
        'codes is missing. Add { "codes": { ... } }, or run with --write.',
        'categories has no text for "billing". Add one, or run with --write.',
        'categories has no text for "traffic". Add one, or run with --write.',
        'generic is missing: the text for unknown codes and unexpected failures.',
      ],
    ],
    [
      'sections of another shape',
      { codes: [], categories: 'none', generic: null, validations: 1 },
      [
        'codes must be an object with a text for each code, got a list.',
        'categories must be an object with a text for each category, got "none".',
        'generic must be { "title": "...", "sentence": "..." }, got null.',
        'validations must be an object with a text for each validation, got 1.',
      ],
    ],
    [
      'entries of another shape',
      { ...complete, codes: { ...codes, QUOTA_EXCEEDED: 'text', RATE_LIMITED: { title: 5, sentence: ' ' } } },
      [
        'codes.QUOTA_EXCEEDED must be { "title": "...", "sentence": "..." }, got "text".',
        'codes.RATE_LIMITED.title must be a string, got 5.',
        'codes.RATE_LIMITED.sentence is empty.',
      ],
    ],
    [
      'a missing sentence, and one with a typo',
      { ...complete, generic: { title: 'Title', sentense: 'Text' } },
      ['generic has no sentence.', 'warning: generic.sentense is not read. Did you mean "sentence"?'],
    ],
    [
      'an unknown section',
      { ...complete, category: {} },
      ['warning: category is not read. Did you mean "categories"?'],
    ],
    [
      'validations that are not texts',
      { ...complete, validations: { blank: '', taken: {}, own_one: 'Fine.' } },
      [
        'warning: validations has no "invalid", the text for unknown validations.',
        'validations.blank is empty.',
        'validations.taken must be a string, got an object.',
      ],
    ],
    [
      'a language that is none',
      { ...complete, locale: 'en_US' },
      ['locale must be the tag of a language, such as "de" or "pt-BR", got "en_US". Did you mean "en-US"?'],
    ],
    [
      'a stub',
      { ...complete, codes: { ...codes, RATE_LIMITED: text('Too many requests.', 'TODO: RATE_LIMITED') } },
      ['codes.RATE_LIMITED is still a stub. Write its title, and check its sentence.'],
    ],
    [
      'two codes with the same text',
      { ...complete, codes: { ...codes, PLAN_TOO_SMALL: codes.QUOTA_EXCEEDED } },
      ['warning: codes.PLAN_TOO_SMALL has the same text as QUOTA_EXCEEDED.'],
    ],
  ])('reports %s', async (_case, file, problems) => {
    expect(await problemsOf(file)).toEqual(problems);
  });

  it('accepts placeholders of fields that are strings or numbers, and plurals of numbers', async () => {
    const sentences = [
      '{seconds} {share} {wait} {unit} {limit}',
      '{ seconds }',
      '{seconds, plural, =0 {a moment} one {# second} other {# seconds of {limit}}}',
      '{ share,plural,one{#}other{#} }',
      '{wait, plural, =1 {one} other {#}}',
    ];
    expect(await problemsOf(withSentence(sentences.join(' ')))).toEqual([]);
  });

  const path = 'codes.RATE_LIMITED.sentence';

  const wrongSentences = [
    ['{secnds}', 'has the placeholder {secnds}, but details of CODE have no such field. Did you mean "seconds"?'],
    [
      '{email}',
      'has the placeholder {email}, but details of CODE have no such field. They have seconds, share, wait, unit, limit.',
    ],
    ['{isFinal}', 'has the placeholder {isFinal}, but that field is neither a string nor a number.'],
    ['{steps}', 'has the placeholder {steps}, but that field is neither a string nor a number.'],
    ['{limit, plural, one {#} other {#}}', 'has the plural {limit}, but that field is not a number.'],
    ['{unit, plural, one {#} other {#}}', 'has the plural {unit}, but that field is not a number.'],
    ['Wait {seconds', 'has a "{" without a "}". Users would see the placeholder.'],
    ['Wait seconds}', 'has a "}" without a "{" before it.'],
    ['Wait {}', 'has "{}", which is not a placeholder: it has no name.'],
    [
      '{first name}',
      'has "{first name}", which is not a placeholder: the name of a field has letters, digits and "_" only.',
    ],
    [
      '{seconds, number}',
      'has the format "number" in {seconds}, but the only format is "plural". Write {seconds}: numbers are formatted for the language.',
    ],
    [
      '{unit, select, day {a day} other {an hour}}',
      'has the format "select" in {unit}, but the only format is "plural". Write a text that suits every value of unit; {unit} shows the value itself.',
    ],
    [
      '{wait, date}',
      'has the format "date" in {wait}, but the only format is "plural". Write {wait}: it is shown as the server sends it.',
    ],
    [
      '{seconds, plurl, other {#}}',
      'has the format "plurl" in {seconds}, but the only format is "plural". Did you mean "plural"?',
    ],
    ['{seconds, plural}', 'has the plural {seconds} without cases.'],
    ['{seconds, plural, one {#}}', 'has no case "other", which every plural must have.'],
    ['{seconds, plural, other {#}}', 'has no case "one", which the language "en" needs for 1.'],
    [
      '{seconds, plural, one {#} few {#} other {#}}',
      'has the case "few", which is not a plural category of the language "en". Expected "one" or "other", or a number such as "=0".',
    ],
    [
      '{seconds, plural, one {#} othr {#} other {#}}',
      'has the case "othr", which is not a plural category of the language "en". Did you mean "other"?',
    ],
    ['{seconds, plural, one {#} one {1} other {#}}', 'has the case "one" twice in the plural {seconds}.'],
    [
      '{seconds, plural, one {#} other}',
      'has the case "other" without a text in the plural {seconds}. A case is written: one {# item}.',
    ],
    [
      '{seconds, plural, offset:1 one {#} other {#}}',
      'has an "offset" in the plural {seconds}, which is not supported.',
    ],
    [
      '{seconds, plural, one {#} other {{share, plural, one {#} other {#}}}}',
      'has the plural {share} inside the plural {seconds}, which is not supported.',
    ],
    [
      '{seconds, plural, one {#} other {{mail}}}',
      'has the placeholder {mail}, but details of CODE have no such field. They have seconds, share, wait, unit, limit.',
    ],
  ] as const;

  /** Checks all sentences at once, each as the text of a code of its own. */
  async function problemsOfSentences(): Promise<string[]> {
    const names = wrongSentences.map((_case, index) => `CODE_${index}`);
    const values = names.map((name) => `${name} @errorCode(category: "traffic", details: ["RetryInfo"])`);
    const file = {
      ...complete,
      codes: { ...codes, ...Object.fromEntries(names.map((name, index) => [name, text(wrongSentences[index]![0])])) },
    };
    const folder = createFolder({
      'schema.graphql': `${schema} extend enum ErrorCodeEnum { ${values.join(' ')} }`,
      'en.json': print(file),
    });
    const { stdout } = await program(folder, 'messages', 'en.json', '--schema', 'schema.graphql');
    const problems = linesOf(stdout);
    return names.map((name) => problems.find((line) => line.includes(` codes.${name}.sentence `)) ?? 'none');
  }

  it('reports placeholders that cannot be filled, and invalid syntax', async () => {
    const problems = await problemsOfSentences();
    expect(problems.map((line) => line.replace(/^.*?\.sentence /, '').replaceAll(/CODE_\d+/g, 'CODE'))).toEqual(
      wrongSentences.map(([, problem]) => problem),
    );
  });

  it('locates a placeholder in its line, also after escape sequences', async () => {
    const sentence = String.raw`"sentence": "\"A\" \u00e4 {mail}"`;
    const file = print(complete).replace('"sentence": "Too many requests."', sentence);
    const line = file.split('\n').findIndex((text) => text.includes('{mail}'));
    const column = file.split('\n')[line]!.indexOf('{mail}');
    expect((await checkOne(file)).stdout).toContain(`en.json:${line + 1}:${column + 1} ${path} has the placeholder`);
  });

  it('accepts the fields of any detail where a code does not declare its details', async () => {
    const file = (sentence: string) => ({ ...complete, codes: { ...codes, QUOTA_EXCEEDED: text(sentence) } });
    expect(await problemsOf(file('{seconds} {attribute} {message}'))).toEqual([]);
    expect(await problemsOf(file('{secnds}'))).toHaveLength(1);
  });

  it('demands the plural categories of each language', async () => {
    const sentence = '{seconds, plural, one {#} other {#}}';
    expect(await problemsOf(withSentence(sentence, 'fr'))).toEqual([]);
    expect(await problemsOf(withSentence(sentence, 'pl'))).toEqual([
      `${path} has no case "few", which the language "pl" needs for 2, 3, 4 and others.`,
      `${path} has no case "many", which the language "pl" needs for 0, 5, 6 and others.`,
    ]);
    expect(await problemsOf(withSentence(sentence, 'ja'))).toEqual([
      `${path} has the case "one", which is not a plural category of the language "ja". Expected "other", or a number such as "=0".`,
    ]);
    const exact = '{seconds, plural, =1 {#} other {#}}';
    expect(await problemsOf(withSentence(exact, 'en'))).toEqual([]);
    const { locale: _, ...unknown } = withSentence(sentence);
    expect(await problemsOf(unknown)).toEqual([
      'locale is missing. Plurals need the language: add { "locale": "en" }.',
    ]);
  });

  it('checks the placeholders of categories against all of their codes, and refuses them in the generic text', async () => {
    const file = {
      ...complete,
      categories: { billing: text('{message}'), traffic: text('{message}') },
      generic: text('{message}'),
    };
    expect(await problemsOf(file)).toEqual([
      'categories.traffic.sentence has the placeholder {message}, but details of the category "traffic" have no such field. They have seconds, share, wait, unit, limit.',
      'generic.sentence has the placeholder {message}, which the last fallback must not have.',
    ]);
  });

  it('warns of a placeholder that only one language has', async () => {
    const { status, stdout } = await check({
      'en.json': print(withSentence('Wait {seconds}.')),
      'de.json': print({ ...withSentence('Please wait.'), locale: 'de' }),
    });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `de.json:8:5 warning: codes.RATE_LIMITED does not have the placeholder {seconds}, which en.json has.
2 files, 3 codes, 0 problems, 1 warning.
`,
    });
  });

  it('refuses two files of one language, and accepts one file in two spellings', async () => {
    const { status, stdout } = await check({
      'a.json': print(complete),
      'b.json': print({ ...complete, locale: 'EN' }),
    });
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: `b.json:2:3 locale is "EN", as in a.json:2:3. A language must be in one file.
2 files, 3 codes, 1 problem.
`,
    });
    const folder = createFolder({ 'schema.graphql': schema, 'en.json': print(complete) });
    const twice = await program(folder, 'messages', 'en.json', './en.json', '--schema', 'schema.graphql');
    expect(twice.stdout).toBe('1 file, 3 codes, 0 problems.\n');
  });

  it('rejects files that are not JSON, each with the place of its mistake, and writes nothing', async () => {
    const cases = [
      ['{\n  "codes": {,\n}', '2:13 invalid JSON: expected a value, got ",".'],
      ['{ "codes": {} "generic": {} }', '1:15 invalid JSON: expected ",", "}" or "]", got "\\"generic\\"".'],
      ['{ "codes": {}, }', '1:16 invalid JSON: expected a name in double quotes, got "}".'],
      ['{ "codes": undefined }', '1:12 invalid JSON: expected a value, or a name in double quotes, got "undefined".'],
      ['{ "codes": 01 }', '1:13 invalid JSON: expected ",", "}" or "]", got "1".'],
      ['{ "codes": 1. }', '1:12 invalid JSON: expected a number with all of its digits, got "1.".'],
      ['{ "codes" {} }', '1:11 invalid JSON: expected ":", got "{".'],
      ['[{}', '1:4 invalid JSON: expected "," or "]", got the end of the file.'],
      [`{} "${'x'.repeat(100)}"`, `1:4 invalid JSON: expected the end of the file, got "\\"${'x'.repeat(39)}...".`],
      ['{ // why\n}', '1:3 invalid JSON: JSON has no comments. Remove this one.'],
      ['{ "codes": "a\nb" }', '1:12 invalid JSON: this string has no closing quote on its line.'],
      [
        String.raw`{ "codes": "\x" }`,
        String.raw`1:12 invalid JSON: this string has an invalid escape sequence. Write a backslash as "\\".`,
      ],
      [
        String.raw`{ "codes": "\u00g" }`,
        String.raw`1:12 invalid JSON: this string has an invalid escape sequence: "\u" needs four hexadecimal digits.`,
      ],
      [
        '{ "codes": "\t" }',
        String.raw`1:12 invalid JSON: this string has a control character. Write it as an escape sequence, such as "\t".`,
      ],
      ['\uFEFF{\r\n\r\n  "codes": 1,\r}', '4:1 invalid JSON: expected a name in double quotes, got "}".'],
      ['\uFEFF[', '1:2 invalid JSON: expected "," or "]", got the end of the file.'],
      ['{ "codes": {}', '1:14 invalid JSON: expected "," or "}", got the end of the file.'],
      ['{} {}', '1:4 invalid JSON: expected the end of the file, got "{".'],
      ['', '1:1 invalid JSON: expected a value, got the end of the file.'],
    ] as const;
    const names = cases.map((_case, index) => `wrong-${String(index).padStart(2, '0')}.json`);
    const folder = createFolder({
      'schema.graphql': schema,
      'a.json': '{}',
      ...Object.fromEntries(names.map((name, index) => [name, cases[index]![0]])),
    });
    const { status, stdout, stderr } = await program(
      folder,
      'messages',
      '*.json',
      '--schema',
      'schema.graphql',
      '--write',
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(cases.map(([, message], index) => `${names[index]}:${message}`));
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('{}');
  });

  it('does not demand categories that an introspected schema does not have', async () => {
    const introspected = JSON.stringify(introspectionFromSchema(buildSchema(schema)));
    const folder = createFolder({ 'schema.json': introspected, 'texts/en.json': print({ codes, generic }) });
    const run = (...args: string[]) => program(folder, 'messages', 'texts/*.json', '--schema', 'schema.json', ...args);
    expect(await run()).toEqual({ status: 0, stdout: '1 file, 3 codes, 0 problems.\n', stderr: '' });
    const own = createFolder({
      'schema.json': introspected,
      'texts/en.json': print({ ...withSentence('{secnds}'), categories: { own: text('a') } }),
    });
    const { stdout } = await program(own, 'messages', 'texts/*.json', '--schema', 'schema.json');
    expect(linesOf(stdout)).toEqual([expect.stringContaining('{secnds}')]);
  });

  it('writes data and annotations', async () => {
    const json = await check({ 'en.json': print({ ...complete, generic: 1 }) }, '--format', 'json');
    expect(JSON.parse(json.stdout)).toEqual([
      {
        level: 'error',
        coordinate: 'generic',
        message: 'generic must be { "title": "...", "sentence": "..." }, got 1.',
        place: { file: 'en.json', line: 27, column: 14 },
      },
    ]);
    const github = await check({ 'en.json': print({ ...complete, other: 1 }) }, '--format', 'github');
    expect(github).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^::warning file=en\.json,line=31,col=3::/),
    });
  });

  it('accepts the texts of this package', async () => {
    const { status, stdout } = await program('.', 'messages', 'messages/*.json', '--schema', 'schema/errors.graphql');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/, 31 codes, 0 problems\.\n$/) });
    const { MFA_FAILED: _, ...others } = (
      JSON.parse(readFileSync('messages/de.json', 'utf8')) as { codes: Record<string, Text> }
    ).codes;
    const removed = { ...(JSON.parse(readFileSync('messages/de.json', 'utf8')) as object), codes: others };
    const folder = createFolder({
      'de.json': print(removed),
      'errors.graphql': readFileSync('schema/errors.graphql', 'utf8'),
    });
    expect(await program(folder, 'messages', 'de.json', '--schema', 'errors.graphql')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('codes has no text for MFA_FAILED.'),
    });
  });
});

describe('messages --write', () => {
  /** Adds stubs to one file and returns its text. */
  async function write(file: string, name = 'en.json') {
    const folder = createFolder({ 'schema.graphql': schema, [name]: file });
    const result = await program(folder, 'messages', name, '--schema', 'schema.graphql', '--write');
    expect(readdirSync(folder).toSorted()).toEqual([name, 'schema.graphql']);
    return { ...result, text: readFileSync(join(folder, name), 'utf8'), folder };
  }

  const quota = 'The quota is used up. Wait until tomorrow, or choose a larger plan.';

  it('adds stubs in the order of the schema, and keeps the rest of the file', async () => {
    const file = `{
    "locale" : "en",
    "codes": {
        "STALE" : {"title":"a",   "sentence":"b"},
        "RATE_LIMITED": { "title": "\\u0041", "sentence": "b" }
    },
    "generic": { "title": "a",
                 "sentence": "b" },

    "own": [1,2 ,3]
}`;
    const { status, stdout, text } = await write(file);
    expect(status).toBe(1);
    expect(text).toBe(`{
    "locale" : "en",
    "codes": {
        "STALE" : {"title":"a",   "sentence":"b"},
        "QUOTA_EXCEEDED": {"title":"TODO: QUOTA_EXCEEDED",   "sentence":"${quota}"},
        "RATE_LIMITED": { "title": "\\u0041", "sentence": "b" },
        "PLAN_TOO_SMALL": {"title":"TODO: PLAN_TOO_SMALL",   "sentence":"TODO: PLAN_TOO_SMALL"}
    },
    "categories": {
        "billing": {"title":"TODO: billing",   "sentence":"TODO: billing"},
        "traffic": {"title":"TODO: traffic",   "sentence":"TODO: traffic"}
    },
    "generic": { "title": "a",
                 "sentence": "b" },

    "own": [1,2 ,3]
}`);
    expect(stdout).toBe(`en.json:4:9 codes.STALE is not a code of ErrorCodeEnum. Remove the text.
en.json:5:9 codes.QUOTA_EXCEEDED was added as a stub. Write its title, and check its sentence.
en.json:7:9 codes.PLAN_TOO_SMALL was added as a stub. Write its title, and check its sentence.
en.json:10:9 categories.billing was added as a stub. Write its title, and check its sentence.
en.json:11:9 categories.traffic was added as a stub. Write its title, and check its sentence.
en.json:16:5 warning: own is not read.
1 file, 3 codes, 5 problems, 1 warning, 4 stubs added.
`);
  });

  it.each([
    ['tabs and no line break at the end', print(complete).replaceAll('  ', '\t'), '\t'],
    ['CRLF', `${print(complete).replaceAll('\n', '\r\n')}\r\n`, '  '],
    ['four spaces', `${print(complete).replaceAll('  ', '    ')}\n`, '    '],
    ['one line', JSON.stringify(complete), ''],
    ['a byte order mark', `\uFEFF${print(complete)}\n`, '  '],
  ])('restores removed texts in a file with %s', async (_case, file) => {
    const removed = (Object.keys(codes) as (keyof typeof codes)[]).map((name) => {
      const entry = new RegExp(`\\s*"${name}":\\s*\\{[^}]*\\},?`);
      return [name, file.replace(entry, '').replace(/\},(\s*\},)/, '}$1')] as const;
    });
    const folder = createFolder({
      'schema.graphql': schema,
      ...Object.fromEntries(removed.map(([name, lacking]) => [`${name}.json`, lacking])),
    });
    await program(folder, 'messages', '*.json', '--schema', 'schema.graphql', '--write');
    for (const [name, lacking] of removed) {
      JSON.parse(lacking.replace('\uFEFF', ''));
      expect(lacking.length).toBeLessThan(file.length);
      const restored = readFileSync(join(folder, `${name}.json`), 'utf8')
        .replace(`TODO: ${name}`, codes[name].title)
        .replace(/TODO: \w+|The quota is used up\. [^"]*/, codes[name].sentence);
      expect(restored).toBe(file);
    }
  });

  it('fills an empty file with everything', async () => {
    const { text } = await write('{}\n');
    expect(text).toBe(
      `${print({
        codes: {
          QUOTA_EXCEEDED: text2('QUOTA_EXCEEDED', quota),
          RATE_LIMITED: text2('RATE_LIMITED', 'Too many requests.'),
          PLAN_TOO_SMALL: text2('PLAN_TOO_SMALL'),
        },
        categories: { billing: text2('billing'), traffic: text2('traffic') },
        generic: text2('generic'),
      })}\n`,
    );
  });

  const text2 = (name: string, sentence = `TODO: ${name}`) => ({ title: `TODO: ${name}`, sentence });

  it('adds a missing title or sentence', async () => {
    const { text, stdout } = await write(
      print({ ...complete, codes: { ...codes, RATE_LIMITED: { sentence: 'Wait.' } }, generic: { title: 'a' } }),
    );
    expect(JSON.parse(text)).toEqual({
      ...complete,
      codes: { ...codes, RATE_LIMITED: { title: 'TODO: RATE_LIMITED', sentence: 'Wait.' } },
      generic: { title: 'a', sentence: 'TODO: generic' },
    });
    expect(text.indexOf('TODO: RATE_LIMITED')).toBeLessThan(text.indexOf('Wait.'));
    expect(stdout).toContain('2 problems, 2 stubs added.');
  });

  it('reports a stub until it is edited, and adds nothing twice', async () => {
    const { folder, text } = await write(print({ ...complete, codes: {} }));
    const again = await program(folder, 'messages', 'en.json', '--schema', 'schema.graphql', '--write');
    expect(again.status).toBe(1);
    expect(again.stdout).toContain('codes.RATE_LIMITED is still a stub.');
    expect(again.stdout).toMatch(/ 3 problems\.\n$/);
    expect(readFileSync(join(folder, 'en.json'), 'utf8')).toBe(text);
    expect((await checkOne(text.replaceAll('TODO: ', ''))).status).toBe(0);
  });

  it('leaves what has a wrong shape to its author', async () => {
    const file = print({ ...complete, codes: [], generic: 'text' });
    expect((await write(file)).text).toBe(file);
  });

  it('keeps the permissions of a file, and a link a link', async () => {
    const folder = createFolder({ 'schema.graphql': schema, 'texts/en.json': '{}' });
    chmodSync(join(folder, 'texts/en.json'), 0o640);
    symlinkSync(join(folder, 'texts/en.json'), join(folder, 'en.json'));
    await program(folder, 'messages', 'en.json', '--schema', 'schema.graphql', '--write');
    expect(lstatSync(join(folder, 'en.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'texts/en.json'), 'utf8')).toContain('TODO: RATE_LIMITED');
    expect(statSync(join(folder, 'texts/en.json')).mode % 0o1000).toBe(0o640);
    expect(readdirSync(join(folder, 'texts'))).toEqual(['en.json']);
  });
});

describe('the texts that the check accepts', () => {
  it('are shown by createMessages without a placeholder', async () => {
    const sentence = '{ seconds,plural, =0{now} one {# second} other{in # seconds, {limit}} }';
    const file = withSentence(sentence);
    expect(await problemsOf(file)).toEqual([]);
    const { message } = createMessages<keyof typeof codes>({ ...file, validations: {} as never });
    const shown = (seconds: number) =>
      message({ errorCode: 'RATE_LIMITED', details: [{ __typename: 'RetryInfo', seconds, limit: 'x' }] }).sentence;
    expect([0, 1, 2].map(shown)).toEqual(['now', '1 second', 'in 2 seconds, x']);
  });
});
