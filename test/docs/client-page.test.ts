import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { folderOf, readBlocks, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from './page-blocks.js';

const path = 'docs/client.md';
const folder = 'test/clients/sign-in';
const page = readFileSync(path, 'utf8');
const blocks = readBlocks(path, 'ts');
const recipes = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

const client = `
  import { createMessages, matchError, result } from 'graphql-error-codes/client';
  import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
`;
const calls = `
  const calls: unknown[] = [];
  const record = (name: string) => (...values: unknown[]) => calls.push([name, ...values]);
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
      const signIn = ({ errorCode }: { errorCode: string }) => calls.push(['sign in', errorCode]);
      const notify = ({ title }: { title: string }) => calls.push(['notify', title]);
      for (const errorCode of ['MISSING_PERMISSION', 'INVALID_SETTING']) {
        const data = { settings: { applicationSettings: null, errors: [{ errorCode }] } };`,
    after: `} ${printCalls}`,
    prints: [
      ['sign in', 'MISSING_PERMISSION'],
      ['notify', 'Value not accepted'],
    ],
  },
  {
    has: 'createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>',
    after: `
      type Masked = FragmentType<typeof PayloadErrorFragmentDoc>;
      const errors = [{ errorCode: 'CARD_DECLINED' }] as unknown as Masked[];
      const paid = resultOf({ pay: { receipt: null as string | null, errors } }, 'pay', 'receipt');
      console.log(JSON.stringify(paid.ok ? null : paid.errors[0]!.errorCode));`,
    prints: 'CARD_DECLINED',
  },
  {
    has: 'orThrow(result(',
    before: `
      import { createMessages, orThrow, PayloadErrorsError, result } from 'graphql-error-codes/client';
      import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
      ${calls}
      const { message } = createMessages(en);
      const showSession = record('session');
      const notify = ({ title }: { title: string }) => calls.push(['notify', title]);
      for (const errors of [[], [{ errorCode: 'WRONG_TOTP' }]]) {
        const data = { usersLogin: { userSession: 's', errors } };`,
    after: `} ${printCalls}`,
    prints: [
      ['session', 's'],
      ['notify', 'Wrong code'],
    ],
  },
  { has: 'canRetry', after: 'console.log(JSON.stringify(canRetry));', prints: [true, false] },
  {
    has: 'nestFieldErrors(',
    before: "import { nestFieldErrors } from 'graphql-error-codes/client';",
    after: 'console.log(JSON.stringify(nested));',
    prints: { '': 'Too many. Too short.', items: [{ name: 'Taken.' }] },
  },
  {
    has: 'flatFieldErrors(',
    before: `${client} ${calls}
      import { flatFieldErrors } from 'graphql-error-codes/client';
      const { fieldMessages } = createMessages(en);
      const form = { setError: (name: string, { message }: { type: string; message: string }) => calls.push([name, message]) };
      const details = ['email', 'items.0.name', ''].map((attribute) => ({ attribute, type: 'taken' }));
      const payload = { user: null, errors: [{ errorCode: 'INVALID_LOGIN_DATA', details }] };
      const registration = result(payload, 'user');
      if (registration.ok) throw new Error('The mutation must fail.');`,
    after: printCalls,
    prints: ['email', 'root.items-0-name', 'root.server'].map((name) => [name, 'This is already in use.']),
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
      const { message } = createMessages(texts, errorCategories);
      const retryAfter = record('retry after');
      const notify = ({ title }: { title: string }) => calls.push(['notify', title]);
      const details = [{ __typename: 'RetryInfo', seconds: 30 }];
      type Errors = { errorCode: string; details?: typeof details }[];
      for (const errors of [[{ errorCode: 'RATE_LIMITED', details }], [{ errorCode: 'CARD_DECLINED' }]] as Errors[]) {
        const data = { pay: { receipt: null, errors } };`,
    after: `}
      import { createMessages } from 'graphql-error-codes/client';
      import { errorCategories } from './generated/graphql.js';
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
      import { errorCategories as builtIn } from './generated/built-in.js';
      const errorCategories = { ...builtIn, ...own };`,
    after: `
      const codes = ['CARD_DECLINED', 'WRONG_TOTP'];
      console.log(JSON.stringify(codes.map((errorCode) => message({ errorCode }).title)));`,
    prints: ['Card declined', 'Wrong code'],
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
  export const errorRetries = { CARD_DECLINED: null, RATE_LIMITED: 'later' } as const;
  export interface DeclaredErrorCodes { pay: keyof typeof errorCategories }
  export interface ErrorDetails { RATE_LIMITED: 'RetryInfo' }
`;
const categoryOf = Object.entries(catalogue).map(([name, { category }]) => `${name}: '${category}',`);
const builtIn = `export const errorCategories = { ${categoryOf.join(' ')} } as const;`;

/** What the client preset writes for a fragment, as far as the page uses it. */
const masking = `
  import type { PayloadErrorFragmentDoc } from './documents.js';
  export interface FragmentType<_Document> { ' $fragmentRefs'?: { PayloadErrorFragment: { errorCode: string } } }
  export const getFragmentData = (_document: PayloadErrorFragmentDoc, error: unknown) => error as { errorCode: string };
`;
const documents = `
  export interface PayloadErrorFragmentDoc { readonly kind: 'Document' }
  export const PayloadErrorFragmentDoc: PayloadErrorFragmentDoc = { kind: 'Document' };
`;

const [texts] = readBlocks(path, 'json');

beforeAll(() => {
  writeBlocks(path, examples);
  const files = {
    'generated/graphql.ts': generated,
    'generated/built-in.ts': builtIn,
    'generated/fragment-masking.ts': masking,
    'generated/documents.ts': documents,
    'messages/en.json': texts!,
  };
  for (const [file, content] of Object.entries(files)) {
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

it('every block compiles', async () => {
  expect(await typeCheckBlocks(path)).toBe('');
});

it('the sizes on the page are those that bundle.test.ts checks', () => {
  const checked = readFileSync('test/client/bundle.test.ts', 'utf8');
  const sizes = [...page.matchAll(/less than ([\d.]+ kB)/g)].map(([, size]) => size!);
  expect(sizes).toHaveLength(3);
  for (const size of sizes) expect(checked).toContain(`is smaller than ${size}`);
});
