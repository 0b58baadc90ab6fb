export {
  catalogue,
  type Catalogue,
  type CatalogueEntry,
  type Deprecation,
  type ErrorCategory,
  type ErrorFault,
  type ErrorRetry,
} from './codes/catalogue.js';
export { ErrorCode, errorCodeName, isErrorCode, type KnownCode, type KnownCodes } from './codes/error-code.js';
export type { DeprecatedErrorCodeName, ErrorCodeName } from './generated/error-code-name.js';
export {
  failure,
  success,
  type ActiveModelError,
  type AnyErrorCode,
  type ErrorDetail,
  type FailurePayload,
  type HostDetail,
  type MessageError,
  type PayloadError,
  type SuccessPayload,
} from './failures/payload.js';
export {
  isFailure,
  isMutationError,
  keepMutationErrors,
  MutationError,
  type AnyMutationError,
  type MutationErrorExtensions,
  type MutationErrorOptions,
  type MutationErrorParameters,
} from './failures/mutation-error.js';
export { fromIssues, type StandardIssue } from './failures/from-issues.js';
export type { ErrorCodeResolver } from './failures/error-code-resolver.js';
export type { DetailTypeResolver } from './failures/detail-type-resolver.js';
export {
  createErrorModule,
  type AnyCodeOf,
  type ErrorModule,
  type ErrorModuleOptions,
} from './module/create-error-module.js';
export { resolvers, typeDefs } from './module/default-module.js';
export type { HostCode, HostCodes } from './module/host-codes.js';
export type {
  ErrorModuleResolvers,
  GatewayResolvers,
  MercuriusResolvers,
  ResolverMaps,
} from './module/resolver-maps.js';
export type { AnyTypeNames, TypeNames, TypeRenaming } from './module/type-names.js';
export type { ModuleTypeName } from './generated/sdl.js';
export { unwrappedFields, withErrorPayloads, type ErrorPayloadOptions } from './boundary/with-error-payloads.js';
export type { BoundaryOptions } from './boundary/boundary.js';
export type { ErrorCheckOptions } from './boundary/error-check.js';
export type { ErrorHooks, ErrorOrigin } from './boundary/hooks.js';
export type { PayloadErrorEvent } from './boundary/payload-error-event.js';
export { readErrorDeclarations, type DeclarationOptions, type ErrorDeclarations } from './boundary/declarations.js';
export type {
  BuiltInCodes,
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
export type { EnumType, ExecutableSchema, Field, ObjectType, Resolve } from './internal/executable-schema.js';
