import { format } from 'prettier';
import { buildClientSchema, buildSchema, introspectionFromSchema, printSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, failure, MutationError, typeDefs } from 'graphql-error-codes';
import { createErrorLedger, type LedgerEntry } from 'graphql-error-codes/testing';
import { execute } from '../host.js';
import { createShop, declaredCodes, failedWith, openShop, shopSdl } from './shop.js';

const pay = { coordinate: 'Mutation.pay', code: 'INVALID_SETTING' };
const namesOf = (entries: readonly { coordinate: string; code: string }[]) =>
  entries.map(({ coordinate, code }) => `${coordinate} ${code}`);

describe('a new ledger', () => {
  it('has every declared code as unseen, in the order of the schema', () => {
    const ledger = createErrorLedger(createShop());
    expect(namesOf(ledger.unseen())).toEqual(declaredCodes);
    expect(ledger.entries()).toEqual([]);
  });

  it.each<[string, () => GraphQLSchema]>([
    ['wrapped', () => openShop({}, () => null)],
    ['introspected', () => buildClientSchema(introspectionFromSchema(openShop({}, () => null)))],
    ['printed after introspection', () => buildSchema(printSchema(openShop({}, () => null)))],
  ])('reads the declarations of a schema that is %s', (_case, build) => {
    expect(namesOf(createErrorLedger(build()).unseen())).toEqual(declaredCodes);
  });

  it('reads the declarations of a schema with other type names', () => {
    const { typeDefs: prefixed } = createErrorModule({ typePrefix: 'Shop' });
    const schema = buildSchema(prefixed + shopSdl.replace('[Error!]', '[ShopError!]'));
    expect(namesOf(createErrorLedger(schema).unseen())).toEqual(declaredCodes);
  });

  it.each([
    ['no mutation', ''],
    ['no declaration', 'type Mutation { pay: Payload } type Payload { errors: [Error!]! }'],
    ['no declared code', 'type Mutation { pay: Payload @errors(codes: []) } type Payload { errors: [Error!]! }'],
  ])('refuses a schema with %s', (_case, sdl) => {
    expect(() => createErrorLedger(buildSchema(`${typeDefs} type Query { ok: Boolean } ${sdl}`))).toThrow(
      new TypeError(
        'createErrorLedger: no mutation of the schema declares a code, so nothing would be checked. ' +
          'Declare codes with @errors(codes: ["..."]).',
      ),
    );
  });

  it.each([null, 'type Query { ok: Boolean }', {}])('refuses %j as a schema', (schema) => {
    expect(() => createErrorLedger(schema as never)).toThrow(
      /^createErrorLedger expects a schema, such as buildSchema returns, got /,
    );
  });

  it('refuses invalid declarations', () => {
    expect(() => createErrorLedger(buildSchema(typeDefs + shopSdl.replace('MFA_FAILED', 'MFA_FAILD')))).toThrow(
      'declares "MFA_FAILD", which ErrorCodeEnum does not have. Did you mean "MFA_FAILED"?',
    );
  });

  it('refuses unknown options and other values', () => {
    const create = (options: object) => () => createErrorLedger(createShop(), options);
    expect(create({ ignored: [] })).toThrow('createErrorLedger has no option "ignored". Did you mean "ignore"?');
    expect(create({ ignore: 'Mutation.pay INVALID_SETTING' })).toThrow(
      'createErrorLedger: "ignore" must be a list such as ["Mutation.pay CARD_DECLINED"], got "Mutation.pay INVALID_SETTING".',
    );
  });
});

describe('onError', () => {
  it('records what a wrapped schema returns, returned or thrown, and selected or not', async () => {
    const ledger = createErrorLedger(createShop());
    const schema = openShop(
      { onError: ledger.onError },
      () => failure('INVALID_SETTING'),
      () => {
        throw new MutationError('mfa_failed');
      },
    );
    await execute(
      schema,
      'mutation { a: pay { user { name } } b: pay { errors { errorCode } } staff { login { errors { errorCode } } } }',
    );
    expect(ledger.entries()).toEqual([
      { ...pay, times: 2 },
      { coordinate: 'UsersMutations.login', code: 'MFA_FAILED', times: 1 },
    ]);
  });

  it('rejects what the schema does not have, and expectAllSeen reports it again', async () => {
    const ledger = createErrorLedger(
      buildSchema(`${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! }
        type Mutation { repay: Payload @errors(codes: ["MFA_FAILED"]) }`),
    );
    const defects: unknown[] = [];
    const onDefect = (error: unknown) => defects.push(error);
    await execute(
      openShop({ onError: ledger.onError, onDefect }, () => failure('INVALID_SETTING')),
      'mutation { pay { user { name } } }',
    );
    const message =
      'ledger.onError: the schema has no mutation "Mutation.pay" with typed errors. Did you mean "Mutation.repay"?';
    expect(defects).toEqual([new TypeError(message)]);
    ledger.onError({ coordinate: 'Mutation.repay', code: 'MFA_FAILED' });
    expect(() => ledger.expectAllSeen()).toThrow(
      new Error(`The tests did not cover the declared codes:\n- ${message}`),
    );
  });
});

describe('entries of another process', () => {
  it('are plain data, and are merged', () => {
    const [main, worker, other] = [1, 2, 3].map(() => createErrorLedger(createShop()));
    worker!.record({ data: { pay: failedWith('INVALID_SETTING', 'INVALID_SETTING') } });
    other!.record({ data: { pay: failedWith('INVALID_SETTING'), rename: failedWith('MFA_FAILED') } });
    for (const { entries } of [worker!, other!]) main!.add(JSON.parse(JSON.stringify(entries())) as LedgerEntry[]);
    expect(main!.entries()).toEqual([
      { ...pay, times: 3 },
      { coordinate: 'Mutation.rename', code: 'MFA_FAILED', times: 1 },
    ]);
  });

  it.each([
    [
      { coordinate: 'Mutation.pya', code: 'INVALID_SETTING', times: 1 },
      'the schema has no mutation "Mutation.pya" with typed errors. Did you mean "Mutation.pay"?',
    ],
    [
      { coordinate: 'Query.lastPayment', code: 'INVALID_SETTING', times: 1 },
      'the schema has no mutation "Query.lastPayment" with typed errors.',
    ],
    [
      { ...pay, code: 'INVALID_SETING', times: 1 },
      'Mutation.pay returned the code "INVALID_SETING", which ErrorCodeEnum does not have. Did you mean "INVALID_SETTING"?',
    ],
    [
      { ...pay, code: undefined, times: 1 },
      'an entry must be { coordinate, code, times }, got {"coordinate":"Mutation.pay","times":1}.',
    ],
    [
      { mutation: 'Mutation.pay', code: 'INVALID_SETTING', times: 1 },
      'an entry must be { coordinate, code, times }, got {"mutation":"Mutation.pay","code":"INVALID_SETTING","times":1}.',
    ],
    [
      { ...pay },
      'an entry must be { coordinate, code, times }, got {"coordinate":"Mutation.pay","code":"INVALID_SETTING"}.',
    ],
    [
      { ...pay, times: 0 },
      'an entry must be { coordinate, code, times }, got {"coordinate":"Mutation.pay","code":"INVALID_SETTING","times":0}.',
    ],
    [null, 'an entry must be { coordinate, code, times }, got null.'],
  ])('are refused as a whole for the entry %j', (entry, message) => {
    const ledger = createErrorLedger(createShop());
    expect(() => ledger.add([{ ...pay, times: 1 }, entry as never])).toThrow(new TypeError(`ledger.add: ${message}`));
    expect(ledger.entries()).toEqual([]);
  });

  it('must be a list', () => {
    expect(() => createErrorLedger(createShop()).add({} as never)).toThrow(
      new TypeError('ledger.add expects the entries of a ledger, got {}.'),
    );
  });
});

describe('expectAllSeen', () => {
  it('throws an Error with a line for each declared code that was never returned', () => {
    const ledger = createErrorLedger(createShop());
    ledger.record({ data: { pay: failedWith('MISSING_PARAMETER'), payAll: [failedWith('MISSING_PERMISSION')] } });
    expect(() => ledger.expectAllSeen()).toThrow(
      new Error(
        [
          'The tests did not cover the declared codes:',
          '- Mutation.pay never returned INVALID_SETTING. Add a test for its cause, or remove it from @errors.',
          '- UsersMutations.login never returned MFA_FAILED. Add a test for its cause, or remove it from @errors.',
          '- MfaMutations.remove never returned WRONG_TOTP. Add a test for its cause, or remove it from @errors.',
        ].join('\n'),
      ),
    );
  });

  it('says so when nothing was recorded at all', () => {
    expect(() => createErrorLedger(createShop()).expectAllSeen()).toThrow(
      'declared codes:\n- Nothing was recorded. Use onError or record in the tests, and add the entries of other processes.\n- Mutation.pay never',
    );
  });

  it('does nothing when every declared code was returned, whatever else was', () => {
    const ledger = createErrorLedger(createShop());
    ledger.add(declaredCodes.map((pair) => ({ coordinate: pair.split(' ')[0]!, code: pair.split(' ')[1]!, times: 1 })));
    ledger.record({ data: { rename: failedWith('MFA_FAILED') } });
    expect(() => ledger.expectAllSeen()).not.toThrow();
    expect(ledger.unseen()).toEqual([]);
  });

  it('does not count a code of another mutation', () => {
    const ledger = createErrorLedger(createShop(), { ignore: declaredCodes.slice(1) });
    ledger.record({ data: { rename: failedWith('MISSING_PARAMETER') } });
    expect(namesOf(ledger.unseen())).toEqual(['Mutation.pay MISSING_PARAMETER']);
  });
});

describe('ignore', () => {
  it('excludes declared codes from what must be returned', () => {
    const ledger = createErrorLedger(createShop(), { ignore: declaredCodes });
    expect(ledger.unseen()).toEqual([]);
    expect(() => ledger.expectAllSeen()).not.toThrow();
  });

  it('is checked when the ledger is created', () => {
    const ignore = ['Mutation.pay INVALID_SETING', 'Mutation.rename MFA_FAILED', ...declaredCodes];
    expect(() => createErrorLedger(createShop(), { ignore })).toThrow(
      new TypeError(
        'createErrorLedger: invalid "ignore":\n' +
          '- No mutation declares "Mutation.pay INVALID_SETING". Did you mean "Mutation.pay INVALID_SETTING"?\n' +
          '- No mutation declares "Mutation.rename MFA_FAILED".',
      ),
    );
  });

  it('must not contain what was returned', () => {
    const ledger = createErrorLedger(createShop(), { ignore: declaredCodes });
    ledger.onError(pay);
    expect(() => ledger.expectAllSeen()).toThrow(
      new Error(
        'The tests did not cover the declared codes:\n' +
          '- "ignore" has "Mutation.pay INVALID_SETTING", which was returned. Remove it from the list.',
      ),
    );
  });
});

describe('table', () => {
  const ledger = createErrorLedger(createShop(), { ignore: ['MfaMutations.remove WRONG_TOTP'] });
  ledger.record({ data: { pay: failedWith('WRONG_TOTP', 'INVALID_SETTING', 'INVALID_SETTING') } });

  it('has a row for each declared code, and marks what is undeclared or ignored', () => {
    expect(ledger.table()).toBe(
      [
        '| Mutation               | Code                 | Times returned |',
        '| ---------------------- | -------------------- | -------------- |',
        '| `Mutation.pay`         | `MISSING_PARAMETER`  | 0              |',
        '| `Mutation.pay`         | `INVALID_SETTING`    | 2              |',
        '| `Mutation.pay`         | `WRONG_TOTP`         | 1, undeclared  |',
        '| `Mutation.payAll`      | `MISSING_PERMISSION` | 0              |',
        '| `UsersMutations.login` | `MFA_FAILED`         | 0              |',
        '| `MfaMutations.remove`  | `WRONG_TOTP`         | 0, ignored     |',
        '',
      ].join('\n'),
    );
  });

  it('is formatted as Prettier formats it', async () => {
    expect(await format(ledger.table(), { parser: 'markdown' })).toBe(ledger.table());
  });
});

it('the functions of a ledger need no this', () => {
  const { onError, record, add, entries, unseen, expectAllSeen, table } = createErrorLedger(createShop());
  onError(pay);
  record({ data: { pay: failedWith('INVALID_SETTING') } });
  add(entries());
  expect(entries()).toEqual([{ ...pay, times: 4 }]);
  expect(unseen()).toHaveLength(4);
  expect(expectAllSeen).toThrow(/WRONG_TOTP/);
  expect(table()).toContain('| 4 ');
});
