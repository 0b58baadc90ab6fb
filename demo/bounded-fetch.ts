import type { CustomFetch } from 'openid-client';

/** Bytes of a response: those of identity providers have a few thousand. */
const maximumBytes = 1_000_000;

/** Like `fetch`, but fails while reading a response that is too large. */
export const boundedFetch: CustomFetch = async (url, options) => {
  // The types of openid-client differ from those of Node.js in `undefined`.
  const response = await fetch(url, options as RequestInit);
  if (!response.body) return response;
  let received = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      received += chunk.byteLength;
      if (received > maximumBytes) controller.error(new RangeError(`a response has more than ${maximumBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bounded), { status, statusText, headers });
};
