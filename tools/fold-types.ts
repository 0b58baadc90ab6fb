import { catalogue } from 'graphql-error-codes';
import {
  QueryType,
  ReferenceType,
  ReflectionType,
  Type,
  UnionType,
  type DeclarationReflection,
  type ProjectReflection,
  type SomeType,
} from 'typedoc';

const names: readonly string[] = Object.keys(catalogue);
const values: readonly string[] = Object.values(catalogue).map(({ value }) => value);
const current = Object.entries(catalogue).flatMap(([name, entry]) => ('deprecation' in entry ? [] : [name]));

/**
 * Replaces types that list every code by the names that they have in the sources. The compiler
 * expands them, and each would fill a page.
 */
export function foldTypes(project: ProjectReflection): void {
  const exported = Object.values(project.reflections).filter(({ parent }) => parent?.name === 'index');

  const reference = (name: string): ReferenceType => {
    const target = exported.find((reflection) => reflection.name === name);
    if (!target) throw new Error(`tools/fold-types.ts: the main entry does not export ${name}.`);
    return ReferenceType.createResolvedReference(name, target, project);
  };

  const currentCodes = ReferenceType.createBrokenReference('Exclude', project, 'typescript');
  currentCodes.typeArguments = [reference('ErrorCodeName'), reference('DeprecatedErrorCodeName')];
  const unions = [
    { literals: names, folded: reference('ErrorCodeName') },
    { literals: values, folded: reference('ErrorCode') },
    { literals: current, folded: currentCodes },
  ];

  function foldUnion(union: UnionType): SomeType {
    for (const { literals, folded } of unions) {
      const [listed, others] = [true, false].map((isListed) =>
        union.types.filter(
          (type) => isListed === (type.type === 'literal' && (literals as readonly unknown[]).includes(type.value)),
        ),
      );
      if (listed!.length === literals.length) union.types = [folded, ...others!];
    }
    return union.types.length === 1 ? union.types[0]! : union;
  }

  /** Folds an object with a property for each code: the catalogue, or the internal values. */
  function foldObject(object: ReflectionType): SomeType {
    const { children = [] } = object.declaration;
    if (children.length !== names.length || !children.every(({ name }) => names.includes(name))) return object;
    return children[0]!.type instanceof ReflectionType ? reference('Catalogue') : new QueryType(reference('ErrorCode'));
  }

  function fold(type: SomeType): SomeType {
    // The properties that contain types depend on the kind of type.
    const properties = type as unknown as Record<string, unknown>;
    for (const [key, value] of Object.entries(properties)) {
      if (value instanceof Type) properties[key] = fold(value as SomeType);
      else if (Array.isArray(value)) {
        properties[key] = value.map((item: unknown) => (item instanceof Type ? fold(item as SomeType) : item));
      }
    }
    if (type instanceof UnionType) return foldUnion(type);
    return type instanceof ReflectionType ? foldObject(type) : type;
  }

  const declarations = new Set(exported.filter(({ name }) => name === 'ErrorCodeName' || name === 'ErrorCode'));
  for (const reflection of Object.values(project.reflections) as DeclarationReflection[]) {
    if (reflection.type && !declarations.has(reflection)) reflection.type = fold(reflection.type);
  }
}
