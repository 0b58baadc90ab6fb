import type { ErrorCode } from './catalogue.js';
import type { ErrorCodeName } from './generated/error-code-name.js';
import type { PayloadError } from './payload.js';

/** A code by its name, or by the internal value of that name. */
export type AnswerableCode<Name extends ErrorCodeName> = Name | (typeof ErrorCode)[Name];

/**
 * The resolver types of mutations, narrowed so that each may return only the codes that its field declares with `@errors`.
 * `graphql-error-codes/codegen` generates `Declared` from the SDL. What a resolver throws, no type can see: that is checked at run time.
 *
 * @typeParam Resolvers the `MutationResolvers` of @graphql-codegen/typescript-resolvers
 * @typeParam Declared the names of the declared codes by field; fields that are not in it stay as they are
 */
export type DeclaredResolvers<Resolvers, Declared> = {
  [Field in keyof Resolvers]: Field extends keyof Declared
    ? DeclaredResolver<Resolvers[Field], Extract<Declared[Field], ErrorCodeName>>
    : Resolvers[Field];
};

/** A resolver is a function, or an object with a function `resolve`. */
type DeclaredResolver<Resolver, Names extends ErrorCodeName> = Resolver extends (
  ...parameters: infer Parameters
) => infer Answer
  ? (...parameters: Parameters) => DeclaredAnswer<Answer, Names>
  : Resolver extends { resolve: infer Resolve }
    ? { resolve: DeclaredResolver<Resolve, Names> }
    : Resolver;

type DeclaredAnswer<Answer, Names extends ErrorCodeName> =
  Answer extends PromiseLike<infer Settled>
    ? Promise<DeclaredAnswer<Settled, Names>>
    : Answer extends { readonly errors: unknown }
      ? Omit<Answer, 'errors'> & { readonly errors?: readonly PayloadError<AnswerableCode<Names>>[] }
      : Answer;
