import { withErrorPayloads, type ErrorPayloadOptions, type PayloadErrorEvent } from 'graphql-error-codes';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { hosts } from './hosts.js';
import type { RunningHost, Wrap } from './host.js';
import { laws, type Law, type LawName, type Trial } from './laws.js';

describe.each(hosts)('$name', (host) => {
  const events: PayloadErrorEvent[] = [];
  const defects: Trial['defects'][number][] = [];
  const options: ErrorPayloadOptions = {
    onError: (event) => events.push(event),
    onDefect: (error, coordinate) => defects.push({ error, coordinate }),
  };
  // Some hosts wrap twice. A hook that is passed both times is called once.
  const wrap: Wrap = (schema) => withErrorPayloads(schema, options);

  const running: RunningHost[] = [];
  beforeAll(async () => {
    running.push(await host.start(wrap));
    running.push(await host.start((schema) => schema));
  });
  afterAll(() => Promise.all(running.map(({ close }) => close())));
  beforeEach(() => {
    events.length = 0;
    defects.length = 0;
  });

  for (const [name, check] of Object.entries<Law>({ ...laws, ...host.ownLaws })) {
    // A law that does not hold must fail, so that the list stays correct when it does.
    const test = host.unsupported?.[name as LawName] === undefined ? it : it.fails;
    test(name, async () => {
      const [{ send }, { send: sendUnwrapped }] = running as [RunningHost, RunningHost];
      await check({ host, send, sendUnwrapped, events, defects });
    });
  }
});
