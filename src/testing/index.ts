export { createErrorLedger, type ErrorLedger, type ErrorLedgerOptions, type LedgerEntry } from './error-ledger.js';
export type { MutationCode } from './ledger-mutations.js';
export type { DocumentAst, DocumentText, OperationDocument } from './operation.js';
export {
  createFailedPayload,
  failedPayload,
  type FailedPayload,
  type MockableDetail,
  type MockDetail,
  type MockDetailOfCode,
  type MockDetailOfType,
  type MockDetails,
  type MockError,
  type MockPayload,
  type MockTypeName,
  type MockTypeNames,
  type MutableJson,
  type NamedDetail,
} from './failed-payload.js';
