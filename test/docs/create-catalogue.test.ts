import { buildClientSchema, buildSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demoSdl } from '../../demo/generated/sdl.js';
import { createErrorModule, ErrorCode, readErrorDeclarations, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import shippedCatalogue from 'graphql-error-codes/catalogue.json' with { type: 'json' };
import { createCatalogue, type PublicCode } from 'graphql-error-codes/docs';
import { readReference } from '../reference/rows.js';
import { billingCodes, billingTypes } from './billing.js';

const shipped = shippedCatalogue as PublicCode[];
const demo = () => buildSchema(typeDefs + demoSdl);
const billing = () => buildSchema(createErrorModule({ builtIn: false }).typeDefs + billingCodes + billingTypes);

describe('catalogue.json', () => {
  it('has the codes of the reference, in the same order, with the same descriptions and deprecations', () => {
    expect(
      shipped.map(({ name, description, deprecation }) => ({
        name,
        description,
        deprecationReason: deprecation?.reason ?? null,
      })),
    ).toEqual(readReference());
  });

  it('has no internal values', () => {
    const text = JSON.stringify(shipped);
    for (const value of Object.values(ErrorCode)) expect(text).not.toContain(`"${value}"`);
  });

  it('has the version and the replacement of each deprecation', () => {
    expect(shipped.find(({ name }) => name === 'PRIMARY_LEVEL_NOT_FOUND')!.deprecation).toEqual({
      reason: 'Outdated concept',
      since: '0.1.0',
      replacedBy: 'none',
    });
  });

  it('lists the mutations of the demo that declare each code', () => {
    const declared = [...readErrorDeclarations(demo())].flatMap(([coordinate, codes]) =>
      codes.map((code) => `${coordinate} ${code}`),
    );
    const listed = shipped.flatMap(({ name, mutations }) =>
      mutations.map((mutation) => `Mutation.${mutation} ${name}`),
    );
    expect(listed.toSorted()).toEqual(declared.toSorted());
    for (const { mutations } of shipped) expect(mutations).not.toEqual([]);
  });
});

describe('createCatalogue', () => {
  it('returns the same for an introspected schema as for its SDL', () => {
    const introspected = buildClientSchema(introspectionFromSchema(withErrorPayloads(demo())));
    expect(createCatalogue(introspected)).toEqual(createCatalogue(demo()));
  });

  it("returns what @errorCode declares of a host's codes, and null for the rest", () => {
    const byName = Object.fromEntries(createCatalogue(billing()).map((code) => [code.name, code]));
    expect(Object.keys(byName)).toHaveLength(12);
    expect(byName.PLAN_TOO_SMALL).toEqual({
      name: 'PLAN_TOO_SMALL',
      description: 'The plan is too small for the request',
      since: null,
      deprecation: { reason: 'Use QUOTA_EXCEEDED', since: '2.1.0', replacedBy: 'QUOTA_EXCEEDED' },
      category: 'plans',
      fault: 'client',
      retry: null,
      exposure: null,
      action: null,
      details: null,
      mutations: [],
    });
    expect(byName.FEATURE_NOT_IN_PLAN).toMatchObject({ since: '2.3.0', deprecation: null });
    expect(byName.RATE_LIMITED).toMatchObject({ details: ['RetryInfo'], mutations: ['users.login'] });
    expect(byName.CURRENCY_UNSUPPORTED).toMatchObject({ category: null, fault: 'client', retry: null, action: null });
    expect(JSON.stringify(byName)).not.toContain('bank_down');
  });

  it('returns null for the fault of codes of which nothing is known', () => {
    const introspected = buildClientSchema(introspectionFromSchema(billing()));
    for (const { fault, category } of createCatalogue(introspected)) expect([fault, category]).toEqual([null, null]);
  });

  it('throws a TypeError for a schema without the enum', () => {
    expect(() => createCatalogue(buildSchema('type Query { ok: Boolean }'))).toThrow(
      new TypeError(
        'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
      ),
    );
  });

  it('throws a TypeError for a declaration of an unknown code', () => {
    const schema = buildSchema(`${typeDefs}
      type Mutation { paint: PaintPayload @errors(codes: ["MFA_FAILD"]) }
      type PaintPayload { errors: [Error!]! }`);
    expect(() => createCatalogue(schema)).toThrow(
      new TypeError(
        'Invalid @errors:\n- Mutation.paint declares "MFA_FAILD", which ErrorCodeEnum does not have. Did you mean "MFA_FAILED"?',
      ),
    );
  });
});
