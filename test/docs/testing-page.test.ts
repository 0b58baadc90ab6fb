import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import { createErrorLedger } from 'graphql-error-codes/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf, readBlocks, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from './page-blocks.js';

const path = 'docs/testing.md';
const blocks = readBlocks(path, 'ts');

const sdl = `
  type Query { ok: Boolean }
  type Mutation { pay: Payload @errors(codes: ["MISSING_PARAMETER", "CARD_DECLINED"]) }
  type Payload { ok: Boolean errors: [Error!]! }
  extend enum ErrorCodeEnum { CARD_DECLINED }
`;
/** An executable schema, not wrapped yet, and a run of tests that returns one of its two codes. */
const host = `
  const { graphql } = await import('graphql');
  const { makeExecutableSchema } = await import('@graphql-tools/schema');
  const { failure, resolvers, typeDefs } = await import('graphql-error-codes');
  const schema = makeExecutableSchema({
    typeDefs: [typeDefs, ${JSON.stringify(sdl)}],
    resolvers: [resolvers, { Mutation: { pay: () => failure('MISSING_PARAMETER') } }],
  });
  const query = 'mutation { first: pay { errors { errorCode } } }';
  const runTests = (tested: typeof schema) => graphql({ schema: tested, source: query });
`;
/** A server in front of the schema. */
const server = `${host}
  const { createServer } = await import('node:http');
  const { withErrorPayloads } = await import('graphql-error-codes');
  const wrapped = withErrorPayloads(schema);
  const http = createServer(async (_request, response) => {
    response.end(JSON.stringify(await runTests(wrapped)));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = 'http://127.0.0.1:' + (http.address() as { port: number }).port;
`;
/** The part of MSW that the page uses: handlers as objects, and the responses of fetch. */
const msw = {
  'package.json':
    '{ "name": "msw", "type": "module", "exports": { "types": "./index.d.ts", "default": "./index.js" } }',
  'index.js': `
    export const HttpResponse = { json: (body) => Response.json(body) };
    export const graphql = { mutation: (name, resolve) => ({ name, resolve }) };
  `,
  'index.d.ts': `
    export declare const HttpResponse: { json(body: object): Response };
    export declare const graphql: {
      mutation(name: string, resolve: () => Response): { name: string; resolve: () => Response };
    };
  `,
};
const failed = (errorCode: string, ...details: object[]) => ({
  errors: [{ __typename: 'Error', errorCode, details }],
});

const examples: readonly PageBlock[] = [
  {
    has: 'await runTests(',
    before: `${host} try {`,
    after: `} catch (error) { console.log(JSON.stringify((error as Error).message + '\\n')); }`,
    prints: readBlocks(path, 'text')[0],
  },
  {
    has: 'ledger.record(body, query)',
    before: server,
    after: `await post(query); http.close(); console.log(JSON.stringify(ledger.entries()));`,
    prints: [{ coordinate: 'Mutation.pay', code: 'MISSING_PARAMETER', times: 1 }],
  },
  {
    has: 'The sandbox of the provider',
    before: host,
    after: `console.log(JSON.stringify(ledger.unseen()));`,
    prints: [{ coordinate: 'Mutation.pay', code: 'MISSING_PARAMETER' }],
  },
  {
    has: 'const usersLogin = {',
    after: `console.log(JSON.stringify(usersLogin));`,
    prints: JSON.parse(readBlocks(path, 'json')[0]!),
  },
  {
    has: "from 'msw'",
    after: `console.log(JSON.stringify(await handlers[0]!.resolve().json()));`,
    prints: { data: { usersLogin: { ...failed('MFA_FAILED'), userSession: null } } },
  },
  {
    has: "'QUOTA_EXCEEDED' | 'MISSING_PERMISSION'",
    after: `console.log(JSON.stringify(upload));
      // @ts-expect-error: not a code of the host
      failedPayload('MFA_FAILED');`,
    prints: { ...failed('QUOTA_EXCEEDED', { __typename: 'RetryInfo', seconds: 30 }), file: null },
  },
  {
    has: 'failedShopPayload',
    after: `console.log(JSON.stringify(failedShopPayload('OUT_OF_STOCK', { attribute: 'item', type: 'taken' })));`,
    prints: {
      errors: [
        {
          __typename: 'ShopError',
          errorCode: 'OUT_OF_STOCK',
          details: [{ __typename: 'ShopActiveModelError', attribute: 'item', type: 'taken' }],
        },
      ],
    },
  },
];

/** The files on the page. Each starts with its name, in a comment. */
const files = new Map(
  blocks.flatMap((block) => {
    const name = /^\/\/ (test\/[\w-]+\.ts)\n/.exec(block)?.[1];
    return name ? [[name, block] as const] : [];
  }),
);

const write = (folder: string, written: Iterable<readonly [name: string, text: string]>): void => {
  for (const [name, text] of written) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

beforeAll(() => {
  writeBlocks(path, examples);
  write(join(folderOf(path), 'node_modules/msw'), Object.entries(msw));
});

it('every TypeScript block of the page is run', () => {
  expect([...files.keys()]).toEqual([
    'test/ledger.ts',
    'test/server.ts',
    'test/global-setup.ts',
    'test/global-teardown.ts',
  ]);
  const others = blocks.filter((block) => ![...files.values()].includes(block));
  // The mock of Apollo Client is run in test/clients.
  const left = others.filter((block) => !examples.some(({ has }) => block.includes(has)));
  expect(left).toEqual([expect.stringContaining("from '@apollo/client/testing'")]);
});

it('the blocks compile', async () => {
  expect(await typeCheckBlocks(path)).toBe('');
});

it.each(examples)('the block with $has works as the page says', async (example) => {
  expect(await runBlock(path, example)).toEqual(example.prints);
});

it('the table on the page is one that a ledger returns', () => {
  const ledger = createErrorLedger(
    buildSchema(`${typeDefs} type Query { ok: Boolean }
      type Mutation { pay: Payload @errors(codes: ["CARD_DECLINED", "INVALID_SETTING"]) users: UsersMutations }
      type UsersMutations { login: Payload @errors(codes: ["MFA_FAILED"]) }
      type Payload { errors: [Error!]! }
      extend enum ErrorCodeEnum { CARD_DECLINED }`),
    { ignore: ['Mutation.pay CARD_DECLINED'] },
  );
  const codes = ['INVALID_SETTING', 'INVALID_SETTING', 'MFA_REQUIRED'];
  ledger.record({ data: { pay: { errors: codes.map((errorCode) => ({ errorCode })) } } });
  expect(readBlocks(path, 'md')).toEqual([ledger.table()]);
});

// Each starts Vitest: on a busy machine that takes several seconds.
describe('a project with the files of the page', { timeout: 90_000 }, () => {
  const folder = '.build/pages/testing-project';
  const test = (code: string) => `
    import { graphql } from 'graphql';
    import { expect, it } from 'vitest';
    import { schema } from './server.js';
    it('returns ${code}', async () => {
      const source = 'mutation { pay(code: "${code}") { errors { errorCode } } }';
      const { data } = await graphql({ schema, source });
      expect(data).toEqual({ pay: { errors: [{ errorCode: '${code}' }] } });
    });
  `;
  const project = {
    'src/schema.ts': `
      import { makeExecutableSchema } from '@graphql-tools/schema';
      import { failure, resolvers, typeDefs, withErrorPayloads, type ErrorHooks } from 'graphql-error-codes';
      const sdl = ${JSON.stringify(sdl.replace('pay:', 'pay(code: String):'))};
      export const createSchema = (hooks: ErrorHooks = {}) => withErrorPayloads(
        makeExecutableSchema({
          typeDefs: [typeDefs, sdl],
          resolvers: [resolvers, { Mutation: { pay: (_: unknown, { code }: { code: never }) => failure(code) } }],
        }),
        hooks,
      );
    `,
    'test/one.test.ts': test('MISSING_PARAMETER'),
    'test/other.test.ts': test('CARD_DECLINED'),
    'tsconfig.json': JSON.stringify({ extends: '../../../tsconfig.json', include: ['.'], exclude: [] }),
    'vitest.config.ts': `
      import { defineConfig } from 'vitest/config';
      export default defineConfig({
        test: { globalSetup: 'test/global-setup.ts' },
        resolve: { tsconfigPaths: true, alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
      });
    `,
  };
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    write(folder, [...Object.entries(project), ...files]);
  });

  const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
  /** Runs the project's own tests and returns what it printed. */
  async function run(env: NodeJS.ProcessEnv, ...names: string[]): Promise<{ code: number; output: string }> {
    const { VITEST: _vitest, VITEST_WORKER_ID: _worker, VITEST_POOL_ID: _pool, CI: _ci, ...rest } = process.env;
    const options = { cwd: folder, env: { ...rest, NO_COLOR: '1', ...env } };
    const ran = promisify(execFile)(process.execPath, [vitest, 'run', ...names], options);
    return ran.then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        output: stdout + stderr,
      }),
    );
  }

  it('compiles', async () => {
    const tsc = promisify(execFile)('npx', ['tsc', '-p', folder, '--pretty', 'false']);
    expect((await tsc.catch((error: { stdout: string }) => error)).stdout).toBe('');
  });

  it('passes in CI when all files together return every declared code', async () => {
    const { code, output } = await run({ CI: '1' });
    expect(output).toContain('| `Mutation.pay` | `CARD_DECLINED`     | 1              |');
    expect(output).toContain('2 passed');
    expect(code).toBe(0);
  });

  it('fails in CI when a code is never returned', async () => {
    const { code, output } = await run({ CI: '1' }, 'one');
    expect(output).toContain('- Mutation.pay never returned CARD_DECLINED. Add a test for its cause');
    expect(output).toContain('1 passed');
    expect(code).toBe(1);
  });

  it('passes elsewhere, where a part of the tests may run', async () => {
    expect((await run({}, 'one')).code).toBe(0);
  });

  it('has a teardown for Jest that throws in CI when a code is never returned', async () => {
    const entries = [{ coordinate: 'Mutation.pay', code: 'MISSING_PARAMETER', times: 1 }];
    rmSync(join(folder, '.ledger'), { recursive: true, force: true });
    write(folder, [['.ledger/one.json', JSON.stringify(entries)]]);
    const teardown = (CI: string) =>
      promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', '--input-type=module', '-e', "(await import('./test/global-teardown.ts')).default()"],
        { cwd: folder, env: { ...process.env, CI } },
      );
    await expect(teardown('')).resolves.toBeDefined();
    await expect(teardown('1')).rejects.toThrow('- Mutation.pay never returned CARD_DECLINED.');
  });
});
