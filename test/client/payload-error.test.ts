import { buildSchema, isObjectType, isUnionType, parse, validate, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isKnownErrorCode, payloadErrorFragment } from 'graphql-error-codes/client';
import { catalogue, typeDefs } from 'graphql-error-codes';

const schema = buildSchema(`${typeDefs}\ntype Query { errors: [Error!]! }`);

describe('payloadErrorFragment', () => {
  it('is valid, and has the name PayloadError', () => {
    expect(validate(schema, parse(`${payloadErrorFragment} { errors { ...PayloadError } }`))).toEqual([]);
  });

  it('selects every field of an error and of every kind of detail', () => {
    const details = schema.getType('DetailedError');
    if (!isUnionType(details)) throw new Error('DetailedError is not a union');
    const types = [schema.getType('Error') as GraphQLObjectType, ...details.getTypes()];
    expect(types.every(isObjectType)).toBe(true);
    const words = payloadErrorFragment.split(/\W+/);
    for (const type of types) {
      expect(words).toContain(type.name);
      for (const field of Object.keys(type.getFields())) expect(words).toContain(field);
    }
  });
});

describe('isKnownErrorCode', () => {
  it('accepts the name of every code, deprecated or not', () => {
    for (const code of Object.keys(catalogue)) expect(isKnownErrorCode(code)).toBe(true);
  });

  it.each(['NEWER_THAN_THIS_CLIENT', 'mfa_failed', 'constructor', '__proto__', '', null, 1, [['MFA_FAILED']]])(
    'rejects %j',
    (value) => {
      expect(isKnownErrorCode(value)).toBe(false);
    },
  );

  it('accepts exactly the codes of a map, with or without a category', () => {
    const errorCategories = { CARD_DECLINED: 'billing', SOLD_OUT: null } as const;
    const codes = ['CARD_DECLINED', 'MFA_FAILED', 'SOLD_OUT', 'constructor', 'toString', undefined, ['SOLD_OUT']];
    expect(codes.filter((code) => isKnownErrorCode(code, errorCategories))).toEqual(['CARD_DECLINED', 'SOLD_OUT']);
  });

  it('filters a list, which passes an index as the second argument', () => {
    expect(['MFA_FAILED', 'mfa_failed', 'WRONG_TOTP'].filter(isKnownErrorCode)).toEqual(['MFA_FAILED', 'WRONG_TOTP']);
  });
});
