/*
 * Every combination of a payload's form, of the form of its errors, and of a host's way to resolve
 * fields: the wrapped schema returns what the unwrapped one returns, with an empty list for missing
 * errors. Failures that the unwrapped schema cannot return may be returned, or fail the field; they
 * never look like a success.
 */
import { isDeepStrictEqual } from 'node:util';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { defaultFieldResolver, graphql, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { resolvers, typeDefs, withErrorPayloads, type ErrorPayloadOptions } from 'graphql-error-codes';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Fields = Readonly<Record<string, unknown>>;
/** Creates a payload with these fields. */
type Payload = (fields: Readonly<Record<string, unknown>>) => unknown;

const read = (fields: Fields): Fields => ({ ...fields });

class Entity {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }
  get name() {
    return this.#fields.name;
  }
  get errors() {
    return this.#fields.errors;
  }
  get problems() {
    return this.#fields.problems;
  }
  /** As many ORMs have it. */
  get(field: string) {
    return this.#fields[field];
  }
}

const payloads: Readonly<Record<string, Payload>> = {
  'a plain object': read,
  'an object without a prototype': (fields) => Object.assign(Object.create(null), read(fields)) as unknown,
  'a frozen object': (fields) => Object.freeze(read(fields)),
  'an instance with private state': (fields) => new Entity(read(fields)),
  'an object with methods': (fields) => {
    const { name, ...others } = read(fields);
    return { ...others, name: () => name };
  },
  'an object with hidden properties': (fields) =>
    Object.defineProperties({}, Object.getOwnPropertyDescriptors(Object.freeze(read(fields)))),
  'a proxy': (fields) => {
    const all = read(fields);
    return new Proxy({}, { get: (_target, key) => all[key as string], has: (_target, key) => key in all });
  },
  'a proxy that claims to have nothing': (fields) => {
    const all = read(fields);
    return new Proxy({}, { get: (_target, key) => all[key as string] });
  },
  'a function': (fields) => Object.defineProperties(() => 1, Object.getOwnPropertyDescriptors({ ...read(fields) })),
  'a Map': (fields) => new Map(Object.entries(read(fields))),
  'a promise': async (fields) => read(fields),
  'a promise of an instance': async (fields) => new Entity(read(fields)),
};

class WireError {
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }
  get errorCode() {
    return this.#code;
  }
  get details() {
    return [];
  }
}

const error = () => ({ errorCode: 'mfa_failed', details: [] });
const named = () => ({ errorCode: 'MFA_FAILED', details: [] });

/** The forms of `errors`, with the number of errors in it. */
const forms: Readonly<Record<string, { readonly count: number; readonly errors?: () => unknown }>> = {
  'no errors': { count: 0 },
  'errors that are null': { count: 0, errors: () => null },
  'an empty list': { count: 0, errors: () => [] },
  'a list': { count: 1, errors: () => [error()] },
  'a list with names': { count: 2, errors: () => [named(), error()] },
  'a frozen list': { count: 1, errors: () => Object.freeze([Object.freeze(error())]) },
  'instances with getters': { count: 1, errors: () => [new WireError('mfa_failed')] },
  'a promise of a list': { count: 1, errors: async () => [error()] },
  'a promise of nothing': { count: 0, errors: async () => null },
  'a list of promises': { count: 2, errors: () => [Promise.resolve(error()), Promise.resolve(named())] },
  'a promise of a list of promises': { count: 1, errors: async () => [Promise.resolve(error())] },
  'a function': { count: 1, errors: () => () => [error()] },
  'an async function': { count: 1, errors: () => async () => [error()] },
  'a function that returns nothing': { count: 0, errors: () => () => undefined },
  'a set': { count: 1, errors: () => new Set([error()]) },
  'a generator': {
    count: 2,
    *errors() {
      yield error();
      yield named();
    },
  },
};

const bare =
  (name: string): Resolver =>
  (parent, args, context, info) =>
    defaultFieldResolver(parent, args, context, Object.assign(Object.create(info), { fieldName: name }) as typeof info);

interface Host {
  /** The resolvers of the payload's fields. */
  readonly fields?: Readonly<Record<string, Resolver>>;
  readonly fieldResolver?: Resolver;
  /** The property that the payload's errors are in. */
  readonly property?: string;
}

const getter: Resolver = (parent, args, context, info) => {
  const { get } = parent as { readonly get?: unknown };
  return typeof get === 'function'
    ? (get.call(parent, info.fieldName) as unknown)
    : defaultFieldResolver(parent, args, context, info);
};

const hosts: Readonly<Record<string, Host>> = {
  'no resolvers': {},
  'a resolver for each field': { fields: { name: bare('name'), errors: bare('errors') } },
  'its own resolver of errors': { fields: { errors: (parent) => (parent as Fields).errors } },
  'an async resolver of errors': { fields: { errors: async (parent) => (parent as Fields).errors } },
  'a resolver that maps its problems': {
    fields: { errors: (parent) => (parent as Fields).problems ?? [] },
    property: 'problems',
  },
  'a custom fieldResolver': { fieldResolver: getter },
  'a fieldResolver beside resolvers': { fields: { name: getter, errors: getter }, fieldResolver: getter },
};

function createSchema({ fields = {} }: Host, payload: () => unknown): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: [
      typeDefs,
      `type Query { ok: Boolean }
      type Mutation { rename: RenamePayload note: String }
      type RenamePayload { name: String errors: [Error!]! }`,
    ],
    resolvers: [resolvers, { Mutation: { rename: payload, note: () => 'noted' }, RenamePayload: { ...fields } }],
  });
}

const source = 'mutation { first: rename { name errors { errorCode details { __typename } } } note rename { name } }';

async function run(schema: GraphQLSchema, { fieldResolver }: Host) {
  const { data, errors = [] } = await graphql({ schema, source, ...(fieldResolver && { fieldResolver }) });
  return { data: JSON.parse(JSON.stringify(data)) as unknown, messages: errors.map(({ message }) => message) };
}

const success = { first: { name: 'nora', errors: [] }, note: 'noted', rename: { name: 'nora' } };
const failure = (count: number) => ({
  ...success,
  first: { name: 'nora', errors: Array.from({ length: count }, () => ({ errorCode: 'MFA_FAILED', details: [] })) },
});

type Response = Awaited<ReturnType<typeof run>>;

/** Says what a wrapped schema returned, compared with the unwrapped one. */
function judge(before: Response, after: Response, count: number, events: number): unknown {
  if (before.messages.length === 0) return isDeepStrictEqual(after, before) ? 'as before' : { before, after };
  // The unwrapped schema fails without errors, and for forms that graphql does not resolve.
  if (after.messages.length === 0) {
    const isDelivered = isDeepStrictEqual(after.data, count === 0 ? success : failure(count));
    return isDelivered && events >= count ? 'delivered' : { after, events };
  }
  const { first, note } = after.data as Fields;
  return first === null && note === 'noted' ? 'failed' : { after };
}

describe.each(Object.entries(hosts))('a host with %s', (_host, host) => {
  const cases = Object.entries(payloads).flatMap(([payload, create]) =>
    Object.entries(forms).map(
      ([form, { errors, count }]) => [`${payload}, with ${form}`, create, errors, count] as const,
    ),
  );

  it.each(cases)('returns for %s what it returned before it was wrapped', async (_case, create, errors, count) => {
    const payload = () => create({ name: 'nora', ...(errors && { [host.property ?? 'errors']: errors() }) });
    const options: ErrorPayloadOptions = host.fieldResolver ? { fieldResolver: host.fieldResolver } : {};
    const events: string[] = [];
    const before = await run(createSchema(host, payload), host);
    const after = await run(
      withErrorPayloads(createSchema(host, payload), { ...options, onError: ({ code }) => events.push(code) }),
      host,
    );
    expect(['as before', 'delivered', 'failed']).toContain(judge(before, after, count, events.length));
  });
});
