import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { folderOf, readBlocks, runBlock, writeBlocks, type PageBlock } from './page-blocks.js';

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
    has: "'pay', 'receipt'",
    before: `${calls}
      const { message } = createMessages(texts);
      const retryAfter = record('retry after');
      const notify = ({ title }) => calls.push(['notify', title]);
      const details = [{ __typename: 'RetryInfo', seconds: 30 }];
      for (const errors of [[{ errorCode: 'RATE_LIMITED', details }], [{ errorCode: 'CARD_DECLINED' }]]) {
        const data = { pay: { receipt: null, errors } };`,
    after: `}
      import { createMessages } from 'graphql-error-codes/client';
      import texts from './messages/en.json' with { type: 'json' };
      ${printCalls}`,
    prints: [
      ['retry after', 30],
      ['notify', 'Card declined'],
    ],
  },
  {
    has: 'isKnownErrorCode(code, errorCategories)',
    after: `
      const codes = ['CARD_DECLINED', 'MFA_FAILED'];
      console.log(JSON.stringify(codes.map((errorCode) => [isKnown(errorCode), message({ errorCode }).title])));`,
    prints: [
      [true, 'Card declined'],
      [false, 'That did not work'],
    ],
  },
  {
    has: '...texts.codes',
    before: `${client}
      import { errorCategories as own } from './generated/graphql.js';
      import texts from './messages/en.json' with { type: 'json' };
      const errorCategories = { ...own, NEW_CODE: 'billing', WRONG_TOTP: 'mfa' };`,
    after: `
      const codes = ['CARD_DECLINED', 'WRONG_TOTP', 'NEW_CODE'];
      console.log(JSON.stringify(codes.map((errorCode) => message({ errorCode }).title)));`,
    prints: ['Card declined', 'Wrong code', 'Payment failed'],
  },
  {
    has: 'STORAGE_FULL',
    before: client,
    after: `console.log(JSON.stringify(['STORAGE_FULL', 'OTHER'].map((errorCode) => message({ errorCode }).title)));`,
    prints: ['Storage full', 'That did not work'],
  },
  {
    has: 'rateLimited',
    before: `
      import { createMessages } from 'graphql-error-codes/client';
      import { errorCategories } from './generated/graphql.js';
      import texts from './messages/en.json' with { type: 'json' };
      const { message } = createMessages(texts, errorCategories);`,
    after: `
      const errors = [rateLimited, { errorCode: 'RATE_LIMITED' }];
      console.log(JSON.stringify(errors.map((error) => message(error).sentence)));`,
    prints: ['Try again in 30 seconds.', 'Something went wrong. Please try again.'],
  },
  {
    has: 'export default {',
    after: `import * as plugin from 'graphql-error-codes/codegen';
      console.log(JSON.stringify(typeof plugin.plugin));`,
    prints: 'function',
  },
];

/** What the codegen plugin writes for the shop of the page. */
const generated = `
  export const errorCategories = { CARD_DECLINED: 'billing', RATE_LIMITED: null } as const;
  export interface DeclaredErrorCodes { pay: keyof typeof errorCategories }
  export interface ErrorDetails { RATE_LIMITED: 'RetryInfo' }
`;
const [texts] = readBlocks(path, 'json');

beforeAll(() => {
  writeBlocks(path, examples);
  for (const [file, content] of [['generated/graphql.ts', generated] as const, ['messages/en.json', texts!] as const]) {
    mkdirSync(dirname(join(folderOf(path), file)), { recursive: true });
    writeFileSync(join(folderOf(path), file), content);
  }
});

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
