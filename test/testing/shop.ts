import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema } from 'graphql';
import { resolvers, typeDefs, withErrorPayloads, type ErrorHooks } from 'graphql-error-codes';

export const shopSdl = `
  type Query { me: User, lastPayment: Payload }
  type User { name: String }
  type Mutation {
    pay: Payload @errors(codes: ["MISSING_PARAMETER", "INVALID_SETTING"])
    payAll: [Payload!] @errors(codes: ["MISSING_PERMISSION"])
    rename: Payload
    reset: Payload @errors(codes: [])
    users: UsersMutations
    staff: UsersMutations
    note: String
  }
  type UsersMutations { login: Payload @errors(codes: ["MFA_FAILED"]), mfa: MfaMutations }
  type MfaMutations { remove: Payload @errors(codes: ["WRONG_TOTP"]) }
  type Payload { user: User, errors: [Error!]! }
`;

/** A schema that declares codes, also of namespaced mutations. */
export const createShop = () => buildSchema(typeDefs + shopSdl);

/** All codes that it declares, as entries of `ignore`. */
export const declaredCodes = [
  'Mutation.pay MISSING_PARAMETER',
  'Mutation.pay INVALID_SETTING',
  'Mutation.payAll MISSING_PERMISSION',
  'UsersMutations.login MFA_FAILED',
  'MfaMutations.remove WRONG_TOTP',
];

/** The same schema, executable and wrapped. */
export const openShop = (hooks: ErrorHooks, pay: () => unknown, login: () => unknown = () => ({})) =>
  withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [typeDefs, shopSdl],
      resolvers: [
        resolvers,
        { Mutation: { pay, users: () => ({}), staff: () => ({}) }, UsersMutations: { login, mfa: () => ({}) } },
      ],
    }),
    { strict: false, ...hooks },
  );

/** A payload with these codes, as a client receives it. */
export const failedWith = (...codes: string[]) => ({ errors: codes.map((errorCode) => ({ errorCode })) });
