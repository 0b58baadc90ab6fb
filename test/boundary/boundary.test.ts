import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, MutationError } from 'graphql-error-codes';
import { createHost, rejecting, throwing } from '../host.js';

const callRename = (rename: () => unknown): unknown => {
  const { resolve } = createHost(rename).schema.getMutationType()!.getFields().rename!;
  return resolve!({}, {}, {}, {} as never);
};

describe('a wrapped resolver', () => {
  it('stays synchronous when it is, whether it returns or throws', () => {
    expect(callRename(() => ({ name: 'nora' }))).toEqual({ name: 'nora' });
    expect(callRename(throwing(new MutationError(ErrorCode.MFA_FAILED)))).toEqual(failure(ErrorCode.MFA_FAILED));
    const { renameAll } = createHost(() => [failure(ErrorCode.MFA_FAILED), null])
      .schema.getMutationType()!
      .getFields();
    expect(renameAll!.resolve!({}, {}, {}, {} as never)).toEqual([failure(ErrorCode.MFA_FAILED), null]);
  });

  it('receives the parameters that graphql passes', async () => {
    const received: unknown[] = [];
    const { schema } = createHost((...parameters: unknown[]) => void received.push(...parameters));
    const contextValue = { viewer: 'nora' };
    await graphql({
      schema,
      source: 'mutation { rename(input: { clientMutationId: "7" }) { name } }',
      rootValue: 'root',
      contextValue,
    });
    expect(received).toMatchObject([
      'root',
      { input: { clientMutationId: '7' } },
      contextValue,
      { fieldName: 'rename' },
    ]);
  });
});

describe('a payload', () => {
  it('is never changed or copied: its errors are converted for the request', async () => {
    const payload = Object.freeze({ name: 'nora', errors: [new MutationError('MFA_FAILED')] });
    const { run } = createHost(() => payload);
    for (let request = 0; request < 2; request++) {
      expect((await run('mutation { rename { name errors { errorCode } } }')).data).toEqual({
        rename: { name: 'nora', errors: [{ errorCode: 'MFA_FAILED' }] },
      });
    }
    expect(payload.errors).toEqual([expect.any(MutationError)]);
  });

  it('with a `then` that is not a function is not a promise', () => {
    // oxlint-disable-next-line unicorn/no-thenable -- what is tested here
    const payload = { name: 'nora', then: 'soon' };
    expect(callRename(() => payload)).toBe(payload);
  });
});

describe('clientMutationId', () => {
  const source = 'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId errors { errorCode } } }';

  it.each([
    ['a returned result', () => ({ name: 'nora' }), []],
    ['a promised result', async () => ({ name: 'nora' }), []],
    ['a returned failure', () => failure('MFA_FAILED'), [{ errorCode: 'MFA_FAILED' }]],
    ['a thrown failure', throwing(new MutationError('MFA_FAILED')), [{ errorCode: 'MFA_FAILED' }]],
    ['a rejected failure', rejecting(new MutationError('MFA_FAILED')), [{ errorCode: 'MFA_FAILED' }]],
  ])('is echoed with %s', async (_case, rename, errors) => {
    expect((await createHost(rename).run(source)).data).toEqual({ rename: { clientMutationId: '7', errors } });
  });

  it("is the payload's own where it has one", async () => {
    const { run } = createHost(() => ({ clientMutationId: 'mine' }));
    expect((await run(source)).data).toEqual({ rename: { clientMutationId: 'mine', errors: [] } });
  });

  it.each(['rename', 'rename(input: null)', 'rename(input: {})'])('is null for a request with %s', async (field) => {
    const { run } = createHost(() => ({ name: 'nora' }));
    expect(await run(`mutation { ${field} { clientMutationId name } }`)).toEqual({
      data: { rename: { clientMutationId: null, name: 'nora' } },
    });
  });

  it('leaves a null payload null', async () => {
    expect(await createHost(() => null).run(source)).toEqual({ data: { rename: null } });
  });
});

describe('a payload that is an instance of a class', () => {
  class Renamed {
    readonly #first = 'nora';
    get name() {
      return `${this.#first} helmer`;
    }
    get errors(): readonly unknown[] {
      return [new MutationError('MFA_FAILED')];
    }
  }

  it('stays that instance with its private state and getters, and still gets its errors and echo', async () => {
    const { run, events } = createHost(() => new Renamed());
    const source =
      'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId name errors { errorCode } } }';
    expect(await run(source)).toEqual({
      data: { rename: { clientMutationId: '7', name: 'nora helmer', errors: [{ errorCode: 'MFA_FAILED' }] } },
    });
    expect(events).toHaveLength(1);
  });

  it('keeps the errors that were reported, whatever happens to them before they are selected', async () => {
    const payload = new (class {
      errors: unknown[] | null = null;
    })();
    for (const cleared of [[], null]) {
      payload.errors = [new MutationError('MFA_FAILED')];
      const { run, events } = createHost(() => payload, {
        resolvers: {
          RenamePayload: {
            // Resolved before `errors`.
            name: (parent: typeof payload) => {
              parent.errors = cleared;
              return 'nora';
            },
          },
        },
      });
      const { data } = await run('mutation { rename { name errors { errorCode } } }');
      expect(data).toEqual({ rename: { name: 'nora', errors: [{ errorCode: 'MFA_FAILED' }] } });
      expect(events).toHaveLength(1);
    }
  });

  it('whose getter empties its errors has them once', async () => {
    const { run, events } = createHost(() => {
      const errors = [...failure('MFA_FAILED').errors];
      return {
        name: 'nora',
        get errors() {
          return errors.splice(0);
        },
      };
    });
    const { data } = await run('mutation { rename { name errors { errorCode } } }');
    expect(data).toEqual({ rename: { name: 'nora', errors: [{ errorCode: 'MFA_FAILED' }] } });
    expect(events).toHaveLength(1);
  });
});
