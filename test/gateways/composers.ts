/**
 * The composition libraries with one interface: from the SDL of subgraphs to a supergraph or
 * errors.
 */
import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { buildSchema, GraphQLError, parse, type GraphQLSchema } from 'graphql';
import type { Service } from './hosts.js';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: string;
}

export interface Composition {
  /**
   * The supergraph for a gateway. Absent when composition failed, and for WunderGraph, whose router
   * has a format of its own.
   */
  readonly supergraphSdl?: string;
  /** The schema for clients. Absent when composition failed. */
  readonly schema?: GraphQLSchema;
  /** The composition errors, with their codes if the library has any. */
  readonly errors: readonly string[];
}

export interface Composer {
  readonly name: string;
  readonly package: string;
  readonly compose: (subgraphs: readonly Subgraph[]) => Composition;
}

/**
 * Marks a subgraph as Federation 2. The module never does this: a subgraph may have only one such
 * link.
 */
export const federationLink = (imported = '"@shareable", "@inaccessible"') =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imported}])`;

/** Returns the SDL of a service as a subgraph, as the gateway has it. */
export const subgraphSdl = ({ module, published, typeDefs }: Service, imported?: string): string =>
  [federationLink(imported), published ?? module?.typeDefs ?? '', typeDefs].join('\n');

const documents = (subgraphs: readonly Subgraph[]) =>
  subgraphs.map(({ name, url, typeDefs }) => ({ name, url, typeDefs: parse(typeDefs) }));

const describeErrors = (errors: readonly Error[]) =>
  errors.map((error) =>
    error instanceof GraphQLError && typeof error.extensions.code === 'string'
      ? `${error.extensions.code}: ${error.message}`
      : error.message,
  );

export const apollo: Composer = {
  name: 'Apollo composition',
  package: '@apollo/composition',
  compose: (subgraphs) => {
    const result = composeByApollo(documents(subgraphs));
    return result.errors
      ? { errors: describeErrors(result.errors) }
      : { supergraphSdl: result.supergraphSdl, schema: result.schema.toAPISchema().toGraphQLJSSchema(), errors: [] };
  },
};

export const guild: Composer = {
  name: 'The Guild composition',
  package: '@theguild/federation-composition',
  compose: (subgraphs) => {
    const result = composeByGuild(documents(subgraphs));
    return result.errors
      ? { errors: describeErrors(result.errors) }
      : { supergraphSdl: result.supergraphSdl, schema: buildSchema(result.publicSdl), errors: [] };
  },
};

export const wundergraph: Composer = {
  name: 'WunderGraph composition',
  package: '@wundergraph/composition',
  compose: (subgraphs) => {
    const result = federateSubgraphs({
      subgraphs: documents(subgraphs).map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs })),
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    return result.success
      ? { schema: result.federatedGraphClientSchema, errors: [] }
      : { errors: describeErrors(result.errors) };
  },
};

export const composers = [apollo, guild, wundergraph];
