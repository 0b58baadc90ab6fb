import { createCatalogueResolver } from '../codes/catalogue-resolver.js';
import { createErrorCodes, createNameFinder, type KnownCodes } from '../codes/known-code.js';
import { resolveDetailType, type DetailTypeResolver } from '../failures/detail-type-resolver.js';
import { createErrorCodeResolver, type ErrorCodeResolver } from '../failures/error-code-resolver.js';
import type { AnyTypeNames, TypeNames } from './type-names.js';

/** The resolvers of a gateway that stitches schemas, without internal values. */
export type GatewayResolvers<Names extends AnyTypeNames = TypeNames> = {
  readonly [Name in Names['Error']]: { errorCode: ErrorCodeResolver };
} & { readonly [Name in Names['DetailedError']]: { __resolveType: DetailTypeResolver } };

/** The resolvers of the schema in which mutations are resolved. They contain no graphql types. */
export type ErrorModuleResolvers<Names extends AnyTypeNames = TypeNames> = GatewayResolvers<Names> & {
  readonly [Name in Names['ErrorCodeEnum']]: Record<string, string>;
};

/** The resolvers in the form that Mercurius expects beside SDL. */
export type MercuriusResolvers<Names extends AnyTypeNames = TypeNames> = {
  readonly [Name in Names['Error']]: { errorCode: ErrorCodeResolver };
} & { readonly [Name in Names['DetailedError']]: { resolveType: DetailTypeResolver } };

/** The resolver maps of a module. */
export interface ResolverMaps<Names extends AnyTypeNames> {
  readonly resolvers: ErrorModuleResolvers<Names>;
  readonly gatewayResolvers: GatewayResolvers<Names>;
  readonly mercuriusResolvers: MercuriusResolvers<Names>;
}

/** An object with one property, whose type keeps the name. */
const property = <Name extends string, Value>(name: Name, value: Value): { readonly [Key in Name]: Value } =>
  // TypeScript widens a computed key to string.
  ({ [name]: value }) as { readonly [Key in Name]: Value };

/** Creates the resolver maps for the names and codes of a module. */
export function createResolverMaps<const Names extends AnyTypeNames>(
  names: Names,
  codes: KnownCodes,
  options: { readonly hasInternalValues: boolean; readonly hasCatalogueQuery: boolean },
): ResolverMaps<Names> {
  const internalValues = { ...createErrorCodes(codes) };
  const hasCodes = Object.keys(internalValues).length > 0;
  const errorType = property<Names['Error'], { errorCode: ErrorCodeResolver }>(names.Error, {
    errorCode: createErrorCodeResolver(createNameFinder(internalValues)),
  });
  const detailType = property<Names['DetailedError'], { __resolveType: DetailTypeResolver }>(names.DetailedError, {
    __resolveType: resolveDetailType,
  });
  const mercuriusDetailType = property<Names['DetailedError'], { resolveType: DetailTypeResolver }>(
    names.DetailedError,
    { resolveType: resolveDetailType },
  );
  const query = options.hasCatalogueQuery ? { Query: { errorCatalogue: createCatalogueResolver(codes) } } : {};
  const enumType = property<Names['ErrorCodeEnum'], Record<string, string>>(names.ErrorCodeEnum, internalValues);
  return {
    resolvers: {
      // With `enumValues: 'name'`, and without codes, the map is absent at run time only. Hosts
      // merge it, unread.
      ...((options.hasInternalValues && hasCodes ? enumType : {}) as typeof enumType),
      ...errorType,
      ...detailType,
      ...query,
    },
    gatewayResolvers: { ...errorType, ...detailType, ...query },
    mercuriusResolvers: { ...errorType, ...mercuriusDetailType, ...query },
  };
}
