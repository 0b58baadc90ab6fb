import { buildASTSchema, parse } from 'graphql';
import { median, timeOf } from '../statistics.js';

/** The time of some work, and the machine meanwhile. */
export interface MachineTime {
  /** The median, in milliseconds. */
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

/**
 * Measures work whose goal is a time. The same run measures graphql alone each time, because
 * machines that share their cores become several times slower for some seconds.
 */
export function timeOnMachine<Input>(
  work: (input: Input) => unknown,
  prepare: () => Input,
  { caches = 'warm', runs = 9 }: { readonly caches?: keyof typeof expected; readonly runs?: number } = {},
): MachineTime {
  const turns = Array.from({ length: runs }, () => ({
    time: timeOf(work, prepare, 1),
    plain: timeOf(buildPlainSchema, () => undefined, 1),
  }));
  const slowness = median(turns.map(({ plain }) => plain)) / expected[caches];
  return { time: median(turns.map(({ time }) => time)), slowness: Math.max(1, slowness) };
}
