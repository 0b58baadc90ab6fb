import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readErrorDeclarations, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const build = (mutations: string) =>
  buildSchema(
    `${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! } type Mutation { ${mutations} }`,
  );

const refusal = (mutations: string, options = {}) => {
  try {
    withErrorPayloads(build(mutations), options);
  } catch (error) {
    return (error as Error).message;
  }
  return expect.unreachable('the schema was built');
};

describe('@errors', () => {
  it('is read from SDL, also as a list of one without brackets, and of none', () => {
    const schema = build(
      'login: Payload @errors(codes: ["MFA_FAILED", "WRONG_TOTP"]) one: Payload @errors(codes: "MFA_FAILED") none: Payload @errors(codes: []) silent: Payload',
    );
    expect([...readErrorDeclarations(schema)]).toEqual([
      ['Mutation.login', ['MFA_FAILED', 'WRONG_TOTP']],
      ['Mutation.one', ['MFA_FAILED']],
      ['Mutation.none', []],
    ]);
  });

  it('is read from the extensions of a schema that is built by code', () => {
    const schema = build('login: Payload');
    const extensions = { directives: { errors: { codes: ['MFA_FAILED'] } } };
    Object.assign(schema.getMutationType()!.getFields().login!, { extensions });
    expect([...readErrorDeclarations(schema)]).toEqual([['Mutation.login', ['MFA_FAILED']]]);
  });

  it('reaches people: it is appended to the description of the field', () => {
    const schema = withErrorPayloads(
      build(
        '"Signs in" login: Payload @errors(codes: ["MFA_FAILED", "WRONG_TOTP"]) none: Payload @errors(codes: []) silent: Payload',
      ),
    );
    const { login, none, silent } = schema.getMutationType()!.getFields();
    expect(login!.description).toBe('Signs in\n\nErrors: `MFA_FAILED`, `WRONG_TOTP`');
    expect(none!.description).toBe('Errors: none');
    expect(silent!.description).toBeUndefined();
  });

  it('fails the build with every mistake at once, and changes nothing', () => {
    const mutations = `login: Payload @errors(codes: ["MFA_FAILED", "mfa_faild", "MFA_FAILED"])
      other: Payload @errors(codes: ["SOMETHING_ELSE"]) note: String @errors(codes: [])`;
    expect(refusal(mutations)).toBe(
      [
        '@errors is not right:',
        '- Mutation.login declares "mfa_faild", which ErrorCodeEnum does not have. Did you mean MFA_FAILED?',
        '- Mutation.login declares "MFA_FAILED" twice.',
        '- Mutation.other declares "SOMETHING_ELSE", which ErrorCodeEnum does not have.',
        '- Mutation.note has @errors, but its payload has no list of typed errors.',
      ].join('\n'),
    );
    const schema = build(mutations);
    expect(() => withErrorPayloads(schema)).toThrow(TypeError);
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      expect([field.resolve, field.description]).toEqual([undefined, undefined]);
    }
  });

  it('is a must on every mutation with typed errors where requireDeclaration is set', () => {
    expect(refusal('login: Payload note: String', { requireDeclaration: true })).toBe(
      '@errors is not right:\n- Mutation.login answers typed errors: declare them with @errors(codes: [...]).',
    );
    expect(() =>
      withErrorPayloads(build('login: Payload @errors(codes: []) note: String'), { requireDeclaration: true }),
    ).not.toThrow();
  });
});
