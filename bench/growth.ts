import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse } from 'graphql';
import { createErrorModule, readErrorCodes, type HostCode } from 'graphql-error-codes';

export interface GrowthTime {
  /** The number of codes that the host adds. */
  readonly codes: number;
  /** Microseconds per code to create the module. */
  readonly module: number;
  /** Microseconds per code to build a schema with it. */
  readonly schema: number;
  /** Microseconds per code to build a schema with its SDL as an AST. */
  readonly document: number;
  /** Microseconds per code to read and check `@errorCode`, when the schema is wrapped. */
  readonly directives: number;
}

/**
 * Measures the startup cost of each code that a host adds, for catalogues of growing size. If the
 * total grows linearly, the time per code stays constant.
 */
export function measureGrowth(): GrowthTime[] {
  return [100, 1000, 10_000].map((count) => {
    const entry = { category: 'billing', fault: 'client', retry: 'later', action: 'Wait.' } as const;
    const codes = Object.fromEntries(
      Array.from({ length: count }, (_, index): [string, HostCode] => [
        `CODE_${index}`,
        { ...entry, value: `code_${index}`, description: `The meaning of ${index}` },
      ]),
    );
    const perCode = <Input>(work: (input: Input) => unknown, prepare: () => Input) => {
      const times = Array.from({ length: 9 }, () => {
        const input = prepare();
        const start = performance.now();
        work(input);
        return performance.now() - start;
      });
      return (times.toSorted((one, other) => one - other)[4]! * 1000) / count;
    };
    const { typeDefs, resolvers } = createErrorModule({ codes });
    const build = () => makeExecutableSchema({ typeDefs: [typeDefs, 'type Query { ok: Boolean }'], resolvers });
    const document = parse(typeDefs);
    const nothing = () => undefined;
    return {
      codes: count,
      module: perCode(() => createErrorModule({ codes }), nothing),
      schema: perCode(build, nothing),
      document: perCode(
        () => makeExecutableSchema({ typeDefs: [document, 'type Query { ok: Boolean }'], resolvers }),
        nothing,
      ),
      // Of a new schema each time: what was read is kept with the enum.
      directives: perCode(readErrorCodes, build),
    };
  });
}
