import { describe, expect, it } from 'vitest';
import { typeDefs } from 'graphql-error-codes';
import { checkMerge, describeFinding, MergeError } from 'graphql-error-codes/merge-check';

const clash = { name: 'shop', typeDefs: 'interface Error { reason: String }' };
const olderVersion = { name: 'users', typeDefs: typeDefs.replace(/ {2}".*"\n {2}WRONG_TOTP .*\n/, '') };

describe('describeFinding', () => {
  it('returns severity, rule and place, then what is wrong, why and the fix', () => {
    const [finding] = checkMerge(clash);
    expect(describeFinding(finding!)).toBe(
      `error kind-clash: shop, Error
  "interface Error" conflicts with "type Error" of the module.
  why: Tools that merge SDL keep the last declaration, without a warning.
  fix: Rename the types of the module: createErrorModule({ typePrefix: "..." }).`,
    );
  });
});

describe('throwOnError', () => {
  it('throws a MergeError with all findings when one of them is an error', () => {
    const findings = checkMerge([clash, olderVersion]);
    const check = () => checkMerge([clash, olderVersion], { throwOnError: true });
    expect(check).toThrow(MergeError);
    expect(check).toThrow(
      new MergeError(findings), // compares the message
    );
    expect(check).toThrow(expect.objectContaining({ name: 'MergeError', findings }));
  });

  it('throws a message that lists the findings', () => {
    expect(() => checkMerge([olderVersion, clash], { throwOnError: true })).toThrow(
      `The merge has 1 error and 1 warning.

error kind-clash: shop, Error
  "interface Error" conflicts with "type Error" of the module.
  why: Tools that merge SDL keep the last declaration, without a warning.
  fix: Rename the types of the module: createErrorModule({ typePrefix: "..." }).

warning versions-differ: users, ErrorCodeEnum
  The enum lacks WRONG_TOTP: this is another version of the module, or one created without these codes.`,
    );
    expect(() => checkMerge([clash, clash], { throwOnError: true })).toThrow('The merge has 2 errors and 0 warnings.');
  });

  it('returns the findings when all of them are warnings', () => {
    const findings = checkMerge(olderVersion, { throwOnError: true });
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('is off by default', () => {
    expect(checkMerge(clash)).toHaveLength(1);
  });
});
