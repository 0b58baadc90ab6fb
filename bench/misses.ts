import type { Missed, Row } from './goals.js';

const jit =
  'a resolver of `errors` alone takes 1.2 times a success: graphql-jit inlines properties, and calls resolvers with an object';
const http =
  "HTTP and Apollo's pipeline are 34 of the 36 us of a query: Apollo on Fastify, with nothing else, answers 1.1 times as many";
const engine = 'loading the packages, the schema and the accounts takes as long as the engine';

/** The goals that are not met, by the name of their row, with what a run measured. */
const misses: Readonly<Record<string, Missed>> = {
  'execute: thrown, without stack': {
    reason: 'creating an error takes 0.3 us in V8, and throwing it 0.4',
    measured: 1.17,
  },
  'execute: thrown, with stack': { reason: 'the check of code and details takes 0.1 us', measured: 1.04 },
  'jit: success': { reason: jit, measured: 1.8 },
  'jit: success, async': { reason: 'one more `then` takes 0.05 us', measured: 1.25 },
  'jit: returned failure': { reason: `${jit}; the check of code and details takes 0.1 us`, measured: 1.7 },
  'jit: thrown, without stack': {
    reason: 'a hand-written try/catch around the same error takes 3.2 times',
    measured: 4,
  },
  'withErrorPayloads, 500 mutations in a schema of 5000 types': {
    reason: 'it touches some forty objects of each mutation, most for the first time',
    measured: 4,
  },
  'codes: build a schema from its SDL, 100': { reason: 'it varies from 4 to 15 between runs', measured: 16 },
  'codes: build a schema from its SDL, 10,000': {
    reason: 'the syntax tree of 10,000 codes is collected as garbage meanwhile; from an AST it takes a third less',
    measured: 19,
  },
  'the demo: query': { reason: http, measured: 1.05 },
  'the demo: failure': { reason: http, measured: 0.88 },
  'npm start to the first answer, the first time': { reason: engine, measured: 0.99 },
  'npm start to the first answer, from then on': { reason: engine, measured: 0.9 },
  'the package, packed': {
    reason:
      'the CLI, with a graphql of its own, takes 155 kB, the tools 79, the parsers of HTML and CSV 66, all other code 140, and docs 64',
    measured: 540,
  },
  'memory of the demo on PGlite': { reason: 'the engine alone, with the same data, takes 457 MB', measured: 500 },
};

/** Adds why a goal is not met. */
export function explainMiss(row: Row, prefix = ''): Row {
  const missed = misses[`${prefix}${row.name}`];
  return missed ? { ...row, missed } : row;
}
