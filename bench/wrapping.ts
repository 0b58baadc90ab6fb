import { makeExecutableSchema } from '@graphql-tools/schema';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const mutations = 500;
const types = 5000;

/** A schema of 5,000 types with 500 mutations that declare their codes. */
function largeSchema(): GraphQLSchema {
  const fields: string[] = [];
  const more: string[] = [];
  for (let index = 0; index < mutations; index++) {
    fields.push(`m${index}: P${index} @errors(codes: ["MFA_FAILED", "WRONG_TOTP"])`);
    more.push(`type P${index} { name: String errors: [Error!]! }`);
  }
  for (let index = mutations; index < types; index++) more.push(`type T${index} { id: ID next: T${index} }`);
  return makeExecutableSchema({
    typeDefs: [typeDefs, `type Query { t: T${mutations} } type Mutation { ${fields.join(' ')} } ${more.join(' ')}`],
    resolvers: [resolvers, { Mutation: Object.fromEntries(fields.map((_, index) => [`m${index}`, () => null])) }],
  });
}

export interface WrappingTime {
  readonly name: string;
  /** Milliseconds. */
  readonly median: number;
}

/** How long it takes to wrap all mutations of a large schema, in place and, for comparison, with mapSchema. */
export function measureWrapping(): WrappingTime[] {
  const schemas = Array.from({ length: 15 }, largeSchema);
  const time = (work: (schema: GraphQLSchema) => unknown, [schema]: readonly [GraphQLSchema]) => {
    const start = performance.now();
    work(schema);
    return performance.now() - start;
  };
  const mapped = schemas
    .slice(0, 3)
    .map((schema) =>
      time(
        (each) => mapSchema(each, { [MapperKind.MUTATION_ROOT_FIELD]: (field) => ({ ...field, resolve: () => null }) }),
        [schema],
      ),
    );
  const wrapped = schemas.map((schema) => time((each) => withErrorPayloads(each), [schema]));
  const middle = (times: number[]) => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!;
  return [
    { name: `withErrorPayloads, ${mutations} mutations of ${types} types`, median: middle(wrapped) },
    { name: 'mapSchema over the same', median: middle(mapped) },
  ];
}
