import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** Bundles the main entry and evaluates an expression with it, with these globals only. */
async function evaluate(expression: string, globals: object, define: Record<string, string> = {}): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as errors from 'graphql-error-codes'; globalThis.result = ${expression};`,
      resolveDir: '.',
    },
    bundle: true,
    write: false,
    platform: 'neutral',
    tsconfig: 'tsconfig.json',
    target: 'es2022',
    define,
  });
  const context: { result?: unknown } = { ...globals };
  runInNewContext(outputFiles[0]!.text, context);
  return context.result;
}

it.each([
  ['in production without a global `process`, as edge platforms have none', {}, false],
  ['in production without `process.env`', { process: {} }, false],
  ['in development', { process: { env: { NODE_ENV: 'development' } } }, true],
  ['in development where NODE_ENV is not set', { process: { env: {} } }, true],
  ['in production', { process: { env: { NODE_ENV: 'production' } } }, false],
])('the package runs %s', async (_case, globals, captureStack) => {
  expect(await evaluate('errors.MutationError.captureStack', globals)).toBe(captureStack);
});

it.each([
  ['production', false],
  ['development', true],
])('the package runs in %s where a bundler has replaced NODE_ENV with it', async (environment, captureStack) => {
  const define = { 'process.env.NODE_ENV': JSON.stringify(environment) };
  for (const globals of [{}, { process: { env: {} } }]) {
    expect(await evaluate('errors.MutationError.captureStack', globals, define)).toBe(captureStack);
  }
});
