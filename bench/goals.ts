/** What a ratio may be at most, or must be at least. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the results. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is divided by. */
  readonly baseline?: string;
  readonly ratio?: number;
  /** The tenth and ninetieth percentile of the ratio. */
  readonly spread?: readonly [number, number];
  /** Of the ratio or, without one, of the value. */
  readonly goal?: Goal;
  /** How many times slower the machine was than the one of the goals: times are divided by it. */
  readonly slowness?: number;
  /** Why the goal is not met, and what was measured then. */
  readonly missed?: Missed;
}

/** A goal that is not met, for a reason that docs/benchmarks.md gives. */
export interface Missed {
  readonly reason: string;
  /** What was measured: this must not get worse. */
  readonly measured: number;
}

/** A goal may be missed by this factor before it is a failure: machines are noisy. */
const tolerance = 1.5;

const measured = ({ ratio, value, slowness = 1 }: Row): number => ratio ?? value / slowness;

export const isMet = (row: Row): boolean =>
  !row.goal || ('atMost' in row.goal ? measured(row) <= row.goal.atMost : measured(row) >= row.goal.atLeast);

/** Whether a row is so far from its goal, or from what it was, that something has become slower. */
export function isFailed(row: Row): boolean {
  const { goal, missed } = row;
  if (!goal) return false;
  if ('atMost' in goal) return measured(row) > Math.max(goal.atMost, missed?.measured ?? 0) * tolerance;
  return measured(row) < Math.min(goal.atLeast, missed?.measured ?? Infinity) / tolerance;
}

export const formatGoal = (goal: Goal): string => ('atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`);

/** Says that a time was measured on a slower machine than that of the goals. */
export const describeMachine = ({ goal, slowness = 1 }: Row): string =>
  goal && slowness > 1 ? `on a machine ${slowness.toFixed(1)} times slower than that of the goals` : '';
