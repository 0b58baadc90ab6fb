/* Compiled by `npm run check:types`, never run: each @ts-expect-error is a mistake that must not compile. */
import type { DeclaredErrorCodes, DeclaredMutationResolvers } from '../../demo/generated/resolvers.js';
import {
  ErrorCode,
  failure,
  MutationError,
  success,
  type DeclaredResolvers,
  type PayloadErrorEvent,
} from 'graphql-error-codes';

// What the demo's SDL declares for usersLogin.
'MFA_FAILED' satisfies DeclaredErrorCodes['usersLogin'];
// @ts-expect-error usersLogin does not declare it
'WRONG_TOTP' satisfies DeclaredErrorCodes['usersLogin'];

// Declared codes, by name and by internal value, and results, with and without errors.
({ usersMfaTotpGenerateSecret: () => failure('MISSING_PERMISSION') }) satisfies DeclaredMutationResolvers;
({
  usersMfaTotpGenerateSecret: async () => failure(ErrorCode.TOTP_SECRET_ALREADY_SET),
}) satisfies DeclaredMutationResolvers;
({ usersMfaTotpGenerateSecret: () => success({ secret: 'x', signedSecret: 'y' }) }) satisfies DeclaredMutationResolvers;
({ usersMfaTotpGenerateSecret: () => ({ secret: 'x', signedSecret: 'y' }) }) satisfies DeclaredMutationResolvers;
({ usersMfaTotpGenerateSecret: { resolve: () => failure('MISSING_PERMISSION') } }) satisfies DeclaredMutationResolvers;
({
  usersMfaTotpGenerateSecret: async (_parent, { input }, { viewer }) =>
    viewer && input.clientMutationId
      ? success({ secret: 'x' })
      : failure('MISSING_PERMISSION', { message: 'Sign in.' }),
}) satisfies DeclaredMutationResolvers;

// Codes that the field does not declare.
// @ts-expect-error by name
({ usersMfaTotpGenerateSecret: () => failure('WRONG_TOTP') }) satisfies DeclaredMutationResolvers;
// @ts-expect-error by internal value
({ usersMfaTotpGenerateSecret: () => failure(ErrorCode.WRONG_TOTP) }) satisfies DeclaredMutationResolvers;
// @ts-expect-error later
({ usersMfaTotpGenerateSecret: async () => failure(ErrorCode.WRONG_TOTP) }) satisfies DeclaredMutationResolvers;
({
  // @ts-expect-error in one of two branches
  usersMfaTotpGenerateSecret: (_parent, _args, { viewer }) => (viewer ? success({}) : failure('WRONG_TOTP')),
}) satisfies DeclaredMutationResolvers;
// @ts-expect-error in an object with resolve
({ usersMfaTotpGenerateSecret: { resolve: () => failure('WRONG_TOTP') } }) satisfies DeclaredMutationResolvers;
({
  // @ts-expect-error built by hand
  usersMfaTotpGenerateSecret: () => ({ errors: [{ errorCode: 'WRONG_TOTP' as const, details: [] }] }),
}) satisfies DeclaredMutationResolvers;

// @ts-expect-error a returned error is no payload
({ usersMfaTotpGenerateSecret: () => new MutationError('WRONG_TOTP') }) satisfies DeclaredMutationResolvers;

// Batches, and codes that the host added.
interface Batches {
  all?: () => { name?: string; errors: { errorCode: string }[] }[];
  one?: () => { errors: { errorCode: string }[] };
}
type NarrowedBatches = DeclaredResolvers<Batches, { all: 'MFA_FAILED'; one: 'QUOTA_EXCEEDED' }>;
({ all: () => [success({ name: 'x' }), failure('MFA_FAILED')] }) satisfies NarrowedBatches;
({ one: () => ({ errors: [{ errorCode: 'QUOTA_EXCEEDED' as const, details: [] }] }) }) satisfies NarrowedBatches;
// @ts-expect-error one payload of the batch answers another code
({ all: () => [success({ name: 'x' }), failure('WRONG_TOTP')] }) satisfies NarrowedBatches;

// A mutation that declares no code may answer none, and one that declares nothing keeps its type.
interface Host {
  never?: () => { name?: string; errors: readonly { errorCode: string }[] };
  silent?: () => { errors: readonly { errorCode: string }[] };
}
type Narrowed = DeclaredResolvers<Host, { never: never }>;
({ never: () => success({ name: 'x' }), silent: () => failure('MFA_FAILED') }) satisfies Narrowed;
// @ts-expect-error no code at all
({ never: () => failure('MFA_FAILED') }) satisfies Narrowed;

// What monitoring gets holds nothing but names.
declare const event: PayloadErrorEvent;
event satisfies { coordinate: string; code: string; declared: boolean | null; deprecated: boolean };
// @ts-expect-error details may hold the user's data
void event.details;
