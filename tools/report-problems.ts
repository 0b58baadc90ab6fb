/** Prints the problems, one a line, and makes the process fail when there are any. */
export function reportProblems(problems: readonly string[]): void {
  if (problems.length === 0) return;
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}
