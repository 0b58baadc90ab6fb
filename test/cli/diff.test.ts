import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildSchema,
  graphqlSync,
  introspectionFromSchema,
  parse,
  print,
  visit,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { billingCodes, billingTypes } from '../docs/billing.js';
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
    expect(stdout).toMatch(/^old\.graphql:\d+:3 breaking: Field 'details' was removed from object type 'Error'\.$/m);
    expect(stdout).toMatch(/^new\.graphql:\d+:3 safe: Field 'detail' was added to object type 'Error'\.$/m);
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

/** Returns the findings as `level: message`, without the name of the enum. */
const findingsOf = async (before: string, after: string): Promise<readonly string[]> => {
  const { stdout, stderr } = await compare(before, after, '--format', 'json');
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { level: string; message: string }[]).map(
    ({ level, message }) => `${level}: ${message.replace('ErrorCodeEnum.', '')}`,
  );
};

const billing = billingCodes + billingTypes;

describe('diff of metadata', () => {
  it('reports each change of a code of the host, by what it means for clients and operators', async () => {
    const changed = billing
      .replace('category: "plans", retry: "later", action: "Wait', 'category: "limits", retry: "never", action: "Stop')
      .replace('value: "bank_down", category: "traffic", fault: "server"', 'category: "traffic"')
      .replace('since: "2.1.0", replacedBy: "QUOTA_EXCEEDED"', 'since: "2.1.1", replacedBy: "none"');
    expect(await findingsOf(billing, changed)).toEqual([
      'dangerous: BANK_TIMEOUT changed its fault from "server" to "client". Alerts and retries may depend on it.',
      'dangerous: QUOTA_EXCEEDED changed its retry from "later" to "never". Clients may retry by it.',
      'safe: BANK_TIMEOUT changed its internal value from "bank_down" to "bank_timeout". Clients never receive it; resolvers, logs and metrics may use it.',
      'safe: PLAN_TOO_SMALL changed its version from "2.1.0" to "2.1.1".',
      'safe: PLAN_TOO_SMALL changed its replacement from "QUOTA_EXCEEDED" to "none".',
      'safe: QUOTA_EXCEEDED changed its category from "plans" to "limits".',
      'safe: QUOTA_EXCEEDED changed its action from "Wait until tomorrow, or choose a larger plan." to "Stop until tomorrow, or choose a larger plan.".',
    ]);
  });

  it('reports another exposure of a code, and its first as safe', async () => {
    const [first, second] = ['public', 'sensitive'].map((exposure) =>
      billing.replace('@errorCode(retry: "never")', `@errorCode(retry: "never", exposure: "${exposure}")`),
    );
    expect(await findingsOf(first!, second!)).toEqual([
      'dangerous: ACCOUNT_CLOSED changed its exposure from "public" to "sensitive". Callers may see what was hidden from them, or the reverse.',
    ]);
    expect(await findingsOf(billing, first!)).toEqual([
      'safe: ACCOUNT_CLOSED changed its exposure from none to "public".',
    ]);
  });

  it('reports an added and a removed directive of a code, among others that have one', async () => {
    const less = billing.replace(' @errorCode(retry: "never")', '');
    expect(await findingsOf(billing, less)).toEqual([
      'dangerous: ACCOUNT_CLOSED changed its retry from "never" to none. Clients may retry by it.',
    ]);
    expect(await findingsOf(less, billing)).toEqual([
      'dangerous: ACCOUNT_CLOSED changed its retry from none to "never". Clients may retry by it.',
    ]);
  });

  it('reports details that a code gains, loses, starts or stops to restrict, as dangerous', async () => {
    const changed = billing
      .replace('details: ["RetryInfo"])', 'details: ["ActiveModelError"])')
      .replace(', details: ["ActiveModelError", "RetryInfo"]', '')
      .replace('@errorCode(retry: "never")', '@errorCode(retry: "never", details: ["MessageError"])');
    expect(await findingsOf(billing, changed)).toEqual([
      'dangerous: ACCOUNT_CLOSED now restricts its details to MessageError. Clients may expect others.',
      'dangerous: ADDRESS_INVALID no longer restricts its details to ActiveModelError, RetryInfo. Clients may not expect others.',
      'dangerous: RATE_LIMITED no longer has details of RetryInfo. Clients may expect them.',
      'dangerous: RATE_LIMITED now has details of ActiveModelError. Clients may not expect them.',
    ]);
  });

  it('reports nothing when only one schema has metadata, and says so once', async () => {
    const bare = billing.replaceAll(/@errorCode(?:\([^)]*\))?/g, '');
    const missing = (file: string) =>
      `${file} has no metadata of its codes (@errorCode or errorCatalogue), so changes of fault, retry, exposure, category, action, version, replacement, details and internal value are not reported.\n`;
    const nothing = { status: 0, stdout: '0 changes, 0 breaking.\n' };
    expect(await compare(bare, billing)).toEqual({ ...nothing, stderr: missing('old.graphql') });
    expect(await compare(billing, bare)).toEqual({ ...nothing, stderr: missing('new.graphql') });
    expect(await compare(bare, bare)).toEqual({ ...nothing, stderr: '' });
  });

  it('reports which schema has an invalid directive', async () => {
    const wrong = billing.replace('retry: "never"', 'retry: "nevr"');
    expect((await compare(billing, wrong)).stderr).toBe(
      'new.graphql: Invalid @errorCode:\n- ErrorCodeEnum.INVOICE_PAID: "retry" must be "never", "after_fix" or "later", got "nevr". Did you mean "never"?\n',
    );
  });

  it('compares the catalogue of a server, as far as it goes, with SDL', async () => {
    const { typeDefs: sdl, resolvers } = createErrorModule({ builtIn: false, catalogueQuery: true });
    const server = makeExecutableSchema({ typeDefs: [sdl, billing], resolvers });
    const fields = (server.getType('ErrorCatalogueEntry') as GraphQLObjectType).getFields();
    delete fields.replacedBy;
    const url = await openServer(server);
    const folder = createFolder({
      'new.graphql': billing.replace('retry: "later"', 'retry: "never"').replace(', replacedBy: "none"', ''),
    });
    const { stdout, stderr } = await program(folder, 'diff', url, 'new.graphql');
    // Only its own text has the declarations: the server was not wrapped.
    expect(stderr).toBe(
      `${url} declares no codes of mutations (@errors), so changes of declarations are not reported.\n`,
    );
    expect(stdout).toMatch(
      /^new\.graphql:\d+:\d+ dangerous: ErrorCodeEnum\.QUOTA_EXCEEDED changed its retry from "later" to "never"\. .*\n1 change, 0 breaking\.\n$/,
    );
  });

  it('compares the codes alone of a server without introspection', async () => {
    const { typeDefs: sdl, resolvers } = createErrorModule({ builtIn: false, catalogueQuery: true });
    const server = makeExecutableSchema({ typeDefs: [sdl, billing], resolvers });
    const url = await openServer(server, true);
    const folder = createFolder({ 'new.graphql': billing.replace('fault: "server", ', '') });
    const { stdout, stderr } = await program(folder, 'diff', url, 'new.graphql');
    expect(stderr).toBe(`${url} has codes only, so changes of types and of mutations are not reported.\n`);
    expect(stdout).toMatch(
      /^new\.graphql:\d+:\d+ dangerous: ErrorCodeEnum\.BANK_TIMEOUT changed its fault .*\n1 change, 0/,
    );
  });
});

describe('diff of a renamed code', () => {
  const keep = '"The account is closed" ACCOUNT_CLOSED';
  const rename = async (before: string, after: string, others: readonly string[] = [keep]) =>
    (await findingsOf(sdl([...others, before]), sdl([...others, after]))).map((line) => line.split('. Restore')[0]);

  it.each([
    [
      'the same internal value',
      '"The quota is used up" QUOTA_EXCEEDED @errorCode(value: "quota")',
      '"No more calls" LIMIT_REACHED @errorCode(value: "quota")',
      'QUOTA_EXCEEDED was probably renamed to LIMIT_REACHED, which has the same internal value',
    ],
    [
      'another spelling of the name',
      '"Old" QuotaExceeded',
      '"New" QUOTA_EXCEEDED',
      'QuotaExceeded was probably renamed to QUOTA_EXCEEDED, which has the same internal value',
    ],
    [
      'the same description',
      '"The monthly quota of the plan is used up" QUOTA_EXCEEDED',
      '"The monthly quota of the plan is used up." PLAN_LIMIT_REACHED',
      'QUOTA_EXCEEDED was probably renamed to PLAN_LIMIT_REACHED, which has the same description',
    ],
    [
      'a similar name and description',
      '"The colour of the wall is unknown" UNKNOWN_WALL_COLOUR',
      '"The wall color is not known" WALL_COLOR_UNKNOWN',
      'UNKNOWN_WALL_COLOUR was probably renamed to WALL_COLOR_UNKNOWN, which has a similar name and description',
    ],
    [
      'a similar name, without descriptions',
      'PAYMENT_REFUSSED_BANK',
      'PAYMENT_REFUSED_BANK',
      'PAYMENT_REFUSSED_BANK was probably renamed to PAYMENT_REFUSED_BANK, which has a similar name',
    ],
  ])('recognizes it by %s', async (_sign, before, after, expected) => {
    expect(await rename(before, after)).toEqual([`breaking: ${expected}`]);
  });

  it.each([
    ['a generic description', '"Invalid input" COLOUR_WRONG', '"Invalid input" QUOTA_EXCEEDED'],
    [
      'a long generic description',
      '"The request could not be processed, please try again later" CARD_DECLINED',
      '"The request could not be processed, please try again later" QUOTA_EXCEEDED',
    ],
    [
      'a description that does not name the subject',
      '"The limit is reached" MAX_USERS_REACHED',
      '"The limit is reached" MAX_PROJECTS_REACHED',
    ],
    ['the pattern of names', '"The user was not found" USER_NOT_FOUND', '"The order was not found" ORDER_NOT_FOUND'],
    [
      'a sentence about another subject',
      '"The maximum number of users per team is reached" MAX_USERS_REACHED',
      '"The maximum number of projects per team is reached" MAX_PROJECTS_REACHED',
    ],
    ['a number', '"Tier 1 is full" TIER_1_FULL', '"Tier 2 is full" TIER_2_FULL'],
    ['half of a name', 'CARD_DECLINED', 'CARD_EXPIRED'],
    ['nothing', '"One" CARD_DECLINED', '"Other" QUOTA_EXCEEDED'],
  ])('does not claim it for %s', async (_sign, before, after) => {
    const findings = await rename(before, after);
    expect(findings).toHaveLength(2);
    expect(findings.join()).not.toContain('renamed');
  });

  it('does not claim it for a description that other codes have', async () => {
    const text = '"The payment provider rejected this transfer"';
    const others = [`${text} TRANSFER_REJECTED`];
    const findings = await rename(`${text} CARD_DECLINED`, `${text} QUOTA_EXCEEDED`, others);
    expect(findings.join()).not.toContain('renamed');
  });

  it('matches each code at most once, the best first', async () => {
    const before = [
      '"The colour of the wall is unknown" WALL_COLOUR',
      '"The wall colour is unknown to us" WALL_COLOUR_UNKNOWN',
    ];
    const after = ['"The colour of the wall is unknown" COLOUR_OF_WALL'];
    expect(
      (await findingsOf(sdl([keep, ...before]), sdl([keep, ...after]))).map((line) => line.split('. Restore')[0]),
    ).toEqual([
      'breaking: WALL_COLOUR was probably renamed to COLOUR_OF_WALL, which has the same description',
      'breaking: WALL_COLOUR_UNKNOWN was removed without being deprecated first',
    ]);
  });

  it('matches too many codes by value and description only, and says so', async () => {
    const codes = (name: string) =>
      Array.from({ length: 501 }, (_, index) => `"The colour of wall ${index} is unknown" ${name}_${index}`);
    const similar = ['"The lamp is off and cold" LAMP_OFF', '"The lamp is off and is cold" LAMP_SWITCHED_OFF'];
    const [before, after] = similar.map((code, index) => sdl([keep, ...codes(index === 0 ? 'WALL' : 'PANE'), code]));
    const { stdout, stderr } = await compare(before!, after!);
    expect(stdout.match(/WALL_\d+ was probably renamed to PANE_\d+, which has the same description/g)).toHaveLength(
      501,
    );
    expect(stdout).toContain('LAMP_OFF was removed');
    expect(stderr).toBe(
      '502 removed and 502 added codes are too many to compare their names. A rename is found by the same internal value or description only.\n',
    );
  });

  it('does not choose between equal candidates, in either direction', async () => {
    const one = '"The colour of the wall is unknown" WALL_COLOUR_A1';
    const two = [
      '"The colour of the wall is unknown" WALL_COLOUR_B1',
      '"The colour of the wall is unknown" WALL_COLOUR_C1',
    ];
    expect((await findingsOf(sdl([keep, one]), sdl([keep, ...two]))).join()).not.toContain('renamed');
    expect((await findingsOf(sdl([keep, ...two]), sdl([keep, one]))).join()).not.toContain('renamed');
  });
});

describe('diff of SDL with its own enum', () => {
  it('compares the file that import writes with the schema that it belongs to, without false changes', async () => {
    const nothing = { status: 0, stdout: '0 changes, 0 breaking.\n' };
    const note = 'has codes only, so changes of types and of mutations are not reported.\n';
    expect(await compare(billingCodes, billing)).toEqual({ ...nothing, stderr: `old.graphql ${note}` });
    expect(await compare(billing, billingCodes)).toEqual({ ...nothing, stderr: `new.graphql ${note}` });
    const whole = createErrorModule({ builtIn: false }).typeDefs + billing;
    expect(await compare(billing, whole)).toEqual({ ...nothing, stderr: '' });
  });

  it('merges a file that extends the enum with the module', async () => {
    const extended = 'extend enum ErrorCodeEnum { NO_COLOUR @errorCode(category: "paint") }';
    const { stdout } = await compare(typeDefs, extended);
    expect(stdout).toBe('new.graphql:1:29 safe: ErrorCodeEnum.NO_COLOUR was added.\n1 change, 0 breaking.\n');
  });
});

describe('diff of mutations', () => {
  const change = (from: string, to: string) => findingsOf(billing, billing.replace(from, to));
  const errors = 'errors: [Error!]!';

  it('reports payloads that are interfaces or unions, and errors that require an argument', async () => {
    const types = `interface P { errors: [Error!]! } interface P2 { ok: Int } type N { ok: Int } type X implements P2 { ok: Int }`;
    const before = `${types} type A implements P { errors: [Error!]! } type D { errors: [Error!]! } union U = D | N
      type Mutation { byInterface: P byUnion: U direct: D }`;
    const after = `${types} type A implements P { errors: [Error!]! } type D { errors(first: Int!): [Error!]! } union U = N
      type Mutation { byInterface: P2 byUnion: U direct: D }`;
    const findings = await findingsOf(before, after);
    expect(findings).toEqual([
      'breaking: Mutation.byInterface no longer returns typed errors of A. Clients miss these failures.',
      'breaking: Mutation.byUnion no longer returns typed errors of D. Clients miss these failures.',
      'breaking: Mutation.direct now requires an argument of "errors". Operations that select them fail.',
    ]);
    expect(await findingsOf(after, before)).toEqual([
      'dangerous: Mutation.byInterface now returns typed errors of A. Clients that do not select them take a failure for a success.',
      'dangerous: Mutation.byUnion now returns typed errors of D. Clients that do not select them take a failure for a success.',
    ]);
  });

  it('reports a payload that loses its errors as breaking, and one that gains them as dangerous', async () => {
    const paid = billing.replace(errors, 'done: Boolean').replaceAll(/ @errors\(.*\)/g, '');
    const undeclared = billing.replaceAll(/ @errors\(.*\)/g, '');
    expect(await findingsOf(undeclared, paid)).toEqual([
      'breaking: Mutation.changeInvoices no longer has typed errors: PayPayload lost "errors". Operations that select them fail.',
      'breaking: Mutation.pay no longer has typed errors: PayPayload lost "errors". Operations that select them fail.',
      'breaking: UsersMutations.login no longer has typed errors: PayPayload lost "errors". Operations that select them fail.',
    ]);
    expect(await findingsOf(paid, undeclared)).toContain(
      'dangerous: UsersMutations.login now has typed errors: PayPayload has a list "errors". Clients that do not select it take a failure for a success.',
    );
  });

  it('reports errors that become nullable as breaking, and those that no longer are as safe', async () => {
    const nullable = billing.replace(errors, 'errors: [Error!]');
    expect(await findingsOf(billing, nullable)).toContain(
      'breaking: Mutation.pay changed the type of its "errors" from [Error!]! to [Error!]. Clients do not expect null there.',
    );
    expect(await findingsOf(nullable, billing)).toContain(
      'safe: Mutation.pay changed the type of its "errors" from [Error!] to [Error!]!.',
    );
    expect(await change(errors, 'errors: [Error]!')).toContain(
      'breaking: Mutation.pay changed the type of its "errors" from [Error!]! to [Error]!. Clients do not expect null there.',
    );
  });

  it('reports the first declaration of a mutation as safe, and the loss of all as dangerous', async () => {
    const declaration = ' @errors(codes: ["RATE_LIMITED", "ACCOUNT_CLOSED"])';
    const lost = billing.replace(declaration, '');
    expect(await findingsOf(lost, billing)).toEqual([
      'safe: UsersMutations.login now declares its codes: RATE_LIMITED, ACCOUNT_CLOSED.',
    ]);
    expect(await findingsOf(billing, lost)).toEqual([
      'dangerous: UsersMutations.login no longer declares its codes. Clients that handle each declared code may receive any.',
    ]);
    expect(await change(declaration, ' @errors(codes: [])')).toEqual([
      'safe: UsersMutations.login no longer declares RATE_LIMITED.',
      'safe: UsersMutations.login no longer declares ACCOUNT_CLOSED.',
    ]);
  });

  it('ignores mutations that only one schema has', async () => {
    expect(await change('login: PayPayload', 'signIn: PayPayload')).toEqual([]);
  });
});

/** Serves a schema until the end of the test, with or without introspection. */
async function openServer(schema: GraphQLSchema, isClosed = false): Promise<string> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { query } = (await json(request)) as { query: string };
    const result =
      isClosed && query.includes('__schema')
        ? { errors: [{ message: 'Introspection is off.' }] }
        : graphqlSync({ schema, source: query });
    response.end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
