import {
  buildASTSchema,
  concatAST,
  GraphQLError,
  isExecutableDefinitionNode,
  isTypeDefinitionNode,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  Kind,
  KnownDirectivesRule,
  parse,
  Source,
  UniqueEnumValueNamesRule,
  validateSchema,
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeExtensionNode,
  type EnumValueDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
// graphql's index exports buildASTSchema, which validates too, but its errors have no locations.
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import { createErrorModule } from '../module/create-error-module.js';
import { excerpt } from './excerpt.js';
import { locatedMessage, parseSource } from './parse-source.js';
import { packageSource, placeIn } from './place.js';
import { UsageError } from './usage-error.js';

const errorModule = createErrorModule();

/**
 * Directives of gateways and frameworks, such as @key, need no definition: errors ignore them.
 * Codes that are defined twice have a message of their own.
 */
const rules = specifiedSDLRules.filter((rule) => rule !== KnownDirectivesRule && rule !== UniqueEnumValueNamesRule);

const rootTypes: ReadonlySet<unknown> = new Set(['Query', 'Mutation', 'Subscription']);

/** Whether the SDL includes the module, maybe with renamed types: `@errors` keeps its name. */
const includesModule = (definitions: readonly DefinitionNode[]): boolean =>
  definitions.some((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'errors');

/**
 * Returns the name of the SDL's own enum of codes: `ErrorCodeEnum`, or the only enum that describes
 * its values with `@errorCode`, or the only definition.
 *
 * @param enumName the name that was asked for
 */
function findOwnEnum(definitions: readonly DefinitionNode[], enumName: string | undefined): string | undefined {
  const enums = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);
  const names = enums.map(({ name }) => name.value);
  if (enumName !== undefined && names.includes(enumName)) return enumName;
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
function missingSdl(definitions: readonly DefinitionNode[], enumName: string | undefined): string {
  if (includesModule(definitions)) return '';
  const ownEnum = findOwnEnum(definitions, enumName);
  if (ownEnum === undefined) return errorModule.typeDefs;
  const module = createErrorModule({ builtIn: false, typeNames: { ErrorCodeEnum: ownEnum } });
  const moduleTypes = new Set<string>(Object.values(module.typeNames));
  const others = definitions.filter(isTypeDefinitionNode).filter(({ name }) => name.value !== ownEnum);
  // A file of codes says nothing of types, and the SDL of an earlier version has no directive.
  const hasCodesOnly =
    ownEnum === 'ErrorCodeEnum' && definitions.every(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION);
  return hasCodesOnly || others.some(({ name }) => moduleTypes.has(name.value)) ? '' : module.typeDefs;
}

/** Returns the place of a node, as messages have it. */
function showPlace(node: ASTNode): string {
  const { source, start } = node.loc!;
  const { file, line, column } = placeIn(source, start);
  return `${file}:${line}:${column}`;
}

const isTypeSystem = (node: DefinitionNode): boolean =>
  isTypeSystemDefinitionNode(node) || isTypeSystemExtensionNode(node);

const isOfPackage = (node: ASTNode): boolean => node.loc?.source.name === packageSource;

/** Returns the call that creates the module whose enum of codes has this name. */
function moduleCall(enumName: string): string {
  if (enumName === 'ErrorCodeEnum') return 'createErrorModule()';
  return enumName.endsWith('ErrorCodeEnum')
    ? `createErrorModule({ typePrefix: '${enumName.slice(0, -'ErrorCodeEnum'.length)}' })`
    : `createErrorModule({ typeNames: { ErrorCodeEnum: '${enumName}' } })`;
}

/** Whether codes are added to an enum: it is named like one of codes, or describes them. */
const extendsCodes = ({ name, values = [] }: EnumTypeExtensionNode): boolean =>
  /ErrorCode/.test(name.value) ||
  values.some(({ directives = [] }) => directives.some((directive) => directive.name.value === 'errorCode'));

/**
 * @param missing the SDL of the module that is merged
 * @throws UsageError that locates codes for an enum of a module whose SDL is missing.
 */
function checkExtendedEnums(definitions: readonly DefinitionNode[], missing: string): void {
  const names = new Set(
    [...definitions, ...parse(missing || '{ _ }').definitions]
      .filter(isTypeDefinitionNode)
      .map(({ name }) => name.value),
  );
  const mistakes = definitions
    .filter((definition) => definition.kind === Kind.ENUM_TYPE_EXTENSION)
    .filter((definition) => !names.has(definition.name.value) && extendsCodes(definition))
    .map(
      ({ name }) =>
        `${showPlace(name)} the enum ${name.value} is not defined. If a module has it, pass the SDL of the module, too: write ${moduleCall(name.value)}.typeDefs to a file.`,
    );
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
}

/** Returns a message for each value that an enum defines twice, at the place of the second. */
function repeatedValues(definitions: readonly DefinitionNode[]): string[] {
  const first = new Map<string, EnumValueDefinitionNode>();
  const messages: string[] = [];
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION && definition.kind !== Kind.ENUM_TYPE_EXTENSION) continue;
    for (const value of definition.values ?? []) {
      const coordinate = `${definition.name.value}.${value.name.value}`;
      const before = first.get(coordinate);
      if (!before) first.set(coordinate, value);
      else {
        messages.push(
          isOfPackage(before)
            ? `${showPlace(value.name)} ${value.name.value} is a built-in code. To change its metadata, pass "codes" to createErrorModule, and pass SDL that includes the typeDefs of the module here. For another meaning, choose another name.`
            : `${showPlace(value.name)} ${coordinate} is already defined at ${showPlace(before.name)}. Remove one of them.`,
        );
      }
    }
  }
  return messages;
}

/** Returns the message of an error at a place in the user's files, not in the package's SDL. */
function ownMessage(error: GraphQLError): string {
  const [first, ...others] = error.nodes ?? [];
  const own = others.find((node) => !isOfPackage(node));
  return first && isOfPackage(first) && own ? `${showPlace(own)} ${error.message}` : locatedMessage(error);
}

/** @throws UsageError that locates a type with the name of one of the module's. */
function checkTypeNames(definitions: readonly DefinitionNode[]): void {
  const names = new Set<string>(Object.values(errorModule.typeNames));
  const clash = definitions.filter(isTypeDefinitionNode).find(({ name }) => names.has(name.value));
  if (!clash) return;
  throw new UsageError(
    `${showPlace(clash.name)} "${clash.name.value}" is also a type of graphql-error-codes. Rename the module's types with createErrorModule({ typePrefix }), and pass SDL that includes its typeDefs.`,
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

/** Whether a file has no definitions at all. In a folder of SDL, that is no mistake. */
const isBlank = ({ body }: Source): boolean => !/[^\s,]/.test(body.replaceAll(/#.*/g, ''));

/** @throws UsageError unless the files define types: operations are not a schema. */
function checkDefinitions(sources: readonly Source[], definitions: readonly DefinitionNode[]): void {
  if (sources.length === 0) return;
  const operation = definitions.find(isExecutableDefinitionNode);
  if (operation && definitions.some(isTypeSystem)) {
    throw new UsageError(`${showPlace(operation)} an operation or fragment is not a part of a schema. Pass SDL only.`);
  }
  if (definitions.some(isTypeSystem)) return;
  const names = excerpt(sources.map(({ name }) => name).join(', '), 300);
  throw new UsageError(`${names}: no type definitions. Expected SDL, such as "type Mutation { ... }".`);
}

/** What commands rely on; other mistakes do not keep them from reading codes. */
const reliedOn = /root type must be Object type|^Union type .* can only include Object types/;

/** @throws UsageError that locates what graphql does not accept while it builds the types. */
function buildSchema(document: DocumentNode): GraphQLSchema {
  try {
    const schema = buildASTSchema(document, { assumeValidSDL: true });
    const errors = validateSchema(schema).filter(({ message }) => reliedOn.test(message));
    if (errors.length > 0) throw new UsageError(errors.map(ownMessage).join('\n'));
    return schema;
  } catch (error) {
    if (error instanceof GraphQLError) throw new UsageError(ownMessage(error));
    if (error instanceof RangeError) {
      throw new UsageError('The schema cannot be built: a default value of an input type contains itself.');
    }
    throw error;
  }
}

/**
 * Builds one schema from SDL files, and adds what they lack of the module: all of it, or its types
 * where they have an enum of codes of their own. A file of such an enum alone remains alone.
 *
 * @param enumName the enum of codes, where the SDL may have several
 * @throws UsageError that locates each error in the SDL.
 */
export function buildSdlSchema(sources: readonly Source[], enumName?: string): GraphQLSchema {
  const documents = sources.filter((source) => !isBlank(source)).map(parseSource);
  const definitions = documents.flatMap((document) => document.definitions);
  checkDefinitions(sources, definitions);
  const missing = missingSdl(definitions, enumName);
  checkExtendedEnums(definitions, missing);
  if (missing === errorModule.typeDefs) checkTypeNames(definitions);
  if (missing !== '') documents.unshift(parse(new Source(missing, packageSource)));
  const document = mergeRootTypes(concatAST(documents));
  const errors = validateSDL(document, null, rules);
  // A definition of the host that replaces one of the package makes the package's SDL invalid, too.
  const ownErrors = errors.filter(({ nodes = [] }) => nodes.length === 0 || !nodes.every(isOfPackage));
  const mistakes = [
    ...repeatedValues(document.definitions),
    ...(ownErrors.length > 0 ? ownErrors : errors).map(ownMessage),
  ];
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return buildSchema(document);
}
