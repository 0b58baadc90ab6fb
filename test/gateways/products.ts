/**
 * The columns of the matrix: what the module is tested with. To add a product, write a file that
 * serves a host, and add it here.
 */
import type { Product } from './product.js';
import { executableSchema, mergedFirst, mergedLast } from './products/executable-schema.js';
import { apolloGateway, hiveGateway, hiveGatewayWithResolvers } from './products/federation.js';
import { mercuriusJit, mercuriusSchema, mercuriusSdl, mercuriusWrapped } from './products/mercurius.js';
import { apolloServer, yoga } from './products/servers.js';
import { stitchedLocally, stitchedMixed, stitchedRemotely, stitchedWithResolvers } from './products/stitching.js';

export const products: readonly Product[] = [
  executableSchema,
  mergedLast,
  mergedFirst,
  apolloServer,
  yoga,
  mercuriusSdl,
  mercuriusWrapped,
  mercuriusSchema,
  mercuriusJit,
  stitchedLocally,
  stitchedRemotely,
  stitchedMixed,
  stitchedWithResolvers,
  apolloGateway,
  hiveGateway,
  hiveGatewayWithResolvers,
];
