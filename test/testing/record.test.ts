import { graphql, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { failure } from 'graphql-error-codes';
import { createErrorLedger, type OperationDocument } from 'graphql-error-codes/testing';
import { createShop, failedWith, openShop } from './shop.js';

/** Records a response and returns what the ledger has then. */
function recorded(response: unknown, document?: OperationDocument, operationName?: string): readonly string[] {
  const ledger = createErrorLedger(createShop());
  ledger.record(response, document, operationName);
  return ledger.entries().map(({ coordinate, code, times }) => `${coordinate} ${code} ${times}`);
}
const invalid = failedWith('INVALID_SETTING');
const invalidSeen = ['Mutation.pay INVALID_SETTING 1'];

/** A document as graphql-codegen generates it with `documentMode: 'string'`. */
class TypedDocumentString extends String {
  override toString() {
    return this.valueOf();
  }
}

describe('record, without the document', () => {
  it('reads the codes of every mutation by the names of its fields', () => {
    const data = { pay: failedWith('INVALID_SETTING', 'MISSING_PARAMETER'), rename: invalid, note: 'noted' };
    expect(recorded({ data })).toEqual([
      'Mutation.pay MISSING_PARAMETER 1',
      'Mutation.pay INVALID_SETTING 1',
      'Mutation.rename INVALID_SETTING 1',
    ]);
  });

  it('reads namespaced mutations, whichever field leads to the namespace', () => {
    const login = { login: failedWith('MFA_FAILED') };
    expect(
      recorded({ data: { users: { ...login, mfa: { remove: failedWith('WRONG_TOTP') } }, staff: login } }),
    ).toEqual(['UsersMutations.login MFA_FAILED 2', 'MfaMutations.remove WRONG_TOTP 1']);
  });

  it('reads lists of payloads', () => {
    const payAll = [failedWith('MISSING_PERMISSION'), null, failedWith(), failedWith('MISSING_PERMISSION')];
    expect(recorded({ data: { payAll } })).toEqual(['Mutation.payAll MISSING_PERMISSION 2']);
  });

  it.each([
    ['no data', { errors: [{ message: 'Not found' }] }],
    ['null as data', { data: null, errors: [{ message: 'Internal server error' }] }],
    ['no errors', { data: { pay: { user: { name: 'nora' }, errors: [] }, rename: null, users: null } }],
    ['errors that the client did not select', { data: { pay: { user: null }, users: { login: {} } } }],
    ['codes that the client did not select', { data: { pay: { errors: [{ __typename: 'Error' }, null] } } }],
    ['a query that returns a payload', { data: { lastPayment: invalid } }],
  ])('records nothing of a response with %s', (_case, response) => {
    expect(recorded(response)).toEqual([]);
  });

  it.each([
    ['an alias', { pays: invalid }, 'INVALID_SETTING in "pays", which is not a field of Mutation. Did you mean "pay"?'],
    ['an alias of a list', { x: [invalid] }, 'INVALID_SETTING in "x", which is not a field of Mutation.'],
    ['an alias of a namespace', { x: { login: invalid } }, 'INVALID_SETTING in "x", which is not a field of Mutation.'],
    [
      'an alias in a namespace',
      { users: { signIn: invalid } },
      'INVALID_SETTING in "signIn", which is not a field of UsersMutations.',
    ],
  ])('refuses a code under %s', (_case, data, message) => {
    expect(() => recorded({ data })).toThrow(
      new TypeError(
        `ledger.record: the response has ${message} For an alias, pass the document of the operation as the second argument.`,
      ),
    );
  });

  it('refuses a code that the schema does not have, and then records nothing', () => {
    const ledger = createErrorLedger(createShop());
    expect(() => ledger.record({ data: { rename: invalid, pay: failedWith('INVALID_SETING') } })).toThrow(
      new TypeError(
        'ledger.record: Mutation.pay returned the code "INVALID_SETING", which ErrorCodeEnum does not have. Did you mean "INVALID_SETTING"?',
      ),
    );
    expect(ledger.entries()).toEqual([]);
  });

  it.each([
    [null],
    [undefined],
    ['{"data":{}}'],
    [[{ data: {} }]],
    [{ pay: invalid }],
    [Promise.resolve({ data: {} })],
  ])('refuses a body that is not a GraphQL response (%j)', (response) => {
    expect(() => recorded(response)).toThrow(
      /^ledger\.record expects the body of a GraphQL response, \{ data: \.\.\. \} or \{ errors: \.\.\. \}, got .+\.$/,
    );
  });
});

describe('record, with the document', () => {
  const query = `
    mutation Pay {
      first: pay { failures: errors { code: errorCode } }
      pay: rename { ...Errors }
      ... { all: users { ...Login } }
      payAll { errors { errorCode } }
    }
    fragment Login on UsersMutations { signIn: login { ... on Payload { ...Errors } } }
    fragment Errors on Payload { problems: errors { errorCode } }
  `;
  const data = {
    first: { failures: [{ code: 'INVALID_SETTING' }] },
    pay: { problems: [{ errorCode: 'WRONG_TOTP' }] },
    all: { signIn: { problems: [{ errorCode: 'MFA_FAILED' }] } },
    payAll: [failedWith('MISSING_PERMISSION')],
  };
  const seen = [
    'Mutation.pay INVALID_SETTING 1',
    'Mutation.payAll MISSING_PERMISSION 1',
    'Mutation.rename WRONG_TOTP 1',
    'UsersMutations.login MFA_FAILED 1',
  ];

  it.each<[string, OperationDocument]>([
    ['as text', query],
    ['as an AST', parse(query)],
    ['as a typed text', new TypedDocumentString(query)],
  ])('resolves aliases and fragments (%s)', (_case, document) => {
    expect(recorded({ data }, document)).toEqual(seen);
  });

  it('records what a server returned', async () => {
    const schema = openShop(
      {},
      () => failure('INVALID_SETTING'),
      () => failure('MFA_FAILED'),
    );
    const response = await graphql({ schema, source: query.replace('pay: rename { ...Errors }', '') });
    expect(recorded(response, query)).toEqual(['Mutation.pay INVALID_SETTING 1', 'UsersMutations.login MFA_FAILED 1']);
  });

  it('counts an error once, under however many keys it is selected', () => {
    const twice = 'mutation { pay { a: errors { x: errorCode y: errorCode } b: errors { errorCode } } }';
    const pay = { a: [{ x: 'INVALID_SETTING', y: 'INVALID_SETTING' }], b: [{ errorCode: 'INVALID_SETTING' }] };
    expect(recorded({ data: { pay } }, twice)).toEqual(invalidSeen);
  });

  it('reads a field that is selected several times', () => {
    const parts = 'mutation { pay { user { name } } pay { errors { x: errorCode } } }';
    expect(recorded({ data: { pay: { user: null, errors: [{ x: 'INVALID_SETTING' }] } } }, parts)).toEqual(invalidSeen);
  });

  it('reads the keys that directives left in', () => {
    const skipped =
      'mutation { pay { a: errors @skip(if: true) { errorCode } errors { x: errorCode @skip(if: true) errorCode } } }';
    expect(recorded({ data: { pay: invalid } }, skipped)).toEqual(invalidSeen);
  });

  it.each([
    'query { me { name } lastPayment { errors { errorCode } } }',
    'subscription { pay { errors { errorCode } } }',
  ])('ignores %s', (document) => {
    expect(recorded({ data: { lastPayment: invalid, pay: invalid } }, document)).toEqual([]);
  });

  it('reads the operation that was executed, where the document has several', () => {
    const both = 'query Me { me { name } } mutation Pay { pay { errors { errorCode } } }';
    const response = { data: { pay: invalid } };
    expect(recorded(response, both, 'Pay')).toEqual(invalidSeen);
    expect(recorded(response, both, 'Me')).toEqual([]);
    expect(() => recorded(response, both)).toThrow(
      new TypeError(
        'ledger.record: the document has 2 operations (Me, Pay). Pass the name of the one that was executed as the third argument.',
      ),
    );
    expect(() => recorded(response, both, 'Pays')).toThrow(
      new TypeError('ledger.record: the document has no operation "Pays". Did you mean "Pay"?'),
    );
    expect(() => recorded(response, 'fragment A on Query { me { name } }')).toThrow(
      new TypeError('ledger.record: the document has no operation.'),
    );
  });

  it('refuses the document of another operation', () => {
    expect(() => recorded({ data: { pay: invalid } }, 'mutation { rename { errors { errorCode } } }')).toThrow(
      new TypeError(
        'ledger.record: the response has INVALID_SETTING in "pay", which the document does not select in Mutation. ' +
          'Pass the document that was executed.',
      ),
    );
  });

  it('refuses what is not a document', () => {
    for (const document of [{ query }, 7, null] as unknown as OperationDocument[]) {
      expect(() => recorded({ data: {} }, document)).toThrow(
        /^ledger\.record: the document must be the text or the AST of an operation, got /,
      );
    }
    expect(() => recorded({ data: {} }, 'mutation {')).toThrow('Syntax Error');
  });
});
