import { UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { typeDefs } from 'graphql-error-codes';
import type { Host } from '../host.js';
import { act, lookUp, sdl, type ActArguments } from '../service.js';
import { Guard, Interceptor, nestLayers, NotFoundFilter } from './nest-layers.js';
import { startNest, type NestServer } from './nest.js';

@Resolver()
class ActResolver {
  @Query()
  hello(): string {
    return 'hello';
  }

  @Query()
  lookUp(@Args() args: { code: string }): string {
    return lookUp(args);
  }

  @Mutation()
  @UseGuards(Guard)
  @UseInterceptors(Interceptor)
  @UseFilters(NotFoundFilter)
  act(@Args() args: ActArguments): unknown {
    return act(args);
  }

  @Mutation()
  note(): string {
    return 'noted';
  }
}

export const nestSchemaFirst = (server: NestServer): Host => ({
  name: `NestJS, schema-first, ${server.name}`,
  layers: nestLayers,
  start: (wrap) =>
    startNest(server, { typeDefs: [typeDefs, sdl], ...server.moduleResolvers, transformSchema: wrap }, [ActResolver]),
});
