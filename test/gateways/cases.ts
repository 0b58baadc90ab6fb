/**
 * The laws that hold wherever the module is merged. Each case runs on every product that serves its
 * host.
 */
import { expect } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { newCode, newlyDeprecatedCode, type HostName } from './hosts.js';
import type { Product, Send } from './product.js';

export interface Case {
  readonly host: HostName;
  /** The kind of product that the case applies to. Defaults to all. */
  readonly only?: Product['kind'];
  /** @returns a note for the table, where results may differ by product. */
  readonly check: (send: Send) => Promise<string | void>;
}

const codes = Object.entries(catalogue);
/** A code by name and by internal value. */
const bothForms = ['MFA_REQUIRED', 'mfa_required'];
const deprecated = ['PRIMARY_LEVEL_NOT_FOUND', 'SECONDARY_LEVEL_NOT_FOUND', 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'];

/** Returns the errors of a failing mutation, with the fields in `selection`. */
async function errorsOf(
  send: Send,
  selection = 'errorCode',
  parameters = 'code: "MFA_REQUIRED"',
  mutation = 'shop',
): Promise<unknown[]> {
  const { data, errors } = await send(`mutation { ${mutation}(${parameters}) { errors { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return (data![mutation] as { errors: unknown[] }).errors;
}

const detail = (value: object) => `code: "INVALID_SETTING", details: ${JSON.stringify(JSON.stringify([value]))}`;

async function expectEveryCode(send: Send, codeFor: (name: string, value: string) => string): Promise<void> {
  const fields = codes.map(
    ([name, { value }]) => `${name}: shop(code: "${codeFor(name, value)}") { errors { errorCode } }`,
  );
  expect(await send(`mutation { ${fields.join(' ')} }`)).toEqual({
    data: Object.fromEntries(codes.map(([name]) => [name, { errors: [{ errorCode: name }] }])),
  });
}

interface EnumValue {
  readonly name: string;
  readonly deprecationReason: string | null;
  readonly description: string | null;
}

async function introspect(send: Send, type = 'ErrorCodeEnum'): Promise<Record<'shown' | 'all', EnumValue[]>> {
  const value = '{ name deprecationReason description }';
  const { data } = await send(
    `{ __type(name: "${type}") { shown: enumValues ${value} all: enumValues(includeDeprecated: true) ${value} } }`,
  );
  return data!.__type as Record<'shown' | 'all', EnumValue[]>;
}

const namesOf = (values: readonly EnumValue[]) => values.map(({ name }) => name).toSorted();

export const cases = {
  'all codes by name': { host: 'plain', check: (send) => expectEveryCode(send, (name) => name) },

  'all codes by internal value': { host: 'plain', check: (send) => expectEveryCode(send, (_name, value) => value) },

  'aliases of errors and codes': {
    host: 'plain',
    check: async (send) => {
      for (const code of bothForms)
        expect(
          await send(`mutation { it: shop(code: "${code}") { problems: errors { why: errorCode again: errorCode } } }`),
        ).toEqual({ data: { it: { problems: [{ why: 'MFA_REQUIRED', again: 'MFA_REQUIRED' }] } } });
    },
  },

  'a thrown MutationError': {
    host: 'plain',
    check: async (send) => {
      const parameters = `${detail({ attribute: 'name', type: 'taken' })}, thrown: true`;
      const selection = 'errorCode details { ... on ActiveModelError { attribute type } }';
      expect(await errorsOf(send, selection, parameters)).toEqual([
        { errorCode: 'INVALID_SETTING', details: [{ attribute: 'name', type: 'taken' }] },
      ]);
    },
  },

  'a list of payloads': {
    host: 'plain',
    check: async (send) => {
      expect(
        await send('mutation { shopAll(codes: ["MFA_REQUIRED", "mfa_failed"]) { done errors { errorCode } } }'),
      ).toEqual({
        data: {
          shopAll: [
            { done: null, errors: [{ errorCode: 'MFA_REQUIRED' }] },
            { done: null, errors: [{ errorCode: 'MFA_FAILED' }] },
          ],
        },
      });
    },
  },

  'both detail types': {
    host: 'plain',
    check: async (send) => {
      const selection = 'details { ... on ActiveModelError { attribute type } ... on MessageError { message } }';
      expect(await errorsOf(send, selection, detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ attribute: 'name', type: 'taken' }] },
      ]);
      expect(await errorsOf(send, selection, detail({ message: 'No.' }))).toEqual([{ details: [{ message: 'No.' }] }]);
      expect(await errorsOf(send, 'details { __typename }', detail({ message: 'No.' }))).toEqual([
        { details: [{ __typename: 'MessageError' }] },
      ]);
    },
  },

  'a detail type of the host': {
    host: 'plain',
    check: async (send) => {
      // It also has the fields of the module's types, but must not be resolved as one of them.
      const limit = { __typename: 'shopLimit', limit: 3, message: 'No.', attribute: 'name', type: 'taken' };
      expect(await errorsOf(send, 'details { __typename ... on shopLimit { limit } }', detail(limit))).toEqual([
        { details: [{ __typename: 'shopLimit', limit: 3 }] },
      ]);
    },
  },

  'an unknown code fails only its mutation': {
    host: 'plain',
    check: async (send) => {
      const { data, errors } = await send(
        'mutation { shop(code: "mfa_faild") { errors { errorCode } } shopNote other: shop(code: "mfa_failed") { errors { errorCode } } }',
      );
      expect(data).toEqual({ shop: null, shopNote: 'noted', other: { errors: [{ errorCode: 'MFA_FAILED' }] } });
      expect(errors).toHaveLength(1);
      expect(errors![0]!.path![0]).toBe('shop');
    },
  },

  'other enums of the host are unchanged': {
    host: 'plain',
    check: async (send) => {
      expect(await send('{ weather isSame(weather: SUNNY) }')).toEqual({ data: { weather: 'SUNNY', isSame: true } });
    },
  },

  'introspection: 28 codes, 31 with deprecated ones': {
    host: 'plain',
    check: async (send) => {
      const { shown, all } = await introspect(send);
      expect(namesOf(all)).toEqual(codes.map(([name]) => name).toSorted());
      expect(namesOf(shown)).toEqual(namesOf(all).filter((name) => !deprecated.includes(name)));
      expect(namesOf(all.filter(({ deprecationReason }) => deprecationReason === 'Outdated concept'))).toEqual(
        deprecated,
      );
      expect(all.find(({ name }) => name === 'MFA_REQUIRED')!.description).toBe('MFA is required');
    },
  },

  'no argument has the enum type': {
    host: 'plain',
    check: async (send) => {
      const type = 'type { name ofType { name ofType { name ofType { name } } } }';
      const { data } = await send(
        `{ __schema { types { fields { args { ${type} } } inputFields { ${type} } } directives { args { ${type} } } } }`,
      );
      expect(JSON.stringify(data)).toContain('"String"');
      expect(JSON.stringify(data)).not.toContain('ErrorCodeEnum');
    },
  },

  'renamed types beside an Error of the host': {
    host: 'ownError',
    check: async (send) => {
      expect(await send('{ lastError { __typename reason errorCode } }')).toEqual({
        data: { lastError: { __typename: 'Error', reason: 'the card has expired', errorCode: 402 } },
      });
      for (const code of bothForms)
        expect(await errorsOf(send, '__typename errorCode', `code: "${code}"`)).toEqual([
          { __typename: 'AcmeError', errorCode: 'MFA_REQUIRED' },
        ]);
      expect(await errorsOf(send, 'details { __typename }', detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ __typename: 'AcmeActiveModelError' }] },
      ]);
      const { shown, all } = await introspect(send, 'AcmeErrorCodeEnum');
      expect([shown.length, all.length]).toEqual([28, 31]);
    },
  },

  'SDL without resolvers, wrapped': {
    host: 'sdlOnly',
    check: async (send) => {
      await expectEveryCode(send, (name) => name);
      await expectEveryCode(send, (_name, value) => value);
      expect(await errorsOf(send, 'details { __typename }', detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ __typename: 'ActiveModelError' }] },
      ]);
    },
  },

  'the module in two services': {
    host: 'twice',
    check: async (send) => {
      const details = detail({ message: 'No.' });
      for (const mutation of ['users', 'shop']) {
        for (const code of bothForms)
          expect(await errorsOf(send, 'errorCode', `code: "${code}"`, mutation)).toEqual([
            { errorCode: 'MFA_REQUIRED' },
          ]);
        // A stitching gateway stores the result of a service under the alias of the client.
        expect(await errorsOf(send, 'why: errorCode details { __typename }', details, mutation)).toEqual([
          { why: 'INVALID_SETTING', details: [{ __typename: 'MessageError' }] },
        ]);
      }
    },
  },

  'codes in arguments of the host': {
    host: 'twice',
    check: async (send) => {
      expect(await send('{ usersCount all: usersCount(of: WRONG_TOTP) }')).toEqual({
        data: { usersCount: 'MFA_REQUIRED', all: 'WRONG_TOTP' },
      });
    },
  },

  'codes in fields of the host': {
    host: 'twice',
    check: async (send) => {
      expect(await send('{ usersLast }')).toEqual({ data: { usersLast: 'MFA_REQUIRED' } });
    },
  },

  'the query errorCatalogue': {
    host: 'catalogue',
    check: async (send) => {
      const { data, errors } = await send('{ errorCatalogue { code deprecationReason } }');
      expect(errors).toBeUndefined();
      const entries = data!.errorCatalogue as { code: string; deprecationReason: string | null }[];
      expect(entries.map(({ code }) => code).toSorted()).toEqual(codes.map(([name]) => name).toSorted());
      expect(entries.filter(({ deprecationReason }) => deprecationReason !== null)).toHaveLength(3);
    },
  },

  'two versions of the module': {
    host: 'versions',
    check: async (send) => {
      for (const mutation of ['users', 'shop'])
        for (const code of bothForms)
          expect(await errorsOf(send, 'errorCode', `code: "${code}"`, mutation)).toEqual([
            { errorCode: 'MFA_REQUIRED' },
          ]);
      expect(await errorsOf(send, 'errorCode', `code: "${newCode}"`)).toEqual([{ errorCode: newCode }]);
      expect(await errorsOf(send, 'errorCode', 'code: "mfa_failed"')).toEqual([{ errorCode: newCode }]);
      expect(namesOf((await introspect(send)).all)).toEqual(codes.map(([name]) => name).toSorted());
    },
  },

  'a deprecation in one version only': {
    host: 'versions',
    check: async (send) => {
      const { all } = await introspect(send);
      const reasons = Object.fromEntries(all.map(({ name, deprecationReason }) => [name, deprecationReason]));
      expect(reasons[newlyDeprecatedCode]).toBe('Outdated concept');
      expect(deprecated.map((name) => reasons[name])).toEqual(deprecated.map(() => 'Outdated concept'));
    },
  },

  'a code that the gateway does not have yet': {
    host: 'ahead',
    only: 'gateway',
    check: async (send) => {
      const { data, errors } = await send(
        `mutation { shop(code: "${newCode}") { errors { errorCode } } shopNote other: shop(code: "MFA_REQUIRED") { errors { errorCode } } }`,
      );
      // Never a wrong code, and never at the expense of other fields.
      expect(JSON.stringify(data)).not.toMatch(/mfa_failed/i);
      expect(data).toMatchObject({ shopNote: 'noted', other: { errors: [{ errorCode: 'MFA_REQUIRED' }] } });
      return errors ? 'The code is null, with an error.' : 'The code is null, without an error.';
    },
  },
} as const satisfies Record<string, Case>;

export type CaseName = keyof typeof cases;
