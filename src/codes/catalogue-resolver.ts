import { namedType, type EnumType, type ObjectType } from '../internal/executable-schema.js';
import type { KnownCodes } from './known-code.js';
import { schemaCodes } from './schema-codes.js';

/** The resolver of the query `errorCatalogue`. */
export type CatalogueResolver = (
  parent: unknown,
  args: unknown,
  context: unknown,
  info: { readonly returnType: unknown },
) => readonly object[];

/**
 * Creates the resolver of the query `errorCatalogue`. It returns an entry for each code of the
 * running enum, in the enum's order.
 *
 * @param catalogue the metadata of codes that the schema itself does not describe
 */
export const createCatalogueResolver =
  (catalogue: KnownCodes): CatalogueResolver =>
  (_parent, _args, _context, info) => {
    const entry = namedType(info.returnType) as ObjectType;
    const type = namedType(entry.getFields().code!.type) as EnumType;
    const { codes } = schemaCodes(catalogue)(type);
    // The enum serializes its own value, which may differ from what the schema declares.
    return type.getValues().map(({ name, value }) => ({ ...codes[name], code: value }));
  };
