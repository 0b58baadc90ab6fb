/** The sources of front ends, which codegen.test.ts compiles with types of several options. */

/** Options that change the types of operations, each tried alone. */
export const optionSets: Readonly<Record<string, object>> = {
  defaults: {},
  maybeUndefined: { maybeValue: 'T | null | undefined' },
  avoidOptionals: { avoidOptionals: true },
  optionals: { avoidOptionals: false },
  enumsAsTypes: { enumsAsTypes: true },
  enumsAsConst: { enumsAsConst: true },
  stringLiterals: { enumType: 'string-literal' },
  futureProofEnums: { enumsAsTypes: true, futureProofEnums: true },
  futureProofUnions: { futureProofUnions: true },
  skipTypename: { skipTypename: true },
  nonOptionalTypename: { nonOptionalTypename: true },
  dedupeFragments: { dedupeFragments: true },
  onlyOperationTypes: { onlyOperationTypes: true },
  combined: { inlineFragmentTypes: 'combine' },
  merged: { mergeFragmentTypes: true },
  flattened: { flattenGeneratedTypes: true },
  unresolved: { preResolveTypes: false },
  immutable: { immutableTypes: true },
  keptNames: { namingConvention: 'keep' },
};

/** A front end that reads results, matches codes and looks up messages with the generated types. */
const useOf = (types: string, codes: string) => `
  import { createMessages, createResultOf, isRetryable, matchError, result } from 'graphql-error-codes/client';
  import { LoginDocument, type LoginMutation } from '${types}';
  import { errorCategories, errorRetries, type DeclaredErrorCodes, type ErrorDetails } from '${codes}';
  import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
  const { message } = createMessages(en, errorCategories);
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();
  export const document = LoginDocument;
  export function read(data: LoginMutation | null | undefined): string | null {
    const login = resultOf(data, 'usersLogin', 'userSession');
    if (login.ok) return login.value.token ?? null;
    if (isRetryable(login.errors[0], errorRetries)) return 'retry';
    const plain = result(data?.usersLogin, 'userSession');
    if (!plain.ok) matchError(plain.errors[0], { MFA_FAILED: () => 1 }, () => 2);
    // @ts-expect-error it must handle every code that usersLogin declares
    matchError(login.errors[0], { MFA_FAILED: () => 1 }, () => 2);
    return matchError(
      login.errors[0],
      {
        MFA_FAILED: (error) => message(error).title,
        MISSING_PARAMETER: (error) => message(error).title,
        INVALID_LOGIN_DATA: (error) => message(error).title,
      },
      (error) => message(error).title,
    );
  }
`;

/** A front end of examples/own-codes, whose codes declare types of details. */
const ownCodesUse = (types: string) => `
  import { createResultOf, matchError } from 'graphql-error-codes/client';
  import type { DeclaredErrorCodes, ErrorDetails, PlaceOrderMutation } from '${types}';
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();
  export function leftInStock(data: PlaceOrderMutation): number | undefined {
    const order = resultOf(data, 'ordersPlace', 'orderId');
    if (order.ok) return undefined;
    return matchError(
      order.errors[0],
      { OUT_OF_STOCK: ({ details }) => details?.[0]?.left, CARD_DECLINED: () => undefined },
      () => undefined,
    );
  }
`;

const maskedUse = `
  import { createResultOf } from 'graphql-error-codes/client';
  import { getFragmentData, type FragmentType } from './generated/preset-masked/index.js';
  import { LoginDocument, PayloadErrorFragmentDoc, type LoginMutation } from './generated/preset-masked/graphql.js';
  import type { DeclaredErrorCodes, ErrorDetails } from './generated/codes.js';
  const unmask = (error: FragmentType<typeof PayloadErrorFragmentDoc>) =>
    getFragmentData(PayloadErrorFragmentDoc, error);
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });
  export const document = LoginDocument;
  export const read = (data: LoginMutation) => {
    const login = resultOf(data, 'usersLogin', 'userSession');
    const code: string | undefined = login.ok ? login.value.token ?? '' : login.errors[0]?.errorCode;
    return code;
  };
`;

/** The files of the front end, by what they try. */
export const frontEnds: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.keys(optionSets).map((name) => [name, useOf(`./generated/${name}.js`, `./generated/${name}.js`)]),
  ),
  ...Object.fromEntries(
    Object.keys(optionSets).map((name) => [`own-${name}`, ownCodesUse(`./generated/own-${name}.js`)]),
  ),
  presetUnmasked: useOf('./generated/preset-unmasked/graphql.js', './generated/codes.js'),
  presetMasked: maskedUse,
  nearOperationFile: useOf('./operations.generated.js', './generated/codes.js'),
  mask: useOf('./generated/mask.js', './generated/mask.js'),
  presetNotUnmasked: useOf('./generated/preset-masked/graphql.js', './generated/codes.js'),
};

/** What the compiler says of masked errors that nothing unmasks. */
export const mistakes = ['mask', 'presetNotUnmasked'];
