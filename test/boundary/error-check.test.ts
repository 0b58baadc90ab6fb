import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, type PayloadErrorEvent } from 'graphql-error-codes';
import { createHost } from '../host.js';

const deprecated = { code: 'PRIMARY_LEVEL_NOT_FOUND', deprecated: true, category: 'flow', fault: 'client' };
const rename = '{ errors { errorCode } }';

describe('onDeprecated', () => {
  it('hears once of each mutation and code, by whichever name it is answered', async () => {
    const heard: PayloadErrorEvent[] = [];
    const codes = ['primary_level_not_found', 'PRIMARY_LEVEL_NOT_FOUND', 'MFA_FAILED', 'SECONDARY_LEVEL_NOT_FOUND'];
    const answers = codes[Symbol.iterator]();
    const { run, events } = createHost(() => failure(answers.next().value as ErrorCode), {
      onDeprecated: (event) => heard.push(event),
    });
    await run(`mutation { a: rename ${rename} b: rename ${rename} c: rename ${rename} d: rename ${rename} }`);
    expect(heard).toEqual([
      { coordinate: 'Mutation.rename', declared: null, ...deprecated },
      { coordinate: 'Mutation.rename', declared: null, ...deprecated, code: 'SECONDARY_LEVEL_NOT_FOUND' },
    ]);
    expect(events).toHaveLength(4);
    expect(events[1]).toBe(events[0]);
  });

  it('hears of each mutation apart', async () => {
    const heard: string[] = [];
    const { run } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), {
      onDeprecated: ({ coordinate }) => heard.push(coordinate),
    });
    await run(`mutation { rename ${rename} renameSurely ${rename} again: rename ${rename} }`);
    expect(heard).toEqual(['Mutation.rename', 'Mutation.renameSurely']);
  });

  it('hears nothing of a code that was refused, until it is answered', async () => {
    const heard: unknown[] = [];
    const details: unknown[] = [42];
    const { run } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND, ...(details as never[])), {
      onDeprecated: (event) => heard.push(event),
    });
    await run(`mutation { rename ${rename} }`);
    expect(heard).toEqual([]);
    details.pop();
    await run(`mutation { rename ${rename} }`);
    expect(heard).toHaveLength(1);
  });

  it('fails no mutation: what it throws, at once or later, goes to onDefect', async () => {
    const broken = new Error('the log is full');
    for (const onDeprecated of [
      () => {
        throw broken;
      },
      () => Promise.reject(broken) as never,
    ]) {
      const { run, defects } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND), { onDeprecated });
      expect(await run(`mutation { rename ${rename} }`)).toEqual({
        data: { rename: { errors: [{ errorCode: 'PRIMARY_LEVEL_NOT_FOUND' }] } },
      });
      await Promise.resolve();
      expect(defects).toEqual([{ error: broken, coordinate: 'Mutation.rename' }]);
    }
  });
});
