import { createMessages, createResultOf, matchError } from 'graphql-error-codes/client';
import {
  errorCategories,
  PlaceOrderDocument,
  type DeclaredErrorCodes,
  type ErrorDetails,
  type PlaceOrderMutation,
} from './generated/client.js';
import en from './messages.en.json' with { type: 'json' };

// A code without a text, and a text without a code, do not compile.
const { message } = createMessages(en, errorCategories);
const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();

/** Orders as many articles as possible, and returns what to show. */
export async function placeOrder(url: string, articles: number, card: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: PlaceOrderDocument.toString(), variables: { input: { articles, card } } }),
  });
  const { data } = (await response.json()) as { data: PlaceOrderMutation | null };
  const order = resultOf(data, 'ordersPlace', 'orderId');
  if (order.ok) return `Ordered: ${order.value}`;

  return matchError(
    order.errors[0],
    {
      // Typed: only details of this code have `left`.
      OUT_OF_STOCK: (error) => `${message(error).sentence} Order ${error.details?.[0]?.left}?`,
      CARD_DECLINED: (error) => message(error).sentence,
    },
    (error) => message(error).sentence,
  );
}

const [url, articles = '1', card = 'valid'] = process.argv.slice(2);
if (url !== undefined) console.log(await placeOrder(url, Number(articles), card));
