import { versionInfo } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cases, type Case, type CaseName } from './cases.js';
import type { Cell, Column } from './cell.js';
import { createHost } from './hosts.js';
import type { RunningProduct } from './product.js';
import { products } from './products.js';

const graphql = inject('graphql');
const entries = Object.entries(cases) as [CaseName, Case][];

it('runs on the expected version of graphql', () => {
  expect(versionInfo.major).toBe(graphql);
});

describe.each(products.filter((product) => product.graphql.includes(graphql)))('$name', (product) => {
  const column: Column = { name: product.name, package: product.package, setup: product.setup };
  const applicable = entries.filter(([, { only }]) => only === undefined || only === product.kind);
  const hosts = new Set(applicable.map(([, { host }]) => host));

  describe.each([...hosts])('%s', (host) => {
    let running: RunningProduct | undefined;
    beforeAll(async () => {
      running = await product.start(createHost(host, product.shareable));
    });
    afterAll(() => running?.close());

    for (const [name, { check }] of applicable.filter(([, row]) => row.host === host)) {
      const reason = product.unsupported?.[name];
      // An unsupported case must fail, so that the table stays correct when a product adds support.
      const test = reason === undefined ? it : it.fails;
      test(name, async ({ task }) => {
        const result = reason === undefined ? 'yes' : 'no';
        const cell: Cell = { table: 'products', column, row: name, result, note: reason };
        task.meta.cell = cell;
        const note = await check(running!.send);
        if (note !== undefined) task.meta.cell = { ...cell, note };
      });
    }
  });
});
