import * as v from 'valibot';
import { inspect } from '../internal/inspect.js';
import { excerpt } from './excerpt.js';

const namedKinds = ['SCALAR', 'OBJECT', 'INTERFACE', 'UNION', 'ENUM', 'INPUT_OBJECT'] as const;

/** A reference to a type. Results whose query nests too little end in a list of nothing. */
const typeRef: v.GenericSchema = v.lazy(() =>
  v.variant('kind', [
    v.object({ kind: v.picklist(['LIST', 'NON_NULL']), ofType: typeRef }),
    v.object({ kind: v.picklist(namedKinds), name: v.string() }),
  ]),
);

const named = v.object({ name: v.string() });
const namedList = v.array(named);
const args = v.array(v.object({ name: v.string(), type: typeRef }));
const fields = v.array(v.object({ name: v.string(), args, type: typeRef }));

const type = v.variant('kind', [
  v.object({ kind: v.literal('SCALAR'), name: v.string() }),
  v.object({ kind: v.literal('OBJECT'), name: v.string(), fields, interfaces: namedList }),
  // Servers of an earlier specification have no interfaces of interfaces.
  v.object({
    kind: v.literal('INTERFACE'),
    name: v.string(),
    fields,
    interfaces: v.nullish(namedList),
    possibleTypes: namedList,
  }),
  v.object({ kind: v.literal('UNION'), name: v.string(), possibleTypes: namedList }),
  v.object({ kind: v.literal('ENUM'), name: v.string(), enumValues: namedList }),
  v.object({ kind: v.literal('INPUT_OBJECT'), name: v.string(), inputFields: args }),
]);

/** What graphql needs to build a schema. */
const result = v.object({
  __schema: v.object({
    queryType: v.nullish(named),
    mutationType: v.nullish(named),
    subscriptionType: v.nullish(named),
    types: v.array(type),
    directives: v.nullish(v.array(v.object({ name: v.string(), locations: v.array(v.string()), args }))),
  }),
});

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : excerpt(inspect(value));
}

const expectations: Readonly<Record<string, string>> = { Array: 'a list', Object: 'an object', string: 'a string' };

/** Returns what must be at a place, in words. */
const describeExpected = (expected: string): string =>
  expectations[expected] ?? expected.replaceAll(/^\(|\)$/g, '').replaceAll(' | ', ' or ');

/**
 * Returns what an introspection result lacks first: `__schema.types is missing`; `undefined` for a
 * complete result.
 */
export function findGap(data: unknown): string | undefined {
  const { issues: [issue] = [] } = v.safeParse(result, data, { abortEarly: true });
  if (!issue) return undefined;
  let path = '';
  let owner = '';
  for (const { key, value } of issue.path ?? []) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
    const { name } = (value ?? {}) as { readonly name?: unknown };
    if (owner === '' && typeof key === 'number' && typeof name === 'string') owner = ` of ${excerpt(name)}`;
  }
  if (issue.input === undefined) return `${path}${owner} is missing`;
  return `${path}${owner} must be ${describeExpected(issue.expected ?? 'valid')}, got ${describe(issue.input)}`;
}
