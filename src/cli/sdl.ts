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
const includesModule = (definitions: readonly DefinitionNode[]): boolean =>
  definitions.some((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'errors');

/**
 * Returns the name of the SDL's own enum of codes: `ErrorCodeEnum`, or the only enum that describes
 * its values with `@errorCode`, or the only definition.
 */
function findOwnEnum(definitions: readonly DefinitionNode[]): string | undefined {
  const enums = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);
  const names = enums.map(({ name }) => name.value);
  if (names.includes('ErrorCodeEnum')) return 'ErrorCodeEnum';
  const described = enums.filter(({ values = [] }) =>
    values.some(({ directives = [] }) => directives.some(({ name }) => name.value === 'errorCode')),
  );
  if (described.length === 1) return described[0]!.name.value;
  return definitions.length === 1 ? names[0] : undefined;
}

/**
 * Returns the SDL of the module that a host's SDL needs, as it would be merged with it; empty where
 * it has all of it.
 */
function missingSdl(definitions: readonly DefinitionNode[]): string {
  if (includesModule(definitions)) return '';
  const ownEnum = findOwnEnum(definitions);
  if (ownEnum === undefined) return errorModule.typeDefs;
  const module = createErrorModule({ builtIn: false, typeNames: { ErrorCodeEnum: ownEnum } });
  const moduleTypes = new Set<string>(Object.values(module.typeNames));
  const others = definitions.filter(isTypeDefinitionNode).filter(({ name }) => name.value !== ownEnum);
  // A file of codes says nothing of types, and the SDL of an earlier version has no directive.
  const hasCodesOnly =
    ownEnum === 'ErrorCodeEnum' && definitions.every(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION);
  return hasCodesOnly || others.some(({ name }) => moduleTypes.has(name.value)) ? '' : module.typeDefs;
}

/** @throws UsageError that locates a type with the name of one of the module's. */
function checkTypeNames(definitions: readonly DefinitionNode[]): void {
  const names = new Set<string>(Object.values(errorModule.typeNames));
  const clash = definitions.filter(isTypeDefinitionNode).find(({ name }) => names.has(name.value));
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
 * Builds one schema from SDL files, and adds what they lack of the module: all of it, or its types
 * where they have an enum of codes of their own. A file of such an enum alone remains alone.
 *
 * @throws UsageError that locates each error in the SDL.
 */
export function buildSdlSchema(sources: readonly Source[]): GraphQLSchema {
  const documents = sources.map(parseSource);
  const definitions = documents.flatMap((document) => document.definitions);
  const missing = missingSdl(definitions);
  if (missing === errorModule.typeDefs) checkTypeNames(definitions);
  if (missing !== '') documents.unshift(parse(new Source(missing, packageSource)));
  const document = mergeRootTypes(concatAST(documents));
  const errors = validateSDL(document, null, rules);
  if (errors.length > 0) throw new UsageError(errors.map(locatedMessage).join('\n'));
  return buildASTSchema(document, { assumeValidSDL: true });
}
