import { createResultOf } from 'graphql-error-codes/client';
import { PlaceOrderDocument, type DeclaredErrorCodes, type OrderInput } from './generated/orders.js';
import type { Send } from './send.js';

const resultOf = createResultOf<DeclaredErrorCodes>();

export const placeOrder = async (send: Send, input: OrderInput) =>
  resultOf(await send(PlaceOrderDocument, { input }), 'ordersPlace', 'order');
