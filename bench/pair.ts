import { execute, parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { variants, type Variant } from './variants.js';

/** How the document is run: parsed and validated once, as a server with a document cache does it. */
export type Engine = 'execute' | 'jit';

export interface PairResult {
  /** Microseconds an execution of the variant took: the median over the rounds. */
  readonly microseconds: number;
  /** Variant over baseline: the median over the rounds, and the tenth and ninetieth percentile. */
  readonly ratio: number;
  readonly spread: readonly [number, number];
}

const rounds = 60;
// Long enough that collecting garbage falls into every turn.
const executionsPerTurn = 2500;
const warmUpRounds = 5;

/** Measures a variant and its baseline in turns, in this process, which should run nothing else. */
export async function measurePair(name: string, engine: Engine): Promise<PairResult> {
  const variant = find(name);
  const [run, runBaseline] = [await prepare(variant, engine), await prepare(find(variant.baseline), engine)];
  const times: number[] = [];
  const ratios: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round++) {
    // Back and forth, so that a machine that gets slower or faster meanwhile does so for both.
    const baseline = (await turn(runBaseline)) + (round % 2 === 0 ? await turn(runBaseline) : 0);
    const own = (await turn(run)) + (await turn(run));
    const total = round % 2 === 0 ? baseline : baseline + (await turn(runBaseline));
    if (round < 0) continue;
    times.push((own * 1000) / (2 * executionsPerTurn));
    ratios.push(own / total);
  }
  return {
    microseconds: quantile(times, 0.5),
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)],
  };
}

const find = (name: string): Variant => {
  const variant = variants.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`No variant is called "${name}".`);
  return variant;
};

async function prepare(variant: Variant, engine: Engine): Promise<() => unknown> {
  const schema = variant.createSchema();
  const document = parse(variant.source);
  const [mistake] = validate(schema, document);
  if (mistake) throw mistake;

  const compiled = engine === 'jit' ? compileQuery(schema, document) : undefined;
  if (compiled && !isCompiledQuery(compiled)) throw new Error(`graphql-jit cannot compile "${variant.name}".`);
  const run = compiled ? () => compiled.query(undefined, undefined, {}) : () => execute({ schema, document });
  check(variant, JSON.stringify(await run()));
  return run;
}

const expected = {
  success: '{"data":{"rename":{"name":"nora","errors":[]}}}',
  failure:
    '{"data":{"rename":{"name":null,"errors":[{"errorCode":"INVALID_SETTING","details":[{"__typename":"ActiveModelError","attribute":"name","type":"taken"},{"__typename":"ActiveModelError","attribute":"name","type":"too_short"}]}]}}}',
};

/** Measuring the wrong answer would be worth nothing. */
function check({ name, answers }: Variant, answer: string): void {
  if (answers === 'other' ? !answer.includes('taken') : answer !== expected[answers])
    throw new Error(`"${name}" answered ${answer}`);
}

/** Milliseconds for a turn of executions. */
async function turn(run: () => unknown): Promise<number> {
  const start = performance.now();
  for (let execution = 0; execution < executionsPerTurn; execution++) {
    const answer = run();
    // Awaiting what is no promise would hide what a needless promise costs.
    if (answer instanceof Promise) await answer;
  }
  return performance.now() - start;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(part * (sorted.length - 1))]!;
}
