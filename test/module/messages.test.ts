import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const folder = '.build/module-messages';

/** One statement a line, each with the message that the compiler prints for it. */
const mistakes: readonly (readonly [statement: string, message: string])[] = [
  [
    "own.failure('QUOTA_EXCEDED');",
    `Argument of type '"QUOTA_EXCEDED"' is not assignable to parameter of type '"PLAN_TOO_SMALL" | "QUOTA_EXCEEDED"'.`,
  ],
  [
    "void new own.MutationError('quota_exceded');",
    `Argument of type '"quota_exceded"' is not assignable to parameter of type '"PLAN_TOO_SMALL" | "QUOTA_EXCEEDED"'.`,
  ],
  ['own.ErrorCode.QUOTA_EXCEDED;', `Property 'QUOTA_EXCEDED' does not exist on type 'ErrorCodes<`],
  [
    "if (own.isMutationError(thrown) && thrown.code === 'QUOTA') throw thrown;",
    `This comparison appears to be unintentional because the types '"PLAN_TOO_SMALL" | "QUOTA_EXCEEDED" | "plan_too_small" | "quota_exceeded"' and '"QUOTA"' have no overlap.`,
  ],
  [
    "own.failure('PLAN_TOO_SMALL', { message: 'Ask for more.' });",
    `Property '__typename' is missing in type '{ message: string; }' but required in type '{ readonly [field: string]: unknown; readonly __typename: "PlanInfo"; }'.`,
  ],
  [
    "createErrorModule({ codes: { QUOTA: { retry: 'latr' } } });",
    `Type '{ QUOTA: { retry: string; }; }' is not assignable to type '"codes.QUOTA: \\"retry\\" must be \\"never\\", \\"after_fix\\" or \\"later\\", got \\"latr\\""'.`,
  ],
  [
    "createErrorModule({ codes: { QUOTA: { fault: 'user' } } });",
    `Type '{ QUOTA: { fault: string; }; }' is not assignable to type '"codes.QUOTA: \\"fault\\" must be \\"client\\" or \\"server\\", got \\"user\\""'.`,
  ],
  [
    "createErrorModule({ codes: { QUOTA: { retri: 'later' } } });",
    `Object literal may only specify known properties, but 'retri' does not exist in type 'HostCode'. Did you mean to write 'retry'?`,
  ],
  [
    'createErrorModule({ codes: wide });',
    `Type '{ QUOTA: { value: string; retry: string; }; }' is not assignable to type '"codes.QUOTA: \\"value\\" must be a literal: add \\"as const\\" to the constant"'.`,
  ],
  [
    "createErrorModule({ builtIn: ['MFA_FAILD'] });",
    `Type '"MFA_FAILD"' is not assignable to type 'ErrorCodeName'. Did you mean '"MFA_FAILED"'?`,
  ],
];

const program = `
import { createErrorModule } from 'graphql-error-codes';
const own = createErrorModule({
  builtIn: false,
  codes: { QUOTA_EXCEEDED: { category: 'billing', action: 'Wait.' }, PLAN_TOO_SMALL: { details: ['PlanInfo'] } },
});
const thrown: unknown = new own.MutationError('QUOTA_EXCEEDED');
const wide = { QUOTA: { value: 'quota', retry: 'later' } };
${mistakes.map(([statement]) => statement).join('\n')}
`;

it('the compiler prints one line for each mistake, which names the codes', async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: '../../tsconfig.json', include: ['.'], exclude: [] }),
  );
  writeFileSync(`${folder}/program.ts`, program);
  const compiled = promisify(execFile)('npx', ['tsc', '-p', folder, '--pretty', 'false']);
  const { stdout } = await compiled.catch((failed: { stdout: string }) => failed);
  const lines = stdout.trimEnd().split('\n');
  // A line that continues the one above would start with a space.
  expect(lines).toHaveLength(mistakes.length);
  for (const [index, [, message]] of mistakes.entries()) expect(lines[index]).toContain(message);
});
