import { buildSchema, introspectionFromSchema, parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { bundleProgram, createFolder, type Run } from './program.js';

const { run: program } = bundleProgram();

/** Returns the module's SDL with these values of the enum instead, starting on line 2. */
const sdl = (values: readonly string[], rest = '') =>
  `enum ErrorCodeEnum {\n${values.join('\n')}\n}\n${typeDefs.replace(/"""[^"]*"""\nenum ErrorCodeEnum {[^}]*}/, '')}${rest}`;

const compare = (before: string, after: string, ...args: string[]): Promise<Run> =>
  program(createFolder({ 'old.graphql': before, 'new.graphql': after }), 'diff', 'old.graphql', 'new.graphql', ...args);

const old = ['"a" A', '"b" B', '"c" C @deprecated(reason: "old")', '"d" D @deprecated'];

describe('diff of a schema with renamed types', () => {
  it('compares its codes and the types that carry them', async () => {
    const { typeDefs: renamed } = createErrorModule({ typePrefix: 'Shop' });
    const host = 'type Query { ok: Boolean } type Mutation { paint: Paint } type Paint { errors: [ShopError!]! }';
    const without = print(
      visit(parse(renamed + host), {
        EnumValueDefinition: ({ name }) => (name.value === 'WRONG_TOTP' ? null : undefined),
      }),
    );
    const { status, stdout } = await compare(renamed + host, without.replace('message: String!', 'message: String'));
    expect(status).toBe(1);
    expect(stdout).toContain('ShopErrorCodeEnum.WRONG_TOTP was removed without being deprecated first.');
    expect(stdout).toContain("Field 'ShopMessageError.message' changed type from 'String!' to 'String'.");
    expect(stdout).toContain('2 changes, 2 breaking.');
  });
});

describe('diff', () => {
  it.each([
    ['no change', old, [], '0 changes, 0 breaking.'],
    [
      'a removed code as breaking',
      old.toSpliced(0, 1),
      [
        'old.graphql:2:5 breaking: ErrorCodeEnum.A was removed without being deprecated first. Restore it with @deprecated(reason: "...").',
      ],
      '1 change, 1 breaking.',
    ],
    [
      'a removed code that was deprecated as dangerous',
      old.toSpliced(2, 1),
      ['old.graphql:4:5 dangerous: ErrorCodeEnum.C was removed after it was deprecated.'],
      '1 change, 0 breaking.',
    ],
    [
      'a renamed code as breaking, once, by its description',
      ['"a" AA', ...old.slice(1)],
      [
        'old.graphql:2:5 breaking: ErrorCodeEnum.A was probably renamed to AA, which has the same description. Restore it with @deprecated(reason: "...") and keep AA.',
      ],
      '1 change, 1 breaking.',
    ],
    [
      'no rename when two new codes have the same description',
      ['"a" AA', '"a" AB', ...old.slice(1)],
      [
        'old.graphql:2:5 breaking: ErrorCodeEnum.A was removed without being deprecated first. Restore it with @deprecated(reason: "...").',
        'new.graphql:2:5 safe: ErrorCodeEnum.AA was added.',
        'new.graphql:3:5 safe: ErrorCodeEnum.AB was added.',
      ],
      '3 changes, 1 breaking.',
    ],
    [
      'a code that is no longer deprecated as dangerous, also with the default reason',
      [...old.slice(0, 2), '"c" C', '"d" D'],
      [
        'new.graphql:4:5 dangerous: ErrorCodeEnum.C is no longer deprecated. Clients may have stopped handling it.',
        'new.graphql:5:5 dangerous: ErrorCodeEnum.D is no longer deprecated. Clients may have stopped handling it.',
      ],
      '2 changes, 0 breaking.',
    ],
    [
      'an added code as safe',
      [...old, 'E', '"f" F @deprecated(reason: "at once")'],
      ['new.graphql:6:1 safe: ErrorCodeEnum.E was added.', 'new.graphql:7:5 safe: ErrorCodeEnum.F was added.'],
      '2 changes, 0 breaking.',
    ],
    [
      'changed texts as safe',
      ['"aa" A', 'B', '"c" C @deprecated(reason: "older")', '"d" D @deprecated(reason: "x")'],
      [
        'new.graphql:2:6 safe: ErrorCodeEnum.A changed its description from "a" to "aa".',
        'new.graphql:3:1 safe: ErrorCodeEnum.B changed its description from "b" to none.',
        'new.graphql:4:5 safe: ErrorCodeEnum.C changed its deprecation reason from "old" to "older".',
        'new.graphql:5:5 safe: ErrorCodeEnum.D changed its deprecation reason from "No longer supported" to "x".',
      ],
      '4 changes, 0 breaking.',
    ],
    [
      'a new deprecation as safe',
      [...old.slice(0, 1), '"b" B @deprecated(reason: "say A")', ...old.slice(2)],
      ['new.graphql:3:5 safe: ErrorCodeEnum.B was deprecated: "say A".'],
      '1 change, 0 breaking.',
    ],
  ])('reports %s', async (_case, after, lines, summary) => {
    const { status, stdout, stderr } = await compare(sdl(old), sdl(after));
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([...lines, summary]);
    expect(status).toBe(summary.endsWith(' 0 breaking.') ? 0 : 1);
  });

  it('reports changes of the types that carry a code, and ignores other types', async () => {
    const before = sdl(old, 'type User { id: ID }');
    const after = sdl(old, 'type User { name: ID }').replace('details: [DetailedError!]', 'detail: [DetailedError!]');
    const { status, stdout } = await compare(before, after);
    expect(stdout).toContain("old.graphql:27:3 breaking: Field 'details' was removed from object type 'Error'.");
    expect(stdout).toContain("new.graphql:27:3 safe: Field 'detail' was added to object type 'Error'.");
    expect(stdout).toContain('\n3 changes, 1 breaking.\n');
    expect(status).toBe(1);
  });

  it('reports a deprecated field once, without its directive', async () => {
    const { stdout } = await compare(sdl(old), sdl(old).replace('message: String!', 'message: String! @deprecated'));
    expect(stdout).toMatch(/^new\.graphql:\d+:3 safe: Field 'MessageError\.message' is deprecated\.\n/);
    expect(stdout).not.toContain('irective');
  });

  it('reports the codes that a mutation starts or stops declaring', async () => {
    const mutation = (codes: string) =>
      `type Mutation { paint: Paint @errors(codes: [${codes}]) new: Paint @errors(codes: ["A"]) } type Paint { errors: [Error!]! }`;
    const { stdout } = await compare(
      sdl(old, mutation('"A", "B"').replace(/new:.*?\)/, '')),
      sdl(old, mutation('"B", "C"')),
    );
    expect(stdout).toMatch(
      /^new\.graphql:\d+:17 safe: Mutation\.paint now declares C\.\nnew\.graphql:\d+:17 safe: Mutation\.paint no longer declares A\.\n2 changes, 0 breaking\.\n$/,
    );
  });

  it('compares with an introspection result, which has no lines', async () => {
    const schema = buildSchema(sdl(old, 'type Query { error: Error }'));
    const folder = createFolder({
      'old.json': JSON.stringify(introspectionFromSchema(schema)),
      'new.graphql': sdl(old.toSpliced(0, 1)),
    });
    expect(await program(folder, 'diff', 'old.json', 'new.graphql')).toEqual({
      status: 1,
      stdout:
        'breaking: ErrorCodeEnum.A was removed without being deprecated first. Restore it with @deprecated(reason: "...").\n1 change, 1 breaking.\n',
      stderr: '',
    });
  });

  it('accepts directives without a definition, as in subgraphs', async () => {
    const { status, stdout, stderr } = await compare(
      sdl(old),
      sdl(old, 'type User @key(fields: "id") { id: ID @shareable }').replace('type Error {', 'type Error @shareable {'),
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '0 changes, 0 breaking.\n', stderr: '' });
  });

  it('reports which schema declares an unknown code', async () => {
    const wrong = sdl(old, 'type Mutation { paint: Paint @errors(codes: ["X"]) } type Paint { errors: [Error!]! }');
    expect(await compare(sdl(old), wrong)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'new.graphql: Invalid @errors:\n- Mutation.paint declares "X", which ErrorCodeEnum does not have.\n',
    });
  });

  it('writes JSON', async () => {
    const { status, stdout } = await compare(sdl(old), sdl(['"a" A', '"b" B', '"c" C']), '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        level: 'dangerous',
        coordinate: 'ErrorCodeEnum.C',
        message: 'ErrorCodeEnum.C is no longer deprecated. Clients may have stopped handling it.',
        place: { file: 'new.graphql', line: 4, column: 5 },
      },
      {
        level: 'dangerous',
        coordinate: 'ErrorCodeEnum.D',
        message: 'ErrorCodeEnum.D was removed after it was deprecated.',
        place: { file: 'old.graphql', line: 5, column: 5 },
      },
    ]);
    expect(status).toBe(0);
  });

  it('writes annotations for GitHub workflows, escaped', async () => {
    const { stdout } = await compare(sdl(['"a" A', '"b" B']), sdl(['"100 %\\nof, a: b" A']), '--format', 'github');
    expect(stdout).toBe(
      [
        '::error file=old.graphql,line=3,col=5::ErrorCodeEnum.B was removed without being deprecated first. Restore it with @deprecated(reason: "...").',
        '::notice file=new.graphql,line=2,col=19::ErrorCodeEnum.A changed its description from "a" to "100 %25\\nof, a: b".',
        '2 changes, 1 breaking.\n',
      ].join('\n'),
    );
  });
});
