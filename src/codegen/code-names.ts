import { inspect } from '../internal/inspect.js';
import { typeTag, type ExecutableSchema } from '../internal/executable-schema.js';
import { generatedTypeName, type NamingConfig } from './type-names.js';

/** How the generated types and values of the codes are named. */
export interface CodeNames {
  /** Returns a name that starts with the prefix: `ShopErrorCode`. */
  readonly typeName: (name: string) => string;
  /** Returns a name that starts with the prefix in lower case: `shopFailure`. */
  readonly valueName: (name: string) => string;
}

const withFirst = (name: string, convert: (first: string) => string): string => convert(name.charAt(0)) + name.slice(1);

/** Returns the names of the codes with a prefix, which may be empty. */
export const createCodeNames = (prefix: string): CodeNames => ({
  typeName: (name) => prefix + name,
  valueName: (name) =>
    prefix === ''
      ? name
      : withFirst(prefix, (first) => first.toLowerCase()) + withFirst(name, (first) => first.toUpperCase()),
});

/**
 * Checks that no generated name is also a type of the schema: the plugin `typescript` would write
 * it a second time.
 *
 * @throws TypeError that lists the names.
 */
export function checkCodeNames(names: readonly string[], schema: ExecutableSchema, naming: NamingConfig): void {
  const types = Object.values(schema.getTypeMap()) as readonly { readonly name: string }[];
  const taken = new Set(
    // Scalars have no type of their own in generated code.
    types
      .filter((type) => typeTag(type) !== 'GraphQLScalarType')
      .map(({ name }) => generatedTypeName(name, naming) ?? name),
  );
  const clashes = names.filter((name) => taken.has(name)).map((item) => inspect(item));
  if (clashes.length === 0) return;
  throw new TypeError(
    `graphql-error-codes/codegen would generate ${clashes.join(', ')} for the codes, but the schema has types of these names. ` +
      'Set "codesPrefix", such as "Api", to the start of the generated names.',
  );
}
