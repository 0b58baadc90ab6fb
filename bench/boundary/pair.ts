import { execute, parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { median, quantile } from '../statistics.js';
import { variants, type Variant } from './variants.js';

/**
 * What executes the document. It is parsed and validated once, as in a server with a document
 * cache.
 */
export type Engine = 'execute' | 'jit';

export interface PairResult {
  /** Microseconds per execution of the variant: the median of all rounds. */
  readonly microseconds: number;
  /** The time of the variant divided by that of the baseline: the median of all rounds. */
  readonly ratio: number;
  /** The tenth and ninetieth percentile of the ratio. */
  readonly spread: readonly [number, number];
}

// Enough that garbage is collected in every turn.
const executionsPerTurn = 2500;
const warmUpRounds = 5;

const findVariant = (name: string): Variant => {
  const variant = variants.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`There is no variant "${name}".`);
  return variant;
};

const expected = {
  success: '{"data":{"rename":{"name":"nora","errors":[]}}}',
  failure:
    '{"data":{"rename":{"name":null,"errors":[{"errorCode":"INVALID_SETTING","details":[{"__typename":"ActiveModelError","attribute":"name","type":"taken"},{"__typename":"ActiveModelError","attribute":"name","type":"too_short"}]}]}}}',
};

/** @throws Error when a variant does not return what it is measured for. */
function check({ name, outcome }: Variant, result: string): void {
  const isRight = outcome === 'other' ? result.includes('taken') : result === expected[outcome];
  if (!isRight) throw new Error(`"${name}" returned ${result}`);
}

async function prepare(variant: Variant, engine: Engine): Promise<() => unknown> {
  const schema = variant.createSchema();
  const document = parse(variant.source);
  const [error] = validate(schema, document);
  if (error) throw error;

  const compiled = engine === 'jit' ? compileQuery(schema, document) : undefined;
  if (compiled && !isCompiledQuery(compiled)) throw new Error(`graphql-jit cannot compile "${variant.name}".`);
  const run = compiled ? () => compiled.query(undefined, undefined, {}) : () => execute({ schema, document });
  check(variant, JSON.stringify(await run()));
  return run;
}

/** Runs a turn of executions, and returns the milliseconds it took. */
async function runTurn(run: () => unknown): Promise<number> {
  const start = performance.now();
  for (let execution = 0; execution < executionsPerTurn; execution++) {
    const result = run();
    // Awaiting every result would hide the cost of an unnecessary promise.
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}

/**
 * Measures a variant and its baseline in turns, in this process, which must not run anything else.
 */
export async function measurePair(name: string, engine: Engine, rounds: number): Promise<PairResult> {
  const variant = findVariant(name);
  const [run, runBaseline] = [await prepare(variant, engine), await prepare(findVariant(variant.baseline), engine)];
  const times: number[] = [];
  const ratios: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round++) {
    // In alternating order, so that a change in the machine's speed affects both.
    const baseline = (await runTurn(runBaseline)) + (round % 2 === 0 ? await runTurn(runBaseline) : 0);
    const own = (await runTurn(run)) + (await runTurn(run));
    const total = round % 2 === 0 ? baseline : baseline + (await runTurn(runBaseline));
    if (round < 0) continue;
    times.push((own * 1000) / (2 * executionsPerTurn));
    ratios.push(own / total);
  }
  return {
    microseconds: median(times),
    ratio: median(ratios),
    spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)],
  };
}
