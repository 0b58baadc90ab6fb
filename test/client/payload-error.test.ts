import { buildSchema, isObjectType, isUnionType, parse, validate, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isKnownErrorCode, payloadErrorFragment } from 'graphql-error-codes/client';
import { catalogue, typeDefs } from 'graphql-error-codes';

const schema = buildSchema(`${typeDefs}\ntype Query { errors: [Error!]! }`);

describe('payloadErrorFragment', () => {
  it('is valid, under the name PayloadError', () => {
    expect(validate(schema, parse(`${payloadErrorFragment} { errors { ...PayloadError } }`))).toEqual([]);
  });

  it('selects every field of an error and of every kind of detail', () => {
    const details = schema.getType('DetailedError');
    if (!isUnionType(details)) throw new Error('DetailedError is no union');
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
  it('knows every code by its name, deprecated ones too', () => {
    for (const code of Object.keys(catalogue)) expect(isKnownErrorCode(code)).toBe(true);
  });

  it('knows nothing else', () => {
    const others = ['NEWER_THAN_THIS_CLIENT', 'mfa_failed', 'constructor', '__proto__', '', null, 1, ['MFA_FAILED']];
    for (const other of others) expect(isKnownErrorCode(other)).toBe(false);
  });
});
