import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

/** Requests a page as it is on the wire: fetch would decompress it. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request(new URL(path, demo.url), { method, headers: { accept: 'text/html', ...headers } });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

describe.each(['/graphql', '/errors'])('the page %s', (path) => {
  it('is the same in every encoding, and compressed for those who accept that', async () => {
    const plain = await get(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toMatch(/^\s*<!doctype html>/i);
    const br = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
    expect([br.headers['content-encoding'], brotliDecompressSync(br.body).equals(plain.body)]).toEqual(['br', true]);
    const gzip = await get(path, { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect([gzip.headers['content-encoding'], gunzipSync(gzip.body).equals(plain.body)]).toEqual(['gzip', true]);
    expect(br.body.length).toBeLessThan(plain.body.length / 3);
  });

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await get(path);
    const again = await get(path, { 'if-none-match': `"other", ${headers.etag}`, 'accept-encoding': 'br' });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(again.headers['content-security-policy']).toBe(headers['content-security-policy']);
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('has the same headers for HEAD, without a body', async () => {
    const [page, head] = [await get(path), await get(path, {}, 'HEAD')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['content-type', 'content-length', 'etag', 'content-security-policy', 'vary']) {
      expect([name, head.headers[name]]).toEqual([name, page.headers[name]]);
    }
  });
});

it('forty visitors at once, who read nothing, do not take the memory of forty pages', async () => {
  await get('/graphql');
  const { port } = new URL(demo.url);
  const before = process.memoryUsage();
  const sockets = Array.from({ length: 40 }, () => connect(Number(port), '127.0.0.1').pause());
  for (const socket of sockets) {
    socket.write('GET /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nconnection: close\r\n\r\n');
  }
  await Promise.all(sockets.map((socket) => once(socket, 'readable')));
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  for (const socket of sockets) socket.destroy();
  // One page of GraphiQL has 9 MB. All of its responses share one.
  expect(grown).toBeLessThan(40 * 2 ** 20);
});
