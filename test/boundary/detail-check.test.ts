import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, MutationError, withErrorPayloads } from 'graphql-error-codes';
import { createHost, everything, execute, failedAsTaken, taken, throwing } from '../host.js';

describe('details', () => {
  it('may be any iterable', async () => {
    const { run } = createHost(() => ({ errors: [{ errorCode: 'INVALID_SETTING', details: new Set([taken]) }] }));
    expect(await run(everything)).toEqual({ data: failedAsTaken });
  });

  it.each([null, undefined])('may be %o', async (details) => {
    const { run, defects } = createHost(() => ({ errors: [{ errorCode: 'INVALID_SETTING', details }] }));
    expect((await run(everything)).data).toMatchObject({ rename: { errors: [{ details: null }] } });
    expect(defects).toEqual([]);
  });

  it('may be promises, also with `strict`', async () => {
    const promised = [Promise.resolve(taken)];
    for (const details of [promised, new Set(promised), Promise.resolve([taken])]) {
      const { run, defects, events } = createHost(() => ({ errors: [{ errorCode: 'INVALID_SETTING', details }] }), {
        strict: true,
      });
      expect(await run(everything)).toEqual({ data: failedAsTaken });
      expect([defects.length, events.length]).toEqual([0, 1]);
    }
  });

  it('are not copied when they are valid', () => {
    const payload = failure(ErrorCode.INVALID_SETTING, taken);
    const { resolve } = createHost(() => payload)
      .schema.getMutationType()!
      .getFields().rename!;
    expect(resolve!({}, {}, {}, {} as never)).toBe(payload);
  });
});

describe('an invalid detail', () => {
  const good = { message: 'No.' };

  it.each([
    [{ attribute: 'name' }, '{"attribute":"name"}'],
    [{ attribute: 'name', type: null }, '{"attribute":"name","type":null}'],
    ['text', '"text"'],
    [null, 'null'],
    [new Error('why'), '{}'],
    [{ __typename: 'Nothing' }, '{"__typename":"Nothing"}'],
    [{ __typename: 'MessageError' }, '{"__typename":"MessageError"}'],
    [{ __typename: 'ActiveModelError', attribute: 'x', type: null }, expect.any(String)],
    [10n, '[object BigInt]'],
    [Object.assign({}, { toJSON: () => 10n }), '[object Object]'],
  ])('(%o) fails the field with `strict`, and is dropped and reported without', async (bad, got) => {
    const rename = () => failure(ErrorCode.INVALID_SETTING, good, bad as never);
    const strict = createHost(rename, { strict: true });
    const { data, errors } = await strict.run(everything);
    expect(data).toEqual({ rename: null, note: 'noted' });
    const [, expected, inspected] = /^(.*), got (.*)\.$/.exec(errors![0]!.message)!;
    expect(expected).toBe(
      'Mutation.rename returned "INVALID_SETTING" with an invalid detail: expected { attribute, type } or ' +
        '{ message }, all strings, or a member of the union with its "__typename" and its fields',
    );
    expect(inspected).toEqual(got);

    const lenient = createHost(rename, { strict: false });
    expect(await lenient.run(everything)).toEqual({
      data: {
        rename: {
          name: null,
          errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'MessageError', ...good }] }],
        },
        note: 'noted',
      },
    });
    expect(lenient.defects).toMatchObject([{ error: { message: errors![0]!.message } }]);
    expect(lenient.events).toHaveLength(1);
  });

  it('is named in the message: the first of several', async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, good, 'first' as never, 'second' as never));
    expect((await run(everything)).errors![0]!.message).toMatch(/got "first"\.$/);
  });

  it('is dropped from a copy: the returned payload is unchanged', async () => {
    const payload = failure(ErrorCode.INVALID_SETTING, good, 'text' as never);
    const { run } = createHost(() => payload, { strict: false });
    await run(everything);
    expect(payload).toEqual(failure(ErrorCode.INVALID_SETTING, good, 'text' as never));
  });

  it('that was thrown has what was thrown as its cause', async () => {
    const thrown = new MutationError(ErrorCode.INVALID_SETTING, {} as never);
    const { run, defects } = createHost(throwing(thrown));
    await run(everything);
    expect((defects[0]!.error as Error).cause).toBe(thrown);
  });
});

describe("a detail of the host's own type", () => {
  const typeDefs = 'extend union DetailedError = LimitError type LimitError { limit: Int! }';
  const source = 'mutation { rename { errors { details { ... on LimitError { limit } } } } }';
  const withLimit = { data: { rename: { errors: [{ details: [{ limit: 3 }] }] } } };

  it('is accepted by its __typename', async () => {
    const detail = { __typename: 'LimitError', limit: 3 };
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, detail), { typeDefs });
    expect(await run(source)).toEqual(withLimit);
  });

  it("is accepted by the host's isTypeOf", async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, { limit: 3 } as never), {
      typeDefs,
      resolvers: { LimitError: { __isTypeOf: (value: object) => 'limit' in value } },
    });
    expect(await run(source)).toEqual(withLimit);
  });

  it('is not accepted by an unknown __typename, whatever isTypeOf says', async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, { __typename: 'Nothing' }), {
      typeDefs,
      resolvers: { LimitError: { __isTypeOf: () => true } },
    });
    expect((await run(source)).errors).toMatchObject([{ message: expect.stringContaining('an invalid detail') }]);
  });

  it.each(['text', 7, undefined, null])('is never %o, whatever isTypeOf says', async (detail) => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, detail as never), {
      typeDefs,
      resolvers: { LimitError: { __isTypeOf: () => true } },
    });
    expect((await run(source)).errors).toMatchObject([{ message: expect.stringContaining('an invalid detail') }]);
  });

  it('need not contain fields that have a resolver, nor nullable fields', async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, { __typename: 'LimitError' }), {
      typeDefs: 'extend union DetailedError = LimitError type LimitError { limit: Int! unit: String }',
      resolvers: { LimitError: { limit: () => 3 } },
    });
    expect(await run(source)).toEqual(withLimit);
  });

  it('is never checked where the host resolves the types of the union', async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, { text: 'x' } as never), {
      resolvers: {
        DetailedError: { __resolveType: () => 'MessageError' },
        MessageError: { message: ({ text }: { text: string }) => text },
      },
    });
    expect((await run(everything)).data).toMatchObject({ rename: { errors: [{ details: [{ message: 'x' }] }] } });
  });
});

describe("a host's own error type", () => {
  const build = (details: string) =>
    withErrorPayloads(
      buildSchema(`type Query { ok: Boolean } type Mutation { rename: Payload } type Payload { errors: [Problem!]! }
        scalar Text type Problem { errorCode: Code! ${details} } enum Code { MFA_FAILED }`),
    );
  const rename = () => failure('MFA_FAILED', 'No.' as never);

  it.each([
    ['has no details', '', '', {}],
    ['has details of a scalar type', 'details: [Text!]', 'details', { details: ['No.'] }],
  ])('that %s is not checked for them', async (_case, field, selection, details) => {
    const schema = build(field);
    expect(await execute(schema, `mutation { rename { errors { errorCode ${selection} } } }`, { rename })).toEqual({
      data: { rename: { errors: [{ errorCode: 'MFA_FAILED', ...details }] } },
    });
    expect(schema.getType('Text')).not.toHaveProperty('resolveType');
  });
});
