import { describe, expect, it, vi } from 'vitest';
import { ErrorCode, failure, MutationError, success } from 'graphql-error-codes';
import { createHost, everything, failed, failedAsTaken, rejecting, taken, throwing } from '../host.js';

/** Every way to return a payload: a value, a promise, and a thenable that is not a Promise. */
const forms = [
  ['a value', (payload: unknown) => () => payload],
  ['a promise', (payload: unknown) => async () => payload],
  [
    'a thenable',
    (payload: unknown) => () => ({
      // oxlint-disable-next-line unicorn/no-thenable -- what is tested here
      then: (resolve: (value: unknown) => void) => {
        resolve(payload);
      },
    }),
  ],
] as const;

describe('a returned payload', () => {
  describe.each(forms)('as %s', (_form, returning) => {
    it.each([
      ['a bare result', { name: 'nora' }],
      ['success(result)', success({ name: 'nora' })],
      ['a result with null errors', { name: 'nora', errors: null }],
      ['a result with a promise of null errors', { name: 'nora', errors: Promise.resolve(null) }],
      ['a result with a promise of undefined errors', { name: 'nora', errors: Promise.resolve(undefined) }],
      ['a result without a prototype', Object.assign(Object.create(null), { name: 'nora' })],
    ])('of %s has the result and no errors', async (_case, payload) => {
      const { run, events } = createHost(returning(payload));
      expect(await run(everything)).toEqual({ data: { rename: { name: 'nora', errors: [] }, note: 'noted' } });
      expect(events).toEqual([]);
    });

    it('of failure(code, ...details) has a null result and the error', async () => {
      const { run } = createHost(returning(failure(ErrorCode.INVALID_SETTING, taken)));
      expect(await run(everything)).toEqual({ data: failedAsTaken });
    });

    it('with several errors, by name and by internal value, has all of them', async () => {
      const errors = [...failure('MFA_FAILED').errors, ...failure(ErrorCode.WRONG_TOTP).errors];
      const { run } = createHost(returning({ errors }));
      expect((await run(everything)).data).toEqual(failed('MFA_FAILED', 'WRONG_TOTP'));
    });

    it('that is or contains a MutationError equals one that was thrown', async () => {
      const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
      for (const payload of [
        error,
        { errors: [error] },
        { errors: new Set([error]) },
        { errors: Promise.resolve([error]) },
      ]) {
        const { run } = createHost(returning(payload));
        expect(await run(everything)).toEqual({ data: failedAsTaken });
      }
    });

    it('of null stays null', async () => {
      expect((await createHost(returning(null)).run(everything)).data).toEqual({ rename: null, note: 'noted' });
    });
  });

  it('with promises in or around its errors has the settled errors', async () => {
    const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
    for (const errors of [
      [Promise.resolve(error)],
      [Promise.reject(error)],
      Promise.reject(error),
      Promise.resolve([error]),
    ]) {
      const { run, events } = createHost(() => ({ errors }));
      expect(await run(everything)).toEqual({ data: failedAsTaken });
      expect(events).toHaveLength(1);
    }
  });

  it('may mix MutationErrors, promises and plain errors', async () => {
    const [plain] = failure(ErrorCode.MFA_REQUIRED).errors;
    const errors = [Promise.resolve(plain), new MutationError('MFA_FAILED'), plain];
    const { run, events } = createHost(() => ({ errors }));
    expect((await run(everything)).data).toEqual(failed('MFA_REQUIRED', 'MFA_FAILED', 'MFA_REQUIRED'));
    expect(events.map(({ code }) => code)).toEqual(['MFA_REQUIRED', 'MFA_FAILED', 'MFA_REQUIRED']);
    const settled = createHost(() => ({ errors: errors.slice(1) }));
    expect((await settled.run(everything)).data).toEqual(failed('MFA_FAILED', 'MFA_REQUIRED'));
  });

  it('without a prototype has its errors', async () => {
    const payload = Object.assign(Object.create(null), { errors: [new MutationError('INVALID_SETTING', taken)] });
    const { run } = createHost(() => payload);
    expect(await run(everything)).toEqual({ data: failedAsTaken });
    expect(payload.errors).toEqual([expect.any(MutationError)]);
  });

  it('with a function for its errors has what that function returns, called once', async () => {
    let calls = 0;
    const errors = () => {
      calls += 1;
      return [...failure(ErrorCode.MFA_FAILED).errors];
    };
    const { run, events } = createHost(() => ({ errors }));
    expect(await run(everything)).toEqual({ data: failed('MFA_FAILED') });
    expect([calls, events.length]).toEqual([1, 1]);
  });

  it('with valid errors is the same object', () => {
    const bare = { name: 'nora' };
    for (const payload of [failure(ErrorCode.MFA_FAILED), success(bare), bare, { ...bare, errors: null }]) {
      const { resolve } = createHost(() => payload)
        .schema.getMutationType()!
        .getFields().rename!;
      expect(resolve!({}, {}, {}, {} as never)).toBe(payload);
    }
  });

  it.each([
    [[null], 'an invalid error', 'null'],
    [['mfa_failed'], 'an invalid error', '"mfa_failed"'],
    [[new Error('a bug')], 'an invalid error', '{}'],
    [{}, 'invalid "errors"', '{}'],
    ['mfa_failed', 'invalid "errors"', '"mfa_failed"'],
    ['', 'invalid "errors"', '""'],
  ])('with %o as its errors fails the field and is reported', async (errors, what, got) => {
    for (const returned of [errors, Promise.resolve(errors)]) {
      const { run, defects, events } = createHost(() => ({ errors: returned }));
      const { data, errors: topLevel } = await run(everything);
      expect(data).toEqual({ rename: null, note: 'noted' });
      const form = what === 'an invalid error' ? '{ errorCode, details }' : 'a list of { errorCode, details }';
      const message = `Mutation.rename returned ${what}: expected ${form}, got ${got}.`;
      expect(topLevel).toMatchObject([{ message, path: ['rename'] }]);
      expect(defects).toMatchObject([{ error: { message }, coordinate: 'Mutation.rename' }]);
      expect(events).toEqual([]);
    }
  });

  it('with an unexpected error among its errors names that error as the cause', async () => {
    const bug = new Error('a bug');
    const { run, defects } = createHost(() => ({ errors: [new MutationError('MFA_FAILED'), bug] }));
    await run(everything);
    expect(defects).toMatchObject([{ error: { cause: bug } }]);
  });

  it('that is frozen is left unchanged', async () => {
    const { run } = createHost(() => Object.freeze({ name: 'nora' }));
    expect((await run(everything)).data).toMatchObject({ rename: { name: 'nora', errors: [] } });
  });
});

describe('a resolver that throws', () => {
  const services = {
    shallow: (error: unknown) => throwing(error)(),
    async deep(error: unknown) {
      await Promise.resolve();
      return this.shallow(error);
    },
  };

  it.each([
    ['synchronously', throwing],
    ['asynchronously', rejecting],
    ['from a service below a service', (error: unknown) => () => services.deep(error)],
  ])('a MutationError %s returns its code and details', async (_case, resolverFor) => {
    const { run, defects } = createHost(resolverFor(new MutationError(ErrorCode.INVALID_SETTING, taken)));
    expect(await run(everything)).toEqual({ data: failedAsTaken });
    expect(defects).toEqual([]);
  });

  it('a MutationError of another copy of the package returns the same', async () => {
    vi.resetModules();
    const other = await import('graphql-error-codes');
    expect(other.MutationError).not.toBe(MutationError);
    const { run } = createHost(throwing(new other.MutationError('INVALID_SETTING', taken)));
    expect(await run(everything)).toEqual({ data: failedAsTaken });
  });

  it('an AggregateError of MutationErrors, nested or not, returns all of them in order', async () => {
    const all = new AggregateError([
      new MutationError('MFA_FAILED'),
      new AggregateError([new MutationError('WRONG_TOTP'), new MutationError('MFA_REQUIRED')]),
    ]);
    expect((await createHost(rejecting(all)).run(everything)).data).toEqual(
      failed('MFA_FAILED', 'WRONG_TOTP', 'MFA_REQUIRED'),
    );
  });

  it('an AggregateError that contains itself, directly or not, fails with a top-level error', async () => {
    const direct = new AggregateError([], 'a cycle');
    direct.errors.push(new MutationError('MFA_FAILED'), direct);
    const indirect = new AggregateError([], 'a cycle');
    indirect.errors.push(new AggregateError([indirect]));
    for (const cycle of [direct, indirect]) {
      const { run, defects } = createHost(throwing(cycle));
      expect((await run(everything)).errors![0]!.message).toBe('a cycle');
      expect(defects).toHaveLength(1);
      expect(defects[0]!.error).toBe(cycle);
    }
  });

  it.each([
    ['any other error', new Error('a bug')],
    [
      'an AggregateError that contains another error',
      new AggregateError([new MutationError('MFA_FAILED'), new Error('a bug')], 'a bug'),
    ],
    ['an empty AggregateError', new AggregateError([], 'a bug')],
    [
      'an error with a code that is not a MutationError',
      Object.assign(new Error('a bug'), { code: 'mfa_failed', details: [] }),
    ],
  ])('%s fails with a top-level error and reports the original', async (_case, bug) => {
    for (const resolverFor of [throwing, rejecting]) {
      const { run, defects, events } = createHost(resolverFor(bug));
      expect(await run(everything)).toMatchObject({
        data: { rename: null, note: 'noted' },
        errors: [{ message: 'a bug', path: ['rename'] }],
      });
      expect(defects).toEqual([{ error: bug, coordinate: 'Mutation.rename' }]);
      expect(defects[0]!.error).toBe(bug);
      expect(events).toEqual([]);
    }
  });

  it('a value that is not an error fails with a top-level error and reports the value', async () => {
    for (const thrown of ['a bug', undefined, null, { code: 'mfa_failed' }]) {
      const { run, defects } = createHost(throwing(thrown));
      const { data, errors } = await run(everything);
      expect([data, errors]).toEqual([
        { rename: null, note: 'noted' },
        [expect.objectContaining({ path: ['rename'] })],
      ]);
      expect(defects).toEqual([{ error: thrown, coordinate: 'Mutation.rename' }]);
    }
  });
});

describe('a mutation that returns a list of payloads', () => {
  const source = 'mutation { renameAll { name errors { errorCode } } note }';
  const refused = { name: null, errors: [{ errorCode: 'MFA_FAILED' }] };

  it('accepts each payload by itself, in any form', async () => {
    const { run, events } = createHost(() => [
      { name: 'nora' },
      Promise.resolve(success({ name: 'torvald' })),
      failure(ErrorCode.MFA_FAILED),
      Promise.reject(new MutationError(ErrorCode.MFA_FAILED)),
      new MutationError(ErrorCode.MFA_FAILED),
    ]);
    expect(await run(source)).toEqual({
      data: {
        renameAll: [{ name: 'nora', errors: [] }, { name: 'torvald', errors: [] }, refused, refused, refused],
        note: 'noted',
      },
    });
    expect(events.map(({ coordinate }) => coordinate)).toEqual(Array(3).fill('Mutation.renameAll'));
  });

  it('returns one failed payload for a thrown MutationError', async () => {
    for (const resolverFor of [throwing, rejecting]) {
      const { run } = createHost(resolverFor(new MutationError(ErrorCode.MFA_FAILED)));
      expect(await run(source)).toEqual({ data: { renameAll: [refused], note: 'noted' } });
    }
  });

  it('fails only the payload that is invalid', async () => {
    const { run, defects } = createHost(() => [
      { name: 'nora' },
      failure('mfa_faild' as never),
      Promise.reject(new Error('a bug')),
    ]);
    expect(await run(source)).toMatchObject({
      data: { renameAll: [{ name: 'nora', errors: [] }, null, null], note: 'noted' },
      errors: [{ path: ['renameAll', 1] }, { path: ['renameAll', 2] }],
    });
    expect(defects).toHaveLength(2);
  });

  it('may return null', async () => {
    expect(await createHost(() => null).run(source)).toEqual({ data: { renameAll: null, note: 'noted' } });
  });
});
