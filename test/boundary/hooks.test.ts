import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, type PayloadErrorEvent } from 'graphql-error-codes';
import { createHost, everything, failed, rejecting, throwing } from '../host.js';

describe('onError', () => {
  it('is called for each error, whether or not the client selected it', async () => {
    const { run, events } = createHost(
      () => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE, { message: 'quota' }),
      { declaration: '@errors(codes: ["FAILED_TO_SAVE_VALID_BACKUP_CODE", "PRIMARY_LEVEL_NOT_FOUND"])' },
    );
    await run('mutation { rename { name } }');
    expect(events).toEqual([
      {
        coordinate: 'Mutation.rename',
        code: 'FAILED_TO_SAVE_VALID_BACKUP_CODE',
        category: 'mfa',
        fault: 'server',
        retry: 'later',
        exposure: 'authenticated',
        declared: true,
        deprecated: false,
        replacedBy: null,
        concealedAs: null,
      },
    ]);
  });

  it('receives events that mark deprecated codes, and mutations without a declaration', async () => {
    const { run, events } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND));
    await run(everything);
    expect(events).toMatchObject([{ code: 'PRIMARY_LEVEL_NOT_FOUND', deprecated: true, declared: null }]);
  });

  it('receives codes that are only in the enum with the default metadata, whatever their name', async () => {
    for (const code of ['QUOTA_EXCEEDED', 'constructor']) {
      const { run, events } = createHost(() => failure(code as never), {
        typeDefs: `extend enum ErrorCodeEnum { ${code} }`,
      });
      expect((await run(everything)).data).toEqual(failed(code));
      expect(events).toMatchObject([{ code, category: null, fault: 'client', retry: null, deprecated: false }]);
    }
  });

  it('receives frozen events, the same object for a code by name and by internal value', async () => {
    const codes = ['MFA_FAILED', 'mfa_failed', 'MFA_FAILED'] as const;
    const { run, events } = createHost(() => ({ errors: codes.flatMap((code) => failure(code).errors) }));
    await run(everything);
    expect(events).toHaveLength(3);
    expect(new Set(events).size).toBe(1);
    expect(Object.isFrozen(events[0])).toBe(true);
  });

  it('is not called before all errors of the payload are accepted', async () => {
    const payload = { errors: [...failure('MFA_FAILED').errors, ...failure('mfa_faild' as never).errors] };
    const { run, events } = createHost(() => payload);
    await run(everything);
    expect(events).toEqual([]);
  });

  it('cannot fail a mutation: what it throws or rejects with is reported to onDefect', async () => {
    const broken = new Error('no metrics today');
    for (const onError of [throwing(broken), rejecting(broken) as () => never]) {
      const { run, defects } = createHost(() => failure(ErrorCode.MFA_FAILED), { onError });
      expect(await run(everything)).toEqual({ data: failed('MFA_FAILED') });
      expect(defects).toEqual([{ error: broken, coordinate: 'Mutation.rename' }]);
    }
  });
});

describe('onDeprecated', () => {
  const rename = '{ errors { errorCode } }';
  const deprecated = {
    code: 'PRIMARY_LEVEL_NOT_FOUND',
    deprecated: true,
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    replacedBy: 'none',
    exposure: 'authenticated',
    concealedAs: null,
  };

  it('is called once for each code of a mutation, by name or by internal value', async () => {
    const reported: PayloadErrorEvent[] = [];
    const codes = ['primary_level_not_found', 'PRIMARY_LEVEL_NOT_FOUND', 'MFA_FAILED', 'SECONDARY_LEVEL_NOT_FOUND'];
    const next = codes[Symbol.iterator]();
    const { run, events } = createHost(() => failure(next.next().value as ErrorCode), {
      onDeprecated: (event) => reported.push(event),
    });
    await run(`mutation { a: rename ${rename} b: rename ${rename} c: rename ${rename} d: rename ${rename} }`);
    expect(reported).toEqual([
      { coordinate: 'Mutation.rename', declared: null, ...deprecated },
      { coordinate: 'Mutation.rename', declared: null, ...deprecated, code: 'SECONDARY_LEVEL_NOT_FOUND' },
    ]);
    expect(events).toHaveLength(4);
    expect(events[1]).toBe(events[0]);
  });

  it('is called for each mutation separately', async () => {
    const reported: string[] = [];
    const { run } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), {
      onDeprecated: ({ coordinate }) => reported.push(coordinate),
    });
    await run(`mutation { rename ${rename} renameSurely ${rename} again: rename ${rename} }`);
    expect(reported).toEqual(['Mutation.rename', 'Mutation.renameSurely']);
  });

  it('is not called for a payload that was refused, but for the next one that is delivered', async () => {
    const reported: unknown[] = [];
    const details: unknown[] = [42];
    const { run } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND, ...(details as never[])), {
      onDeprecated: (event) => reported.push(event),
    });
    await run(`mutation { rename ${rename} }`);
    expect(reported).toEqual([]);
    details.pop();
    await run(`mutation { rename ${rename} }`);
    expect(reported).toHaveLength(1);
  });

  it('cannot fail a mutation: what it throws or rejects with is reported to onDefect', async () => {
    const broken = new Error('the log is full');
    for (const onDeprecated of [throwing(broken), rejecting(broken) as () => never]) {
      const { run, defects } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), { onDeprecated });
      expect(await run(`mutation { rename ${rename} }`)).toEqual({
        data: { rename: { errors: [{ errorCode: 'PRIMARY_LEVEL_NOT_FOUND' }] } },
      });
      await Promise.resolve();
      expect(defects).toEqual([{ error: broken, coordinate: 'Mutation.rename' }]);
    }
  });
});

describe('a host without hooks', () => {
  const none = { onError: undefined, onDefect: undefined } as object;

  it.each([
    ['a failure', () => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), failed('PRIMARY_LEVEL_NOT_FOUND')],
    ['an unknown code', () => failure('mfa_faild' as never), { rename: null, note: 'noted' }],
    ['invalid errors', () => ({ errors: 'mfa_failed' }), { rename: null, note: 'noted' }],
    ['a defect', throwing(new Error('a bug')), { rename: null, note: 'noted' }],
  ])('receives the same response for %s', async (_case, rename, data) => {
    const [silent, reporting] = await Promise.all(
      [createHost(rename, none), createHost(rename)].map(({ run }) => run(everything)),
    );
    expect(silent).toEqual(reporting);
    expect(silent!.data).toEqual(data);
  });

  it('has nothing to report for an expected failure', async () => {
    const { run, defects } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), {
      onError: undefined,
    } as object);
    await run(everything);
    expect(defects).toEqual([]);
  });

  it('does not fail a mutation whose only hook throws', async () => {
    const { run } = createHost(() => failure(ErrorCode.MFA_FAILED), {
      ...none,
      onError: throwing(new Error('no metrics today')),
    });
    expect(await run(everything)).toEqual({ data: failed('MFA_FAILED') });
  });
});
