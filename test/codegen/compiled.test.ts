import { createErrorModule } from 'graphql-error-codes';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileProjects, type GeneratedProject } from './generated-project.js';
import { mistakes, sdl } from './rename-schema.js';

const program = `
  import { ErrorCode, failure, success } from 'graphql-error-codes';
  import { ErrorCode as OwnCode, failure as ownFailure } from './generated.js';
  import type { DeclaredErrorCodes, DeclaredMutationResolvers, DeclaredResolvers, Resolvers } from './generated.js';

  const Mutation: DeclaredMutationResolvers = {
    rename: async (_parent, { id }, _context) => {
      if (id satisfies number > 1) return success({ name: 'nora', owner: null });
      if (id > 2) return { name: 'nora', owner: { id: 'u1' } };
      if (id > 3) return null;
      return id > 4 ? failure('MISSING_PERMISSION') : failure(ErrorCode.INVALID_SETTING, { message: 'No.' });
    },
    renameAll: (_parent, { ids }) => [
      ...ids.map(() => success({ name: 'nora', owner: null })),
      failure('MISSING_PERMISSION'),
      Promise.resolve(failure('MISSING_PERMISSION')),
    ],
    close: () => success({ name: null, owner: null }),
    open: () => ({ name: 'nora', owner: null, errors: [] }),
  };
  export const resolvers: Pick<Resolvers, 'Mutation'> = { Mutation };

  const whole: Pick<DeclaredResolvers, 'Mutation'> = {
    Mutation: {
      ...Mutation,
      rename: (_parent, { id }) => ownFailure(id > 1 ? OwnCode.INVALID_SETTING : 'MISSING_PERMISSION'),
    },
  };
  export const ownResolvers: Pick<Resolvers, 'Mutation'> = whole;
  export const all = (declared: DeclaredResolvers): Resolvers => declared;
  const wrong: Pick<DeclaredResolvers, 'Mutation'> = {
    // @ts-expect-error close declares no codes
    Mutation: { ...Mutation, close: () => ownFailure('MFA_FAILED') },
  };
  export { wrong };

  const undeclared: readonly Pick<DeclaredMutationResolvers, 'open'>[] = [
    { open: () => failure('MFA_FAILED') },
    { open: async () => failure(ErrorCode.WRONG_TOTP, { message: 'No.' }) },
    { open: () => ownFailure('MFA_FAILED') },
    { open: (_parent, _args, _context) => ownFailure(OwnCode.MFA_FAILED) },
    { open: async () => success({ name: 'nora', owner: null }) },
    { open: () => null },
    // @ts-expect-error not a code of the enum
    { open: () => ({ errors: [{ errorCode: 'MFA_FAILD', details: [] }] }) },
    // @ts-expect-error the name is a string
    { open: () => success({ name: 7, owner: null }) },
  ];
  export const undeclaredOnes: readonly Pick<Resolvers, 'Mutation'>[] = undeclared.map(({ open }) => ({
    Mutation: { ...Mutation, open: open! },
  }));
  // @ts-expect-error open declares no codes, as opposed to an empty list of codes
  'open' satisfies keyof DeclaredErrorCodes;

  const literal: DeclaredMutationResolvers['rename'] = () => ({
    errors: [{ errorCode: 'MISSING_PERMISSION', details: [{ attribute: 'name', type: 'blank' }] }],
  });
  const both: DeclaredMutationResolvers['rename'] = () => ({
    name: 'nora',
    owner: null,
    errors: [{ errorCode: 'invalid_setting', details: [] }],
  });
  const unannotated = async () => failure('MISSING_PERMISSION');
  const separate: DeclaredMutationResolvers['rename'] = unannotated;
  export const others: readonly Resolvers['Mutation'][] = [
    { ...Mutation, rename: literal! },
    { ...Mutation, rename: both! },
    { ...Mutation, rename: separate! },
  ];
  ${mistakes}
`;

const withResolve = `
  import { failure } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers, Resolvers } from './generated.js';

  const rename: DeclaredMutationResolvers['rename'] = {
    resolve: (_parent, { id }) => (id satisfies number > 1 ? { name: 'nora' } : failure('MISSING_PERMISSION')),
  };
  export const resolvers: Resolvers = { Mutation: { rename: rename! } };
  // @ts-expect-error rename does not declare WRONG_TOTP
  export const mistake: DeclaredMutationResolvers['rename'] = { resolve: () => failure('WRONG_TOTP') };
`;

const model = `
  export class RenameModel {
    readonly #name: string;
    readonly id: number = 1;
    constructor(name: string) {
      this.#name = name;
    }
    greet(): string {
      return this.#name;
    }
  }
  export type UserId = string;
`;

const withModel = `
  import { ErrorCode, failure } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers, Resolvers } from './generated.js';
  import { RenameModel } from './model.js';

  const Mutation: DeclaredMutationResolvers = {
    rename: async (_parent, { id }) => (id > 1 ? new RenameModel('nora') : failure(ErrorCode.MISSING_PERMISSION)),
    renameAll: (_parent, { ids }) => [...ids.map(() => new RenameModel('nora')), failure('MISSING_PERMISSION')],
    close: () => Object.assign(new RenameModel('nora'), { errors: [] }),
  };
  export const resolvers: Resolvers = { Mutation };
  // @ts-expect-error rename does not declare WRONG_TOTP
  export const code: DeclaredMutationResolvers = { rename: () => failure('WRONG_TOTP') };
  // @ts-expect-error no model
  export const other: DeclaredMutationResolvers = { rename: () => ({ id: 1 }) };
`;

const callable = `
  import type { FailurePayload } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers } from './generated.js';

  export async function call(Mutation: DeclaredMutationResolvers) {
    const payload = await Mutation.rename!({}, { id: 1 }, {}, {} as never);
    payload?.errors?.[0]?.errorCode satisfies string | undefined;
    // @ts-expect-error close takes no id
    await Mutation.close!({}, { id: 1 }, {}, {} as never);
    // @ts-expect-error not a number
    payload satisfies number;
  }
`;

const literals = `
  import { success } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers, Resolvers } from './generated.js';

  const Mutation: DeclaredMutationResolvers = {
    paint: (_parent, { color }) => (color === 'RED' ? { color: 'BLUE' } : success({ color })),
    paintLater: async (_parent, { color }) => (color === 'RED' ? { color: 'BLUE' } : success({ color })),
  };
  export const resolvers: Resolvers = { Mutation };
  // @ts-expect-error no such color
  export const mistake: DeclaredMutationResolvers = { paint: () => ({ color: 'GREEN' }) };
  // @ts-expect-error no such mutation
  export const misspelled: DeclaredMutationResolvers = { paintOver: () => ({ color: 'RED' }) };
`;

const host = `
  import { createErrorModule } from 'graphql-error-codes';

  export const errors = createErrorModule({
    codes: { QUOTA: { value: 'quota_exceeded', category: 'plan', fault: 'client', retry: 'later', action: 'Wait.' } },
  });
`;

const hostProgram = (otherValue: string): string => `
  import { success } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers, Resolvers } from './generated.js';
  import { errors } from './errors.js';

  const Mutation: DeclaredMutationResolvers = {
    order: async () => errors.failure('QUOTA'),
    orderLater: () => errors.failure('mfa_failed'),
    cancel: () => errors.failure('QUOTA'),
  };
  export const undeclared: DeclaredMutationResolvers[] = [
    { cancel: async () => errors.failure('quota_exceeded') },
    { cancel: () => errors.failure(errors.ErrorCode.QUOTA) },
    { cancel: () => errors.failure('WRONG_TOTP') },
    { cancel: () => errors.failure('wrong_totp') },
    { cancel: (_parent, _args) => success({ id: 'o1' }) },
    // @ts-expect-error not a code of the enum
    { cancel: () => ({ errors: [{ errorCode: 'quota', details: [] }] }) },
  ];
  export const resolvers: Resolvers = { Mutation };
  ${otherValue}
  export const byValue: DeclaredMutationResolvers = { order: () => errors.failure(errors.ErrorCode.QUOTA) };
  // @ts-expect-error orderLater does not declare QUOTA
  export const mistake: DeclaredMutationResolvers = { orderLater: () => errors.failure('quota_exceeded') };
`;

const hostSdl = /* GraphQL */ `
  type Query {
    ok: Boolean
  }
  type Mutation {
    order: OrderPayload @errors(codes: ["QUOTA", "MFA_FAILED"])
    orderLater: OrderPayload @errors(codes: ["MFA_FAILED"])
    cancel: OrderPayload
  }
  type OrderPayload {
    id: ID
    errors: [Error!]!
  }
`;

const { typeDefs: hostModule } = createErrorModule({
  codes: { QUOTA: { value: 'quota_exceeded', category: 'plan', fault: 'client', retry: 'later', action: 'Wait.' } },
});

const namespacesSdl = /* GraphQL */ `
  type Query {
    ok: Boolean
  }
  type Mutation {
    users: UsersMutations!
    ping: PingPayload @errors(codes: ["MFA_FAILED"])
  }
  type UsersMutations {
    login(name: String!): PingPayload @errors(codes: ["INVALID_LOGIN_DATA"])
    logout: PingPayload
    admin: Admin_Mutations!
    teams: TeamsMutations!
  }
  type TeamsMutations {
    create: PingPayload
  }
  type Admin_Mutations {
    drop: PingPayload @errors(codes: [])
  }
  type PingPayload {
    name: String
    errors: [Error!]!
  }
`;

const namespaces = `
  import { failure, success } from 'graphql-error-codes';
  import type {
    DeclaredErrorCodes,
    DeclaredMutationResolvers,
    DeclaredUsersMutationsErrorCodes,
    DeclaredUsersMutationsResolvers,
    DeclaredAdmin_MutationsResolvers,
    DeclaredResolvers,
    Resolvers,
  } from './generated.js';

  const Mutation: DeclaredMutationResolvers = { users: () => ({}) as never, ping: () => failure('MFA_FAILED') };
  const UsersMutations: DeclaredUsersMutationsResolvers = {
    login: async (_parent, { name }) => (name ? success({ name }) : failure('INVALID_LOGIN_DATA')),
    logout: () => failure('MFA_FAILED'),
  };
  export const declared: DeclaredResolvers = {
    UsersMutations,
    TeamsMutations: { create: async () => failure('WRONG_TOTP') },
  };
  const Admin_Mutations: DeclaredAdmin_MutationsResolvers = { drop: () => ({ name: 'nora' }) };
  export const resolvers: Resolvers = { Mutation, UsersMutations, Admin_Mutations };
  export const root: keyof DeclaredErrorCodes = 'ping';
  export const codes: DeclaredUsersMutationsErrorCodes = { login: 'INVALID_LOGIN_DATA' };
  // @ts-expect-error login does not declare MFA_FAILED
  export const mistake: DeclaredUsersMutationsResolvers = { login: () => failure('MFA_FAILED') };
  // @ts-expect-error drop declares no codes
  export const none: DeclaredAdmin_MutationsResolvers = { drop: () => failure('MFA_FAILED') };
`;

const renamedRoot = /* GraphQL */ `
  schema {
    query: Query
    mutation: mutation_root
  }
  type Query {
    ok: Boolean
  }
  type mutation_root {
    nested: Mutation
    ping: PingPayload @errors(codes: ["MFA_FAILED"])
  }
  type Mutation {
    login: PingPayload @errors(codes: ["INVALID_LOGIN_DATA"])
  }
  type PingPayload {
    name: String
    errors: [Error!]!
  }
`;

const namespaceCalledMutation = `
  import { failure } from 'graphql-error-codes';
  import type { DeclaredMutation_Resolvers, DeclaredMutationResolvers, Resolvers } from './generated.js';

  const root: DeclaredMutationResolvers = { ping: () => failure('MFA_FAILED') };
  const Mutation: DeclaredMutation_Resolvers = { login: () => failure('INVALID_LOGIN_DATA') };
  export const resolvers: Resolvers = { mutation_root: root, Mutation };
`;

const avoidOptionals = ['field', 'inputValue', 'object', 'defaultValue', 'resolvers', 'query', 'mutation'] as const;

const projects: Readonly<Record<string, GeneratedProject>> = {
  ...Object.fromEntries(
    Object.entries({
      'the configuration of the README': {},
      enumsAsTypes: { enumsAsTypes: true },
      immutableTypes: { immutableTypes: true },
      'enumsAsTypes and immutableTypes': { enumsAsTypes: true, immutableTypes: true },
      'avoidOptionals: true': { avoidOptionals: true },
      ...Object.fromEntries(
        avoidOptionals.map((kind) => [`avoidOptionals: ${kind}`, { avoidOptionals: { [kind]: true } }]),
      ),
      maybeValue: { maybeValue: 'T | null | undefined' },
      'a mapper of Error': { mappers: { Error: 'graphql-error-codes#PayloadError as ErrorModel' } },
      'a mapper of ErrorCodeEnum': { mappers: { ErrorCodeEnum: 'graphql-error-codes#ErrorCode as Code' } },
      'a mapper of a type in the payload': { mappers: { User: '{ id: string }' } },
      defaultMapper: { defaultMapper: 'Partial<{T}>' },
      makeResolverTypeCallable: { makeResolverTypeCallable: true },
      useIndexSignature: { useIndexSignature: true },
      'noSchemaStitching: false': { noSchemaStitching: false },
      'noSchemaStitching: false, makeResolverTypeCallable': {
        noSchemaStitching: false,
        makeResolverTypeCallable: true,
      },
      federation: { federation: true },
      resolversNonOptionalTypename: { resolversNonOptionalTypename: true },
      optionalInfoArgument: { optionalInfoArgument: true },
      allowParentTypeOverride: { allowParentTypeOverride: true },
      contextType: { contextType: '{ readonly viewer?: string }' },
      rootValueType: { rootValueType: '{ readonly root: true }' },
      wrapFieldDefinitions: { wrapFieldDefinitions: true },
      resolverTypeWrapperSignature: { resolverTypeWrapperSignature: 'PromiseLike<T> | T' },
    }).map(([name, config]) => [name, { config, sdl, programs: { 'program.ts': program } }]),
  ),
  'an object with `resolve`': { sdl, programs: { 'program.ts': withResolve } },
  'an object with `resolve`, noSchemaStitching: false': {
    config: { noSchemaStitching: false },
    sdl,
    programs: { 'program.ts': withResolve },
  },
  'a mapper of the payload': {
    config: { mappers: { RenamePayload: './model.js#RenameModel' } },
    sdl,
    programs: { 'model.ts': model, 'program.ts': withModel },
  },
  'a call, with makeResolverTypeCallable': {
    config: { makeResolverTypeCallable: true },
    sdl,
    programs: { 'program.ts': callable },
  },
  'literals of enums': {
    config: { enumsAsTypes: true },
    sdl: /* GraphQL */ `
      type Query {
        ok: Boolean
      }
      type Mutation {
        paint(color: Color!): PaintPayload @errors(codes: [])
        paintLater(color: Color!): PaintPayload @errors(codes: ["MFA_FAILED"])
      }
      enum Color {
        RED
        BLUE
      }
      type PaintPayload {
        color: Color
        errors: [Error!]!
      }
    `,
    programs: { 'program.ts': literals },
  },
  namespaces: { sdl: namespacesSdl, programs: { 'program.ts': namespaces } },
  'a namespace with the name of the root': {
    sdl: renamedRoot,
    programs: { 'program.ts': namespaceCalledMutation },
  },
  'codes of the host, by name without the codes of the SDL': {
    options: { codes: false },
    module: hostModule,
    sdl: hostSdl,
    programs: {
      'errors.ts': host,
      'program.ts': hostProgram('// @ts-expect-error the generated types know the name only'),
    },
  },
  ...Object.fromEntries(
    [{ codes: false }, { codes: 'client' }, { codesPrefix: 'Shop' }].map((options) => [
      `namespaces, ${JSON.stringify(options)}`,
      { options, sdl: namespacesSdl, programs: { 'program.ts': namespaces } },
    ]),
  ),
  'namespaces, immutableTypes': {
    config: { immutableTypes: true },
    sdl: namespacesSdl,
    programs: { 'program.ts': namespaces },
  },
  'codes of the host, by value with the codes of the SDL': {
    module: hostModule,
    sdl: hostSdl,
    programs: { 'errors.ts': host, 'program.ts': hostProgram('') },
  },
  'codes of the host, by value with errorModule': {
    options: { errorModule: './errors.js#errors' },
    module: hostModule,
    sdl: hostSdl,
    programs: { 'errors.ts': host, 'program.ts': hostProgram('') },
  },
};

let printed: Record<string, string>;
beforeAll(async () => {
  printed = await compileProjects('.build/codegen', projects);
});

describe('what codegen generates compiles, and its narrowed resolvers fit', () => {
  it.each(Object.keys(projects))('%s', (name) => {
    expect(printed[name]).toBe('');
  });
});
