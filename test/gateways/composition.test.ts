import type { GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule } from 'graphql-error-codes';
import type { Cell } from './cell.js';
import { composers, subgraphSdl, wundergraph, type Composition, type Subgraph } from './composers.js';
import { createHost, newCode, newlyDeprecatedCode, type HostName } from './hosts.js';

/** Subgraphs of a federated graph, and whether the libraries may make a supergraph of them: all of them say the same. */
interface CompositionCase {
  readonly subgraphs: readonly Subgraph[];
  /** What the libraries must complain of; where it is absent, they must not complain. */
  readonly refused?: RegExp;
  readonly check?: (composed: Composition) => void;
  /** A library that says otherwise, and why. The tests hold it to that. */
  readonly except?: { readonly composer: string; readonly because: string };
}

/** The texts are WunderGraph's, which has no codes. */
const fieldSharing = /^INVALID_FIELD_SHARING|without the "@shareable" directive/;
const enumMismatch = /^ENUM_VALUE_MISMATCH|used as both an input and output but was inconsistently defined/;
const unsatisfiable = /^SATISFIABILITY_ERROR|The field "hint" is unresolvable/;
const fieldTypes = /^FIELD_TYPE_MISMATCH|could not be federated due to incompatible types/;

const except = {
  composer: wundergraph.name,
  because: 'WunderGraph knows the directives of federation by their own names only: use `@shareable`',
};

const sdl = createErrorModule({ shareable: '@shareable' }).typeDefs;

const subgraphsOf = (...typeDefs: readonly string[]): Subgraph[] =>
  typeDefs.map((text, index) => ({ name: `s${index}`, url: `http://127.0.0.1:1/${index}`, typeDefs: text }));

const host = (name: HostName, spelling = '@shareable', imported?: string): Subgraph[] =>
  subgraphsOf(...createHost(name, spelling).map((service) => subgraphSdl(service, imported)));

/** Two copies of the module, the first one as `change` makes it; each with a mutation that uses it. */
const changed = (change: (text: string) => string): Subgraph[] =>
  subgraphsOf(
    ...[change(sdl), sdl].map((text, index) =>
      subgraphSdl({
        name: '',
        resolvers: {},
        typeDefs: `${text} type Query { ok${index}: Boolean } type Mutation { do${index}: Payload${index} } type Payload${index} { errors: [Error!]! }`,
      }),
    ),
  );

const withoutCode = (text: string) => text.replace(/ {2}"""\n[^"]*"""\n {2}MFA_FAILED\n/, '');

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
      `refused: a copy without @shareable on ${type}`,
      { subgraphs: changed((text) => text.replace(`type ${type} @shareable`, `type ${type}`)), refused: fieldSharing },
    ]),
  ),

  'the host spells it @federation__shareable': {
    subgraphs: host('twice', '@federation__shareable', '"@key"'),
    except,
  },

  'the host renamed it in its @link': {
    subgraphs: host('twice', '@common', '{ name: "@shareable", as: "@common" }'),
    except,
  },

  'mutations that declare their codes with @errors': {
    subgraphs: changed((text) => `${text} extend type Mutation { declared: Payload0 @errors(codes: ["MFA_FAILED"]) }`),
  },

  'an older and a newer copy: the union of their codes': {
    subgraphs: host('versions'),
    check: (composed) => {
      expect(codesOf(composed)).toHaveLength(31);
      expect(codesOf(composed).map(({ name }) => name)).toContain(newCode);
    },
  },

  'a deprecation that one copy has': {
    subgraphs: host('versions'),
    check: (composed) => {
      const code = codesOf(composed).find(({ name }) => name === newlyDeprecatedCode)!;
      expect(code.deprecationReason).toBe('Outdated concept');
    },
  },

  'refused: a code as an argument, where the copies differ': {
    subgraphs: changed((text) => `${withoutCode(text)} extend type Query { count(of: ErrorCodeEnum): Int }`),
    refused: enumMismatch,
  },

  'a new kind of details in one copy': {
    subgraphs: changed((text) => `${text} extend union DetailedError = LimitError type LimitError { limit: Int }`),
  },

  'refused: a new field of Error in one copy': {
    subgraphs: changed((text) => text.replace(/type Error @shareable \{/, 'type Error @shareable { hint: String')),
    refused: unsatisfiable,
  },

  'a new code that is @inaccessible at first': {
    subgraphs: changed((text) => text.replace('  MFA_FAILED\n', '  MFA_FAILED @inaccessible\n')),
    check: (composed) => {
      expect(codesOf(composed).map(({ name }) => name)).not.toContain('MFA_FAILED');
    },
  },

  "the module renamed, beside the host's own Error": { subgraphs: host('ownError') },

  "refused: not renamed, beside the host's own Error": {
    subgraphs: changed(() => 'type Error @shareable { reason: String errorCode: Int! }'),
    refused: fieldTypes,
  },
};

describe.each(composers)('$name', ({ name: column, compose }) => {
  for (const [row, { subgraphs, refused, check, except: exception }] of Object.entries(cases)) {
    const because = exception?.composer === column ? exception.because : undefined;
    const test = because === undefined ? it : it.fails;
    test(row, ({ task }) => {
      task.meta.cell = { column, row, says: because === undefined ? 'yes' : 'no', note: because } satisfies Cell;
      const composed = compose(subgraphs);
      if (refused) expect(composed.errors.join('\n')).toMatch(refused);
      else expect(composed.errors).toEqual([]);
      check?.(composed);
    });
  }
});
