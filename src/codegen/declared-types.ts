import { fieldsWithDeclarations } from '../boundary/described-declarations.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkDeclarations } from './introspection.js';
import { inBraces, quote } from './source-text.js';

/** The fields of one type that declare codes, and the names of what is generated for them. */
interface DeclaringType {
  readonly typeName: string;
  readonly codesType: string;
  readonly resolversType: string;
  /** The codes by field. */
  readonly fields: Map<string, readonly string[]>;
}

const rootNames = { codesType: 'DeclaredErrorCodes', resolversType: 'DeclaredMutationResolvers' };

/** Returns the names for a type of namespaced mutations, after its name in the schema. */
function namesFor(typeName: string): typeof rootNames {
  const names = { codesType: `Declared${typeName}ErrorCodes`, resolversType: `Declared${typeName}Resolvers` };
  // A namespace may be called `Mutation` where the root is not.
  return names.resolversType === rootNames.resolversType ? namesFor(`${typeName}_`) : names;
}

/**
 * Groups the declarations of the mutations by type. The root comes first, also without
 * declarations. Without mutations, there are no types.
 *
 * @throws TypeError when `@errors` is invalid, and when introspection lost all declarations.
 */
export function declaringTypes(schema: ExecutableSchema): readonly DeclaringType[] {
  const rootName = schema.getMutationType()?.name;
  if (rootName === undefined) return [];
  const fields = fieldsWithDeclarations(schema);
  checkDeclarations(fields);
  const root: DeclaringType = { typeName: rootName, ...rootNames, fields: new Map() };
  const byName = new Map([[rootName, root]]);
  for (const { coordinate, declared } of fields) {
    if (!declared) continue;
    const [typeName, field] = coordinate.split('.') as [string, string];
    const type = byName.get(typeName) ?? { typeName, ...namesFor(typeName), fields: new Map() };
    byName.set(typeName, type);
    type.fields.set(field, declared);
  }
  return [...byName.values()];
}

/** Returns the type of the codes that each mutation of a type declares. */
export function renderDeclaredCodes({ codesType, fields }: DeclaringType): string {
  const lines = [...fields].map(([name, codes]) => `readonly ${name}: ${codes.map(quote).join(' | ') || 'never'};`);
  return `/** The error codes that each mutation declares with \`@errors\`, by field name. */
export type ${codesType} = ${inBraces(lines)};`;
}

/** The type of the package that the generated one of the same name is made of. */
export const declaredResolversImport = 'DeclaredResolvers as DeclaredResolversOf';

/** The internal values of the host's codes, as a type of the generated file. */
export interface ValuesType {
  readonly name: string;
  /** Its declaration, if it needs one. */
  readonly declaration?: string;
}

/**
 * Returns the narrowed types of the resolvers of each type, and of all resolvers.
 *
 * @param all the name of the type of all resolvers in the generated file
 * @param values the internal values by name, if the host has codes of its own
 */
export function renderDeclaredResolvers(
  types: readonly DeclaringType[],
  all: string,
  values: ValuesType | undefined,
): readonly string[] {
  const narrowed = types.map(({ typeName, codesType, resolversType }) => {
    const parameters = [`NonNullable<${all}['${typeName}']>`, codesType, ...(values ? [values.name] : [])];
    return `/** The resolvers of \`${typeName}\`. Returning an undeclared error code is a compile error. */
export type ${resolversType} = DeclaredResolversOf<${parameters.join(', ')}>;`;
  });
  const lines = types.map(({ typeName, resolversType }) => `readonly ${typeName}: ${resolversType};`);
  return [
    ...(values?.declaration === undefined ? [] : [values.declaration]),
    ...narrowed,
    `type DeclaredResolversByType = ${inBraces(lines)};

/** All resolvers. Those of mutations may only return the error codes that they declare. */
export type DeclaredResolvers = {
  [Type in keyof ${all}]: Type extends keyof DeclaredResolversByType
    ? DeclaredResolversByType[Type]
    : ${all}[Type];
};`,
  ];
}
