import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { createHandler } from 'graphql-http/lib/use/http';
import { createErrorModule, ErrorCode, failure, success, withErrorPayloads } from 'graphql-error-codes';

interface OrderInput {
  readonly customer: string;
  readonly items: readonly { readonly name: string }[];
}

const { typeDefs, resolvers } = createErrorModule();

const ordersPlace = (_source: unknown, { input }: { input: OrderInput }) => {
  const details = [
    ...(input.customer === 'nobody' ? [{ attribute: 'customer', type: 'not_found' }] : []),
    // A field that no form has.
    ...(input.customer === 'foreigner' ? [{ attribute: 'country.code', type: 'blank' }] : []),
    ...(input.customer === 'blocked' ? [{ attribute: '', type: 'invalid' }] : []),
    ...(input.customer === 'limited' ? [{ attribute: 'items', type: 'too_long' }] : []),
    ...input.items.flatMap(({ name }, index) =>
      name === 'sold out' ? [{ attribute: `items.${index}.name`, type: 'taken' }] : [],
    ),
  ];
  return details.length > 0 ? failure(ErrorCode.INVALID_SETTING, ...details) : success({ order: '1' });
};

const schema = withErrorPayloads(
  makeExecutableSchema({
    typeDefs: [typeDefs, readFileSync('test/clients/orders.graphql', 'utf8')],
    resolvers: [resolvers, { Mutation: { ordersPlace } }],
  }),
);

const handle = createHandler({ schema });

/** Opens a server whose errors name a list beside its items, and fields that no form has. */
export async function openOrders() {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
