/** Codes of a host in schemas that are built by code, without any SDL. */
import 'reflect-metadata';
import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import { graphql, type GraphQLSchema } from 'graphql';
import { createErrorModule, failure, readErrorCodes, resolvers, withErrorPayloads } from 'graphql-error-codes';
import type { PayloadErrorEvent } from 'graphql-error-codes';
import {
  buildSchema,
  createUnionType,
  Field,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { expect, it } from 'vitest';

const source = 'mutation { pay { errors { errorCode } } }';

/** Pays, and returns the events that the boundary reported. */
async function pay(wrap: (onError: (event: PayloadErrorEvent) => void) => GraphQLSchema) {
  const events: PayloadErrorEvent[] = [];
  const { data, errors } = await graphql({ schema: wrap((event) => void events.push(event)), source });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ pay: { errors: [{ errorCode: 'CARD_DECLINED' }] } });
  return events;
}

interface PothosTypes {
  Directives: { errorCode: { locations: 'ENUM_VALUE'; args: { category?: string; retry?: string; fault?: string } } };
}

function createPothosSchema(unordered: boolean, errorCode: { readonly [name: string]: string }): GraphQLSchema {
  const builder = new SchemaBuilder<PothosTypes>({
    plugins: [DirectivesPlugin],
    directives: { useGraphQLToolsUnorderedDirectives: unordered },
  });
  const codes = builder.enumType('ErrorCodeEnum', {
    values: { CARD_DECLINED: { directives: { errorCode } }, CARD_EXPIRED: {} },
  });
  const message = builder.objectRef<{ message: string }>('MessageError').implement({
    fields: (t) => ({ message: t.exposeString('message') }),
  });
  const attribute = builder.objectRef<{ attribute: string; type: string }>('ActiveModelError').implement({
    fields: (t) => ({ attribute: t.exposeString('attribute'), type: t.exposeString('type') }),
  });
  const detail = builder.unionType('DetailedError', {
    types: [message, attribute],
    resolveType: resolvers.DetailedError.__resolveType as never,
  });
  const error = builder.objectRef<{ errorCode: 'CARD_DECLINED' }>('Error').implement({
    fields: (t) => ({
      errorCode: t.field({ type: codes, resolve: (parent) => parent.errorCode }),
      details: t.field({ type: [detail], resolve: () => [] }),
    }),
  });
  const payload = builder.objectRef<{ errors: { errorCode: 'CARD_DECLINED' }[] }>('PayPayload').implement({
    fields: (t) => ({ errors: t.field({ type: [error], resolve: ({ errors }) => errors }) }),
  });
  builder.queryType({ fields: (t) => ({ ok: t.boolean({ resolve: () => true }) }) });
  builder.mutationType({
    fields: (t) => ({ pay: t.field({ type: payload, resolve: () => failure('card_declined' as never) as never }) }),
  });
  return builder.toSchema();
}

it.each([
  ['a list', false],
  ['an object', true],
] as const)('Pothos describes a code with the directive errorCode, as %s', async (_form, unordered) => {
  const schema = createPothosSchema(unordered, { category: 'payment', retry: 'after_fix' });
  expect(readErrorCodes(schema)).toEqual({
    CARD_DECLINED: { value: 'card_declined', fault: 'client', category: 'payment', retry: 'after_fix' },
    CARD_EXPIRED: { value: 'card_expired', fault: 'client' },
  });
  const events = await pay((onError) => withErrorPayloads(schema, { onError }));
  expect(events).toMatchObject([{ category: 'payment', fault: 'client', retry: 'after_fix' }]);
});

it('Pothos fails for an invalid directive with the coordinate of the code', () => {
  const schema = createPothosSchema(true, { fault: 'bank' });
  expect(() => withErrorPayloads(schema)).toThrow(
    'Invalid @errorCode:\n- ErrorCodeEnum.CARD_DECLINED: "fault" must be "client" or "server", got "bank".',
  );
});

const errors = createErrorModule({ builtIn: false, codes: { CARD_DECLINED: { category: 'payment' } } });
const { ErrorCode } = errors;
registerEnumType(ErrorCode, { name: 'ErrorCodeEnum' });

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

const DetailedError = createUnionType({
  name: 'DetailedError',
  types: () => [ActiveModelError, MessageError] as const,
  resolveType: resolvers.DetailedError.__resolveType,
});

@ObjectType('Error')
class PayloadError {
  @Field(() => ErrorCode)
  errorCode!: string;

  @Field(() => [DetailedError], { nullable: true })
  details?: (typeof DetailedError)[] | null;
}

@ObjectType()
class PayPayload {
  @Field(() => [PayloadError])
  errors!: PayloadError[];
}

@Resolver()
class PayResolver {
  @Query(() => Boolean)
  ok() {
    return true;
  }

  @Mutation(() => PayPayload)
  pay() {
    throw new errors.MutationError('CARD_DECLINED');
  }
}

it('TypeGraphQL, which has no directives on enum values, uses the catalogue of the module', async () => {
  const schema = await buildSchema({ resolvers: [PayResolver] });
  const events = await pay((onError) => errors.withErrorPayloads(schema, { onError }));
  expect(events).toMatchObject([{ code: 'CARD_DECLINED', category: 'payment', fault: 'client' }]);
});
