/** What must hold wherever the module is merged. A case is asked of every product that serves its host. */
import { expect } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { newCode, newlyDeprecatedCode, type HostName } from './hosts.js';
import type { Answer, Product } from './product.js';

type Ask = (source: string) => Promise<Answer>;

export interface Case {
  readonly host: HostName;
  /** The only kind of product that it makes sense for. */
  readonly only?: Product['kind'];
  /** @returns what the table should say of it, where products may differ. */
  readonly check: (ask: Ask) => Promise<string | void>;
}

export type CaseName = keyof typeof cases;

const codes = Object.entries(catalogue);
const deprecated = ['PRIMARY_LEVEL_NOT_FOUND', 'SECONDARY_LEVEL_NOT_FOUND', 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'];

/** What a mutation of a host answers to `code`, asked for as `selection`. */
async function answer(ask: Ask, selection = 'errorCode', parameters = 'code: "MFA_REQUIRED"', mutation = 'names') {
  const { data, errors } = await ask(`mutation { ${mutation}(${parameters}) { errors { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return (data![mutation] as { errors: unknown[] }).errors;
}

const detail = (value: object) => `code: "INVALID_SETTING", details: ${JSON.stringify(JSON.stringify([value]))}`;

async function everyCode(ask: Ask, given: (name: string, value: string) => string): Promise<void> {
  const fields = codes.map(
    ([name, { value }]) => `${name}: names(code: "${given(name, value)}") { errors { errorCode } }`,
  );
  expect(await ask(`mutation { ${fields.join(' ')} }`)).toEqual({
    data: Object.fromEntries(codes.map(([name]) => [name, { errors: [{ errorCode: name }] }])),
  });
}

interface EnumValue {
  readonly name: string;
  readonly deprecationReason: string | null;
  readonly description: string | null;
}

async function introspect(ask: Ask, type = 'ErrorCodeEnum'): Promise<Record<'shown' | 'all', EnumValue[]>> {
  const value = '{ name deprecationReason description }';
  const { data } = await ask(
    `{ __type(name: "${type}") { shown: enumValues ${value} all: enumValues(includeDeprecated: true) ${value} } }`,
  );
  return data!.__type as Record<'shown' | 'all', EnumValue[]>;
}

const names = (values: readonly EnumValue[]) => values.map(({ name }) => name).toSorted();

export const cases = {
  'every code, by name': { host: 'plain', check: (ask) => everyCode(ask, (name) => name) },

  'every code, by internal value': { host: 'plain', check: (ask) => everyCode(ask, (_name, value) => value) },

  'codes and errors under aliases': {
    host: 'plain',
    check: async (ask) => {
      for (const given of ['MFA_REQUIRED', 'mfa_required'])
        expect(
          await ask(
            `mutation { it: names(code: "${given}") { problems: errors { why: errorCode again: errorCode } } }`,
          ),
        ).toEqual({ data: { it: { problems: [{ why: 'MFA_REQUIRED', again: 'MFA_REQUIRED' }] } } });
    },
  },

  'a thrown MutationError': {
    host: 'plain',
    check: async (ask) => {
      const parameters = `${detail({ attribute: 'name', type: 'taken' })}, thrown: true`;
      const selection = 'errorCode details { ... on ActiveModelError { attribute type } }';
      expect(await answer(ask, selection, parameters)).toEqual([
        { errorCode: 'INVALID_SETTING', details: [{ attribute: 'name', type: 'taken' }] },
      ]);
    },
  },

  'a list of payloads': {
    host: 'plain',
    check: async (ask) => {
      expect(
        await ask('mutation { namesAll(codes: ["MFA_REQUIRED", "mfa_failed"]) { done errors { errorCode } } }'),
      ).toEqual({
        data: {
          namesAll: [
            { done: null, errors: [{ errorCode: 'MFA_REQUIRED' }] },
            { done: null, errors: [{ errorCode: 'MFA_FAILED' }] },
          ],
        },
      });
    },
  },

  'both kinds of details': {
    host: 'plain',
    check: async (ask) => {
      const selection = 'details { ... on ActiveModelError { attribute type } ... on MessageError { message } }';
      expect(await answer(ask, selection, detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ attribute: 'name', type: 'taken' }] },
      ]);
      expect(await answer(ask, selection, detail({ message: 'No.' }))).toEqual([{ details: [{ message: 'No.' }] }]);
      expect(await answer(ask, 'details { __typename }', detail({ message: 'No.' }))).toEqual([
        { details: [{ __typename: 'MessageError' }] },
      ]);
    },
  },

  "a host's third kind of details": {
    host: 'plain',
    check: async (ask) => {
      // With the fields of the module's own kinds, too: it must not be taken for one of them.
      const limit = { __typename: 'namesLimit', limit: 3, message: 'No.', attribute: 'name', type: 'taken' };
      expect(await answer(ask, 'details { __typename ... on namesLimit { limit } }', detail(limit))).toEqual([
        { details: [{ __typename: 'namesLimit', limit: 3 }] },
      ]);
    },
  },

  'an unknown code fails its mutation alone': {
    host: 'plain',
    check: async (ask) => {
      const { data, errors } = await ask(
        'mutation { names(code: "mfa_faild") { errors { errorCode } } namesNote other: names(code: "mfa_failed") { errors { errorCode } } }',
      );
      expect(data).toEqual({ names: null, namesNote: 'noted', other: { errors: [{ errorCode: 'MFA_FAILED' }] } });
      expect(errors).toHaveLength(1);
      expect(errors![0]!.path![0]).toBe('names');
    },
  },

  "the host's other enums as before": {
    host: 'plain',
    check: async (ask) => {
      expect(await ask('{ weather isSame(weather: SUNNY) }')).toEqual({ data: { weather: 'SUNNY', isSame: true } });
    },
  },

  'introspection: 28 codes, 31 with the deprecated': {
    host: 'plain',
    check: async (ask) => {
      const { shown, all } = await introspect(ask);
      expect(names(all)).toEqual(codes.map(([name]) => name).toSorted());
      expect(names(shown)).toEqual(names(all).filter((name) => !deprecated.includes(name)));
      expect(names(all.filter(({ deprecationReason }) => deprecationReason === 'Outdated concept'))).toEqual(
        deprecated,
      );
      expect(all.find(({ name }) => name === 'MFA_REQUIRED')!.description).toBe('MFA is required');
    },
  },

  'no argument takes a code': {
    host: 'plain',
    check: async (ask) => {
      const type = 'type { name ofType { name ofType { name ofType { name } } } }';
      const { data } = await ask(
        `{ __schema { types { fields { args { ${type} } } inputFields { ${type} } } directives { args { ${type} } } } }`,
      );
      expect(JSON.stringify(data)).toContain('"String"');
      expect(JSON.stringify(data)).not.toContain('ErrorCodeEnum');
    },
  },

  "renamed, beside the host's own Error": {
    host: 'ownError',
    check: async (ask) => {
      expect(await ask('{ lastError { __typename reason errorCode } }')).toEqual({
        data: { lastError: { __typename: 'Error', reason: 'the card has expired', errorCode: 402 } },
      });
      for (const given of ['MFA_REQUIRED', 'mfa_required'])
        expect(await answer(ask, '__typename errorCode', `code: "${given}"`)).toEqual([
          { __typename: 'AcmeError', errorCode: 'MFA_REQUIRED' },
        ]);
      expect(await answer(ask, 'details { __typename }', detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ __typename: 'AcmeActiveModelError' }] },
      ]);
      const { shown, all } = await introspect(ask, 'AcmeErrorCodeEnum');
      expect([shown.length, all.length]).toEqual([28, 31]);
    },
  },

  'the SDL without the resolvers, wrapped': {
    host: 'sdlAlone',
    check: async (ask) => {
      await everyCode(ask, (name) => name);
      await everyCode(ask, (_name, value) => value);
      expect(await answer(ask, 'details { __typename }', detail({ attribute: 'name', type: 'taken' }))).toEqual([
        { details: [{ __typename: 'ActiveModelError' }] },
      ]);
    },
  },

  'in two services': {
    host: 'twice',
    check: async (ask) => {
      const details = detail({ message: 'No.' });
      for (const mutation of ['first', 'names']) {
        for (const given of ['MFA_REQUIRED', 'mfa_required'])
          expect(await answer(ask, 'errorCode', `code: "${given}"`, mutation)).toEqual([{ errorCode: 'MFA_REQUIRED' }]);
        // Under an alias, too: a stitching gateway reads the answer of a service under the alias of the client.
        expect(await answer(ask, 'why: errorCode details { __typename }', details, mutation)).toEqual([
          { why: 'INVALID_SETTING', details: [{ __typename: 'MessageError' }] },
        ]);
      }
    },
  },

  "codes as arguments of the host's own": {
    host: 'twice',
    check: async (ask) => {
      expect(await ask('{ firstCount all: firstCount(of: WRONG_TOTP) }')).toEqual({
        data: { firstCount: 'MFA_REQUIRED', all: 'WRONG_TOTP' },
      });
    },
  },

  "codes in fields of the host's own": {
    host: 'twice',
    check: async (ask) => {
      expect(await ask('{ firstLast }')).toEqual({ data: { firstLast: 'MFA_REQUIRED' } });
    },
  },

  'the query errorCatalogue': {
    host: 'catalogue',
    check: async (ask) => {
      const { data, errors } = await ask('{ errorCatalogue { code deprecationReason } }');
      expect(errors).toBeUndefined();
      const entries = data!.errorCatalogue as { code: string; deprecationReason: string | null }[];
      expect(entries.map(({ code }) => code).toSorted()).toEqual(codes.map(([name]) => name).toSorted());
      expect(entries.filter(({ deprecationReason }) => deprecationReason !== null)).toHaveLength(3);
    },
  },

  'an older and a newer copy': {
    host: 'versions',
    check: async (ask) => {
      for (const mutation of ['first', 'names'])
        for (const given of ['MFA_REQUIRED', 'mfa_required'])
          expect(await answer(ask, 'errorCode', `code: "${given}"`, mutation)).toEqual([{ errorCode: 'MFA_REQUIRED' }]);
      expect(await answer(ask, 'errorCode', `code: "${newCode}"`)).toEqual([{ errorCode: newCode }]);
      expect(await answer(ask, 'errorCode', 'code: "mfa_failed"')).toEqual([{ errorCode: newCode }]);
      expect(names((await introspect(ask)).all)).toEqual(codes.map(([name]) => name).toSorted());
    },
  },

  'a deprecation that one copy has': {
    host: 'versions',
    check: async (ask) => {
      const { all } = await introspect(ask);
      const reasons = Object.fromEntries(all.map(({ name, deprecationReason }) => [name, deprecationReason]));
      expect(reasons[newlyDeprecatedCode]).toBe('Outdated concept');
      expect(deprecated.map((name) => reasons[name])).toEqual(deprecated.map(() => 'Outdated concept'));
    },
  },

  'a code that the gateway does not know yet': {
    host: 'ahead',
    only: 'gateway',
    check: async (ask) => {
      const { data, errors } = await ask(
        `mutation { names(code: "${newCode}") { errors { errorCode } } namesNote other: names(code: "MFA_REQUIRED") { errors { errorCode } } }`,
      );
      // Never under a wrong name, and never at the cost of the others.
      expect(JSON.stringify(data)).not.toMatch(/mfa_failed/i);
      expect(data).toMatchObject({ namesNote: 'noted', other: { errors: [{ errorCode: 'MFA_REQUIRED' }] } });
      return errors ? 'null and an error' : 'null without an error';
    },
  },
} as const satisfies Record<string, Case>;
