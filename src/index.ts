export { catalogue } from './generated/catalogue.js';
export type { ErrorCategory } from './generated/error-categories.js';
export { readErrorCodes } from './codes/read-error-codes.js';
export { ErrorCode, errorCodeName, isErrorCode, type BuiltInCodes, type Catalogue } from './codes/error-code.js';
export type {
  CompleteCode,
  CompleteCodes,
  ErrorCodes,
  ErrorExposure,
  ErrorFault,
  ErrorRetry,
  KnownCode,
  KnownCodes,
  NameFinder,
  SnakeCase,
} from './codes/known-code.js';
export type { DeprecatedErrorCodeName, ErrorCodeName } from './generated/error-code-name.js';
export {
  failure,
  success,
  type ActiveModelError,
  type AnyErrorCode,
  type CheckedCode,
  type CodeOf,
  type DetailOfCode,
  type ErrorDetail,
  type FailureFunction,
  type FailurePayload,
  type HostDetail,
  type MessageError,
  type NameOfCode,
  type PayloadError,
  type SuccessPayload,
  type SuggestedCode,
  type Unlisted,
} from './failures/payload.js';
export {
  isFailure,
  isMutationError,
  keepMutationErrors,
  MutationError,
  type AnyMutationError,
  type MutationErrorClass,
  type MutationErrorExtensions,
  type MutationErrorOptions,
  type MutationErrorParameters,
} from './failures/mutation-error.js';
export { bindErrorCodes, type BoundFailures } from './failures/bound-failures.js';
export { fromIssues, type FromIssuesOptions, type StandardIssue } from './failures/from-issues.js';
export type { ErrorCodeResolver } from './failures/error-code-resolver.js';
export type { DetailTypeResolver } from './failures/detail-type-resolver.js';
export {
  createErrorModule,
  type AnyCodeOf,
  type DetailNamed,
  type ErrorModule,
  type ErrorModuleOptions,
  type ModuleDetails,
} from './module/create-error-module.js';
export { resolvers, typeDefs } from './module/default-module.js';
export type {
  BuiltInSelection,
  CheckedHostCodes,
  CodeMistakes,
  HostCode,
  HostCodes,
  ModuleCodes,
  SelectedName,
} from './module/module-codes.js';
export type {
  ErrorModuleResolvers,
  GatewayResolvers,
  MercuriusResolvers,
  ResolverMaps,
} from './module/resolver-maps.js';
export type { AnyTypeNames, TypeNames, TypeRenaming } from './module/type-names.js';
export type { ModuleTypeName } from './generated/sdl.js';
export { unwrappedFields, withErrorPayloads, type ErrorPayloadOptions } from './boundary/with-error-payloads.js';
export type { Concealed, Concealment, ConcealmentOf } from './boundary/concealment.js';
export type { BoundaryOptions } from './boundary/boundary.js';
export type { ErrorCheckOptions } from './boundary/error-check.js';
export type { ErrorHooks, ErrorOrigin } from './boundary/hooks.js';
export type { PayloadErrorEvent } from './boundary/payload-error-event.js';
export { readErrorDeclarations, type DeclarationOptions, type ErrorDeclarations } from './boundary/declarations.js';
export type {
  CodegenResult,
  DeclaredCode,
  DeclaredErrors,
  DeclaredFunction,
  DeclaredObject,
  DeclaredPayload,
  DeclaredResolver,
  DeclaredResolvers,
  DeclaredResult,
  DeclaredSuccess,
  ReturnableCode,
} from './boundary/declared-resolvers.js';
export type {
  EnumType,
  EnumValue,
  ExecutableSchema,
  Field,
  ObjectType,
  Resolve,
} from './internal/executable-schema.js';
export type { CodeEnumOptions } from './internal/error-code-enum.js';
export { inspect } from './internal/inspect.js';
