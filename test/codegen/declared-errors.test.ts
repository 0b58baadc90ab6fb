import { codegen } from '@graphql-codegen/core';
import type { CodegenPlugin } from '@graphql-codegen/plugin-helpers';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readErrorCodes, typeDefs } from 'graphql-error-codes';
import * as declaredErrors from 'graphql-error-codes/codegen';

const app = /* GraphQL */ `
  type Mutation {
    rename: RenamePayload @errors(codes: ["MISSING_PERMISSION", "INVALID_SETTING"])
    close: RenamePayload @errors(codes: [])
    open: RenamePayload
  }
  type RenamePayload {
    errors: [Error!]!
  }
`;

const login = 'login: RenamePayload @errors(codes: ["MFA_FAILED"])';
const namespaceOnly = 'type Mutation { users: Users } type RenamePayload { errors: [Error!]! }';

interface Run {
  /** The options of the plugin. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The options of all plugins. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly sdl?: string;
  readonly pluginsBefore?: Readonly<Record<string, CodegenPlugin>>;
}

/** Runs graphql-codegen with the plugin, which generates no codes by default. */
const generate = ({ options = {}, config = {}, sdl = app, pluginsBefore = {} }: Run = {}): Promise<string> =>
  codegen({
    filename: 'generated.ts',
    schema: parse(typeDefs + sdl),
    documents: [],
    plugins: [
      ...Object.keys(pluginsBefore).map((name) => ({ [name]: {} })),
      { declaredErrors: { codes: false, ...options } },
    ],
    pluginMap: { ...pluginsBefore, declaredErrors },
    config,
  });

const declaredErrorCodes = `
/** The error codes that each mutation declares with \`@errors\`, by field name. */
export type DeclaredErrorCodes = {
  readonly rename: 'MISSING_PERMISSION' | 'INVALID_SETTING';
  readonly close: never;
};
`;

/** What `open` may return, which declares no codes. */
const returnable = 'DeclaredErrorCodes & { readonly open: ReturnableErrorCodeEnum }';

describe('graphql-error-codes/codegen', () => {
  it('generates the declared codes and the narrowed resolver types', async () => {
    const text = await generate();
    const [union = ''] = /(?<=^type ReturnableErrorCodeEnum =)[^;]+/m.exec(text) ?? [];
    const codes = readErrorCodes(buildSchema(typeDefs + app));
    const values = Object.values(codes).map(({ value }) => value);
    expect(union.match(/\w+/g)).toEqual([...Object.keys(codes), ...values]);
    expect(text.replace(union, ' ...'))
      .toBe(`import type { DeclaredResolvers as DeclaredResolversOf } from 'graphql-error-codes';

${declaredErrorCodes.trim()}

/** What mutations without \`@errors\` may return: every code, by name and by internal value. */
type ReturnableErrorCodeEnum = ...;

/** The resolvers of \`Mutation\`. Returning an undeclared error code is a compile error. */
export type DeclaredMutationResolvers = DeclaredResolversOf<NonNullable<Resolvers['Mutation']>, ${returnable}>;

type DeclaredResolversByType = {
  readonly Mutation: DeclaredMutationResolvers;
};

/** All resolvers. Those of mutations may only return the error codes that they declare. */
export type DeclaredResolvers = {
  [Type in keyof Resolvers]: Type extends keyof DeclaredResolversByType
    ? DeclaredResolversByType[Type]
    : Resolvers[Type];
};
`);
  });

  it('generates the declared codes only, with "resolvers" false', async () => {
    expect((await generate({ options: { resolvers: false } })).trim()).toBe(declaredErrorCodes.trim());
  });

  it('imports from "errorCodesFrom"', async () => {
    expect(await generate({ options: { errorCodesFrom: '../errors.js' } })).toContain("from '../errors.js';");
  });

  it('generates the same for each type of namespaced mutations, after its name', async () => {
    const text = await generate({ sdl: `${app} extend type Mutation { users: Users } type Users { ${login} }` });
    expect(text).toContain(declaredErrorCodes);
    expect(text).toContain(`
export type DeclaredUsersErrorCodes = {
  readonly login: 'MFA_FAILED';
};
`);
    expect(text).toContain(`
export type DeclaredUsersResolvers = DeclaredResolversOf<NonNullable<Resolvers['Users']>, DeclaredUsersErrorCodes>;
`);
    expect(text).toContain(`
type DeclaredResolversByType = {
  readonly Mutation: DeclaredMutationResolvers;
  readonly Users: DeclaredUsersResolvers;
};
`);
  });

  it('lets mutations without a declaration return all codes, also in a namespace that declares none', async () => {
    const text = await generate({ sdl: `${namespaceOnly} type Users { login: RenamePayload logout: RenamePayload }` });
    const codes = '{ readonly login: ReturnableErrorCodeEnum; readonly logout: ReturnableErrorCodeEnum }';
    expect(text).toContain('export type DeclaredUsersErrorCodes = {};');
    expect(text).toContain(`DeclaredResolversOf<NonNullable<Resolvers['Users']>, DeclaredUsersErrorCodes & ${codes}>;`);
    expect(text).toContain('  readonly Users: DeclaredUsersResolvers;');
  });

  it('uses the names of the codes that it generates for a server', async () => {
    const text = await generate({ options: { codes: 'server' } });
    expect(text).toContain('DeclaredErrorCodes & { readonly open: ErrorCodeName }, ErrorCodes>;');
    expect(text).not.toContain('Returnable');
  });

  it('names the root without declarations, too', async () => {
    const text = await generate({ sdl: `${namespaceOnly} type Users { ${login} }` });
    expect(text).toContain('export type DeclaredErrorCodes = {};');
    expect(text).toContain("DeclaredResolversOf<NonNullable<Resolvers['Mutation']>, DeclaredErrorCodes>;");
  });

  it('passes the internal values of the codes of "errorModule"', async () => {
    expect(await generate({ options: { errorModule: '../errors.js#errors' } })).toContain(
      `${returnable}, typeof import('../errors.js').errors.ErrorCode>;`,
    );
  });

  it('uses the type of all resolvers as typescript-resolvers names it', async () => {
    const text = await generate({
      config: { typesPrefix: 'Api', typesSuffix: 'Type', namingConvention: 'change-case-all#upperCase' },
      pluginsBefore: { typescript, typescriptResolvers },
    });
    expect(text).toContain('export type ApiRESOLVERSType<');
    expect(text).toContain(`DeclaredResolversOf<NonNullable<ApiRESOLVERSType['Mutation']>, ${returnable}>`);
  });

  it('prefers the name in "resolversType"', async () => {
    const options = { namingConvention: './naming.cjs#ofHost', resolversType: 'ResolversOfHost' };
    expect(await generate({ options })).toContain("DeclaredResolversOf<NonNullable<ResolversOfHost['Mutation']>");
  });

  it.each(['./naming.cjs#ofHost', 'change-case-all#spongeCase', { typeNames: 'lodash#upperFirst' }])(
    'rejects the naming convention %j, which it cannot apply, and says what to do',
    async (namingConvention) => {
      const name = typeof namingConvention === 'string' ? namingConvention : namingConvention.typeNames;
      await expect(generate({ options: { namingConvention } })).rejects.toThrow(
        new TypeError(
          `graphql-error-codes/codegen cannot apply the "namingConvention" "${name}". Set "resolversType" to the name of the type of all resolvers in the generated file, "Resolvers" by default.`,
        ),
      );
    },
  );

  it('needs no naming convention without resolvers', async () => {
    const options = { resolvers: false, namingConvention: './naming.cjs#ofHost' };
    expect((await generate({ options })).trim()).toBe(declaredErrorCodes.trim());
  });

  it('generates nothing for a schema without mutations', async () => {
    expect((await generate({ sdl: 'type Query { ok: Boolean }' })).trim()).toBe('');
  });

  it('ignores the options of other plugins', async () => {
    expect(await generate({ config: { scalars: { Date: 'string' }, resolver: 'yes', immutableTypes: true } })).toBe(
      await generate(),
    );
  });

  it.each([
    [{ errorCodesFrom: 1 }, '"errorCodesFrom" must be a string, got 1.'],
    [{ typesPrefix: ['Api'] }, '"typesPrefix" must be a string, got ["Api"].'],
    [{ typesSuffix: 1 }, '"typesSuffix" must be a string, got 1.'],
    [{ allResolversTypeName: 1 }, '"allResolversTypeName" must be a string, got 1.'],
    [{ namingConvention: 1 }, '"namingConvention" must be a string, a function or an object, got 1.'],
    [{ resolversType: 1 }, '"resolversType" must be a string, got 1.'],
    [
      { errorModule: '../errors.js' },
      '"errorModule" must be a path and an export, such as "../errors.js#errors", got "../errors.js".',
    ],
    [{ enumName: 1 }, '"enumName" must be a string, got 1.'],
    [{ mappers: 'User' }, '"mappers" must be an object of models by type, got "User".'],
    [{ resolvers: 'false' }, '"resolvers" must be true or false, got "false".'],
    [{ codes: 'servr' }, '"codes" must be "server", "client" or false, got "servr". Did you mean "server"?'],
    [{ codes: true }, '"codes" must be "server", "client" or false, got true.'],
    [
      { codesPrefix: 'shop' },
      '"codesPrefix" must be the start of a name, with a capital letter, such as "Shop", got "shop".',
    ],
    [{ scalars: 1 }, '"scalars" must be a string or an object, got 1.'],
    [
      { codes: 'server', errorModule: '../errors.js#errors' },
      '"errorModule" and "codes" both have the internal values of your codes. Remove "errorModule" to generate them from SDL, or set "codes" to false.',
    ],
  ])('rejects %j', async (options, message) => {
    await expect(generate({ options })).rejects.toThrow(new TypeError(`graphql-error-codes/codegen: ${message}`));
  });

  it('rejects a declaration of an unknown code', async () => {
    await expect(generate({ sdl: app.replace('INVALID_SETTING', 'INVALID_SETING') })).rejects.toThrow(
      'Mutation.rename declares "INVALID_SETING", which ErrorCodeEnum does not have. Did you mean "INVALID_SETTING"?',
    );
  });
});
