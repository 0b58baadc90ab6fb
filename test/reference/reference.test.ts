import {
  buildSchema,
  getIntrospectionQuery,
  type GraphQLEnumType,
  type IntrospectionEnumType,
  type IntrospectionQuery,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeDefs } from 'graphql-error-codes';
import { openDemo, type Demo } from '../demo/open-demo.js';
import { readReference } from './rows.js';

const rows = readReference();

it('the reference has 31 codes, three of them deprecated', () => {
  expect(rows).toHaveLength(31);
  expect(rows.filter(({ deprecationReason }) => deprecationReason)).toHaveLength(3);
});

it('the SDL has the codes of the reference in the same order, with the same descriptions and deprecations', () => {
  const codes = buildSchema(`${typeDefs} type Query { error: Error }`).getType('ErrorCodeEnum') as GraphQLEnumType;
  expect(codes.description).toBe('Represents the available error responses');
  expect(
    codes.getValues().map(({ name, description, deprecationReason }) => ({
      name,
      description: description ?? null,
      deprecationReason: deprecationReason ?? null,
    })),
  ).toEqual(rows);
});

describe('introspection of the running server', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await openDemo();
  });
  afterAll(() => demo.close());

  const enumValues = async (query: string) => {
    const response = await demo.post(JSON.stringify({ query }));
    return ((await response.json()) as { data: { __type: { enumValues: unknown } } }).data.__type.enumValues;
  };

  it('returns all 31 codes of the reference, with their descriptions, when deprecated ones are included', async () => {
    expect(
      await enumValues(
        '{ __type(name: "ErrorCodeEnum") { enumValues(includeDeprecated: true) { name description deprecationReason } } }',
      ),
    ).toEqual(rows);
  });

  it('returns the 28 codes that are not deprecated by default', async () => {
    expect(await enumValues('{ __type(name: "ErrorCodeEnum") { enumValues { name } } }')).toEqual(
      rows.filter(({ deprecationReason }) => deprecationReason === null).map(({ name }) => ({ name })),
    );
  });

  it('has no input of type ErrorCodeEnum, which would break the composition of its versions', async () => {
    const { data } = (await (await demo.post(JSON.stringify({ query: getIntrospectionQuery() }))).json()) as {
      data: IntrospectionQuery;
    };
    const inputs = data.__schema.types.flatMap((type) => [
      ...(type.kind === 'INPUT_OBJECT' ? type.inputFields : []),
      ...(type.kind === 'OBJECT' ? type.fields.flatMap(({ args }) => args) : []),
    ]);
    expect(inputs.length).toBeGreaterThan(20);
    const types = [...inputs, ...data.__schema.directives.flatMap(({ args }) => args)].map(({ type }) => type);
    expect(JSON.stringify(types)).not.toContain('ErrorCodeEnum');
    expect(
      (data.__schema.types.find(({ name }) => name === 'ErrorCodeEnum') as IntrospectionEnumType).enumValues,
    ).toHaveLength(31);
  });
});
