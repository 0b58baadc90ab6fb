// TypeGraphQL needs the reflection of decorators.
import 'reflect-metadata';
import {
  Args,
  ArgsType,
  Arg,
  buildSchema,
  createUnionType,
  Directive,
  Field,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  UseMiddleware,
  type MiddlewareFn,
} from 'type-graphql';
import { ErrorCode, MutationError, resolvers } from 'graphql-error-codes';
import type { Host } from '../host.js';
import { serveApollo } from '../http.js';
import { act, endIn, lookUp, NotFound, type ActArguments } from '../service.js';
import { codeDescriptions, errorsDirective } from './code-first.js';

registerEnumType(ErrorCode, { name: 'ErrorCodeEnum', valuesConfig: codeDescriptions });

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

const guard: MiddlewareFn = async ({ args }, next): Promise<unknown> => {
  endIn('middleware', args);
  return next();
};

const convertErrors: MiddlewareFn = async (_data, next): Promise<unknown> => {
  try {
    return await next();
  } catch (error) {
    throw error instanceof NotFound ? new MutationError('MFA_REQUIRED') : error;
  }
};

/** A middleware of all fields, also of those in payloads. */
const globalMiddleware: MiddlewareFn = async ({ args }, next): Promise<unknown> => {
  endIn('global middleware', args);
  return next();
};

@Resolver()
class ActResolver {
  @Query(() => String, { nullable: true })
  hello(): string {
    return 'hello';
  }

  @Query(() => String, { nullable: true })
  lookUp(@Arg('code', () => String) code: string): string {
    return lookUp({ code });
  }

  @Mutation(() => ActPayload, { nullable: true })
  @Directive('@errors(codes: ["MFA_REQUIRED", "MFA_FAILED", "INVALID_SETTING"])')
  @UseMiddleware(guard, convertErrors)
  act(@Args(() => ActArgs) args: ActArgs): unknown {
    return act(args);
  }

  @Mutation(() => String, { nullable: true })
  note(): string {
    return 'noted';
  }
}

export const typeGraphql: Host = {
  name: 'TypeGraphQL',
  layers: ['middleware', 'global middleware', 'finds nothing'],
  start: async (wrap) => {
    const schema = wrap(
      await buildSchema({
        resolvers: [ActResolver],
        directives: [errorsDirective],
        globalMiddlewares: [globalMiddleware],
        validate: false,
      }),
    );
    return serveApollo(schema);
  },
};
