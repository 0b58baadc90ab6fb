/** What the recipes generate from the SDL of the demo and of the orders: see generate.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { print } from 'graphql';

const readAll = (files: readonly string[]): string => files.map((file) => readFileSync(file, 'utf8')).join('\n');
const moduleSchema = readAll(['../../schema/errors.graphql']);
const demoSdl = readAll(readdirSync('../../demo/schema').map((file) => `../../demo/schema/${file}`));

/** The SDL of the demo, as its front ends receive it. */
export const demoSchema = print(mergeTypeDefs([moduleSchema, demoSdl]));

const globalIdScalars = [...demoSdl.matchAll(/^scalar (\w+ID)$/gm)].map(([, name]) => name!);
const codes = { 'graphql-error-codes/codegen': { resolvers: false } };

const generated = 'recipes/generated';

const config: CodegenConfig = {
  schema: demoSchema,
  emitLegacyCommonJSImports: false,
  config: {
    scalars: Object.fromEntries(globalIdScalars.map((name) => [name, 'string'])),
    enumType: 'string-literal',
    useTypeImports: true,
  },
  generates: {
    [`${generated}/graphql.ts`]: {
      documents: 'recipes/operations.graphql',
      plugins: ['typescript-operations', 'typed-document-node', codes],
    },
    [`${generated}/orders.ts`]: {
      schema: `${moduleSchema}\n${readAll(['orders.graphql'])}`,
      documents: 'recipes/orders.graphql',
      plugins: ['typescript-operations', 'typed-document-node', codes],
    },
    [`${generated}/apollo-masking.ts`]: {
      documents: 'recipes/apollo-masking.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { inlineFragmentTypes: 'mask', customDirectives: { apolloUnmask: true } },
    },
    // The codes alone, for tools that have generators of their own.
    [`${generated}/error-codes.ts`]: { plugins: [codes] },
    [`${generated}/masked/`]: {
      preset: 'client',
      documents: 'recipes/client-preset.ts',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'getFragmentData' } },
    },
    [`${generated}/unmasked/`]: {
      preset: 'client',
      documents: 'recipes/client-preset-unmasked.ts',
      presetConfig: { fragmentMasking: false },
    },
  },
};

export default config;
