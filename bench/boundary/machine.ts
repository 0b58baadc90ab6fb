import { buildASTSchema, parse } from 'graphql';
import { quantile, timeOf } from '../statistics.js';

/** The time of some work, and the machine meanwhile. */
export interface MachineTime {
  /** In milliseconds. */
  readonly time: number;
  /** How many times slower the machine was than the one of the goals; 1 if it was not. */
  readonly slowness: number;
}

const types = Array.from(
  { length: 300 },
  (_, index) => `"Type ${index}." type T${index} { id: ID! next(first: Int = 1): T${index} }`,
);
const sdl = `type Query { t: T0 } ${types.join(' ')}`;

/** Parses and builds a schema with graphql alone. */
const buildPlainSchema = () => buildASTSchema(parse(sdl), { assumeValidSDL: true });

/**
 * What the machine of docs/benchmarks.md takes for the plain schema, in milliseconds: right after
 * other code, and after a garbage collection, when the caches are cold. Estimated on a slower one:
 * its times, divided by how much slower it was at what the page has.
 */
const expected = { warm: 2.2, cold: 6 };

/** How work is measured. */
export interface Measuring {
  /** Whether caches are warm, or cold after a garbage collection. */
  readonly caches?: keyof typeof expected;
  readonly runs?: number;
  /** The part of the runs that are faster than the result; by default half of them. */
  readonly part?: number;
}

/**
 * Measures work whose goal is a time. The same run measures graphql alone each time, because
 * machines that share their cores become several times slower for some seconds.
 */
export function timeOnMachine<Input>(
  work: (input: Input) => unknown,
  prepare: () => Input,
  { caches = 'warm', runs = 9, part = 0.5 }: Measuring = {},
): MachineTime {
  const turns = Array.from({ length: runs }, () => ({
    time: timeOf(work, prepare, 1),
    plain: timeOf(buildPlainSchema, () => undefined, 1),
  }));
  const time = quantile(
    turns.map((turn) => turn.time),
    part,
  );
  const plain = quantile(
    turns.map((turn) => turn.plain),
    part,
  );
  return { time, slowness: Math.max(1, plain / expected[caches]) };
}
