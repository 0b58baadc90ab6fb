import type { ErrorCode } from '../codes/error-code.js';
import type { ErrorDetail } from '../failures/payload.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** A code by name or by its internal value. The host's own codes are accepted by name only. */
export type ReturnableCode<Name extends string> = Name | (typeof ErrorCode)[Name & ErrorCodeName];

/** A payload whose errors have the declared codes. */
export type DeclaredPayload<Payload, Names extends string> = Omit<Payload, 'errors'> & {
  readonly errors?: readonly { readonly errorCode: ReturnableCode<Names>; readonly details: readonly ErrorDetail[] }[];
  /** Errors are not valid payloads: throw them. */
  readonly stack?: never;
};

/** What a resolver may return, with the payloads narrowed, in promises and lists, too. */
export type DeclaredResult<Result, Names extends string> =
  Result extends PromiseLike<infer Settled>
    ? Promise<DeclaredResult<Settled, Names>>
    : Result extends readonly (infer Item)[]
      ? readonly DeclaredResult<Item, Names>[]
      : Result extends { readonly errors: unknown }
        ? DeclaredPayload<Result, Names>
        : Result;

/** The narrowed type of one resolver: a function, or an object with a function `resolve`. */
export type DeclaredResolver<Resolver, Names extends string> = Resolver extends (
  ...parameters: infer Parameters
) => infer Result
  ? (...parameters: Parameters) => DeclaredResult<Result, Names>
  : Resolver extends { resolve: infer Resolve }
    ? { resolve: DeclaredResolver<Resolve, Names> }
    : Resolver;

/**
 * The resolver types of mutations, narrowed so that each may only return the codes that its field
 * declares with `@errors`. `graphql-error-codes/codegen` generates `Declared` from the SDL. Types
 * cannot see what a resolver throws: that is checked at run time.
 *
 * @typeParam Resolvers the `MutationResolvers` of @graphql-codegen/typescript-resolvers
 * @typeParam Declared the names of the declared codes by field; other fields stay unchanged
 */
export type DeclaredResolvers<Resolvers, Declared> = {
  [Field in keyof Resolvers]: Field extends keyof Declared
    ? DeclaredResolver<Resolvers[Field], Extract<Declared[Field], string>>
    : Resolvers[Field];
};
