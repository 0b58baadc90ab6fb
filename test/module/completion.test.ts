import { expect, it } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { openInEditor } from '../language-server.js';

const program = `
import { createErrorModule, failure, MutationError } from 'graphql-error-codes';
const own = createErrorModule({ builtIn: false, codes: { QUOTA_EXCEEDED: {}, PLAN_TOO_SMALL: { value: 'plan' } } });
failure('');
void new MutationError('');
own.failure('');
void new own.MutationError('');
`;

it('editors suggest each code once, by its name', async () => {
  const suggestions = await openInEditor('completion', program);
  const builtIn = Object.keys(catalogue).toSorted();
  expect(await suggestions("failure('|")).toEqual(builtIn);
  expect(await suggestions("void new MutationError('|")).toEqual(builtIn);
  expect(await suggestions("own.failure('|")).toEqual(['PLAN_TOO_SMALL', 'QUOTA_EXCEEDED']);
  expect(await suggestions("void new own.MutationError('|")).toEqual(['PLAN_TOO_SMALL', 'QUOTA_EXCEEDED']);
});
