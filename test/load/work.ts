import { randomInt } from 'node:crypto';
import type { LoadClient, Payload, Reply } from './client.js';

/** What the client knows about one thing that it asked the server to create. */
export type Knowledge = 'acknowledged' | 'refused' | 'unknown';

/** By the unique name of each thing that was asked for: what the client knows about it. */
export interface ClientLedger {
  readonly users: Map<string, Knowledge>;
  readonly organizations: Map<string, Knowledge>;
  readonly roles: Map<string, Knowledge>;
  readonly projects: Map<string, Knowledge>;
  /** The tokens of sessions that the server returned and that were never ended. */
  readonly tokens: Set<string>;
}

export const createClientLedger = (): ClientLedger => ({
  users: new Map(),
  organizations: new Map(),
  roles: new Map(),
  projects: new Map(),
  tokens: new Set(),
});

const errors = 'errors { errorCode details { __typename } }';
const register = `mutation Register($input: UsersRegisterInput!) {
  usersRegister(input: $input) { userSession { token user { id namespace { id } } } ${errors} }
}`;
const login = `mutation Login($input: UsersLoginInput!) { usersLogin(input: $input) { userSession { token } ${errors} } }`;
const createOrganization = `mutation Organization($input: OrganizationsCreateInput!) {
  organizationsCreate(input: $input) { organization { id namespace { id members { nodes { id } } roles { nodes { id } } } } ${errors} }
}`;
const createRole = `mutation Role($input: NamespacesRolesCreateInput!) {
  namespacesRolesCreate(input: $input) { namespaceRole { id } ${errors} }
}`;
const createProject = `mutation Project($input: NamespacesProjectsCreateInput!) {
  namespacesProjectsCreate(input: $input) { namespaceProject { id } ${errors} }
}`;
const deleteRole = `mutation DeleteRole($input: NamespacesRolesDeleteInput!) {
  namespacesRolesDelete(input: $input) { namespaceRole { id } ${errors} }
}`;
const viewer =
  'query Viewer { currentUser { id username namespaceMemberships(first: 10) { nodes { namespace { id } } } } }';
const runtimes = 'query Runtimes { globalRuntimes(first: 10) { nodes { id name } count } }';

interface Member {
  readonly username: string;
  readonly password: string;
  token: string;
  namespaceId: string;
  roleId?: string;
}

function knowledgeOf(reply: Reply, mutation: string): Knowledge {
  if (reply.kind !== 'data') return 'unknown';
  return reply.data[mutation]?.errors.length === 0 ? 'acknowledged' : 'refused';
}

/** Creates a user of the load, until it succeeds or `stopped` returns true. */
async function signUp(
  client: LoadClient,
  ledger: ClientLedger,
  name: () => string,
  stopped: () => boolean,
): Promise<Member | undefined> {
  while (!stopped()) {
    const username = name();
    const password = `of ${username}, for the load`;
    const input = { username, email: `${username}@load.example`, password, passwordRepeat: password };
    const reply = await client.send(register, { input });
    const knowledge = knowledgeOf(reply, 'usersRegister');
    ledger.users.set(username, knowledge);
    if (reply.kind === 'data' && knowledge === 'acknowledged') {
      // An outage after the commit leaves fields of the payload without values.
      const session = reply.data.usersRegister!.userSession as {
        token: string;
        user: { namespace: { id: string } | null } | null;
      } | null;
      if (session) ledger.tokens.add(session.token);
      const namespaceId = session?.user?.namespace?.id;
      if (session && namespaceId !== undefined) return { username, password, token: session.token, namespaceId };
    }
    await pause(50);
  }
  return undefined;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * One connection of the load: a user that signs up, then does what people do, one request after
 * another. Every thing that it creates has a unique name, so that the database can be compared with
 * what the client was told.
 */
export async function work(
  client: LoadClient,
  ledger: ClientLedger,
  connection: number,
  stopped: () => boolean,
): Promise<void> {
  let count = 0;
  const name = () => `load-${connection}-${++count}`;
  const member = await signUp(client, ledger, name, stopped);
  if (!member) return;

  const create = async (kind: 'organizations' | 'roles' | 'projects', mutation: string, query: string) => {
    const thing = name();
    const input = { name: thing, ...(kind !== 'organizations' && { namespaceId: member.namespaceId }) };
    const reply = await client.send(query, { input }, member.token);
    ledger[kind].set(thing, knowledgeOf(reply, mutation));
    return reply.kind === 'data' ? (reply.data[mutation] as Payload) : undefined;
  };

  while (!stopped()) {
    const dice = randomInt(100);
    let reply: Reply | undefined;
    if (dice < 3) await signUp(client, ledger, name, stopped);
    else if (dice < 6) {
      const { username, password } = member;
      reply = await client.send(login, { input: { username, password } });
      const session = reply.kind === 'data' ? (reply.data.usersLogin?.userSession as { token: string } | null) : null;
      if (session) ledger.tokens.add((member.token = session.token));
    } else if (dice < 9) {
      // A wrong guess, of an account that nobody has.
      reply = await client.send(login, { input: { username: name(), password: 'wrong' } });
    } else if (dice < 20) {
      const payload = await create('organizations', 'organizationsCreate', createOrganization);
      const organization = payload?.organization as { namespace: { id: string } | null } | null | undefined;
      if (organization?.namespace) member.namespaceId = organization.namespace.id;
    } else if (dice < 32) {
      const payload = await create('roles', 'namespacesRolesCreate', createRole);
      const role = payload?.namespaceRole as { id: string } | null | undefined;
      if (role) member.roleId = role.id;
    } else if (dice < 44) await create('projects', 'namespacesProjectsCreate', createProject);
    else if (dice < 60) {
      // MISSING_PERMISSION: the role does not exist.
      reply = await client.send(
        deleteRole,
        { input: { namespaceRoleId: 'gid://demo/NamespaceRole/999999999' } },
        member.token,
      );
    } else if (dice < 85) reply = await client.send(viewer, {}, member.token);
    else reply = await client.send(runtimes, {});
    // As a client should: Retry-After is in seconds, this is impatient.
    if (reply && reply.kind !== 'data') await pause(100);
  }
}
