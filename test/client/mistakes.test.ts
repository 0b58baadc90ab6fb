import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

const folder = '.build/client-mistakes';

const masked = 'has masked errors: pass { unmask } to createResultOf, or turn masking off';
const noErrors = 'does not select errors: add them, without an alias';
const noCode = 'selects errors without errorCode: add it, without an alias';
const maskedPayload = 'is masked by a fragment: select errors outside of it, or turn masking off';
const notAccepted = 'has errors that unmask does not accept: spread its fragment in them';

/** One statement a line, each with the end of the first line that the compiler prints for it. */
const mistakes: readonly (readonly [statement: string, message: string])[] = [
  // The client preset, Apollo Client, Relay and gql.tada.
  ["result(data.preset, 'token');", `to parameter of type '"result: the payload ${masked}" | null | undefined'.`],
  ["resultOf(data, 'preset', 'token');", `to parameter of type '"resultOf: preset ${masked}"'.`],
  ["resultOf(data, 'preset');", `to parameter of type '"resultOf: preset ${masked}"'.`],
  ["resultOf(data, 'relay', 'token');", `to parameter of type '"resultOf: relay ${masked}"'.`],
  ["resultOf(data, 'tada', 'token');", `to parameter of type '"resultOf: tada ${masked}"'.`],
  ["resultOf(data, 'maskedPayload');", `to parameter of type '"resultOf: maskedPayload ${maskedPayload}"'.`],
  // Aliases, and what was not selected.
  ["result(data.aliased, 'token');", `to parameter of type '"result: the payload ${noErrors}" | null | undefined'.`],
  ["resultOf(data, 'aliased', 'token');", `to parameter of type '"resultOf: aliased ${noErrors}"'.`],
  ["resultOf(data, 'aliasedCode', 'token');", `to parameter of type '"resultOf: aliasedCode ${noCode}"'.`],
  ["resultOf(data, 'notAList');", `to parameter of type '"resultOf: notAList ${noCode}"'.`],
  [
    "resultOf(data, 'numbers', 'token');",
    `to parameter of type '"resultOf: numbers selects an errorCode that is not a string"'.`,
  ],
  ["resultOf(data, 'list');", `"resultOf: list is a list: read each of its payloads with result"`],
  ["resultOf(data, 'scalar');", `to parameter of type '"resultOf: scalar ${noErrors}"'.`],
  // With unmask.
  ["unmasked(data, 'login', 'token');", `to parameter of type '"resultOf: login ${notAccepted}"'.`],
  [
    "createResultOf<Declared>({ unmask })(data, 'preset');",
    `to parameter of type '"resultOf: preset needs the third type parameter of createResultOf: typeof unmask"'.`,
  ],
  // Names.
  ["resultOf(login, 'logn', 'token');", `Argument of type '"logn"' is not assignable to parameter of type '"login"'.`],
  ["resultOf(login, 'login', 'tokn');", `Argument of type '"tokn"' is not assignable to parameter of type '"token"'.`],
  ["result(login.login, 'errors');", `Argument of type '"errors"' is not assignable to parameter of type '"token"'.`],
  // Handlers.
  [
    'matchError(error, { MFA_FAILED: () => 1, WRONG_TOTP: () => 2, MFA_FAILD: () => 3 }, () => 0);',
    `required in type 'UndeclaredHandler<"MFA_FAILD", "MFA_FAILED" | "WRONG_TOTP">'.`,
  ],
  [
    'matchError(error, { MFA_FAILED: () => 1, WRONG_TOTP: () => 2, SOLD_OUT: (other) => other }, () => 0);',
    `required in type 'UndeclaredHandler<"SOLD_OUT", "MFA_FAILED" | "WRONG_TOTP">'.`,
  ],
  ['matchError(error, { MFA_FAILED: () => 1 }, () => 0);', `Property 'WRONG_TOTP' is missing in type '{ MFA_FAILED: `],
];

const program = `
import { createResultOf, matchError, result } from 'graphql-error-codes/client';
declare const tadaMask: unique symbol;
interface CodeFragment { errorCode: 'MFA_FAILED' | 'WRONG_TOTP' }
interface Data {
  preset: { token: string | null; errors: { ' $fragmentRefs'?: { PayloadErrorFragment: CodeFragment } }[] } | null;
  relay: { token: string | null; errors: readonly { ' $fragmentSpreads': { payloadError: true } }[] } | null;
  tada: { token: string | null; errors: { [tadaMask]: { PayloadError: 'Error' } }[] } | null;
  maskedPayload: { ' $fragmentRefs'?: { LoginFragment: { errors: CodeFragment[] } } } | null;
  aliased: { token: string | null; problems: CodeFragment[] } | null;
  aliasedCode: { token: string | null; errors: { code: 'MFA_FAILED' }[] } | null;
  notAList: { errors: string } | null;
  numbers: { token: string | null; errors: { errorCode: 404 }[] } | null;
  list: { token: string | null; errors: CodeFragment[] }[];
  scalar: string | null;
  login: { token: string | null; errors: CodeFragment[] } | null;
}
interface Declared { login: 'MFA_FAILED' | 'WRONG_TOTP' }
declare const data: Data;
declare const login: Pick<Data, 'login'>;
declare const unmask: (error: { ' $fragmentRefs'?: { PayloadErrorFragment: CodeFragment } }) => CodeFragment;
const resultOf = createResultOf<Declared>();
const unmasked = createResultOf<Declared, unknown, typeof unmask>({ unmask });
const failed = resultOf(login, 'login', 'token');
const error = failed.ok ? undefined : failed.errors[0];
const ofMasked = unmasked(data, 'preset', 'token');
if (!ofMasked.ok) ofMasked.errors[0]?.errorCode satisfies 'MFA_FAILED' | 'WRONG_TOTP' | undefined;
${mistakes.map(([statement]) => statement).join('\n')}
`;

let printed: readonly string[];
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = { extends: '../../tsconfig.json', include: ['.'], exclude: [] };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options));
  writeFileSync(`${folder}/program.ts`, program);
  const compiled = promisify(execFile)('npx', ['tsc', '-p', folder, '--pretty', 'false']);
  const { stdout } = await compiled.catch((failed: { stdout: string }) => failed);
  // A line that starts with a space explains the one above.
  printed = stdout.split('\n').filter((line) => /^\S/.test(line));
});

it('the compiler prints a sentence for each mistake in a selection, which names the field', () => {
  expect(printed.map((line) => line.replace(/^.*error TS\d+: /, ''))).toEqual(
    mistakes.map(([, message]) => expect.stringContaining(message)),
  );
});
