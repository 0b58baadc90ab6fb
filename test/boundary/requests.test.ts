import { setTimeout as wait } from 'node:timers/promises';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { failure, MutationError } from 'graphql-error-codes';
import { createHost } from '../host.js';

class Renamed {
  name = 'nora';
  errors: readonly unknown[] | null = null;
}

const mutation = (id?: string) =>
  `mutation { rename${id ? `(input: { clientMutationId: "${id}" })` : ''} { clientMutationId name errors { errorCode } } }`;
const payload = (clientMutationId: string | null, ...codes: string[]) => ({
  data: { rename: { clientMutationId, name: 'nora', errors: codes.map((errorCode) => ({ errorCode })) } },
});

describe('one object that is returned in several requests', () => {
  it.each([
    ['an instance', new Renamed()],
    ['a plain object', { name: 'nora' }],
    ['a frozen object', Object.freeze({ name: 'nora' })],
  ])('echoes to each request what it sent: %s', async (_case, shared) => {
    const { run } = createHost(() => shared);
    expect(await run(mutation('first'))).toEqual(payload('first'));
    expect(await run(mutation())).toEqual(payload(null));
    expect(await run(mutation('second'))).toEqual(payload('second'));
  });

  it('echoes to concurrent requests and aliases, whatever their order', async () => {
    const shared = new Renamed();
    const { run } = createHost(async (_parent: unknown, { input }: { input: { clientMutationId: string } }) => {
      await wait(Number(input.clientMutationId));
      return shared;
    });
    const ids = ['30', '5', '20', '1'];
    const responses = await Promise.all(ids.map((id) => run(mutation(id))));
    expect(responses).toEqual(ids.map((id) => payload(id)));

    const fields = ids.map((id) => `a${id}: rename(input: { clientMutationId: "${id}" }) { clientMutationId }`);
    expect((await run(`mutation { ${fields.join(' ')} }`)).data).toEqual(
      Object.fromEntries(ids.map((id) => [`a${id}`, { clientMutationId: id }])),
    );
  });

  it('has the errors that it has in this request', async () => {
    const shared = new Renamed();
    const { run } = createHost(() => shared);
    for (const errors of [[new MutationError('MFA_FAILED')], null, failure('WRONG_TOTP').errors, [], undefined]) {
      shared.errors = errors as readonly unknown[];
      const codes = (errors ?? []).map((error) => ('errorCode' in error ? error.errorCode : error.code));
      expect(await run(mutation())).toEqual(payload(null, ...codes));
    }
  });

  it('is never changed', async () => {
    const shared = { name: 'nora', errors: [new MutationError('MFA_FAILED')] };
    const before = { ...shared };
    await createHost(() => shared).run(mutation('7'));
    expect(shared).toEqual(before);
  });
});

it('the same document and the same variables keep requests apart', async () => {
  const { schema } = createHost(() => Object.freeze({ name: 'nora' }));
  const source =
    'mutation ($input: RenameInput) { rename(input: $input) { clientMutationId name errors { errorCode } } }';
  const variableValues = { input: { clientMutationId: 'first' } };
  const first = graphql({ schema, source, variableValues });
  variableValues.input = { clientMutationId: 'second' };
  const second = graphql({ schema, source, variableValues });
  expect(JSON.parse(JSON.stringify(await Promise.all([first, second])))).toEqual([payload('first'), payload('second')]);
});
