import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  failure,
  MutationError,
  readErrorDeclarations,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { execute, throwing } from '../host.js';

const build = (sdl: string, host: object = {}): GraphQLSchema =>
  makeExecutableSchema({ typeDefs: [typeDefs, sdl], resolvers: [resolvers, { ...host }] });

const namespaced = `
  type Query { ok: Boolean, users: UserQueries }
  type UserQueries { me: User }
  type Mutation { users: UsersMutations! note: String }
  type UsersMutations {
    login(input: LoginInput): LoginPayload @errors(codes: ["MFA_FAILED"])
    mfa: MfaMutations
    count: Int
  }
  type MfaMutations { remove: LoginPayload }
  input LoginInput { clientMutationId: String }
  type LoginPayload { clientMutationId: String, user: User, query: Query, errors: [Error!]! }
  type User { name: String friends: [User] login: LoginPayload }
`;

function createHost(login: () => unknown, remove: () => unknown = () => ({})) {
  const events: PayloadErrorEvent[] = [];
  const schema = withErrorPayloads(
    build(namespaced, {
      Query: { users: () => ({}) },
      UserQueries: { me: () => ({ name: 'nora' }) },
      Mutation: { users: () => ({}), note: () => 'noted' },
      UsersMutations: { login, mfa: () => ({}) },
      MfaMutations: { remove },
      User: { login },
    }),
    { onError: (event) => events.push(event) },
  );
  return { schema, events, run: (source: string) => execute(schema, source) };
}

describe('a mutation in a namespace', () => {
  it.each([
    ['throws', throwing(new MutationError('MFA_FAILED'))],
    ['returns', () => failure('MFA_FAILED')],
  ])('returns the failure that its resolver %s', async (_case, login) => {
    const { run, events } = createHost(login);
    const source = 'mutation { all: users { one: login { user { name } errors { errorCode } } } note }';
    expect(await run(source)).toEqual({
      data: { all: { one: { user: null, errors: [{ errorCode: 'MFA_FAILED' }] } }, note: 'noted' },
    });
    expect(events).toMatchObject([{ coordinate: 'UsersMutations.login', code: 'MFA_FAILED', declared: true }]);
  });

  it('has an empty list of errors and an echo, in a namespace of a namespace, too', async () => {
    const { run } = createHost(
      () => ({ user: { name: 'nora' } }),
      () => ({}),
    );
    const source = `mutation { users {
      login(input: { clientMutationId: "7" }) { clientMutationId user { name } errors { errorCode } }
      mfa { remove { errors { errorCode } } }
    } }`;
    expect((await run(source)).data).toEqual({
      users: { login: { clientMutationId: '7', user: { name: 'nora' }, errors: [] }, mfa: { remove: { errors: [] } } },
    });
  });

  it('fails for a code that it does not declare', async () => {
    const { data, errors } = await createHost(() => failure('WRONG_TOTP')).run(
      'mutation { users { login { errors { errorCode } } } note }',
    );
    expect(data).toEqual({ users: { login: null }, note: 'noted' });
    expect(errors![0]!.message).toMatch(
      /^UsersMutations\.login returned the code "WRONG_TOTP", which it does not declare/,
    );
  });

  it('declares its codes, and must do so with requireDeclaration', () => {
    const schema = build(namespaced);
    expect([...readErrorDeclarations(schema)]).toEqual([['UsersMutations.login', ['MFA_FAILED']]]);
    expect(() => readErrorDeclarations(schema, { requireDeclaration: true })).toThrow(
      'MfaMutations.remove has typed errors but declares no codes',
    );
    expect(schema.getType('UsersMutations')).toBeDefined();
  });

  it('has its codes in its description', () => {
    const { schema } = createHost(() => null);
    const type = schema.getType('UsersMutations') as unknown as {
      getFields(): Record<string, { description: string }>;
    };
    expect(type.getFields().login!.description).toBe('Errors: `MFA_FAILED`');
  });
});

describe('a field with a payload that a query reaches', () => {
  const me = '{ users { me { name login { errors { errorCode } } } } }';

  it('is unchanged in a query: what it throws is a top-level error', async () => {
    const { data, errors } = await createHost(throwing(new MutationError('MFA_FAILED'))).run(me);
    expect(data).toEqual({ users: { me: { name: 'nora', login: null } } });
    expect(errors).toMatchObject([{ path: ['users', 'me', 'login'], extensions: { code: 'MFA_FAILED' } }]);
  });
});

describe('@errors elsewhere', () => {
  it.each([
    ['on a query', 'type Query { find: LoginPayload @errors(codes: ["MFA_FAILED"]) }', 'Query.find'],
    ['on a field of an entity', 'type Query { me: Me } type Me { name: String @errors(codes: []) }', 'Me.name'],
    ['on an interface', 'type Query { me: Me } interface Me { name: String @errors(codes: []) }', 'Me.name'],
  ])('is refused %s', (_case, sdl, coordinate) => {
    const schema = build(`${sdl} type Mutation { login: LoginPayload } type LoginPayload { errors: [Error!]! }`);
    expect(() => withErrorPayloads(schema)).toThrow(
      new TypeError(
        `Invalid @errors:\n- ${coordinate} has @errors, but only mutations whose payload has typed errors can declare codes.`,
      ),
    );
  });
});
