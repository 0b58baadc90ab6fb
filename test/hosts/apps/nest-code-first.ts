import { UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import {
  Args,
  ArgsType,
  createUnionType,
  Directive,
  Field,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { ErrorCode, resolvers } from 'graphql-error-codes';
import type { Host } from '../host.js';
import { act, lookUp, type ActArguments } from '../service.js';
import { codeDescriptions, errorsDirective } from './code-first.js';
import { Guard, Interceptor, nestLayers, NotFoundFilter } from './nest-layers.js';
import { startNest, type NestServer } from './nest.js';

registerEnumType(ErrorCode, { name: 'ErrorCodeEnum', valuesMap: codeDescriptions });

@ObjectType('ActiveModelError')
class ActiveModelError {
  @Field(() => String)
  attribute!: string;

  @Field(() => String)
  type!: string;
}

@ObjectType('MessageError')
class MessageError {
  @Field(() => String)
  message!: string;
}

@ObjectType()
class LimitError {
  @Field(() => Int)
  limit!: number;
}

const DetailedError = createUnionType({
  name: 'DetailedError',
  types: () => [ActiveModelError, MessageError, LimitError] as const,
  resolveType: resolvers.DetailedError.__resolveType,
});

@ObjectType('Error')
class PayloadError {
  @Field(() => ErrorCode)
  errorCode!: ErrorCode;

  @Field(() => [DetailedError], { nullable: true })
  details?: (typeof DetailedError)[] | null;
}

@ObjectType()
class ActPayload {
  @Field(() => Boolean, { nullable: true })
  done?: boolean | null;

  @Field(() => [PayloadError])
  errors!: PayloadError[];
}

@ArgsType()
class ActArgs implements ActArguments {
  @Field(() => String)
  how!: string;

  @Field(() => String, { nullable: true })
  code?: string | null;

  @Field(() => String, { nullable: true })
  details?: string | null;
}

@Resolver()
class ActResolver {
  @Query(() => String, { nullable: true })
  hello(): string {
    return 'hello';
  }

  @Query(() => String, { nullable: true })
  lookUp(@Args('code', { type: () => String }) code: string): string {
    return lookUp({ code });
  }

  @Mutation(() => ActPayload, { nullable: true })
  @Directive('@errors(codes: ["MFA_REQUIRED", "MFA_FAILED", "INVALID_SETTING"])')
  @UseGuards(Guard)
  @UseInterceptors(Interceptor)
  @UseFilters(NotFoundFilter)
  act(@Args({ type: () => ActArgs }) args: ActArgs): unknown {
    return act(args);
  }

  @Mutation(() => String, { nullable: true })
  note(): string {
    return 'noted';
  }
}

export const nestCodeFirst = (server: NestServer): Host => ({
  name: `NestJS, code-first, ${server.name}`,
  layers: nestLayers,
  start: (wrap) =>
    startNest(
      server,
      {
        autoSchemaFile: true,
        buildSchemaOptions: { directives: [errorsDirective] },
        transformSchema: wrap,
      },
      [ActResolver],
    ),
});
