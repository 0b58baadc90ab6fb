import {
  catalogue,
  type CatalogueEntry,
  type Deprecation,
  type ErrorCategory,
  type ErrorFault,
  type ErrorRetry,
} from '../codes/catalogue.js';
import { readErrorDeclarations } from '../boundary/declarations.js';
import { errorPayloadFields, type EnumType, type ExecutableSchema, type Field } from '../internal/executable-schema.js';

/**
 * All that a client's author may know of one code. The internal value is not among it.
 *
 * What only the catalogue of this package knows is null for a code that the host added to the enum.
 */
export interface PublicCode {
  readonly name: string;
  readonly description: string | null;
  readonly deprecation: PublicDeprecation | null;
  readonly category: ErrorCategory | null;
  readonly fault: ErrorFault | null;
  readonly retry: ErrorRetry | null;
  readonly action: string | null;
  /** The mutations that declare the code, in the order of the schema. */
  readonly mutations: readonly string[];
}

export interface PublicDeprecation {
  readonly reason: string;
  readonly since: string | null;
  readonly replacedBy: Deprecation['replacedBy'] | null;
}

/** What {@link createCatalogue} reads of a schema: any graphql's GraphQLSchema has it. */
export interface CataloguedSchema extends ExecutableSchema {
  getType(name: string): unknown;
}

/**
 * The codes of a schema as plain data, in its order: what the SDL says of each, what this package's catalogue adds, and which mutations
 * declare it: with `@errors` or, in a schema that was introspected, by the list that `withErrorPayloads` appends to the description.
 *
 * @throws TypeError when the schema has no enum of codes, or `@errors` declares what it does not have.
 */
export function createCatalogue(schema: CataloguedSchema): readonly PublicCode[] {
  const mutations = mutationsByCode(schema);
  return errorCodeEnum(schema)
    .getValues()
    .map(({ name, description, deprecationReason }) => {
      const known = (catalogue as Readonly<Record<string, CatalogueEntry>>)[name];
      return {
        name,
        description: description ?? null,
        deprecation:
          typeof deprecationReason === 'string'
            ? {
                reason: deprecationReason,
                since: known?.deprecation?.since ?? null,
                replacedBy: known?.deprecation?.replacedBy ?? null,
              }
            : null,
        category: known?.category ?? null,
        fault: known?.fault ?? null,
        retry: known?.retry ?? null,
        action: known?.action ?? null,
        mutations: mutations.get(name) ?? [],
      };
    });
}

/**
 * The enum of the codes as graphql has built it, with what the SDL says of it: `ErrorCodeEnum`, or, where a host renamed it, what the
 * errors of a mutation's payload have as their `errorCode`.
 *
 * @throws TypeError when the schema has none.
 */
export function errorCodeEnum(schema: CataloguedSchema): DescribedEnum {
  const type = (schema.getType('ErrorCodeEnum') ?? errorPayloadFields(schema)[0]?.codes) as DescribedEnum | undefined;
  if (!type?.getValues) {
    throw new TypeError(
      'The schema has no enum ErrorCodeEnum: give one that the module is merged into, or one that declares the enum.',
    );
  }
  return type;
}

/** The parts of graphql's GraphQLEnumType that documentation is made from. */
export interface DescribedEnum extends EnumType {
  readonly description?: string | null | undefined;
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

/** The codes that a description ends with when `withErrorPayloads` has appended them. */
function describedCodes({ description }: Field): readonly string[] {
  const list = /(?:^|\n\n)Errors: (`\w+`(?:, `\w+`)*)$/.exec(description ?? '')?.[1];
  return list?.slice(1, -1).split('`, `') ?? [];
}
