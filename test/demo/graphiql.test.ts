import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../demo/graphiql.js';
import { openLocalProvider, type LocalProvider } from '../../demo/local-provider.js';
import { closeBrowser, itInBrowser, openPage } from '../browser/open-page.js';
import { openDemo, type Demo } from './open-demo.js';

let demo: Demo;
let local: LocalProvider;
beforeAll(async () => {
  local = await openLocalProvider();
  demo = await openDemo({ identityProviders: [local.provider] });
});
afterAll(closeBrowser);
afterAll(async () => {
  await demo.close();
  await local.close();
});

const named = examples.map((query) => [/(?:query|mutation) (\w+)/.exec(query)![1]!, query] as const);

describe('an example operation', () => {
  it.each(named.slice(0, -1))('%s returns the code that its comment names', async (_name, query) => {
    const [, code] = /^# ([A-Z_]+):/.exec(query)!;
    const { data } = (await (await demo.post(JSON.stringify({ query }))).json()) as {
      data: Record<string, { errors: { errorCode: string }[] }>;
    };
    const codes = Object.values(data).flatMap(({ errors }) => errors.map(({ errorCode }) => errorCode));
    expect(new Set(codes)).toEqual(new Set([code]));
  });

  it('shows all 31 codes', async () => {
    const query = named.find(([name]) => name === 'Codes')![1];
    const { data } = (await (await demo.post(JSON.stringify({ query }))).json()) as {
      data: { __type: { enumValues: unknown[] } };
    };
    expect(data.__type.enumValues).toHaveLength(31);
  });
});

describe('GET /graphql', () => {
  itInBrowser('is GraphiQL, where a wrong password gets INVALID_LOGIN_DATA', async () => {
    const { page, elsewhere } = await openPage(demo.url);
    for (const [name] of named) await page.getByRole('tab', { name }).waitFor();

    await page.locator('.graphiql-editor .view-lines').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(
      'mutation Guess { usersLogin(input: { username: "alice", password: "guess" }) { errors { errorCode } } }',
    );
    // GraphiQL renames the tab after it has parsed the typed operation.
    await page.getByRole('tab', { name: 'Guess' }).waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();

    const answer = page.locator('.result-window');
    await answer.getByText('INVALID_LOGIN_DATA').waitFor();
    // The typed operation was executed, not the example that it replaced.
    expect(await answer.textContent()).not.toContain('userSession');
    expect(elsewhere).toEqual([]);
  });

  it('is the redirect target of the root path', async () => {
    const response = await fetch(new URL('/', demo.url), { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('serves the API to clients that do not accept HTML', async () => {
    const headers = { accept: 'application/json', 'apollo-require-preflight': 'true' };
    const response = await fetch(`${demo.url}?query={__typename}`, { headers });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});
