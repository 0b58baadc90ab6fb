import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDemo, type Demo } from './demo/open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

it('the demo answers the mutation of the first screen with the JSON beneath it', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, query, answer] = /```graphql\n([^]*?)```\n\n```json\n([^]*?)```/.exec(readme)!;
  expect(await (await demo.post(JSON.stringify({ query }))).json()).toEqual(JSON.parse(answer!));
});
