import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import {
  createErrorModule,
  failure,
  readErrorCodes,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type HostCode,
} from 'graphql-error-codes';
import { median, timeOf } from '../statistics.js';
import { timeOnMachine, type MachineTime, type Measuring } from './machine.js';

/** A cost that grows with a size: the time for each size, which stays the same if it is linear. */
export interface Growth {
  readonly name: string;
  readonly unit: string;
  readonly times: readonly {
    readonly size: number;
    readonly time: number;
    /** As of {@link MachineTime}, where the time has a goal. */
    readonly slowness?: number;
  }[];
}

const codesOf = (count: number): Record<string, HostCode> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, HostCode] => [
      `CODE_${index}`,
      {
        value: `code_${index}`,
        category: 'billing',
        fault: 'client',
        retry: 'later',
        action: 'Wait.',
        description: `The meaning of ${index}`,
      },
    ]),
  );

const root = 'type Query { ok: Boolean }';

/** Measures the startup cost of each code that a host adds, beyond that of a module without. */
function measureCodes(sizes: readonly number[], measuring: Measuring): Growth[] {
  const perCode = (name: string, prepare: (count: number) => () => void): Growth => {
    const measure = (size: number): MachineTime =>
      timeOnMachine(
        (work) => work(),
        () => prepare(size),
        measuring,
      );
    // The first runs would measure how the engine warms up.
    for (let warmUp = 0; warmUp < 3; warmUp++) measure(300);
    const least = measure(1).time;
    const times = sizes.map((size) => {
      const { time, slowness } = measure(size);
      return { size, time: ((time - least) * 1000) / (size - 1), slowness };
    });
    return { name, unit: 'us a code', times };
  };
  const moduleOf = (count: number) => createErrorModule({ codes: codesOf(count) });
  return [
    perCode('codes: create the module', (count) => {
      const codes = codesOf(count);
      return () => void createErrorModule({ codes });
    }),
    perCode('codes: build a schema from its SDL', (count) => {
      const { typeDefs: sdl, resolvers: map } = moduleOf(count);
      return () => void makeExecutableSchema({ typeDefs: [sdl, root], resolvers: map });
    }),
    perCode('codes: build a schema from its AST', (count) => {
      const { typeDefs: sdl, resolvers: map } = moduleOf(count);
      const document = parse(sdl);
      return () => void makeExecutableSchema({ typeDefs: [document, root], resolvers: map });
    }),
    // Of a new schema each time: what was read is kept with the enum.
    perCode('codes: read @errorCode', (count) => {
      const { typeDefs: sdl, resolvers: map } = moduleOf(count);
      const schema = makeExecutableSchema({ typeDefs: [sdl, root], resolvers: map });
      return () => void readErrorCodes(schema);
    }),
  ];
}

/** Measures the startup cost of each mutation, in a schema with nothing else. */
function measureMutations(sizes: readonly number[]): Growth {
  const schemaOf = (count: number): GraphQLSchema => {
    const names = Array.from({ length: count }, (_, index) => index);
    const fields = names.map((index) => `m${index}: P${index} @errors(codes: ["MFA_FAILED", "WRONG_TOTP"])`);
    const payloads = names.map((index) => `type P${index} { name: String errors: [Error!]! }`);
    return makeExecutableSchema({
      typeDefs: [typeDefs, `${root} type Mutation { ${fields.join(' ')} } ${payloads.join(' ')}`],
      resolvers,
    });
  };
  withErrorPayloads(schemaOf(1000));
  return {
    name: 'mutations: withErrorPayloads',
    unit: 'us a mutation',
    times: sizes.map((size) => ({ size, time: (timeOf(withErrorPayloads, () => schemaOf(size), 5) * 1000) / size })),
  };
}

/** Measures an execution that returns failures, divided by their number. */
function measureErrors(name: string, unit: string, sizes: readonly number[], fail: (size: number) => unknown): Growth {
  const host = `${root} type Mutation { rename: RenamePayload } type RenamePayload { errors: [Error!]! }`;
  const document: DocumentNode = parse(
    'mutation { rename { errors { errorCode details { __typename ... on ActiveModelError { attribute type } } } } }',
  );
  const times = sizes.map((size) => {
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [typeDefs, host],
        resolvers: [resolvers, { Mutation: { rename: () => fail(size) } }],
      }),
    );
    const runs = Math.ceil(2000 / size);
    const run = (): void => {
      for (let index = 0; index < runs; index++) void execute({ schema, document });
    };
    for (let warmUp = 0; warmUp < 20; warmUp++) run();
    const rounds = Array.from({ length: 15 }, () => timeOf(run, () => undefined, 1));
    return { size, time: (median(rounds) * 1000) / runs / size };
  });
  return { name, unit, times };
}

const detailsOf = (count: number) => Array.from({ length: count }, () => ({ attribute: 'name', type: 'taken' }));
const errorsOf = (count: number) => ({
  errors: Array.from({ length: count }, () => ({ errorCode: 'INVALID_SETTING', details: detailsOf(1) })),
});

/** Measures what grows within a process. */
export const measureGrowth = (isQuick: boolean): Growth[] => [
  // A check must not fail because something else ran meanwhile: it takes the best of many runs.
  ...(isQuick ? measureCodes([100, 1000], { runs: 25, part: 0.1 }) : measureCodes([31, 100, 1000, 10_000], {})),
  ...(isQuick
    ? []
    : [
        measureMutations([10, 100, 1000, 5000]),
        measureErrors('details of one error', 'us a detail', [1, 10, 100, 1000], (size) =>
          failure('INVALID_SETTING', ...detailsOf(size)),
        ),
        measureErrors('errors of one payload, with a detail each', 'us an error', [1, 10, 100, 1000], errorsOf),
      ]),
];
