/** The columns of the matrix: what the module is run in. A new product is a file that says how it serves a host, and an entry here. */
import { executableSchema, mergedFirst, mergedLast } from './products/executable-schema.js';
import { apolloGateway, hiveGateway, hiveGatewayWithResolvers } from './products/federation.js';
import { mercuriusJit, mercuriusSchema, mercuriusSdl, mercuriusWrapped } from './products/mercurius.js';
import { apolloServer, yoga } from './products/servers.js';
import { stitchedLocally, stitchedMixed, stitchedRemotely, stitchedWithResolvers } from './products/stitching.js';
import type { Product } from './product.js';

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
