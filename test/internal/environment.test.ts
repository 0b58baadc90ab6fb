import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** Bundles the main entry and evaluates an expression with it, with these globals only. */
async function evaluate(expression: string, globals: object): Promise<unknown> {
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
  });
  const context: { result?: unknown } = { ...globals };
  runInNewContext(outputFiles[0]!.text, context);
  return context.result;
}

it.each([
  ['without a global `process`, as edge platforms have none', {}, true],
  ['without `process.env`', { process: {} }, true],
  ['outside production', { process: { env: { NODE_ENV: 'development' } } }, true],
  ['in production', { process: { env: { NODE_ENV: 'production' } } }, false],
])('the package loads %s', async (_case, globals, captureStack) => {
  expect(await evaluate('errors.MutationError.captureStack', globals)).toBe(captureStack);
});
