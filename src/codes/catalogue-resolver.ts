import { namedType, type EnumType, type ObjectType } from '../internal/executable-schema.js';
import type { KnownCodes } from './error-code.js';

/** The resolver of the query `errorCatalogue`. */
export type CatalogueResolver = (
  parent: unknown,
  args: unknown,
  context: unknown,
  info: { readonly returnType: unknown },
) => readonly object[];

/**
 * Creates the resolver of the query `errorCatalogue`. It returns an entry for each code of the
 * running enum that the catalogue has, in the enum's order.
 */
export const createCatalogueResolver =
  (known: KnownCodes): CatalogueResolver =>
  (_parent, _args, _context, info) => {
    const entry = namedType(info.returnType) as ObjectType;
    const codes = namedType(entry.getFields().code!.type) as EnumType;
    return codes.getValues().flatMap(({ name, value, description, deprecationReason }) => {
      // An enum value may be called "constructor".
      if (!Object.hasOwn(known, name)) return [];
      const { category, fault, retry, action } = known[name]!;
      return [{ code: value, description, deprecationReason, category, fault, retry, action }];
    });
  };
