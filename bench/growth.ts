import { makeExecutableSchema } from '@graphql-tools/schema';
import { createErrorModule, type HostCode } from 'graphql-error-codes';

export interface GrowthTime {
  readonly codes: number;
  /** Microseconds a code to make the module, and to build a schema with it. */
  readonly module: number;
  readonly schema: number;
}

/** What a code that a host adds costs when a process starts, for catalogues of growing size. Linear growth is a constant time for each. */
export function measureGrowth(): GrowthTime[] {
  return [100, 1000, 10_000].map((count) => {
    const entry = { category: 'billing', fault: 'client', retry: 'later', action: 'Wait.' } as const;
    const codes = Object.fromEntries(
      Array.from({ length: count }, (_, index): [string, HostCode] => [
        `CODE_${index}`,
        { ...entry, value: `code_${index}`, description: `What ${index} means` },
      ]),
    );
    const perCode = (work: () => unknown) => {
      const times = Array.from({ length: 9 }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      });
      return (times.toSorted((one, other) => one - other)[4]! * 1000) / count;
    };
    const { typeDefs, resolvers } = createErrorModule({ codes });
    return {
      codes: count,
      module: perCode(() => createErrorModule({ codes })),
      schema: perCode(() => makeExecutableSchema({ typeDefs: [typeDefs, 'type Query { ok: Boolean }'], resolvers })),
    };
  });
}
