import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

/**
 * The audits send requests that a browser can send to another site without a CORS preflight: by
 * GET, without a content type. The demo accepts them only with a header that requires a preflight.
 */
const audits = serverAudits({
  url: () => demo.url,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': 'true' },
    }),
});

describe('the demo, audited against the GraphQL over HTTP specification', () => {
  it.each(audits.map(({ name, fn }) => [name, fn] as const))('%s', async (_name, audit) => {
    expect(await audit()).toMatchObject({ status: 'ok' });
  });

  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it('passes them with its CSRF protection enabled', async () => {
    const response = await fetch(`${demo.url}?query={__typename}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CSRF');
  });
});
