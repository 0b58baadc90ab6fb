import type { ErrorCode } from './catalogue.js';
import type { ErrorCodeName } from './generated/error-code-name.js';
import type { ErrorDetail } from './payload.js';

/** A code by its name, or by the internal value of that name. A code that the host added is known by its name alone. */
export type AnswerableCode<Name extends string> = Name | (typeof ErrorCode)[Name & ErrorCodeName];

/**
 * The resolver types of mutations, narrowed so that each may return only the codes that its field declares with `@errors`.
 * `graphql-error-codes/codegen` generates `Declared` from the SDL. What a resolver throws, no type can see: that is checked at run time.
 *
 * @typeParam Resolvers the `MutationResolvers` of @graphql-codegen/typescript-resolvers
 * @typeParam Declared the names of the declared codes by field; fields that are not in it stay as they are
 */
export type DeclaredResolvers<Resolvers, Declared> = {
  [Field in keyof Resolvers]: Field extends keyof Declared
    ? DeclaredResolver<Resolvers[Field], Extract<Declared[Field], string>>
    : Resolvers[Field];
};

/** A resolver is a function, or an object with a function `resolve`. */
type DeclaredResolver<Resolver, Names extends string> = Resolver extends (
  ...parameters: infer Parameters
) => infer Answer
  ? (...parameters: Parameters) => DeclaredAnswer<Answer, Names>
  : Resolver extends { resolve: infer Resolve }
    ? { resolve: DeclaredResolver<Resolve, Names> }
    : Resolver;

type DeclaredAnswer<Answer, Names extends string> =
  Answer extends PromiseLike<infer Settled>
    ? Promise<DeclaredAnswer<Settled, Names>>
    : Answer extends readonly (infer Item)[]
      ? readonly DeclaredAnswer<Item, Names>[]
      : Answer extends { readonly errors: unknown }
        ? DeclaredPayload<Answer, Names>
        : Answer;

type DeclaredPayload<Payload, Names extends string> = Omit<Payload, 'errors'> & {
  readonly errors?: readonly { readonly errorCode: AnswerableCode<Names>; readonly details: readonly ErrorDetail[] }[];
  /** An Error is no payload, though it may look like one: throw it. */
  readonly stack?: never;
};
