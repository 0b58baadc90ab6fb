/** Returns the value below which a part of all values is. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(part * (sorted.length - 1))]!;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Returns the milliseconds that work takes: the median of runs that have inputs of their own. */
export function timeOf<Input>(work: (input: Input) => unknown, prepare: () => Input, runs = 9): number {
  const times = Array.from({ length: runs }, () => {
    const input = prepare();
    const start = performance.now();
    work(input);
    return performance.now() - start;
  });
  return median(times);
}
