/**
 * Writes every generated file of the project from the SDL and the operations of the tests: `npm run generate`. With `--check` it writes
 * nothing and fails, naming each file that is not what would be generated now.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { catalogue } from './src/codes/catalogue.js';
import * as declaredErrors from './src/codegen/declared-errors.js';
import { createCatalogue } from './src/docs/create-catalogue.js';
import {
  buildASTSchema,
  concatAST,
  isTypeDefinitionNode,
  Kind,
  parse,
  visit,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type NameNode,
} from 'graphql';

const sdl = readFileSync('schema/errors.graphql', 'utf8');
const demoSdl = readdirSync('demo/schema')
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file) => readFileSync(`demo/schema/${file}`, 'utf8'))
  .join('\n');

const demoSchema = concatAST([parse(sdl), parse(demoSdl)]);

/** How both the server's resolvers and the tests' operations see the demo's scalars. */
const scalars = {
  DateTime: { input: 'Date', output: 'Date' },
  JSON: { input: 'unknown', output: 'unknown' },
};
const isGlobalId = (name: string) => name.endsWith('ID') && name !== 'ID';
const globalIds = (output: string) =>
  Object.fromEntries(
    demoSchema.definitions.flatMap((definition) =>
      definition.kind === Kind.SCALAR_TYPE_DEFINITION && isGlobalId(definition.name.value)
        ? [[definition.name.value, { input: output, output }]]
        : [],
    ),
  );

const generated: Record<string, () => string | Promise<string>> = {
  'src/generated/sdl.ts': moduleSdl,
  'demo/generated/sdl.ts': () => sdlModule('demoSdl', 'schema/demo', demoSdl),
  'src/generated/error-code-name.ts': errorCodeName,
  'src/generated/error-categories.ts': errorCategories,
  'demo/generated/resolvers.ts': demoResolvers,
  'src/catalogue.json': () => `${JSON.stringify(createCatalogue(buildASTSchema(demoSchema)), null, 2)}\n`,
  'src/generated/page-assets.ts': pageAssets,
  'test/generated/operations.ts': testOperations,
  'test/client/recipes/generated/graphql.ts': clientOperations,
};

const escapeTemplate = (text: string) => text.replaceAll(/[\\`]|\$\{/g, '\\$&');
const sdlModule = (name: string, source: string, text: string) =>
  `/** The SDL of ${source}. */\nexport const ${name} = /* GraphQL */ \`\n${escapeTemplate(text)}\`;\n`;

/** The module's SDL as functions of what a host may change: the names of its types, `@shareable`, and further codes. */
function moduleSdl(): string {
  const query = readFileSync('schema/catalogue-query.graphql', 'utf8');
  const types = [sdl, query].flatMap((text) =>
    parse(text).definitions.flatMap((definition) => (isTypeDefinitionNode(definition) ? [definition.name.value] : [])),
  );
  return `/** What the module calls its types. */
export type ModuleTypeName = ${types.map((type) => `'${type}'`).join(' | ')};

type Names = Readonly<Record<ModuleTypeName, string>>;

/**
 * The SDL of schema/errors.graphql.
 *
 * @param shareable the directive for all object types, after a space; empty for none
 * @param values further values of the enum, as SDL
 */
export const renderSdl = (names: Names, shareable: string, values: string): string => /* GraphQL */ \`\n${sdlTemplate(sdl, types)}\`;

/** The SDL of schema/catalogue-query.graphql. */
export const renderCatalogueQuery = (names: Names, shareable: string): string => /* GraphQL */ \`\n${sdlTemplate(query, types)}\`;\n`;
}

/** The text of a template literal that renders `text`, with `names`, `shareable` and `values` where they belong. */
function sdlTemplate(text: string, types: readonly string[]): string {
  /** What to put in for the text between two positions. */
  const insertions: { readonly start: number; readonly end: number; readonly code: string }[] = [];
  const rename = ({ value, loc }: NameNode) => {
    if (types.includes(value)) insertions.push({ start: loc!.start, end: loc!.end, code: `\${names.${value}}` });
  };
  const share = ({ name }: { readonly name: NameNode }) => {
    rename(name);
    insertions.push({ start: name.loc!.end, end: name.loc!.end, code: '${shareable}' });
  };
  visit(parse(text), {
    NamedType: ({ name }) => rename(name),
    StringValue: ({ block, loc, value }) => {
      // Descriptions name types in backticks.
      if (!block) return;
      for (const match of value.matchAll(/`(\w+)`/g)) {
        if (!types.includes(match[1]!)) continue;
        const start = text.indexOf(match[0], loc!.start) + 1;
        insertions.push({ start, end: start + match[1]!.length, code: `\${names.${match[1]}}` });
      }
    },
    ObjectTypeDefinition: share,
    ObjectTypeExtension: ({ fields }) => {
      // On the fields alone: the host's own `type Query` may be shareable, and a type is that once.
      for (const { loc } of fields ?? []) insertions.push({ start: loc!.end, end: loc!.end, code: '${shareable}' });
    },
    UnionTypeDefinition: ({ name }) => rename(name),
    EnumTypeDefinition: ({ name, loc }) => {
      rename(name);
      insertions.push({ start: loc!.end - 1, end: loc!.end - 1, code: '${values}' });
    },
  });
  let template = '';
  let end = 0;
  for (const { start, end: next, code } of insertions.toSorted((one, other) => one.start - other.start)) {
    template += escapeTemplate(text.slice(end, start)) + code;
    end = next;
  }
  return template + escapeTemplate(text.slice(end));
}

/** Style and script of the page of all codes, and the policy that allows these two, by their digests, and nothing else. */
function pageAssets(): string {
  const [style, script] = ['src/docs/page.css', 'src/docs/page-script.js'].map(
    (file) => `\n${readFileSync(file, 'utf8')}`,
  ) as [string, string];
  const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return `/** src/docs/page.css. */
export const style = /* CSS */ \`${escapeTemplate(style)}\`;

/** src/docs/page-script.js. */
export const script = /* JavaScript */ \`${escapeTemplate(script)}\`;

/** Allows style and script by their digests, and nothing else. */
export const contentSecurityPolicy =
  "${policy}";
`;
}

function errorCodeName(): string {
  const codes = parse(sdl).definitions.find(
    (definition): definition is EnumTypeDefinitionNode =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'ErrorCodeEnum',
  );
  if (!codes?.values?.length)
    throw new Error('schema/errors.graphql declares no values of enum ErrorCodeEnum: add the enum.');
  const deprecated = codes.values.filter(({ directives }) =>
    directives?.some(({ name }) => name.value === 'deprecated'),
  );
  const union = (values: readonly EnumValueDefinitionNode[]) =>
    values.map(({ name }) => `\n  | '${name.value}'`).join('') || ' never';
  return `/** The public name of every code, as in \`ErrorCodeEnum\`. */
export type ErrorCodeName =${union(codes.values)};

/** The codes that \`ErrorCodeEnum\` marks as deprecated. They are legal answers still. */
export type DeprecatedErrorCodeName =${union(deprecated)};
`;
}

function errorCategories(): string {
  const lines = Object.entries(catalogue)
    .map(([name, { category }]) => `  ${name}: '${category}',`)
    .join('\n');
  return `/** The category of every code, as in the catalogue, for clients: they have nothing else of it. */
export const errorCategories = {
${lines}
} as const;
`;
}

function demoResolvers(): Promise<string> {
  return codegen({
    filename: 'demo/generated/resolvers.ts',
    schema: demoSchema,
    documents: [],
    plugins: [
      { typescript: {} },
      { typescriptResolvers: {} },
      { declaredErrors: { errorCodesFrom: 'graphql-error-codes' } },
    ],
    pluginMap: { typescript, typescriptResolvers, declaredErrors },
    config: {
      contextType: '../context.js#Context',
      mappers: {
        Error: 'graphql-error-codes#PayloadError as PayloadErrorModel',
        ErrorCodeEnum: 'graphql-error-codes#ErrorCode',
        User: '../domains/accounts/account.js#Account',
        UserSession: '../domains/accounts/sessions.js#Session',
        Organization: '../database/tables.js#OrganizationRow',
        Namespace: '../database/tables.js#NamespaceRow',
        NamespaceMember: '../database/tables.js#NamespaceMemberRow',
        NamespaceRole: '../database/tables.js#NamespaceRoleRow',
        NamespaceProject: '../database/tables.js#ProjectRow',
        Runtime: '../database/tables.js#RuntimeRow',
        FlowType: '../database/tables.js#DefinitionRow',
        DataType: '../database/tables.js#DefinitionRow',
        RuntimeFunctionDefinition: '../database/tables.js#DefinitionRow',
        Flow: '../database/tables.js#FlowRow',
        ApplicationSettings: '../domains/settings/service.js#Settings',
      },
      // Resolvers see a global id as the number in it: see src/demo/global-id.ts.
      scalars: { ...scalars, ...globalIds('number') },
      // The type `Error` would shadow the global.
      namingConvention: (name: string) => (name === 'Error' ? 'PayloadError' : name),
      defaultScalarType: 'never',
      strictScalars: true,
      enumsAsTypes: true,
      useTypeImports: true,
      immutableTypes: true,
      emitLegacyCommonJSImports: false,
    },
  });
}

function testOperations(): Promise<string> {
  return codegen({
    filename: 'test/generated/operations.ts',
    schema: demoSchema,
    documents: [
      {
        location: 'test/demo/operations.graphql',
        document: parse(readFileSync('test/demo/operations.graphql', 'utf8')),
      },
    ],
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
    config: {
      scalars: { DateTime: 'string', JSON: 'unknown', ...globalIds('string') },
      documentMode: 'string',
      strictScalars: true,
      enumType: 'string-literal',
      useTypeImports: true,
      emitLegacyCommonJSImports: false,
    },
  });
}

/** What a front end of the demo would generate: documents that Apollo Client and urql take, and the codes that mutations declare. */
function clientOperations(): Promise<string> {
  return codegen({
    filename: 'test/client/recipes/generated/graphql.ts',
    schema: demoSchema,
    documents: ['sign-in', 'operations'].map((name) => {
      const location = `test/client/recipes/${name}.graphql`;
      return { location, document: parse(readFileSync(location, 'utf8')) };
    }),
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }, { declaredErrors: { resolvers: false } }],
    pluginMap: { typescriptOperations, typedDocumentNode, declaredErrors },
    config: {
      scalars: { DateTime: 'string', JSON: 'unknown', ...globalIds('string') },
      strictScalars: true,
      enumType: 'string-literal',
      useTypeImports: true,
      emitLegacyCommonJSImports: false,
    },
  });
}

const checking = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, generate] of Object.entries(generated)) {
  // JSON has no comments.
  const mark = file.endsWith('.json') ? '' : '// Generated by codegen.ts: run "npm run generate", do not edit.\n';
  const text = mark + (await generate());
  if (!checking) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(file);
}
if (stale.length > 0) {
  console.error(`Not what the SDL generates now: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
}
