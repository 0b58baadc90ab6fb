import type { GraphQLSchema } from 'graphql';
import { createCatalogue } from '../docs/create-catalogue.js';
import { placeOf, type Finding } from './report.js';

/** The codes that each mutation declares. Mutations without a declaration are absent. */
export type Declarations = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Returns the codes that mutations declare, in SDL or, after introspection, in their descriptions.
 *
 * @throws TypeError when `@errors` is invalid.
 */
export function readDeclarations(schema: GraphQLSchema): Declarations {
  const declarations = new Map<string, Set<string>>();
  for (const { name, mutations } of createCatalogue(schema)) {
    for (const mutation of mutations) declarations.set(mutation, (declarations.get(mutation) ?? new Set()).add(name));
  }
  return declarations;
}

/** Returns the added and removed codes of each mutation that declares codes in both schemas. */
export function compareDeclarations(before: Declarations, after: Declarations, newSchema: GraphQLSchema): Finding[] {
  return [...after].flatMap(([mutation, codes]) => {
    const oldCodes = before.get(mutation);
    if (!oldCodes) return [];
    const type = newSchema.getMutationType()!;
    const createFinding = (code: string, change: string): Finding => ({
      level: 'safe',
      coordinate: `${type.name}.${mutation}`,
      message: `${type.name}.${mutation} ${change} ${code}.`,
      place: placeOf(type.getFields()[mutation]?.astNode?.name),
    });
    return [
      ...[...codes].filter((code) => !oldCodes.has(code)).map((code) => createFinding(code, 'now declares')),
      ...[...oldCodes].filter((code) => !codes.has(code)).map((code) => createFinding(code, 'no longer declares')),
    ];
  });
}
