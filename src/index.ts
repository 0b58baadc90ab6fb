export {
  catalogue,
  ErrorCode,
  errorCodeName,
  isErrorCode,
  type CatalogueEntry,
  type ErrorCategory,
  type ErrorFault,
  type ErrorRetry,
} from './catalogue.js';
export type { ErrorCodeName } from './generated/error-code-name.js';
export {
  failure,
  isMutationError,
  MutationError,
  success,
  type ActiveModelError,
  type ErrorDetail,
  type FailurePayload,
  type MessageError,
  type PayloadError,
} from './payload.js';
export { fromIssues, type StandardIssue } from './issues.js';
export {
  createErrorModule,
  resolvers,
  typeDefs,
  type ErrorModule,
  type ErrorModuleOptions,
  type ErrorModuleResolvers,
} from './module.js';
export { withErrorPayloads } from './boundary.js';
