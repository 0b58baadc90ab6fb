import * as fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

/** A request to fuzz with. `token` says who sends it. */
export interface FuzzRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** The name of the root field. In the response it is the only key. */
  readonly root: string;
}

export const callers = ['anonymous', 'alice', 'admin', 'garbage'] as const;
export type Caller = (typeof callers)[number];

/** Texts that break naive code: for databases, parsers, prototypes and encodings. */
const strangeTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u202eabc',
  '😀'.repeat(60),
  'x'.repeat(5000),
  '__proto__',
  'constructor',
  'toString',
  "'; drop table users; --",
  '%s%n{{7*7}}${7*7}',
  '\\u0000',
  '<script>alert(1)</script>',
  '\u0130stanbul',
  '1e999',
  'null',
];

const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 3, arbitrary: fc.constantFrom(...strangeTexts) },
  // A valid value, so that the request gets past the checks.
  {
    weight: 4,
    arbitrary: fc.constantFrom('alice', 'alice-of-the-demo', 'alice@demo.example', 'local', 'nora', '000000'),
  },
);

const json: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"polluted": true}}'),
    { constructor: { prototype: { polluted: true } } },
    { 'a\0b': 'c\0d' },
    ['\ud800'],
    1e308,
    -0,
    Number.MAX_SAFE_INTEGER,
    nest(200),
  ),
);

function nest(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = { value };
  return value;
}

/** Ids that exist or existed, that never existed, of another model, and that are no ids. */
const idOf = (model: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 12 }).map((id) => `gid://demo/${model}/${id}`) },
    { weight: 1, arbitrary: fc.constantFrom(`gid://demo/${model}/999999999999999`, `gid://demo/${model}/0`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>('gid://demo/Other/1', 'x'.repeat(3000), '\ud800', '\0', 1, null, {}, []),
    },
  );

const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  String: text,
  Boolean: fc.boolean(),
  Int: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 50 }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(-1, 51, 2 ** 31, -(2 ** 31) - 1, 1.5, 1e308, '1') },
  ),
  Float: fc.double(),
  JSON: json,
};

/** A value of the type, mostly valid. */
function valueOf(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) {
    return fc.oneof(
      { weight: 80, arbitrary: valueOf(type.ofType, depth) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  }
  if (isListType(type)) {
    const item = valueOf(type.ofType, depth);
    return fc.oneof(
      { weight: 20, arbitrary: fc.array(item, { maxLength: 4 }) },
      { weight: 1, arbitrary: item.map((value) => Array.from({ length: 300 }, () => value)) },
    );
  }
  if (isInputObjectType(type)) {
    // Optional fields end the recursion of input types.
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isNonNullType(field.type));
    return fc.record(
      Object.fromEntries(
        fields.map((field) => [field.name, fc.constant(null).chain(() => valueOf(field.type, depth - 1))]),
      ),
      { requiredKeys: fields.filter(({ type: fieldType }) => isNonNullType(fieldType)).map(({ name }) => name) },
    );
  }
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return fc.oneof({ weight: 50, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text });
  }
  return scalars[type.name] ?? (type.name.endsWith('ID') ? idOf(type.name.slice(0, -2)) : text);
}

interface ArgumentValue {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

const argumentOf = ({ name, type }: GraphQLArgument): fc.Arbitrary<ArgumentValue | null> => {
  const given = valueOf(type, 5).map((value) => ({ name, type: String(type), value }));
  return isNonNullType(type) ? given : fc.option(given, { freq: 3 });
};

interface Field {
  readonly name: string;
  readonly values: readonly ArgumentValue[];
  readonly selection: readonly Selection[];
}
type Selection = Field | { readonly on: string; readonly selection: readonly Selection[] };

function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  depth: number,
): fc.Arbitrary<readonly Selection[]> {
  const named = getNamedType(type);
  if (isLeafType(named)) return fc.constant([]);
  const typename: Field = { name: '__typename', values: [], selection: [] };
  if (isUnionType(named) || isInterfaceType(named)) {
    const parts = schema
      .getPossibleTypes(named)
      .map((member) => selectionOf(schema, member, depth).map((selection) => ({ on: member.name, selection })));
    return fc.tuple(...parts).map((members) => [typename, ...members]);
  }
  if (!isObjectType(named)) return fc.constant([typename]);
  const fields = Object.values(named.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  if (fields.length === 0) return fc.constant([typename]);
  return fc
    .subarray(fields, { maxLength: Math.min(8, fields.length) })
    .chain((chosen) => fc.tuple(...chosen.map((field) => fieldOf(schema, field, depth - 1))))
    .map((selection) => [typename, ...selection]);
}

const fieldOf = (schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<Field> =>
  fc
    .tuple(fc.tuple(...field.args.map(argumentOf)), selectionOf(schema, field.type, depth))
    .map(([values, selection]) => ({ name: field.name, values: values.filter((value) => value !== null), selection }));

/** Prints values as variables, or as literals where the language can express them. */
class Printer {
  readonly variables: Record<string, unknown> = {};
  readonly definitions: string[] = [];
  readonly #asLiterals: boolean;

  constructor(asLiterals: boolean) {
    this.#asLiterals = asLiterals;
  }

  print(selection: readonly Selection[]): string {
    if (selection.length === 0) return '';
    const parts = selection.map((part, index) => {
      if ('on' in part) return `... on ${part.on} ${this.print(part.selection) || '{ __typename }'}`;
      const given = part.values.map(({ name, type, value }) => `${name}: ${this.#value(type, value)}`);
      // An alias each: the same field may be selected with other arguments.
      const alias = part.values.length > 0 ? `a${index}: ` : '';
      return `${alias}${part.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${this.print(part.selection)}`;
    });
    return `{ ${parts.join(' ')} }`;
  }

  #value(type: string, value: unknown): string {
    if (this.#asLiterals) {
      const node = literalOf(value);
      if (node) return print(node);
    }
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }
}

function literalOf(value: unknown): ValueNode | undefined {
  if (value === null) return { kind: 'NullValue' } as ValueNode;
  if (typeof value === 'boolean') return { kind: 'BooleanValue', value } as ValueNode;
  if (typeof value === 'number') {
    const kind = Number.isInteger(value) && !String(value).includes('e') ? 'IntValue' : 'FloatValue';
    return Number.isFinite(value) ? ({ kind, value: String(value) } as ValueNode) : undefined;
  }
  if (typeof value === 'string') {
    const isEnumLike = /^[A-Z][A-Z_]+$/.test(value);
    return { kind: isEnumLike ? 'EnumValue' : 'StringValue', value } as ValueNode;
  }
  if (Array.isArray(value)) {
    const values = value.map(literalOf);
    return values.includes(undefined) ? undefined : ({ kind: 'ListValue', values } as ValueNode);
  }
  const fields = Object.entries(value as object).map(([name, field]) => {
    const node = literalOf(field);
    const isName = /^[A-Za-z_]\w*$/.test(name);
    return node && isName ? { kind: 'ObjectField', name: { kind: 'Name', value: name }, value: node } : undefined;
  });
  return fields.includes(undefined) ? undefined : ({ kind: 'ObjectValue', fields } as ValueNode);
}

/** Requests over the whole schema: every root field, with values of every kind. */
export function fuzzRequests(schema: GraphQLSchema): fc.Arbitrary<FuzzRequest> {
  const roots = [
    ...Object.values(schema.getQueryType()!.getFields()).map((field) => ({ operation: 'query', field })),
    ...Object.values(schema.getMutationType()!.getFields()).map((field) => ({ operation: 'mutation', field })),
  ];
  return fc
    .constantFrom(...roots)
    .chain(({ operation, field }) =>
      fc.record({
        operation: fc.constant(operation),
        field: fieldOf(schema, field, 2),
        asLiterals: fc.boolean(),
        caller: fc.constantFrom<Caller>(...callers, 'alice', 'alice', 'admin', 'admin', 'admin'),
      }),
    )
    .map(({ operation, field, asLiterals, caller }) => {
      const printer = new Printer(asLiterals);
      const selection = printer.print([field]);
      const definitions = printer.definitions.length > 0 ? `(${printer.definitions.join(', ')})` : '';
      return {
        query: `${operation} Fuzz${definitions} ${selection}`,
        variables: printer.variables,
        caller,
        root: field.name,
      };
    });
}
