import type { AnyTypeNames } from '../module/type-names.js';
import { findType, type DeclaredType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import type { Part, ResolverMap } from './part.js';

/** What the inputs are merged into. */
export type MergeTarget = 'schema' | 'stitching' | 'federation' | 'mercurius';

/** A merge, as the rules see it. */
export interface Merge {
  readonly parts: readonly Part[];
  readonly into: MergeTarget;
  /** The names of the module's types. */
  readonly names: AnyTypeNames;
  /** The module's own SDL. */
  readonly own: Part;
  readonly gatewayResolvers: readonly object[];
}

export type Rule = (merge: Merge) => readonly MergeFinding[];

/** A type with the name of a module's type: as an input declares it, and as the module does. */
export interface TypePair {
  readonly part: Part;
  readonly name: string;
  readonly declared: DeclaredType;
  readonly expected: DeclaredType;
}

/** Returns the types with the names of the module's types, in all inputs. */
export const pairTypes = ({ parts, names, own }: Merge): TypePair[] =>
  Object.values(names).flatMap((name) => {
    const expected = findType(own.definitions, name);
    if (!expected) return [];
    return parts.flatMap((part) => {
      const declared = findType(part.definitions, name);
      return declared ? [{ part, name, declared, expected }] : [];
    });
  });

/** Returns the resolvers of all inputs. makeExecutableSchema applies each to the SDL of all. */
export const allResolvers = (parts: readonly Part[]): ResolverMap[] =>
  parts.flatMap(({ resolvers }) => (resolvers ? [resolvers] : []));

/** Whether the result is one executable schema: SDL is merged, nothing is composed. */
export const isOneSchema = ({ into }: Pick<Merge, 'into'>): boolean => into === 'schema' || into === 'mercurius';

/** The fix for a name that is taken. */
export const renameFix = 'Rename the types of the module: createErrorModule({ typePrefix: "..." }).';
