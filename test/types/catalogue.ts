/* Compiled by `npm run check:types`, never run: each @ts-expect-error is a mistake that must not compile. */
import {
  catalogue,
  type Catalogue,
  type CatalogueEntry,
  type Deprecation,
  ErrorCode,
  failure,
  isErrorCode,
  MutationError,
  success,
} from 'graphql-error-codes';

const entry: CatalogueEntry = { value: 'x', category: 'input', fault: 'client', retry: 'never', action: 'Nothing.' };

// A catalogue that forgets a code.
const { WRONG_TOTP: _forgotten, ...allButOne } = catalogue;
// @ts-expect-error WRONG_TOTP is missing
allButOne satisfies Catalogue;

// A catalogue with a code that the SDL does not declare.
// @ts-expect-error BRAND_NEW is not in the SDL
({ ...catalogue, BRAND_NEW: entry }) satisfies Catalogue;

// A deprecated code of which nobody says since when, and one that is not deprecated in the SDL.
const { deprecation, ...silent } = catalogue.PRIMARY_LEVEL_NOT_FOUND;
// @ts-expect-error the SDL deprecates PRIMARY_LEVEL_NOT_FOUND
({ ...catalogue, PRIMARY_LEVEL_NOT_FOUND: silent }) satisfies Catalogue;
// @ts-expect-error the SDL does not deprecate WRONG_TOTP
({ ...catalogue, WRONG_TOTP: { ...catalogue.WRONG_TOTP, deprecation } }) satisfies Catalogue;
// @ts-expect-error what replaces a code must not be deprecated itself
({ since: '0.1.0', replacedBy: 'PRIMARY_LEVEL_NOT_FOUND' }) satisfies Deprecation;

// Entries say only what can be said.
// @ts-expect-error there is no such fault
({ ...entry, fault: 'nobody' }) satisfies CatalogueEntry;
// @ts-expect-error an action is a must
({ value: 'x', category: 'input', fault: 'client', retry: 'never' }) satisfies CatalogueEntry;

// Each name knows its own value.
ErrorCode.MFA_FAILED satisfies 'mfa_failed';
// @ts-expect-error there is no such code
void ErrorCode.MFA_FAILD;
// @ts-expect-error codes cannot be changed
ErrorCode.MFA_FAILED = 'mfa_failed';

// Codes are accepted by name and by internal value, and nothing else is.
failure('MFA_FAILED');
failure(ErrorCode.MFA_FAILED, { attribute: 'mfa', type: 'invalid' }, { message: 'Try the next one.' });
// @ts-expect-error no such code
failure('mfa_faild');
// @ts-expect-error an attribute needs a type
failure(ErrorCode.MFA_FAILED, { attribute: 'mfa' });
// @ts-expect-error no such code
void new MutationError('MFA_FAILD');

// @ts-expect-error an Error is no detail
failure(ErrorCode.MFA_FAILED, new Error('why'));

// What success adds does not hide what was given.
success({ user: { id: 1 } }).user.id satisfies number;

// isErrorCode narrows.
declare const unknown: unknown;
if (isErrorCode(unknown)) unknown satisfies ErrorCode;
