import { fieldsWithDeclarations, type DeclaringField } from '../boundary/described-declarations.js';
import { readErrorCodes } from '../codes/read-error-codes.js';
import { errorCodeEnum, type CodeEnum } from '../internal/error-code-enum.js';
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

/** @throws TypeError when the schema has no enum of codes, or several of which none is named. */
function findCodeEnum(schema: ExecutableSchema, { enumName }: CompleteConfig): CodeEnum {
  try {
    return errorCodeEnum(schema, { enumName });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(`graphql-error-codes/codegen: ${error.message}`, { cause: error });
  }
}

function createCodePart(
  schema: ExecutableSchema,
  fields: readonly DeclaringField[],
  codeEnum: CodeEnum,
  options: CompleteConfig,
): CodePart {
  const { codes: kind, codesPrefix, enumName, naming } = options;
  const codes = readErrorCodes(schema, { enumName });
  const names = createCodeNames(codesPrefix);
  if (kind === 'server') checkInternalValues(codeEnum.codes, fields);
  const part =
    kind === 'server' ? createServerCodes(codes, schema, codeEnum, options, names) : createClientCodes(codes, names);
  checkCodeNames(part.names, schema, naming);
  return part;
}

/** Returns the type of the internal values of the host's codes, if it has any. */
function valuesType(
  { codes, codesPrefix, errorModule }: CompleteConfig,
  codeEnum: CodeEnum | undefined,
): ValuesType | undefined {
  if (codes === 'server' && codeEnum) return serverValuesType(createCodeNames(codesPrefix), codeEnum.codes);
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
 *   generates `ErrorCodeName`, `ErrorCategory`, `errorCategories`, `errorRetries` and
 *   `isKnownErrorCode`. In both, `ErrorDetails` has the details that codes declare.
 * - `DeclaredErrorCodes`: the names of the codes that each mutation declares with `@errors`.
 * - `DeclaredResolvers`: all resolvers that typescript-resolvers generates, with those of mutations
 *   narrowed, so that returning an undeclared code does not compile; without `@errors`, they may
 *   return every code. They remain assignable to `Resolvers`. `DeclaredMutationResolvers` are those
 *   of `Mutation`.
 *
 * For a type of namespaced mutations, such as `UsersMutations`, it generates the same as
 * `DeclaredUsersMutationsErrorCodes` and `DeclaredUsersMutationsResolvers`.
 *
 * @throws TypeError when an option has a wrong type, for a `namingConvention` of another package
 * without `resolversType`, for a generated name that is also a type of the schema, for several
 * enums of codes without `enumName`, when `@errors` or `@errorCode` is invalid (see
 * `readErrorDeclarations` and `readErrorCodes`), and when introspection or printing lost what they
 * declare.
 */
export function plugin(
  schema: ExecutableSchema,
  _documents: unknown,
  config: DeclaredErrorsConfig = {},
): DeclaredErrorsOutput {
  const options = completeConfig(config);
  const codeEnum = options.codes === false ? undefined : findCodeEnum(schema, options);
  const fields = fieldsWithDeclarations(schema);
  const part = codeEnum && createCodePart(schema, fields, codeEnum, options);
  const types = declaringTypes(schema, fields);
  const declarations = [...(part?.declarations ?? []), ...types.map(renderDeclaredCodes)];
  const typeImports = [...(part?.typeImports ?? [])];
  if (options.resolvers && types.length > 0) {
    const all = options.resolversType ?? resolversTypeName(options.naming);
    typeImports.push(declaredResolversImport);
    declarations.push(...renderDeclaredResolvers(types, all, valuesType(options, codeEnum)));
  }
  return {
    prepend: [
      ...renderImports('import', part?.valueImports ?? [], options.errorCodesFrom),
      ...renderImports('import type', typeImports, options.errorCodesFrom),
    ],
    content: declarations.map((declaration) => `\n${declaration}\n`).join(''),
  };
}
