import type { BuiltInCodes } from '../codes/error-code.js';
import type { PayloadError } from '../failures/payload.js';

/*
 * tsc prints the names of these types and their parameters when a resolver returns an undeclared
 * code. The mutation is the first parameter wherever it may be printed.
 */

/**
 * A code by name or by its internal value.
 *
 * @typeParam Codes the internal values by name: `typeof errors.ErrorCode` for a module with codes
 * of the host. Other codes are accepted by name only.
 */
export type ReturnableCode<Name extends string, Codes = BuiltInCodes> =
  Name | Extract<Codes[Name & keyof Codes], string>;

/** A code that the mutation declares, by name or by its internal value. */
export type DeclaredCode<Mutation, Names extends string, Codes = BuiltInCodes> =
  | Names
  | Extract<Codes[Names & keyof Codes], string>
  // Without it, the type would be `never`, which tsc prints without the mutation.
  | ([Names] extends [never] ? `${Mutation & string} declares no codes` : never);

/** The errors of a payload that has only codes that the mutation declares. */
export interface DeclaredErrors<Mutation, Code extends string> {
  readonly errors: readonly PayloadError<Code>[];
  /** Errors are not valid payloads. */
  readonly stack?: `${Mutation & string} must throw errors, not return them`;
}

/**
 * The result of a mutation, with or without errors. The model that a mapper sets for a payload has
 * no `errors`, and stays as it is. A field of the payload may be called `stack`.
 */
export type DeclaredSuccess<Errors, Payload> = ('errors' extends keyof Payload ? Omit<Payload, 'errors'> : Payload) &
  Partial<Omit<Errors, Exclude<keyof Payload, 'errors'>>>;

/**
 * The payload of a mutation: its result, or errors without a result, whatever fields it requires.
 */
export type DeclaredPayload<Errors, Payload> =
  | DeclaredSuccess<Errors, Payload>
  | (Errors & {
      readonly [Field in Exclude<keyof Payload, keyof Errors>]?: Field extends '__typename' ? Payload[Field] : null;
    });

/** What a resolver may return, with the payloads narrowed, in promises and lists, too. */
export type DeclaredResult<Errors, Result> =
  Result extends PromiseLike<infer Settled>
    ? Promise<DeclaredResult<Errors, Settled>>
    : Result extends readonly (infer Item)[]
      ? readonly DeclaredResult<Errors, Item>[]
      : Result extends object
        ? DeclaredPayload<Errors, Result>
        : Result;

/** The part of {@link DeclaredResult} that is assignable to the result of codegen. */
export type CodegenResult<Errors, Result> =
  Result extends PromiseLike<infer Settled>
    ? Promise<CodegenResult<Errors, Settled>>
    : Result extends readonly (infer Item)[]
      ? CodegenResult<Errors, Item>[]
      : Result extends object
        ? // Codegen's `errors` is a mutable list with an enum of its own, and required.
          // oxlint-disable-next-line typescript/no-explicit-any -- nothing else is assignable to it
          DeclaredSuccess<Errors, Result> & { readonly errors: any }
        : never;

/**
 * The narrowed type of a resolver function, as two types. Both are assignable to the type of
 * codegen, and together they do what one cannot:
 *
 * - The overloads check what a resolver returns by the first of them. TypeScript takes the type
 *   parameter of the second one for `any`, so the pair is assignable to the type of codegen, in
 *   which `errors` is required.
 * - From the function, TypeScript infers the parameters and literals of a resolver. It does not
 *   infer them from overloads whose type parameters differ.
 */
export type DeclaredFunction<Errors, Resolver> = Resolver extends (...parameters: infer Parameters) => infer Result
  ? | {
        (...parameters: Parameters): DeclaredResult<Errors, Result>;
        // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
        <Returned>(...parameters: Parameters): Returned;
      }
    | ((...parameters: Parameters) => CodegenResult<Errors, Result>)
  : never;

/** The narrowed type of an object with a function `resolve`. */
export type DeclaredObject<Errors, Resolver> = Resolver extends { readonly resolve: infer Resolve }
  ? Omit<Resolver, 'resolve'> & { readonly resolve: DeclaredFunction<Errors, Resolve> }
  : never;

/** The narrowed type of one resolver: a function, or an object with a function `resolve`. */
export type DeclaredResolver<Mutation extends keyof Resolvers, Names extends string, Resolvers, Codes = BuiltInCodes> =
  | DeclaredFunction<DeclaredErrors<Mutation, DeclaredCode<Mutation, Names, Codes>>, Resolvers[Mutation]>
  | DeclaredObject<DeclaredErrors<Mutation, DeclaredCode<Mutation, Names, Codes>>, Resolvers[Mutation]>;

/**
 * The resolver types of mutations, narrowed so that each may only return the codes that its field
 * declares with `@errors`. `graphql-error-codes/codegen` generates `Declared` from the SDL. Types
 * cannot see what a resolver throws: that is checked at run time.
 *
 * @typeParam Resolvers the `MutationResolvers` of @graphql-codegen/typescript-resolvers. The
 * narrowed resolvers are assignable to it.
 * @typeParam Declared the names of the declared codes by field; other fields stay unchanged
 * @typeParam Codes the internal values by name: `typeof errors.ErrorCode` for a module with codes
 * of the host. Defaults to the built-in codes.
 */
export type DeclaredResolvers<Resolvers, Declared, Codes = BuiltInCodes> = {
  [Field in keyof Resolvers]: Field extends keyof Declared
    ? DeclaredResolver<Field, Extract<Declared[Field], string>, Resolvers, Codes>
    : Resolvers[Field];
};
