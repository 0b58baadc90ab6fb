import { catalogue } from 'graphql-error-codes';
import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalProvider, type LocalProvider } from '../../demo/local-provider.js';
import { createSchema } from '../../demo/schema.js';
import {
  UsersIdentityLoginDocument,
  UsersLoginDocument,
  UsersMfaBackupCodesRotateDocument,
  UsersMfaTotpGenerateSecretDocument,
  UsersUpdateDocument,
} from '../generated/operations.js';
import { openDemo, setUpTotp, signUp, type Account, type Demo } from './open-demo.js';

let demo: Demo;
let local: LocalProvider;
let owner: Account;
let stranger: Account;
beforeAll(async () => {
  local = await openLocalProvider();
  demo = await openDemo({ identityProviders: [local.provider] });
  [owner, stranger] = [await signUp(demo), await signUp(demo)];
  await setUpTotp(demo, owner);
});
afterAll(async () => {
  await demo.close();
  await local.close();
});

interface Payloads {
  readonly [mutation: string]: { readonly errors: readonly { readonly errorCode: string }[] } | null | undefined;
}
const codesOf = (data: Payloads) =>
  Object.values(data).flatMap((payload) => payload!.errors.map(({ errorCode }) => errorCode));

const wrongMfa = { type: 'BACKUP_CODE', value: '0000000000' } as const;

/**
 * Each code that reveals a security state: how a caller gets it who has proved something, and what
 * a caller gets for the same request without the proof.
 */
const sensitive: Readonly<
  Record<
    string,
    { readonly proved: () => Promise<Payloads>; readonly unproved: () => Promise<Payloads>; readonly instead: string }
  >
> = {
  MFA_FAILED: {
    proved: () => demo.ask(UsersLoginDocument, { input: { username: owner.username, password: owner.password } }),
    unproved: () =>
      demo.ask(UsersLoginDocument, { input: { username: owner.username, password: 'wrong', mfa: wrongMfa } }),
    instead: 'INVALID_LOGIN_DATA',
  },
  MFA_REQUIRED: {
    proved: () => demo.ask(UsersMfaBackupCodesRotateDocument, { input: {} }, owner.token),
    unproved: () =>
      demo.ask(UsersUpdateDocument, { input: { userId: owner.id, email: 'x@mail.example' } }, stranger.token),
    instead: 'MISSING_PERMISSION',
  },
  TOTP_SECRET_ALREADY_SET: {
    proved: () => demo.ask(UsersMfaTotpGenerateSecretDocument, { input: {} }, owner.token),
    unproved: () => demo.ask(UsersMfaTotpGenerateSecretDocument, { input: {} }),
    instead: 'MISSING_PERMISSION',
  },
  EXTERNAL_IDENTITY_DOES_NOT_EXIST: {
    proved: () =>
      demo.ask(UsersIdentityLoginDocument, { input: { providerId: 'local', args: { code: 'never-seen' } } }),
    unproved: () => demo.ask(UsersIdentityLoginDocument, { input: { providerId: 'local', args: { code: 'refused' } } }),
    instead: 'IDENTITY_VALIDATION_FAILED',
  },
};

describe('a sensitive code', () => {
  it('of the catalogue is listed here, each of them', () => {
    const codes = Object.entries(catalogue).filter(([, { exposure }]) => exposure === 'sensitive');
    expect(codes.map(([code]) => code).toSorted()).toEqual(Object.keys(sensitive).toSorted());
  });

  it.each(Object.entries(sensitive))(
    '%s is returned only after a proof',
    async (code, { proved, unproved, instead }) => {
      expect(codesOf(await proved())).toEqual([code]);
      expect(codesOf(await unproved())).toEqual([instead]);
    },
  );
});

/** An input of the type that graphql accepts, with the fields that it requires. */
function minimalInput(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return minimalInput(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, minimalInput(field.type)]));
  }
  return type.name.endsWith('ID') ? `gid://demo/${type.name.slice(0, -2)}/1` : 'any';
}

it('a caller without a session gets no code that is for those who have one, from any mutation', async () => {
  const mutations = Object.values(createSchema({}).getMutationType()!.getFields());
  const authenticated = Object.entries(catalogue).flatMap(([code, { exposure }]) =>
    exposure === 'authenticated' ? code : [],
  );
  expect(authenticated.length).toBeGreaterThan(10);
  const codes = new Set<string>();
  for (const { name, args } of mutations) {
    const query = `mutation ($input: ${String(args[0]!.type)}) { ${name}(input: $input) { errors { errorCode } } }`;
    const response = await demo.post(JSON.stringify({ query, variables: { input: minimalInput(args[0]!.type) } }));
    const { data } = (await response.json()) as { data?: Payloads };
    for (const code of data ? codesOf(data) : []) codes.add(code);
  }
  expect([...codes].filter((code) => authenticated.includes(code))).toEqual([]);
  expect(codes).toContain('MISSING_PERMISSION');
});
