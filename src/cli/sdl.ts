import {
  buildASTSchema,
  concatAST,
  isTypeDefinitionNode,
  Kind,
  KnownDirectivesRule,
  parse,
  Source,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
// graphql's index exports buildASTSchema, which validates too, but its errors have no locations.
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import { createErrorModule } from '../module/create-error-module.js';
import { locatedMessage, parseSource } from './parse-source.js';
import { packageSource } from './report.js';
import { UsageError } from './usage-error.js';

const errorModule = createErrorModule();

/** Directives of gateways and frameworks, such as @key, need no definition: errors ignore them. */
const rules = specifiedSDLRules.filter((rule) => rule !== KnownDirectivesRule);

const rootTypes: ReadonlySet<unknown> = new Set(['Query', 'Mutation', 'Subscription']);

/** Whether the SDL includes the module, maybe with renamed types: `@errors` keeps its name. */
const includesModule = (documents: readonly DocumentNode[]): boolean =>
  documents.some(({ definitions }) =>
    definitions.some(
      (definition) =>
        (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'ErrorCodeEnum') ||
        (definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'errors'),
    ),
  );

/** @throws UsageError that locates a type with the name of one of the module's. */
function checkTypeNames(documents: readonly DocumentNode[]): void {
  const names = new Set<string>(Object.values(errorModule.typeNames));
  const clash = documents
    .flatMap(({ definitions }) => definitions)
    .filter(isTypeDefinitionNode)
    .find(({ name }) => names.has(name.value));
  if (!clash) return;
  const { source, startToken } = clash.name.loc!;
  throw new UsageError(
    `${source.name}:${startToken.line}:${startToken.column} "${clash.name.value}" is also a type of graphql-error-codes. Rename the module's types with createErrorModule({ typePrefix }), and pass SDL that includes its typeDefs.`,
  );
}

/**
 * Turns repeated definitions of a root type into extensions of the first, as merge tools do: each
 * file may define or extend `type Mutation`.
 */
function mergeRootTypes({ definitions, ...document }: DocumentNode): DocumentNode {
  const defined = new Set<string>();
  return {
    ...document,
    definitions: definitions.map((definition): DefinitionNode => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        return definition;
      const name = definition.name.value;
      if (!rootTypes.has(name)) return definition;
      const kind = defined.has(name) ? Kind.OBJECT_TYPE_EXTENSION : Kind.OBJECT_TYPE_DEFINITION;
      defined.add(name);
      return { ...definition, kind };
    }),
  };
}

/**
 * Builds one schema from SDL files, and adds the module unless they include it.
 *
 * @throws UsageError that locates each error in the SDL.
 */
export function buildSdlSchema(sources: readonly Source[]): GraphQLSchema {
  const documents = sources.map(parseSource);
  if (!includesModule(documents)) {
    checkTypeNames(documents);
    documents.unshift(parse(new Source(errorModule.typeDefs, packageSource)));
  }
  const document = mergeRootTypes(concatAST(documents));
  const errors = validateSDL(document, null, rules);
  if (errors.length > 0) throw new UsageError(errors.map(locatedMessage).join('\n'));
  return buildASTSchema(document, { assumeValidSDL: true });
}
