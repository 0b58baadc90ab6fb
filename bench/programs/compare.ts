import { spawnSync } from 'node:child_process';
import { median } from '../statistics.js';

/** The time of a program, beside that of the least it could do. */
export interface ProgramTime {
  readonly name: string;
  /** In milliseconds. */
  readonly time: number;
  readonly baseline: string;
  readonly ratio: number;
}

/** The environment of programs, which run as users run them. */
export const { NODE_ENV: _production, ...environment } = process.env;

function timeOfProgram(parameters: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    env: environment,
    // A report of 10,000 findings is larger than the default limit.
    maxBuffer: Infinity,
  });
  // 1 means that a command found something.
  if (status !== 0 && status !== 1) throw new Error(`${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

/** A program with a name, and its parameters for Node.js. */
export interface Program {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** Measures a program in turns with its baseline. */
export function compare(program: Program, baseline: Program, runs: number): ProgramTime {
  const times: number[] = [];
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) {
    const time = timeOfProgram(program.parameters);
    times.push(time);
    ratios.push(time / timeOfProgram(baseline.parameters));
  }
  return { name: program.name, time: median(times), baseline: baseline.name, ratio: median(ratios) };
}
