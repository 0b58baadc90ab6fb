/* Compiled by `npm run check:types`, never run: each @ts-expect-error is a mistake that must not compile. */
import { createErrorModule } from 'graphql-error-codes';

const quota = {
  value: 'quota_exceeded',
  category: 'billing',
  fault: 'client',
  retry: 'later',
  action: 'Wait.',
} as const;
const errors = createErrorModule({ typePrefix: 'Shop', codes: { QUOTA_EXCEEDED: quota } });

// The host's codes are codes, beside the catalogue's.
errors.ErrorCode.QUOTA_EXCEEDED satisfies 'quota_exceeded';
errors.ErrorCode.MFA_FAILED satisfies 'mfa_failed';
errors.catalogue.QUOTA_EXCEEDED.category satisfies 'billing';
errors.failure('QUOTA_EXCEEDED').errors[0]!.errorCode satisfies 'QUOTA_EXCEEDED';
errors.failure(errors.ErrorCode.QUOTA_EXCEEDED, { attribute: 'plan', type: 'inclusion' });
new errors.MutationError('quota_exceeded').code satisfies string;
// @ts-expect-error no such code
void errors.ErrorCode.QUOTA_EXCEDED;
// @ts-expect-error no such code
errors.failure('quota_exceded');
// @ts-expect-error no such code
void new errors.MutationError('quota_exceded');
// @ts-expect-error a module without it does not know it
createErrorModule().failure('QUOTA_EXCEEDED');

// A code of the catalogue cannot be given again.
// @ts-expect-error MFA_FAILED is there already
createErrorModule({ codes: { MFA_FAILED: quota } });
const faultless = { value: 'quota_exceeded', category: 'billing', retry: 'later', action: 'Wait.' } as const;
// @ts-expect-error a code has a fault
createErrorModule({ codes: { QUOTA_EXCEEDED: faultless } });

// The resolvers have the names that were chosen.
void errors.resolvers.ShopError.errorCode;
void createErrorModule({ typeNames: { Error: 'Failure' } }).resolvers.Failure.errorCode;
void createErrorModule().resolvers.DetailedError.__resolveType;
// @ts-expect-error it is called ShopError here
void errors.resolvers.Error;
// @ts-expect-error a gateway must not have internal values
void errors.gatewayResolvers.ShopErrorCodeEnum;
// @ts-expect-error there is no such type to rename
createErrorModule({ names: { Eror: 'Failure' } });
// @ts-expect-error one of two
createErrorModule({ values: 'names' });
