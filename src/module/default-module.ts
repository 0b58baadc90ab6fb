import { catalogue } from '../generated/catalogue.js';
import { renderSdl } from '../generated/sdl.js';
import { renderCodes } from './module-codes.js';
import { createResolverMaps, type ErrorModuleResolvers } from './resolver-maps.js';
import { createTypeNames, type TypeNames } from './type-names.js';

// Without `createErrorModule`, which has the boundary: a gateway that only merges these bundles
// half as much.
const names: TypeNames = /* @__PURE__ */ createTypeNames('', {});

/** The SDL of the module with its default options. */
export const typeDefs: string = /* @__PURE__ */ renderSdl(names, '', /* @__PURE__ */ renderCodes(catalogue, names));

/** The resolvers of the module with its default options. */
export const resolvers: ErrorModuleResolvers = /* @__PURE__ */ (() =>
  createResolverMaps(names, catalogue, { hasInternalValues: true, hasCatalogueQuery: false }).resolvers)();
