import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readErrorDeclarations, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const build = (mutations: string) =>
  buildSchema(
    `${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! } type Mutation { ${mutations} }`,
  );

describe('readErrorDeclarations', () => {
  it('reads @errors from SDL, including an empty list and a list of one without brackets', () => {
    const schema = build(
      'login: Payload @errors(codes: ["MFA_FAILED", "WRONG_TOTP"]) one: Payload @errors(codes: "MFA_FAILED") ' +
        'none: Payload @errors(codes: []) silent: Payload @deprecated',
    );
    expect([...readErrorDeclarations(schema)]).toEqual([
      ['Mutation.login', ['MFA_FAILED', 'WRONG_TOTP']],
      ['Mutation.one', ['MFA_FAILED']],
      ['Mutation.none', []],
    ]);
  });

  it('reads @errors without codes as an empty list, in SDL that was not validated', () => {
    const schema = buildSchema(
      `${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! }
      type Mutation { bare: Payload @errors }`,
      { assumeValidSDL: true },
    );
    expect([...readErrorDeclarations(schema)]).toEqual([['Mutation.bare', []]]);
  });

  it('reads the extensions of a schema that is built by code', () => {
    const schema = build('login: Payload silent: Payload other: Payload plain: Payload');
    const { login, silent, other } = schema.getMutationType()!.getFields();
    Object.assign(login!, { astNode: undefined, extensions: { directives: { errors: { codes: ['MFA_FAILED'] } } } });
    Object.assign(silent!, { astNode: null, extensions: null });
    Object.assign(other!, { extensions: { directives: { auth: { role: 'admin' } } } });
    expect([...readErrorDeclarations(schema)]).toEqual([['Mutation.login', ['MFA_FAILED']]]);
  });

  it.each([
    ['an object', { errors: { codes: ['MFA_FAILED'] } }],
    ['an object with a list of one set of arguments', { errors: [{ codes: ['MFA_FAILED'] }] }],
    ['a list', [{ name: 'auth' }, { name: 'errors', args: { codes: ['MFA_FAILED'] } }]],
    ['one code without brackets', { errors: { codes: 'MFA_FAILED' } }],
    ['a list with one code without brackets', [{ name: 'errors', args: { codes: 'MFA_FAILED' } }]],
  ])('reads extensions.directives in each format: %s', (_case, directives) => {
    const schema = build('login: Payload');
    schema.getMutationType()!.getFields().login!.extensions = { directives };
    expect([...readErrorDeclarations(schema)]).toEqual([['Mutation.login', ['MFA_FAILED']]]);
  });

  it.each([
    ['another name of the argument', { errors: { code: ['MFA_FAILED'] } }, '{"code":["MFA_FAILED"]}'],
    ['codes that are no texts', { errors: { codes: [1] } }, '{"codes":[1]}'],
    ['a list without arguments', [{ name: 'errors' }], '{}'],
    ['null', { errors: null }, 'null'],
    ['two sets of arguments', { errors: [{ codes: [] }, { codes: [] }] }, '[{"codes":[]},{"codes":[]}]'],
  ])('refuses extensions with %s', (_case, directives, inspected) => {
    const schema = build('login: Payload');
    schema.getMutationType()!.getFields().login!.extensions = { directives };
    expect(() => withErrorPayloads(schema)).toThrow(
      new TypeError(
        `Invalid @errors:\n- Mutation.login: extensions.directives.errors must be { codes: ["..."] }, got ${inspected}.`,
      ),
    );
  });

  it('refuses a misspelled code in extensions', () => {
    const schema = build('login: Payload');
    schema.getMutationType()!.getFields().login!.extensions = { directives: { errors: { codes: 'MFA_FAILD' } } };
    expect(() => readErrorDeclarations(schema)).toThrow('declares "MFA_FAILD", which ErrorCodeEnum does not have.');
  });

  it('reads all mutations of a schema with thousands of declared codes', () => {
    const mutations = Array.from({ length: 300 }, (_, index) => `m${index}: Payload @errors(codes: ["MFA_FAILED"])`);
    expect(readErrorDeclarations(build(mutations.join(' '))).size).toBe(300);
  });

  it('returns an empty map for a schema without mutations', () => {
    expect(readErrorDeclarations(buildSchema('type Query { ok: Boolean }')).size).toBe(0);
  });

  it.each([
    ['an unknown option', { strict: true }, ' has no option "strict". It accepts requireDeclaration.'],
    ['a wrong value', { requireDeclaration: 1 }, ': "requireDeclaration" must be true or false, got 1.'],
    ['null', null, ' expects an options object, got null.'],
  ])('refuses %s', (_case, options, message) => {
    expect(() => readErrorDeclarations(build('login: Payload'), options as object)).toThrow(
      new TypeError(`readErrorDeclarations${message}`),
    );
  });
});

describe('invalid declarations', () => {
  const mutations = `login: Payload @errors(codes: ["MFA_FAILED", "mfa_faild", "MFA_FAILED"])
    other: Payload @errors(codes: ["SOMETHING_ELSE"]) note: String @errors(codes: []) fine: String`;
  const refusal = new TypeError(
    [
      'Invalid @errors:',
      '- Mutation.login declares "mfa_faild", which ErrorCodeEnum does not have. Did you mean "MFA_FAILED"?',
      '- Mutation.login declares "MFA_FAILED" twice.',
      '- Mutation.other declares "SOMETHING_ELSE", which ErrorCodeEnum does not have.',
      '- Mutation.note has @errors, but its payload has no list of typed errors.',
    ].join('\n'),
  );

  it('are all listed in one TypeError', () => {
    expect(() => readErrorDeclarations(build(mutations))).toThrow(refusal);
  });

  it('leave the schema unchanged', () => {
    const schema = build(mutations);
    expect(() => withErrorPayloads(schema)).toThrow(refusal);
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      expect([field.resolve, field.description]).toEqual([undefined, undefined]);
    }
  });
});

describe('requireDeclaration', () => {
  const required = { requireDeclaration: true };

  it('refuses a mutation with typed errors that declares no codes', () => {
    const refusal = new TypeError(
      'Invalid @errors:\n- Mutation.login has typed errors but declares no codes: add @errors(codes: [...]).',
    );
    for (const read of [readErrorDeclarations, withErrorPayloads]) {
      expect(() => read(build('login: Payload note: String'), required)).toThrow(refusal);
      expect(() => read(build('login: Payload note: String'))).not.toThrow();
    }
  });

  it('accepts an empty declaration', () => {
    expect(() => withErrorPayloads(build('login: Payload @errors(codes: []) note: String'), required)).not.toThrow();
  });
});
