import { buildClientSchema, buildSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demoSdl } from '../../demo/generated/sdl.js';
import { catalogue, ErrorCode, readErrorDeclarations, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import shippedCatalogue from 'graphql-error-codes/catalogue.json' with { type: 'json' };
import { createCatalogue, type PublicCode } from 'graphql-error-codes/docs';
import { readReference } from '../reference/rows.js';

const shipped = shippedCatalogue as PublicCode[];
const demo = () => buildSchema(typeDefs + demoSdl);

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

  it("returns null for the metadata of the host's own codes", () => {
    const schema = buildSchema(`${typeDefs}
      extend enum ErrorCodeEnum { "No such colour" NO_COLOUR @deprecated(reason: "All colours are there") constructor }
      type Mutation { paint: PaintPayload @errors(codes: ["NO_COLOUR"]) }
      type PaintPayload { errors: [Error!]! }`);
    const unknown = { category: null, fault: null, retry: null, action: null };
    expect(createCatalogue(schema).slice(Object.keys(catalogue).length)).toEqual([
      {
        name: 'NO_COLOUR',
        description: 'No such colour',
        deprecation: { reason: 'All colours are there', since: null, replacedBy: null },
        ...unknown,
        mutations: ['paint'],
      },
      { name: 'constructor', description: null, deprecation: null, ...unknown, mutations: [] },
    ]);
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
