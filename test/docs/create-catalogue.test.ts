import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demoSdl } from '../../demo/generated/sdl.js';
import { catalogue, ErrorCode, readErrorDeclarations, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import { createCatalogue, type PublicCode } from 'graphql-error-codes/docs';
import { readReference } from '../reference/rows.js';

const shipped = JSON.parse(readFileSync('src/generated/catalogue.json', 'utf8')) as PublicCode[];
const demo = () => buildSchema(typeDefs + demoSdl);

describe('the shipped catalogue', () => {
  it('has the codes of the reference, with its order, descriptions and deprecations', () => {
    expect(
      shipped.map(({ name, description, deprecation }) => ({
        name,
        description,
        deprecationReason: deprecation?.reason ?? null,
      })),
    ).toEqual(readReference());
  });

  it('never tells an internal value', () => {
    const text = JSON.stringify(shipped);
    for (const value of Object.values(ErrorCode)) expect(text).not.toContain(`"${value}"`);
  });

  it('tells of a deprecated code since when, and what replaces it', () => {
    expect(shipped.find(({ name }) => name === 'PRIMARY_LEVEL_NOT_FOUND')!.deprecation).toEqual({
      reason: 'Outdated concept',
      since: '0.1.0',
      replacedBy: 'none',
    });
  });

  it('names for each code the mutations of the demo that declare it', () => {
    const declared = [...readErrorDeclarations(demo())].flatMap(([coordinate, codes]) =>
      codes.map((code) => `${coordinate} ${code}`),
    );
    const named = shipped.flatMap(({ name, mutations }) => mutations.map((mutation) => `Mutation.${mutation} ${name}`));
    expect(named.toSorted()).toEqual(declared.toSorted());
    for (const { mutations } of shipped) expect(mutations).not.toEqual([]);
  });
});

describe('createCatalogue', () => {
  it('reads the same from the introspection of a running schema as from its SDL', () => {
    const introspected = buildClientSchema(introspectionFromSchema(withErrorPayloads(demo())));
    expect(createCatalogue(introspected)).toEqual(createCatalogue(demo()));
  });

  it("says of a host's own code what the SDL says, and null for the rest", () => {
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

  it('refuses a schema without the enum', () => {
    expect(() => createCatalogue(buildSchema('type Query { ok: Boolean }'))).toThrow(
      'The schema has no enum ErrorCodeEnum: give one that the module is merged into, or one that declares the enum.',
    );
  });
});
