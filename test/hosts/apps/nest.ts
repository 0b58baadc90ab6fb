/** What the applications of NestJS have in common. */
import type { AddressInfo } from 'node:net';
import { Module, type DynamicModule, type INestApplication, type Provider } from '@nestjs/common';
import { NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule, type GqlModuleOptions } from '@nestjs/graphql';
import { MercuriusDriver } from '@nestjs/mercurius';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { resolvers } from 'graphql-error-codes';
import type { RunningHost } from '../host.js';
import { sendTo } from '../http.js';

/** A server that Nest runs on: the options of its driver, and its HTTP adapter. */
export interface NestServer {
  readonly name: string;
  readonly options: GqlModuleOptions;
  /** The options for the module's resolvers, schema-first. */
  readonly moduleResolvers: Pick<GqlModuleOptions, 'resolvers'>;
  readonly createAdapter: () => AbstractHttpAdapter;
}

const apolloOptions: ApolloDriverConfig = {
  driver: ApolloDriver,
  graphiql: false,
  includeStacktraceInErrorResponses: false,
};

export const apollo: NestServer = {
  name: 'Apollo Server',
  options: apolloOptions,
  moduleResolvers: { resolvers },
  createAdapter: () => new ExpressAdapter(),
};

export const mercurius: NestServer = {
  name: 'Mercurius',
  options: { driver: MercuriusDriver },
  // Mercurius would apply them again, in its own form, after `transformSchema`. `withErrorPayloads`
  // adds what is missing.
  moduleResolvers: {},
  createAdapter: () => new FastifyAdapter(),
};

@Module({})
class AppModule {}

/** Starts an application with these options of its GraphQLModule, and with these classes. */
export async function startNest(
  { options, createAdapter }: NestServer,
  more: GqlModuleOptions,
  providers: Provider[],
): Promise<RunningHost> {
  const module: DynamicModule = {
    module: AppModule,
    imports: [GraphQLModule.forRoot({ ...options, ...more })],
    providers,
  };
  const app: INestApplication = await NestFactory.create(module, createAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { send: sendTo(`http://127.0.0.1:${port}/graphql`), close: () => app.close() };
}
