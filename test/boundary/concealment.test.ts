import { makeExecutableSchema } from '@graphql-tools/schema';
import { assertType, describe, expect, it } from 'vitest';
import {
  createErrorModule,
  failure,
  MutationError,
  type withErrorPayloads,
  type Concealment,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { createHost, details, execute, failed, throwing } from '../host.js';

const conceal = { EXTERNAL_IDENTITY_DOES_NOT_EXIST: 'IDENTITY_VALIDATION_FAILED' } as const;
const secret = { message: 'nobody has linked subject 7' };
const concealed = () => failure('EXTERNAL_IDENTITY_DOES_NOT_EXIST', secret);
const real = () => failure('IDENTITY_VALIDATION_FAILED');
const rename = `mutation { rename(input: { clientMutationId: "1" }) { clientMutationId name errors { errorCode ${details} } } }`;

describe('a concealed code', () => {
  const thrown = new MutationError('external_identity_does_not_exist', secret);

  it.each<[string, () => unknown]>([
    ['returned', concealed],
    ['returned later', async () => concealed()],
    ['returned with a result', () => ({ ...concealed(), name: 'nora' })],
    ['returned by internal value', () => failure('external_identity_does_not_exist', secret)],
    ['returned twice', () => ({ errors: [...concealed().errors, ...concealed().errors] })],
    ['returned beside the other code', () => ({ errors: [...concealed().errors, ...real().errors] })],
    ['thrown', throwing(thrown)],
    ['rejected', () => Promise.reject(thrown)],
    ['thrown in an aggregate', throwing(new AggregateError([thrown, thrown]))],
    ['returned among errors', () => ({ errors: [thrown] })],
    ['in a promise of errors', () => ({ errors: Promise.resolve(concealed().errors) })],
    [
      'in a getter',
      () => ({
        name: 'nora',
        get errors() {
          return concealed().errors;
        },
      }),
    ],
  ])('cannot be told from the other code: %s', async (_how, resolve) => {
    const expected = await createHost(real, { conceal }).run(rename);
    const { run, events } = createHost(resolve, { conceal });
    expect(await run(rename)).toEqual(expected);
    expect(events[0]).toMatchObject({
      code: 'EXTERNAL_IDENTITY_DOES_NOT_EXIST',
      concealedAs: 'IDENTITY_VALIDATION_FAILED',
    });
  });

  it('is concealed in a batch, in each payload on its own', async () => {
    const { run } = createHost(() => [{ name: 'a' }, concealed(), thrown], { conceal });
    expect(await run('mutation { renameAll { name errors { errorCode } } }')).toEqual({
      data: {
        renameAll: [
          { name: 'a', errors: [] },
          { name: null, errors: [{ errorCode: 'IDENTITY_VALIDATION_FAILED' }] },
          { name: null, errors: [{ errorCode: 'IDENTITY_VALIDATION_FAILED' }] },
        ],
      },
    });
  });

  it('is concealed in a namespace', async () => {
    const module = createErrorModule();
    const schema = module.withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          module.typeDefs,
          `type Query { ok: Boolean } type Mutation { users: UsersMutations! } type UsersMutations { login: Payload }
          type Payload { name: String errors: [Error!]! }`,
        ],
        resolvers: [
          module.resolvers,
          { Mutation: { users: () => ({}) }, UsersMutations: { login: () => ({ name: 'nora', ...concealed() }) } },
        ],
      }),
      { conceal },
    );
    const source = 'mutation { users { login { name errors { errorCode } } } }';
    const expected = {
      data: { users: { login: { name: null, errors: [{ errorCode: 'IDENTITY_VALIDATION_FAILED' }] } } },
    };
    expect(await execute(schema, source)).toEqual(expected);
  });

  it('is concealed in the top-level error of unselected errors', async () => {
    const { run } = createHost(concealed, { conceal, unselected: 'error' });
    const response = await run('mutation { rename { name } }');
    expect(JSON.stringify(response)).toContain('IDENTITY_VALIDATION_FAILED');
    expect(JSON.stringify(response)).not.toContain('EXTERNAL');
  });

  it('gets the given details, and other errors keep theirs', async () => {
    const message = { message: 'refused' };
    const { run } = createHost(() => ({ errors: [...failure('MFA_FAILED', secret).errors, ...concealed().errors] }), {
      conceal: { EXTERNAL_IDENTITY_DOES_NOT_EXIST: { as: 'IDENTITY_VALIDATION_FAILED', details: [message] } },
    });
    expect(await run(`mutation { rename { errors { errorCode ${details} } } }`)).toEqual({
      data: {
        rename: {
          errors: [
            { errorCode: 'MFA_FAILED', details: [{ __typename: 'MessageError', ...secret }] },
            { errorCode: 'IDENTITY_VALIDATION_FAILED', details: [{ __typename: 'MessageError', ...message }] },
          ],
        },
      },
    });
  });

  it('is concealed from everybody whom `unless` does not answer true', async () => {
    const answers: [unknown, string][] = [
      [true, 'EXTERNAL_IDENTITY_DOES_NOT_EXIST'],
      [false, 'IDENTITY_VALIDATION_FAILED'],
      ['yes', 'IDENTITY_VALIDATION_FAILED'],
      [Promise.reject(new Error('late')), 'IDENTITY_VALIDATION_FAILED'],
    ];
    for (const [answer, code] of answers) {
      const { run } = createHost(concealed, {
        conceal: {
          EXTERNAL_IDENTITY_DOES_NOT_EXIST: { as: 'IDENTITY_VALIDATION_FAILED', unless: () => answer as boolean },
        },
      });
      expect(await run('mutation { rename { errors { errorCode } } }')).toEqual({
        data: { rename: { errors: [{ errorCode: code }] } },
      });
    }
    const broken = new Error('broken');
    const { run, defects } = createHost(concealed, {
      conceal: { EXTERNAL_IDENTITY_DOES_NOT_EXIST: { as: 'IDENTITY_VALIDATION_FAILED', unless: throwing(broken) } },
    });
    expect(JSON.stringify(await run('mutation { rename { errors { errorCode } } }'))).not.toContain('EXTERNAL');
    expect(defects.map(({ error }) => error)).toEqual([broken]);
  });

  it('is what `unless` and the hooks receive, with the context and what was thrown', async () => {
    const received: unknown[] = [];
    const deprecated: PayloadErrorEvent[] = [];
    const old = new MutationError('PRIMARY_LEVEL_NOT_FOUND');
    const { run } = createHost(throwing(old), {
      conceal: {
        PRIMARY_LEVEL_NOT_FOUND: {
          as: 'RUNTIME_MISMATCH',
          unless: ({ code, exposure, concealedAs }, { error }) => {
            received.push({ code, exposure, concealedAs, error });
            return received.length === 1;
          },
        },
      },
      onDeprecated: (event) => deprecated.push(event),
    });
    await run('mutation { a: rename { name } b: rename { name } }');
    const event = { code: 'PRIMARY_LEVEL_NOT_FOUND', exposure: 'authenticated', concealedAs: null, error: old };
    expect(received).toEqual([event, event]);
    expect(deprecated).toHaveLength(1);
  });

  it('whose error cannot be read fails the field', async () => {
    for (const errorCode of [async () => 'EXTERNAL_IDENTITY_DOES_NOT_EXIST', Promise.resolve('MFA_FAILED')]) {
      const { run } = createHost(() => ({ errors: [{ errorCode }] }), { conceal });
      const response = await run(rename);
      expect(response.data).toEqual({ rename: null });
      expect(response.errors?.[0]?.message).toContain('without a readable "errorCode"');
    }
  });
});

it('other codes, and successes, are as without the option', async () => {
  const { run, events } = createHost(() => failure('MFA_FAILED'), { conceal });
  expect(await run('mutation { rename { name errors { errorCode details { __typename } } } note }')).toEqual({
    data: failed('MFA_FAILED') && { ...failed('MFA_FAILED'), note: 'noted' },
  });
  expect(events).toMatchObject([{ code: 'MFA_FAILED', concealedAs: null }]);
});

describe('`conceal` is refused', () => {
  it.each<[string, unknown, string]>([
    ['not an object', 'MFA_FAILED', 'withErrorPayloads: "conceal" must be an object, got "MFA_FAILED".'],
    [
      'for an unknown code',
      { MFA_FAILD: 'MFA_REQUIRED' },
      '"conceal" has "MFA_FAILD", which is not a code of the schema. Did you mean "MFA_FAILED"?',
    ],
    [
      'with an unknown replacement',
      { MFA_FAILED: 'MFA_REQUIRD' },
      '"conceal" has "MFA_REQUIRD", which is not a code of the schema. Did you mean "MFA_REQUIRED"?',
    ],
    ['as itself', { MFA_FAILED: 'mfa_failed' }, '"conceal" has MFA_FAILED as itself.'],
    [
      'in a chain',
      { MFA_FAILED: 'MFA_REQUIRED', MFA_REQUIRED: 'WRONG_TOTP' },
      '"conceal" has MFA_FAILED as MFA_REQUIRED, which is concealed, too.',
    ],
    ['in a cycle', { MFA_FAILED: 'MFA_REQUIRED', MFA_REQUIRED: 'MFA_FAILED' }, 'which is concealed, too.'],
    [
      'twice',
      { MFA_FAILED: 'MFA_REQUIRED', mfa_failed: 'WRONG_TOTP' },
      '"conceal" has MFA_FAILED twice: by name and by internal value.',
    ],
    ['as null', { MFA_FAILED: null }, '"conceal", "MFA_FAILED" must be a code or { as, details, unless }, got null.'],
    ['as nothing', { MFA_FAILED: {} }, '"as" must be the code that the client receives.'],
    [
      'with an unknown field',
      { MFA_FAILED: { as: 'WRONG_TOTP', when: 1 } },
      '"conceal", "MFA_FAILED" has no field "when".',
    ],
    ['with a wrong hook', { MFA_FAILED: { as: 'WRONG_TOTP', unless: true } }, '"unless" must be a function, got true.'],
    [
      'with wrong details',
      { MFA_FAILED: { as: 'WRONG_TOTP', details: [null] } },
      '"details" must be a list of details, got [null].',
    ],
    [
      'with a replacement that the mutation does not declare',
      { MFA_FAILED: 'MFA_REQUIRED' },
      '"conceal" has MFA_FAILED as MFA_REQUIRED, but Mutation.rename declares only "MFA_FAILED" or "WRONG_TOTP". Declare MFA_REQUIRED with @errors',
    ],
  ])('%s', (_case, option, message) => {
    const declaration = '@errors(codes: ["MFA_FAILED", "WRONG_TOTP"])';
    const create = () => createHost(real, { declaration, conceal: option as Concealment });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

it("the codes of a module's `conceal` are its own", () => {
  const shop = createErrorModule({ codes: { NO_STOCK: {}, NO_ITEM: {} }, builtIn: false });
  const wrap = shop.withErrorPayloads;
  assertType((schema: Parameters<typeof withErrorPayloads>[0]) => [
    wrap(schema, { conceal: { NO_ITEM: 'NO_STOCK', no_stock: { as: 'no_item', unless: () => true } } }),
    // @ts-expect-error no such code
    wrap(schema, { conceal: { NO_ITEMS: 'NO_STOCK' } }),
    // @ts-expect-error no such code
    wrap(schema, { conceal: { NO_ITEM: 'MFA_FAILED' } }),
  ]);
});
