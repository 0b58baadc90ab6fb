import { fieldsWithDeclarations } from '../boundary/described-declarations.js';
import type { ErrorExposure, ErrorFault, ErrorRetry } from '../codes/known-code.js';
import { catalogueOf, checkSchemaCodes, schemaCodes } from '../codes/schema-codes.js';
import { errorCodeEnum, type CodeEnumOptions } from '../internal/error-code-enum.js';
import type { EnumType, ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, checkSchema, isString } from '../internal/options.js';

/**
 * The public data of one code: what `@errorCode` declares in the schema, but for the internal
 * value, which it never includes. Null where nothing is declared.
 */
export interface PublicCode {
  readonly name: string;
  /** The description in the SDL. */
  readonly description: string | null;
  /** The version that added the code. For a deprecated code, see its deprecation. */
  readonly since: string | null;
  /** `null` when the code is not deprecated. */
  readonly deprecation: PublicDeprecation | null;
  readonly category: string | null;
  readonly fault: ErrorFault | null;
  readonly retry: ErrorRetry | null;
  readonly exposure: ErrorExposure | null;
  /** What the user can do now. */
  readonly action: string | null;
  /** The only types that details of the code may have; `null` for all members of the union. */
  readonly details: readonly string[] | null;
  /**
   * The mutations that declare the code, in the order of the schema. A mutation in a namespace has
   * the path of its fields: `users.login`.
   */
  readonly mutations: readonly string[];
}

/** The deprecation of a code. */
export interface PublicDeprecation {
  /** The reason in the SDL. */
  readonly reason: string;
  /** The version that deprecated the code: `2.1.0`. */
  readonly since: string | null;
  /** The code to use instead, or `none` where no other code means the same. */
  readonly replacedBy: string | null;
}

function mutationsByCode(schema: ExecutableSchema, type: EnumType): ReadonlyMap<string, readonly string[]> {
  const mutations = new Map<string, string[]>();
  for (const { route, codes, declared = [] } of fieldsWithDeclarations(schema)) {
    if (codes !== type) continue;
    for (const code of declared) mutations.set(code, [...(mutations.get(code) ?? []), route.join('.')]);
  }
  return mutations;
}

/**
 * Returns the codes of a schema as plain data, in the order of the enum: their metadata, and the
 * mutations that declare each code. In an introspected schema, which has no directives,
 * declarations are read from the descriptions that `withErrorPayloads` extends, and only the
 * built-in codes have metadata.
 *
 * @throws TypeError when the schema has no enum of codes, and for invalid directives: see
 * `readErrorCodes` and `readErrorDeclarations`.
 * @example
 * // ['usersLogin', 'usersUpdate']
 * createCatalogue(schema).find(({ name }) => name === 'MFA_FAILED')?.mutations;
 */
export function createCatalogue(schema: ExecutableSchema, options: CodeEnumOptions = {}): readonly PublicCode[] {
  checkOptions('createCatalogue', options, { enumName: isString });
  checkSchema('createCatalogue', schema);
  const { codes: type, members } = errorCodeEnum(schema, options);
  const catalogue = catalogueOf(type);
  checkSchemaCodes(type, catalogue, members);
  const { codes, nameOnly } = schemaCodes(catalogue)(type);
  const mutations = mutationsByCode(schema, type);
  return Object.entries(codes).map(([name, code]): PublicCode => {
    const { description, deprecationReason, since = null, replacedBy, category, fault, retry, exposure } = code;
    const { action, details } = code;
    const isDeprecated = deprecationReason !== undefined;
    return {
      name,
      description: description ?? null,
      since: isDeprecated ? null : since,
      deprecation: isDeprecated ? { reason: deprecationReason, since, replacedBy: replacedBy ?? null } : null,
      category: category ?? null,
      fault: nameOnly.has(name) ? null : fault,
      retry: retry ?? null,
      exposure: exposure ?? null,
      action: action ?? null,
      details: details ?? null,
      mutations: mutations.get(name) ?? [],
    };
  });
}
