/* The package ships types, but its `exports` do not include them. */
declare module 'graphql-no-alias' {
  import type { ValidationRule } from 'graphql';

  /**
   * How often a document may contain each field, by root type and field; `*` matches all others.
   */
  export interface Config {
    readonly permissions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }
  export function createValidation(config: Config): { readonly validation: ValidationRule };
}
