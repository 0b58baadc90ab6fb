import { versionInfo } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cases, type Case, type CaseName } from './cases.js';
import { createHost } from './hosts.js';
import type { Running } from './product.js';
import { products } from './products.js';
import type { Cell } from './cell.js';

const graphql = inject('graphql');
const entries = Object.entries(cases) as [CaseName, Case][];

it('runs on the graphql that it says', () => {
  expect(versionInfo.major).toBe(graphql);
});

describe.each(products.filter((product) => product.graphql.includes(graphql)))('$name', (product) => {
  const asked = entries.filter(([, { only }]) => only === undefined || only === product.kind);
  const hosts = new Set(asked.map(([, { host }]) => host));

  describe.each([...hosts])('%s', (host) => {
    let running: Running | undefined;
    beforeAll(async () => {
      running = await product.start(createHost(host, product.federation));
    });
    afterAll(() => running?.close());

    for (const [name, { check }] of asked.filter(([, row]) => row.host === host)) {
      const cannot = product.cannot?.[name];
      // What a product cannot do is held to that, too: the table must not say so longer than it is true.
      const test = cannot === undefined ? it : it.fails;
      test(name, async ({ task }) => {
        const cell: Cell = { column: product.name, row: name, says: cannot === undefined ? 'yes' : 'no', note: cannot };
        task.meta.cell = cell;
        const note = await check(running!.ask);
        if (note !== undefined) task.meta.cell = { ...cell, note };
      });
    }
  });
});
