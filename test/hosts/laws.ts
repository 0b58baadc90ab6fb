/** The laws that hold in every host, whatever framework it is written in. */
import { expect } from 'vitest';
import { catalogue, type PayloadErrorEvent } from 'graphql-error-codes';
import type { GraphQLResult, Host, Send } from './host.js';
import { declaredCodes } from './service.js';

/** What a law uses. */
export interface Trial {
  readonly host: Host;
  readonly send: Send;
  /** Sends to the same host without `withErrorPayloads`. */
  readonly sendUnwrapped: Send;
  /** What `onError` was called with since the law began. */
  readonly events: readonly PayloadErrorEvent[];
  /** What `onDefect` was called with since the law began. */
  readonly defects: readonly { readonly error: unknown; readonly coordinate: string }[];
}

/** What must hold in a host. It throws when it does not. */
export type Law = (trial: Trial) => Promise<void>;

/** How a resolver fails as expected. */
const failures = ['returns a failure', 'throws', 'rejects', 'throws deep inside'];

const selection = `done errors { errorCode details { __typename
  ... on ActiveModelError { attribute type } ... on MessageError { message } ... on LimitError { limit } } }`;

const text = (value: unknown): string => JSON.stringify(value);

type CallParameters = readonly [code?: string | undefined, details?: readonly object[]];

/** The call of the mutation. */
function call(how: string, ...[code, details = []]: CallParameters): string {
  const codeArgument = code === undefined ? '' : `, code: ${text(code)}`;
  return `act(how: ${text(how)}${codeArgument}, details: ${text(text(details))}) { ${selection} }`;
}

const succeeded = { done: true, errors: [] };

const failed = (errorCode: string, details: readonly object[] = []) => ({
  done: null,
  errors: [{ errorCode, details }],
});

/** Expects one top-level error, at this field or below it. */
function expectErrorOf(field: string, errors: GraphQLResult['errors']): void {
  expect(errors).toHaveLength(1);
  // Envelop removes the path of the errors that it masks.
  expect(errors![0]!.path?.[0] ?? field).toBe(field);
}

const eventsOf = ({ events }: Trial) => events.map(({ coordinate, code }) => `${coordinate} ${code}`);

/** Expects a failure with this code in the payload, reported once. */
async function expectFailure(trial: Trial, how: string, given: string | undefined, code: string): Promise<void> {
  const reported = trial.events.length;
  const result = await trial.send(`mutation { ${call(how, given)} }`);
  const events = eventsOf(trial).slice(reported);
  // `how` names the part of the law that failed.
  expect({ how, result, events }).toEqual({
    how,
    result: { data: { act: failed(code) } },
    events: [`Mutation.act ${code}`],
  });
}

/** Expects that the mutation ends in this payload, without other errors. */
async function expectPayload(send: Send, how: string, expected: object, ...parameters: CallParameters): Promise<void> {
  const result = await send(`mutation { ${call(how, ...parameters)} }`);
  expect({ how, result }).toEqual({ how, result: { data: { act: expected } } });
}

export const laws = {
  'a success has an empty list of errors': async ({ send, events }) => {
    const ways = [
      'returns the result',
      'returns success()',
      'returns an instance',
      'returns a shared object',
      'returns a promise',
    ];
    for (const how of ways) await expectPayload(send, how, succeeded);
    expect(events).toEqual([]);
  },

  'a returned or thrown failure is in the payload, and reported once': async (trial) => {
    for (const how of failures) await expectFailure(trial, how, 'MFA_FAILED', 'MFA_FAILED');
  },

  'a code by its internal value': async (trial) => {
    for (const how of failures) await expectFailure(trial, how, 'mfa_failed', 'MFA_FAILED');
  },

  'a failure of one request is not seen by the next': async ({ send }) => {
    for (const how of ['returns an instance', 'returns a shared object']) {
      await expectPayload(send, how, succeeded);
      await expectPayload(send, 'throws', failed('MFA_REQUIRED'));
      await expectPayload(send, how, succeeded);
    }
  },

  'details of each type': async ({ send }) => {
    const details = [
      { __typename: 'ActiveModelError', attribute: 'name', type: 'taken' },
      { __typename: 'MessageError', message: 'No.' },
      { __typename: 'LimitError', limit: 3 },
    ];
    // The types of the module are also found by their fields.
    const given = [{ attribute: 'name', type: 'taken' }, { message: 'No.' }, details[2]!];
    for (const how of failures)
      await expectPayload(send, how, failed('INVALID_SETTING', details), 'INVALID_SETTING', given);
  },

  'layers of the host may throw a MutationError': async (trial) => {
    for (const layer of trial.host.layers) await expectFailure(trial, layer, undefined, 'MFA_REQUIRED');
  },

  'an unknown code fails only its field': async ({ send, events }) => {
    for (const how of failures) {
      const { data, errors } = await send(
        `mutation { ${call(how, 'mfa_faild')} note other: ${call(how, 'mfa_failed')} }`,
      );
      expect({ how, data }).toEqual({ how, data: { act: null, note: 'noted', other: failed('MFA_FAILED') } });
      expectErrorOf('act', errors);
    }
    expect(events.map(({ code }) => code)).toEqual(failures.map(() => 'MFA_FAILED'));
  },

  'a code that the mutation does not declare fails its field': async ({ send, events }) => {
    for (const how of failures) {
      const { data, errors } = await send(`mutation { ${call(how, 'WRONG_TOTP')} note }`);
      expect({ how, data }).toEqual({ how, data: { act: null, note: 'noted' } });
      expectErrorOf('act', errors);
    }
    expect(events).toEqual([]);
  },

  'another error is reported as without the boundary': async ({ send, sendUnwrapped, events }) => {
    const source = `mutation { ${call('crashes')} note }`;
    const result = await send(source);
    expect(result).toEqual(await sendUnwrapped(source));
    expect(result.data).toEqual({ act: null, note: 'noted' });
    expectErrorOf('act', result.errors);
    expect(events).toEqual([]);
  },

  'onDefect is called once for everything that is not an expected failure': async ({ send, defects }) => {
    await send(`mutation { ${call('crashes')} }`);
    await send(`mutation { ${call('throws', 'WRONG_TOTP')} }`);
    await send(`mutation { ${call('rejects', 'mfa_faild')} }`);
    // A host may have replaced the error by one that has it as its cause.
    const messages = defects.map(({ error }) => `${String(error)} ${String((error as Error).cause)}`);
    expect(messages).toEqual([
      expect.stringContaining('connection to 10.0.0.7 lost'),
      expect.stringContaining('Mutation.act returned the code "WRONG_TOTP", which it does not declare.'),
      expect.stringContaining('Mutation.act returned the code "mfa_faild", which ErrorCodeEnum does not have.'),
    ]);
    expect(new Set(defects.map(({ coordinate }) => coordinate))).toEqual(new Set(['Mutation.act']));
  },

  'a MutationError in a query is a top-level error with its code': async ({ send, events }) => {
    for (const code of ['MFA_FAILED', 'mfa_failed']) {
      const { data, errors } = await send(`{ hello lookUp(code: "${code}") }`);
      expect(data).toEqual({ hello: 'hello', lookUp: null });
      expect(errors).toMatchObject([{ message: 'MFA_FAILED', path: ['lookUp'], extensions: { code: 'MFA_FAILED' } }]);
    }
    expect(events).toEqual([]);
  },

  'introspection shows all codes': async ({ send }) => {
    const { data } = await send(
      '{ __type(name: "ErrorCodeEnum") { enumValues(includeDeprecated: true) { name isDeprecated } } }',
    );
    const { enumValues } = data!.__type as { enumValues: { name: string; isDeprecated: boolean }[] };
    expect(enumValues.map(({ name }) => name).toSorted()).toEqual(Object.keys(catalogue).toSorted());
    expect(enumValues.filter(({ isDeprecated }) => isDeprecated)).toHaveLength(3);
  },

  'the description of a mutation has the codes that it declares': async ({ send }) => {
    const { data } = await send('{ __type(name: "Mutation") { fields { name description } } }');
    const { fields } = data!.__type as { fields: { name: string; description: string | null }[] };
    expect(fields.find(({ name }) => name === 'act')!.description).toContain(
      `Errors: ${declaredCodes.map((code) => `\`${code}\``).join(', ')}`,
    );
  },
} as const satisfies Record<string, Law>;

export type LawName = keyof typeof laws;
