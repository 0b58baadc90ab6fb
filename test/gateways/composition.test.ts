import { parse, print, visit, type GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule } from 'graphql-error-codes';
import type { Cell } from './cell.js';
import { composers, subgraphSdl, wundergraph, type Composition, type Subgraph } from './composers.js';
import { createHost, newCode, newlyDeprecatedCode, type HostName } from './hosts.js';

/** Subgraphs of a federated graph, and whether the libraries compose them. All libraries agree. */
interface CompositionCase {
  readonly subgraphs: readonly Subgraph[];
  /** The expected error, if composition must fail. */
  readonly error?: RegExp;
  readonly check?: (composed: Composition) => void;
  /** A library that differs, with the reason. A test fails when it no longer does. */
  readonly unsupported?: { readonly composer: string; readonly reason: string };
}

// WunderGraph's errors have no codes, only texts.
const fieldSharing = /^INVALID_FIELD_SHARING|without the "@shareable" directive/;
const enumMismatch = /^ENUM_VALUE_MISMATCH|used as both an input and output but was inconsistently defined/;
const unsatisfiable = /^SATISFIABILITY_ERROR|The field "hint" is unresolvable/;
const fieldTypes = /^FIELD_TYPE_MISMATCH|could not be federated due to incompatible types/;

const unsupported = {
  composer: wundergraph.name,
  reason: 'WunderGraph supports the directives of federation by their own names only. Use `@shareable`.',
};

const sdl = createErrorModule({ shareable: '@shareable' }).typeDefs;

const subgraphsOf = (...typeDefs: readonly string[]): Subgraph[] =>
  typeDefs.map((text, index) => ({ name: `s${index}`, url: `http://127.0.0.1:1/${index}`, typeDefs: text }));

const host = (name: HostName, spelling = '@shareable', imported?: string): Subgraph[] =>
  subgraphsOf(...createHost(name, spelling).map((service) => subgraphSdl(service, imported)));

/** Two copies of the module, the first one changed, each with a mutation that uses it. */
const withChange = (change: (sdl: string) => string): Subgraph[] =>
  subgraphsOf(
    ...[change(sdl), sdl].map((text, index) =>
      subgraphSdl({
        name: '',
        resolvers: {},
        typeDefs: `${text} type Query { ok${index}: Boolean } type Mutation { do${index}: Payload${index} } type Payload${index} { errors: [Error!]! }`,
      }),
    ),
  );

const withoutCode = (text: string) => text.replace(/ {2}".*"\n {2}MFA_FAILED .*\n/, '');

/** The SDL of a version that does not describe its codes. */
function withoutDirective(text: string): string {
  const remove = ({ name }: { readonly name: { readonly value: string } }) =>
    name.value === 'errorCode' ? null : undefined;
  return print(visit(parse(text), { Directive: remove, DirectiveDefinition: remove }));
}

const codesOf = ({ schema }: Composition) => (schema!.getType('ErrorCodeEnum') as GraphQLEnumType).getValues();

const cases: Record<string, CompositionCase> = {
  'two copies': {
    subgraphs: host('twice'),
    check: (composed) => {
      const deprecated = codesOf(composed).filter(({ deprecationReason }) => deprecationReason === 'Outdated concept');
      expect([codesOf(composed).length, deprecated.length]).toEqual([31, 3]);
    },
  },

  'two copies with the query errorCatalogue': { subgraphs: host('catalogue') },

  ...Object.fromEntries(
    ['Error', 'ActiveModelError', 'MessageError'].map((type): [string, CompositionCase] => [
      `rejected: a copy without @shareable on ${type}`,
      { subgraphs: withChange((text) => text.replace(`type ${type} @shareable`, `type ${type}`)), error: fieldSharing },
    ]),
  ),

  'the spelling @federation__shareable': {
    subgraphs: host('twice', '@federation__shareable', '"@key"'),
    unsupported,
  },

  'a spelling that the @link renames': {
    subgraphs: host('twice', '@common', '{ name: "@shareable", as: "@common" }'),
    unsupported,
  },

  'mutations with @errors': {
    subgraphs: withChange(
      (text) => `${text} extend type Mutation { declared: Payload0 @errors(codes: ["MFA_FAILED"]) }`,
    ),
  },

  'two versions: the union of their codes': {
    subgraphs: host('versions'),
    check: (composed) => {
      expect(codesOf(composed)).toHaveLength(31);
      expect(codesOf(composed).map(({ name }) => name)).toContain(newCode);
    },
  },

  'a deprecation in one version only': {
    subgraphs: host('versions'),
    check: (composed) => {
      const code = codesOf(composed).find(({ name }) => name === newlyDeprecatedCode)!;
      expect(code.deprecationReason).toBe('Outdated concept');
    },
  },

  'rejected: a code in an argument, with two versions': {
    subgraphs: withChange((text) => `${withoutCode(text)} extend type Query { count(of: ErrorCodeEnum): Int }`),
    error: enumMismatch,
  },

  'a code with other metadata in one copy': {
    subgraphs: withChange((text) => text.replaceAll('category: "mfa"', 'value: "other", category: "security"')),
    check: (composed) => expect(codesOf(composed)).toHaveLength(31),
  },

  'a code that only one copy describes, with details': {
    subgraphs: withChange(
      (text) =>
        `${text} extend enum ErrorCodeEnum { LIMITED @errorCode(details: ["LimitError"]) }
        extend union DetailedError = LimitError type LimitError { limit: Int }`,
    ),
    check: (composed) => expect(codesOf(composed)).toHaveLength(32),
  },

  'a copy without the directive @errorCode': {
    subgraphs: withChange((text) => {
      const without = withoutDirective(text);
      expect(without).not.toContain('@errorCode');
      return without;
    }),
    check: (composed) => expect(codesOf(composed)).toHaveLength(31),
  },

  'a new detail type in one copy': {
    subgraphs: withChange((text) => `${text} extend union DetailedError = LimitError type LimitError { limit: Int }`),
  },

  'rejected: a new field of Error in one copy': {
    subgraphs: withChange((text) => text.replace(/type Error @shareable \{/, 'type Error @shareable { hint: String')),
    error: unsatisfiable,
  },

  'a new code that is @inaccessible at first': {
    subgraphs: withChange((text) => text.replace('  MFA_FAILED ', '  MFA_FAILED @inaccessible ')),
    check: (composed) => {
      expect(codesOf(composed).map(({ name }) => name)).not.toContain('MFA_FAILED');
    },
  },

  'renamed types beside an Error of the host': { subgraphs: host('ownError') },

  'rejected: default names beside an Error of the host': {
    subgraphs: withChange(() => 'type Error @shareable { reason: String errorCode: Int! }'),
    error: fieldTypes,
  },
};

describe.each(composers)('$name', ({ name, package: from, compose }) => {
  for (const [row, { subgraphs, error, check, unsupported: exception }] of Object.entries(cases)) {
    const reason = exception?.composer === name ? exception.reason : undefined;
    const test = reason === undefined ? it : it.fails;
    test(row, ({ task }) => {
      const result = reason === undefined ? 'yes' : 'no';
      const cell: Cell = { table: 'composers', column: { name, package: from }, row, result, note: reason };
      task.meta.cell = cell;
      const composed = compose(subgraphs);
      if (error) expect(composed.errors.join('\n')).toMatch(error);
      else expect(composed.errors).toEqual([]);
      check?.(composed);
    });
  }
});
