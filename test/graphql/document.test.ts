import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { createErrorDocument, document } from '../../src/graphql/document.js';
import { createErrorModule, typeDefs } from '../../src/index.js';

it('the document is the SDL, parsed', () => {
  expect(print(document)).toBe(print(parse(typeDefs)));
});

it('the document of a module with options has them, and comes with its resolvers', () => {
  const options = { federation: '@shareable', names: { prefix: 'Shop' } } as const;
  const { document: made, resolvers } = createErrorDocument(options);
  expect(print(made)).toBe(print(parse(createErrorModule(options).typeDefs)));
  expect(Object.keys(resolvers)).toEqual(Object.keys(createErrorModule(options).resolvers));
});
