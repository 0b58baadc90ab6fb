import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { readBlocks, runBlock, writeBlocks, type PageBlock } from './page-blocks.js';

const path = 'docs/client.md';
const folder = 'test/client/recipes';
const page = readFileSync(path, 'utf8');
const blocks = readBlocks(path, 'ts');
const recipes = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

const client = `
  import { createMessages, matchError, result } from 'graphql-error-codes/client';
  import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
`;
const calls = `
  const calls = [];
  const record = (name) => (...values) => calls.push([name, ...values]);
`;
const printCalls = 'console.log(JSON.stringify(calls));';

const examples: readonly PageBlock[] = [
  {
    has: 'usersMfaTotpGenerateSecret',
    before: `${client} ${calls}
      const showSecret = record('secret');
      const data = { usersMfaTotpGenerateSecret: { secret: 'x', signedSecret: 'y', errors: [] } };`,
    after: printCalls,
    prints: [['secret', 'x']],
  },
  {
    has: 'MISSING_PERMISSION: signIn',
    before: `${client} ${calls}
      const { message } = createMessages(en);
      const signIn = ({ errorCode }) => calls.push(['sign in', errorCode]);
      const notify = ({ title }) => calls.push(['notify', title]);
      for (const errorCode of ['MISSING_PERMISSION', 'INVALID_SETTING']) {
        const data = { settings: { applicationSettings: null, errors: [{ errorCode }] } };`,
    after: `} ${printCalls}`,
    prints: [
      ['sign in', 'MISSING_PERMISSION'],
      ['notify', 'Value not accepted'],
    ],
  },
  {
    has: 'form.setError(',
    before: `${client} ${calls}
      const { fieldMessages } = createMessages(en);
      const form = { setError: record('set') };
      const details = [{ attribute: 'email', type: 'taken' }, { attribute: '', type: 'invalid' }];
      const registration = result({ user: null, errors: [{ errorCode: 'INVALID_LOGIN_DATA', details }] }, 'user');`,
    after: printCalls,
    prints: [
      ['set', 'email', { type: 'server', message: 'This is already in use.' }],
      ['set', 'root', { type: 'server', message: 'This cannot be used.' }],
    ],
  },
  {
    has: 'await import(',
    before: client,
    after: `console.log(JSON.stringify(message({ errorCode: 'WRONG_TOTP' }).title));`,
    prints: 'Falscher Code',
  },
  {
    has: 'QUOTA_EXCEEDED',
    before: client,
    after: `console.log(JSON.stringify(['QUOTA_EXCEEDED', 'WRONG_TOTP'].map((errorCode) => message({ errorCode }).title)));`,
    prints: ['Storage full', 'Wrong code'],
  },
  {
    has: 'export default {',
    after: `import * as plugin from 'graphql-error-codes/codegen';
      console.log(JSON.stringify(typeof plugin.plugin));`,
    prints: 'function',
  },
];

beforeAll(() => writeBlocks(path, examples));

const recipeBlock = (file: string) => `// ${file}\n${readFileSync(`${folder}/${file}`, 'utf8')}`;

it.each(recipes)('the page has the recipe %s as it is run', (file) => {
  expect(blocks).toContain(recipeBlock(file));
});

it('the page selects what the recipes select', () => {
  expect(page).toContain(`\n\`\`\`graphql\n${readFileSync(`${folder}/sign-in.graphql`, 'utf8')}\`\`\`\n`);
});

it('every other TypeScript block of the page is run', () => {
  const others = blocks.filter((block) => !recipes.some((file) => block === recipeBlock(file)));
  expect(others.filter((block) => !examples.some(({ has }) => block.includes(has)))).toEqual([]);
});

it.each(examples)('the block with $has works as the page says', async (example) => {
  expect(await runBlock(path, example)).toEqual(example.prints);
});

it('the sizes on the page are those that bundle.test.ts checks', () => {
  const checked = readFileSync('test/client/bundle.test.ts', 'utf8');
  const sizes = [...page.matchAll(/less than ([\d.]+ kB)/g)].map(([, size]) => size!);
  expect(sizes).toHaveLength(3);
  for (const size of sizes) expect(checked).toContain(`is smaller than ${size}`);
});
