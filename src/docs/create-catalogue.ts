import { readErrorDeclarations } from '../boundary/declarations.js';
import {
  catalogue,
  type CatalogueEntry,
  type Deprecation,
  type ErrorCategory,
  type ErrorFault,
  type ErrorRetry,
} from '../codes/catalogue.js';
import type { ExecutableSchema, Field } from '../internal/executable-schema.js';
import { errorCodeEnum, type CataloguedSchema } from './error-code-enum.js';

/**
 * The public data of one code. It never includes the internal value. `category`, `fault`, `retry`
 * and `action` are in the package's catalogue, not in the SDL, so they are null for the host's own
 * codes.
 */
export interface PublicCode {
  readonly name: string;
  /** The description in the SDL. */
  readonly description: string | null;
  /** `null` when the code is not deprecated. */
  readonly deprecation: PublicDeprecation | null;
  readonly category: ErrorCategory | null;
  readonly fault: ErrorFault | null;
  readonly retry: ErrorRetry | null;
  /** What the user can do now, in English. */
  readonly action: string | null;
  /** The names of the mutations that declare the code, in the order of the schema. */
  readonly mutations: readonly string[];
}

/** The deprecation of a code. `since` and `replacedBy` are null for the host's own codes. */
export interface PublicDeprecation {
  /** The reason in the SDL. */
  readonly reason: string;
  /** The first version of this package that deprecates the code: `0.1.0`. */
  readonly since: string | null;
  /** The code to use instead, or `none` where no other code means the same. */
  readonly replacedBy: Deprecation['replacedBy'] | null;
}

/** Returns the codes that `withErrorPayloads` appended to the description of a mutation. */
function describedCodes({ description }: Field): readonly string[] {
  const list = /(?:^|\n\n)Errors: (`\w+`(?:, `\w+`)*)$/.exec(description ?? '')?.[1];
  return list?.slice(1, -1).split('`, `') ?? [];
}

function mutationsByCode(schema: ExecutableSchema): ReadonlyMap<string, readonly string[]> {
  const declarations = readErrorDeclarations(schema);
  const type = schema.getMutationType();
  const mutations = new Map<string, string[]>();
  for (const field of Object.values(type?.getFields() ?? {})) {
    for (const code of declarations.get(`${type!.name}.${field.name}`) ?? describedCodes(field)) {
      mutations.set(code, [...(mutations.get(code) ?? []), field.name]);
    }
  }
  return mutations;
}

/**
 * Returns the codes of a schema as plain data, in the order of the enum: name, description and
 * deprecation from the schema, metadata from the package's catalogue, and the mutations that
 * declare each code. In an introspected schema, which has no directives, declarations are read from
 * the descriptions that `withErrorPayloads` extends.
 *
 * @throws TypeError when the schema has no enum of codes, or when `@errors` is invalid: see
 * `readErrorDeclarations`.
 * @example
 * // ['usersLogin', 'usersUpdate']
 * createCatalogue(schema).find(({ name }) => name === 'MFA_FAILED')?.mutations;
 */
export function createCatalogue(schema: CataloguedSchema): readonly PublicCode[] {
  const codes = errorCodeEnum(schema).getValues();
  const mutations = mutationsByCode(schema);
  return codes.map(({ name, description, deprecationReason }): PublicCode => {
    // `hasOwn`: a host may have a code named like a method of objects, such as `constructor`.
    const entry: CatalogueEntry | undefined = Object.hasOwn(catalogue, name)
      ? catalogue[name as keyof typeof catalogue]
      : undefined;
    return {
      name,
      description: description ?? null,
      deprecation:
        typeof deprecationReason === 'string'
          ? {
              reason: deprecationReason,
              since: entry?.deprecation?.since ?? null,
              replacedBy: entry?.deprecation?.replacedBy ?? null,
            }
          : null,
      category: entry?.category ?? null,
      fault: entry?.fault ?? null,
      retry: entry?.retry ?? null,
      action: entry?.action ?? null,
      mutations: mutations.get(name) ?? [],
    };
  });
}
