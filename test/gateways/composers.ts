/** The composition libraries behind one door: the SDL of subgraphs in, a supergraph or complaints out. */
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
  /** What gateways read; absent for WunderGraph, whose router has a format of its own, and where composition failed. */
  readonly supergraphSdl?: string;
  /** What clients see; absent where composition failed. */
  readonly schema?: GraphQLSchema;
  /** What is wrong: the code, if the library has one, and the text. */
  readonly errors: readonly string[];
}

export interface Composer {
  readonly name: string;
  readonly package: string;
  readonly compose: (subgraphs: readonly Subgraph[]) => Composition;
}

/** How a subgraph says that it means federation 2. The module never does: only one is allowed, and it is the host's. */
export const federationLink = (imported = '"@shareable", "@inaccessible"') =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imported}])`;

/** The SDL of a service as a subgraph, as its gateway knows it. */
export const subgraphSdl = ({ module, published, typeDefs }: Service, imported?: string): string =>
  [federationLink(imported), published ?? module?.typeDefs ?? '', typeDefs].join('\n');

const documents = (subgraphs: readonly Subgraph[]) =>
  subgraphs.map(({ name, url, typeDefs }) => ({ name, url, typeDefs: parse(typeDefs) }));

const complaints = (errors: readonly Error[]) =>
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
      ? { errors: complaints(result.errors) }
      : { supergraphSdl: result.supergraphSdl, schema: result.schema.toAPISchema().toGraphQLJSSchema(), errors: [] };
  },
};

export const guild: Composer = {
  name: 'The Guild composition',
  package: '@theguild/federation-composition',
  compose: (subgraphs) => {
    const result = composeByGuild(documents(subgraphs));
    return result.errors
      ? { errors: complaints(result.errors) }
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
      : { errors: complaints(result.errors) };
  },
};

export const composers = [apollo, guild, wundergraph];
