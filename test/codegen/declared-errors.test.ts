import { codegen } from '@graphql-codegen/core';
import type { CodegenPlugin } from '@graphql-codegen/plugin-helpers';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { typeDefs } from 'graphql-error-codes';
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

interface Run {
  /** The options of the plugin. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The options of all plugins. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly sdl?: string;
  readonly pluginsBefore?: Readonly<Record<string, CodegenPlugin>>;
}

/** Runs graphql-codegen with the plugin. */
const generate = ({ options = {}, config = {}, sdl = app, pluginsBefore = {} }: Run = {}): Promise<string> =>
  codegen({
    filename: 'generated.ts',
    schema: parse(typeDefs + sdl),
    documents: [],
    plugins: [...Object.keys(pluginsBefore).map((name) => ({ [name]: {} })), { declaredErrors: options }],
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

describe('graphql-error-codes/codegen', () => {
  it('generates the declared codes and the narrowed resolver types', async () => {
    expect(await generate()).toBe(`import type { DeclaredResolvers } from 'graphql-error-codes';

${declaredErrorCodes.trim()}

/** {@link MutationResolvers}, in which returning an undeclared error code is a compile error. */
export type DeclaredMutationResolvers = DeclaredResolvers<MutationResolvers, DeclaredErrorCodes>;
`);
  });

  it('generates the declared codes only, with "resolvers" false', async () => {
    expect((await generate({ options: { resolvers: false } })).trim()).toBe(declaredErrorCodes.trim());
  });

  it('imports from "errorCodesFrom"', async () => {
    expect(await generate({ options: { errorCodesFrom: '../errors.js' } })).toContain("from '../errors.js';");
  });

  it('uses the type that typescript-resolvers generates with "typesPrefix"', async () => {
    const text = await generate({
      config: { typesPrefix: 'Api' },
      pluginsBefore: { typescript, typescriptResolvers },
    });
    expect(text).toContain('export type ApiMutationResolvers<');
    expect(text).toContain('DeclaredResolvers<ApiMutationResolvers, DeclaredErrorCodes>');
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
    [{ resolvers: 'false' }, '"resolvers" must be true or false, got "false".'],
  ])('rejects %j', async (options, message) => {
    await expect(generate({ options })).rejects.toThrow(new TypeError(`graphql-error-codes/codegen: ${message}`));
  });

  it('rejects a declaration of an unknown code', async () => {
    await expect(generate({ sdl: app.replace('INVALID_SETTING', 'INVALID_SETING') })).rejects.toThrow(
      'Mutation.rename declares "INVALID_SETING", which ErrorCodeEnum does not have. Did you mean "INVALID_SETTING"?',
    );
  });
});
