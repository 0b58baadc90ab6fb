import type { DeclaringField } from '../boundary/described-declarations.js';
import { catalogueOf, schemaCodes } from '../codes/schema-codes.js';
import type { EnumType, ExecutableSchema } from '../internal/executable-schema.js';
import { checkDeclarations } from './introspection.js';
import { inBraces, quote, renderUnion } from './source-text.js';

/** The mutations of one type, and the names of what is generated for them. */
interface DeclaringType {
  readonly typeName: string;
  readonly codesType: string;
  readonly resolversType: string;
  /** The declared codes by field. */
  readonly fields: Map<string, readonly string[]>;
  /** The enum of the codes by field, of the fields without a declaration. */
  readonly undeclared: Map<string, EnumType>;
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
 * @throws TypeError when introspection lost all declarations.
 */
export function declaringTypes(schema: ExecutableSchema, fields: readonly DeclaringField[]): readonly DeclaringType[] {
  const rootName = schema.getMutationType()?.name;
  if (rootName === undefined) return [];
  checkDeclarations(fields);
  const root: DeclaringType = { typeName: rootName, ...rootNames, fields: new Map(), undeclared: new Map() };
  const byName = new Map([[rootName, root]]);
  for (const { coordinate, declared, codes } of fields) {
    const [typeName, field] = coordinate.split('.') as [string, string];
    const type = byName.get(typeName) ?? { typeName, ...namesFor(typeName), fields: new Map(), undeclared: new Map() };
    byName.set(typeName, type);
    if (declared) type.fields.set(field, declared);
    else type.undeclared.set(field, codes);
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
  /** The type of the names of all codes, if the file has it, and the enum that it is of. */
  readonly allNames?: { readonly name: string; readonly codes: EnumType };
}

/** Returns the name of the type of what a mutation without a declaration may return. */
const returnableType = (codes: EnumType, values: ValuesType | undefined): string =>
  values?.allNames?.codes === codes ? values.allNames.name : `Returnable${codes.name}`;

/** Returns the types of {@link returnableType} that the file lacks: by name and by value. */
function renderReturnableTypes(types: readonly DeclaringType[], values: ValuesType | undefined): readonly string[] {
  const enums = new Set(types.flatMap(({ undeclared }) => [...undeclared.values()]));
  if (values?.allNames) enums.delete(values.allNames.codes);
  return [...enums].map((codes) => {
    const known = Object.entries(schemaCodes(catalogueOf(codes))(codes).codes);
    const members = new Set([...known.map(([name]) => name), ...known.map(([, { value }]) => value)]);
    return `/** What mutations without \`@errors\` may return: every code, by name and by internal value. */
${renderUnion(`type ${returnableType(codes, values)}`, [...members].map(quote))}`;
  });
}

/** Returns the type of the codes that each mutation may return: all codes without a declaration. */
function returnableCodes({ codesType, undeclared }: DeclaringType, values: ValuesType | undefined): string {
  if (undeclared.size === 0) return codesType;
  const fields = [...undeclared].map(([field, codes]) => `readonly ${field}: ${returnableType(codes, values)}`);
  return `${codesType} & { ${fields.join('; ')} }`;
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
  const narrowed = types.map((type) => {
    const { typeName, resolversType } = type;
    const parameters = [
      `NonNullable<${all}['${typeName}']>`,
      returnableCodes(type, values),
      ...(values ? [values.name] : []),
    ];
    return `/** The resolvers of \`${typeName}\`. Returning an undeclared error code is a compile error. */
export type ${resolversType} = DeclaredResolversOf<${parameters.join(', ')}>;`;
  });
  const lines = types.map(({ typeName, resolversType }) => `readonly ${typeName}: ${resolversType};`);
  return [
    ...(values?.declaration === undefined ? [] : [values.declaration]),
    ...renderReturnableTypes(types, values),
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
