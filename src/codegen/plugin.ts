import { readErrorCodes } from '../codes/read-error-codes.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { createClientCodes } from './client-codes.js';
import { checkCodeNames, createCodeNames } from './code-names.js';
import type { CodePart } from './code-part.js';
import { completeConfig, type CompleteConfig, type DeclaredErrorsConfig } from './config.js';
import {
  declaredResolversImport,
  declaringTypes,
  renderDeclaredCodes,
  renderDeclaredResolvers,
  type ValuesType,
} from './declared-types.js';
import { checkInternalValues } from './introspection.js';
import { createServerCodes, serverValuesType } from './server-codes.js';
import { quote } from './source-text.js';
import { resolversTypeName } from './type-names.js';

/** The generated code, in the form that graphql-codegen expects. */
export interface DeclaredErrorsOutput {
  /** The imports, for the start of the file. */
  readonly prepend: string[];
  readonly content: string;
}

function createCodePart(
  schema: ExecutableSchema,
  { codes: kind, codesPrefix, scalars, naming }: CompleteConfig,
): CodePart | undefined {
  if (kind === false) return undefined;
  const codes = readErrorCodes(schema);
  const names = createCodeNames(codesPrefix);
  if (kind === 'server') checkInternalValues(schema);
  const part = kind === 'server' ? createServerCodes(codes, schema, scalars, names) : createClientCodes(codes, names);
  checkCodeNames(part.names, schema, naming);
  return part;
}

/** Returns the type of the internal values of the host's codes, if it has any. */
function valuesType({ codes, codesPrefix, errorModule }: CompleteConfig): ValuesType | undefined {
  if (codes === 'server') return serverValuesType(createCodeNames(codesPrefix));
  return errorModule && { name: `typeof import('${errorModule.path}').${errorModule.name}.ErrorCode` };
}

function renderImports(keyword: string, names: readonly string[], from: string): string[] {
  return names.length === 0 ? [] : [`${keyword} { ${names.join(', ')} } from ${quote(from)};`];
}

/**
 * The plugin for graphql-codegen. List it as `graphql-error-codes/codegen` after
 * `typescript-resolvers`. It generates from the SDL alone:
 *
 * - The codes: `ErrorCodeName`, `ErrorCode`, `ErrorCategory`, their `catalogue`, and `failure`,
 *   `MutationError`, `isMutationError` and `errorCodeName` for exactly these codes. For clients, it
 *   generates `ErrorCodeName`, `ErrorCategory`, `errorCategories` and `isKnownErrorCode`. In both,
 *   `ErrorDetails` has the details that codes declare.
 * - `DeclaredErrorCodes`: the names of the codes that each mutation declares with `@errors`.
 * - `DeclaredResolvers`: all resolvers that typescript-resolvers generates, with those of mutations
 *   narrowed, so that returning an undeclared code does not compile. They remain assignable to
 *   `Resolvers`. `DeclaredMutationResolvers` are those of `Mutation`.
 *
 * For a type of namespaced mutations, such as `UsersMutations`, it generates the same as
 * `DeclaredUsersMutationsErrorCodes` and `DeclaredUsersMutationsResolvers`.
 *
 * @throws TypeError when an option has a wrong type, for a `namingConvention` of another package
 * without `resolversType`, for a generated name that is also a type of the schema, when `@errors`
 * or `@errorCode` is invalid (see `readErrorDeclarations` and `readErrorCodes`), and when
 * introspection lost what they declare.
 */
export function plugin(
  schema: ExecutableSchema,
  _documents: unknown,
  config: DeclaredErrorsConfig = {},
): DeclaredErrorsOutput {
  const options = completeConfig(config);
  const part = createCodePart(schema, options);
  const types = declaringTypes(schema);
  const declarations = [...(part?.declarations ?? []), ...types.map(renderDeclaredCodes)];
  const typeImports = [...(part?.typeImports ?? [])];
  if (options.resolvers && types.length > 0) {
    const all = options.resolversType ?? resolversTypeName(options.naming);
    typeImports.push(declaredResolversImport);
    declarations.push(...renderDeclaredResolvers(types, all, valuesType(options)));
  }
  return {
    prepend: [
      ...renderImports('import', part?.valueImports ?? [], options.errorCodesFrom),
      ...renderImports('import type', typeImports, options.errorCodesFrom),
    ],
    content: declarations.map((declaration) => `\n${declaration}\n`).join(''),
  };
}
