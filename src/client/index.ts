export { payloadErrorFragment, type Payload, type PayloadError } from './payload-error.js';
export {
  type CheckedField,
  type CheckedPayload,
  type ErrorMistake,
  type ErrorOf,
  type MaskedErrorMistake,
  type MaskKey,
  type PayloadFieldName,
  type PayloadMistake,
  type SelectedError,
  type Unmask,
} from './checked-payload.js';
export { result, type Failure, type Result } from './result.js';
export { orThrow, PayloadErrorsError } from './payload-errors-error.js';
export { isRetryable } from './is-retryable.js';
export {
  createResultOf,
  type DeclaredCodesOf,
  type DeclaredError,
  type DeclaredErrorOf,
  type DetailedError,
  type DetailTypesOf,
  type PayloadOf,
  type ResultOf,
  type ResultOfOptions,
} from './declared-result.js';
export {
  matchError,
  type CheckedHandlers,
  type DetailOfType,
  type DetailsOfType,
  type ErrorHandlers,
  type HandledError,
  type HandlerReturn,
  type UndeclaredHandler,
} from './match-error.js';
export { fieldErrors, type FieldErrors } from './field-errors.js';
export {
  flatFieldErrors,
  nestFieldErrors,
  type FieldText,
  type NestedFieldError,
  type NestedFieldErrors,
} from './form-errors.js';
export { findPayloadErrors, type LocatedError } from './find-payload-errors.js';
export type { ErrorCategory } from '../generated/error-categories.js';
export { isKnownErrorCode, type KnownErrorCode, type ReceivedErrorCode } from './known-error-code.js';
export {
  createMessages,
  type CheckedMessages,
  type HasCategories,
  type KnownCategory,
  type KnownValidation,
  type MemberMistake,
  type Message,
  type MessageLookup,
  type Messages,
  type MessagesMistake,
  type MessagesOfAnyCategories,
  type MessagesOfCategories,
  type MessagesOfCodes,
  type NameMistake,
  type RequiredValidations,
} from './messages.js';
