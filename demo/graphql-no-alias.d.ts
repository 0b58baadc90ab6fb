/* The package has types, but its `exports` do not lead to them. */
declare module 'graphql-no-alias' {
  import type { ValidationRule } from 'graphql';

  /** How often each field of a root type may stand in one document, by type and field; `*` is all others. */
  export interface Config {
    readonly permissions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }
  export function createValidation(config: Config): { readonly validation: ValidationRule };
}
