import { beforeAll, describe, expect, it } from 'vitest';
import { compileProjects, type GeneratedProject } from './generated-project.js';
import { mistakes, sdl } from './rename-schema.js';

const rootSdl = `${sdl.replace('type Mutation', 'type mutation_root')} schema { query: Query mutation: mutation_root }`;

const program = `
  import { ErrorCode, failure, success } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers } from './generated.js';

  export const Mutation: DeclaredMutationResolvers = {
    rename: async (_parent, { id }) => (id > 1 ? success({ name: 'nora' }) : failure(ErrorCode.INVALID_SETTING)),
  };
  ${mistakes}
`;

/** Names of types as configurations have them, each also for a root with another name. */
const namings = {
  'no option': {},
  typesPrefix: { typesPrefix: 'Api' },
  typesSuffix: { typesSuffix: 'Type' },
  'typesPrefix and typesSuffix in lower case': { typesPrefix: 'api_', typesSuffix: '_t' },
  allResolversTypeName: { allResolversTypeName: 'every_GQLResolver' },
  resolverTypeSuffix: { resolverTypeSuffix: 'Fields' },
  keep: { namingConvention: 'keep' },
  'keep, of another name': { namingConvention: 'keep', allResolversTypeName: 'every_GQLResolver', typesSuffix: '_t' },
  'an empty convention': { namingConvention: '' },
  'change-case#pascalCase': { namingConvention: 'change-case#pascalCase' },
  'a function': { namingConvention: (name: string) => `${name}X` },
  'typeNames: keep': { namingConvention: { typeNames: 'keep', enumValues: 'keep' } },
  'typeNames: a function': { namingConvention: { typeNames: (name: string) => `x${name}` } },
  'typeNames: pascalCase of another name': {
    namingConvention: { typeNames: 'change-case-all#pascalCase' },
    allResolversTypeName: 'every_GQLResolver',
  },
  'typeNames: snakeCase': {
    namingConvention: { typeNames: 'change-case-all#snakeCase' },
    allResolversTypeName: 'every_GQLResolver',
  },
  'typeNames: upperCase with a prefix and a suffix': {
    namingConvention: { typeNames: 'change-case-all#upperCase', enumValues: 'keep' },
    typesPrefix: 'Api',
    typesSuffix: 'Type',
  },
  'no typeNames': { namingConvention: { enumValues: 'keep' } },
  'no typeNames, transformUnderscore': {
    namingConvention: { transformUnderscore: true },
    allResolversTypeName: 'every_GQLResolver',
  },
  ...Object.fromEntries(
    ['camel', 'constant', 'pascal', 'snake', 'lower', 'upper'].flatMap((kind) => [
      [`${kind}Case`, { namingConvention: `change-case-all#${kind}Case` }],
      [
        `${kind}Case of another name`,
        { namingConvention: `change-case-all#${kind}Case`, allResolversTypeName: 'every_GQLResolver' },
      ],
    ]),
  ),
  lowerCaseFirst: { namingConvention: 'change-case-all#lowerCaseFirst' },
  upperCaseFirst: { namingConvention: 'change-case-all#upperCaseFirst', allResolversTypeName: 'everyResolver' },
  'a convention of another package, with resolversType': {
    namingConvention: './test/codegen/naming.cjs#ofHost',
    resolversType: 'ResolversOfHost',
  },
} satisfies Record<string, object>;

const projects: Record<string, GeneratedProject> = Object.fromEntries(
  Object.entries(namings).flatMap(([name, config]) => [
    [name, { config, sdl, programs: { 'program.ts': program } }],
    [`${name}, mutation_root`, { config, sdl: rootSdl, programs: { 'program.ts': program } }],
  ]),
);

let printed: Record<string, string>;
beforeAll(async () => {
  printed = await compileProjects('.build/codegen-names', projects);
});

describe('what codegen generates compiles, whatever the names of its types', () => {
  it.each(Object.keys(projects))('%s', (name) => {
    expect(printed[name]).toBe('');
  });
});
