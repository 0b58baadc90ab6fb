import * as fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as main from 'graphql-error-codes';
import * as apollo from 'graphql-error-codes/apollo';
import * as client from 'graphql-error-codes/client';
import * as docs from 'graphql-error-codes/docs';
import * as document from 'graphql-error-codes/document';
import * as mergeCheck from 'graphql-error-codes/merge-check';
import * as opentelemetry from 'graphql-error-codes/opentelemetry';
import * as testing from 'graphql-error-codes/testing';
import { attempt, runs, text, value } from './values.js';

type AnyFunction = (...parameters: unknown[]) => unknown;

const functions = Object.entries({ main, apollo, client, docs, document, mergeCheck, opentelemetry, testing }).flatMap(
  ([entry, exported]) =>
    Object.entries(exported).flatMap(([name, member]) =>
      typeof member === 'function' ? [[`${entry}.${name}`, member as unknown as AnyFunction] as const] : [],
    ),
);

// What they return is called by graphql and Apollo Server.
const returnedToLibraries = /\.create(?:Catalogue|Error(?:Page|Table)|ApolloReporter|OpenTelemetryReporter)/;

/**
 * Calls what a function returned, too: `createResultOf`, `createMessages`, `keepMutationErrors`.
 */
function callReturned(returned: unknown, parameters: readonly unknown[]): void {
  const members = typeof returned === 'function' ? [returned] : Object.values(returned ?? {});
  for (const member of members) {
    if (typeof member === 'function' && !String(member).startsWith('class')) {
      attempt(() => (member as AnyFunction)(...parameters));
    }
  }
}

describe('every exported function, with values of every kind', () => {
  it.each(functions)('%s returns, or throws an error that says what was wrong', (_name, run) => {
    const isClass = String(run).startsWith('class');
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.array(value, { maxLength: 3 }), (parameters, further) => {
        const returned = attempt(() => (isClass ? Reflect.construct(run, parameters) : run(...parameters)));
        if (!isClass && _name.includes('.create') && !returnedToLibraries.test(_name)) callReturned(returned, further);
      }),
      runs(0.012),
    );
  });
});

const metadata = fc.record(
  { description: text, deprecationReason: text, action: text, category: text, since: text },
  { requiredKeys: [] },
);

it('the SDL of a module parses, and says what was given, whatever the texts are', () => {
  fc.assert(
    fc.property(metadata, (code) => {
      const errors = attempt(() => main.createErrorModule({ codes: { OWN: code } }));
      if (!errors) return;
      parse(errors.typeDefs);
      const read = main.readErrorCodes(buildSchema(errors.typeDefs));
      const repaired = Object.fromEntries(
        Object.entries(code).map(([name, given]) => [name, given.replaceAll(/\p{Surrogate}/gu, '\ufffd')]),
      );
      expect(read.OWN).toMatchObject(repaired);
    }),
    runs(0.1),
  );
});

it('page and table have no markup of texts, whatever they are', () => {
  fc.assert(
    fc.property(metadata, text, (code, title) => {
      const errors = attempt(() => main.createErrorModule({ codes: { OWN: code }, builtIn: false }));
      if (!errors) return;
      const schema = buildSchema(`${errors.typeDefs} type Query { ok: Boolean }`);
      const page = attempt(() => docs.createErrorPage(schema, { title }));
      expect(page?.match(/<script/g) ?? [0]).toHaveLength(1);
      const table = attempt(() => docs.createErrorTable(schema, { title, introduction: 'x' }));
      expect(table?.match(/^\| (?:`OWN`|Value) /gm) ?? [0, 0]).toHaveLength(2);
      expect(table ?? '').not.toMatch(/\p{Surrogate}/u);
    }),
    runs(0.1),
  );
});

it('inspect is bounded, well-formed and printable, whatever the value is', () => {
  fc.assert(
    fc.property(value, fc.nat(300), (given, length) => {
      const formatted = main.inspect(given, length);
      expect(formatted.length).toBeLessThanOrEqual(length + 3);
      expect(formatted).not.toMatch(/\p{Surrogate}/u);
      expect(formatted).not.toMatch(/\p{Control}/u);
    }),
    runs(0.2),
  );
});
