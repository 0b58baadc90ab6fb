import { versionInfo } from 'graphql';
import { expect, inject, it } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The version of graphql that the tests run on, as package.json names it: `graphql-16-0`. */
    version: string;
  }
}

it('runs on the expected version of graphql', () => {
  expect(`graphql-${versionInfo.major}-${versionInfo.minor}`).toBe(inject('version'));
});
