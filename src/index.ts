export {
  catalogue,
  ErrorCode,
  errorCodeName,
  isErrorCode,
  type CatalogueEntry,
  type Deprecation,
  type ErrorCategory,
  type ErrorFault,
  type ErrorRetry,
  type KnownCode,
  type KnownCodes,
} from './catalogue.js';
export type { DeprecatedErrorCodeName, ErrorCodeName } from './generated/error-code-name.js';
export {
  failure,
  success,
  type ActiveModelError,
  type AnyErrorCode,
  type ErrorDetail,
  type FailurePayload,
  type MessageError,
  type PayloadError,
} from './payload.js';
export { isFailure, isMutationError, MutationError } from './mutation-error.js';
export { fromIssues, type StandardIssue } from './issues.js';
export {
  createErrorModule,
  resolvers,
  typeDefs,
  type ErrorModule,
  type ErrorModuleOptions,
  type ErrorModuleResolvers,
  type GatewayResolvers,
  type HostCode,
  type HostCodes,
  type MercuriusResolvers,
  type TypeRenaming,
} from './module.js';
export type { ModuleTypeName } from './generated/sdl.js';
export { withErrorPayloads, type ErrorPayloadOptions } from './boundary.js';
export type { AnswerableCode, DeclaredResolvers } from './declared-resolvers.js';
export { readErrorDeclarations, type ErrorDeclarations } from './declaration.js';
export type { PayloadErrorEvent } from './error-check.js';
