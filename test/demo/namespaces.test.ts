import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomInt } from 'node:crypto';
import { namespaceLicenses } from '../../demo/database/tables.js';
import {
  ApplicationSettingsUpdateDocument,
  MembershipsDocument,
  NamespaceDocument,
  NamespacesMembersAcceptDocument,
  NamespacesMembersAssignRolesDocument,
  NamespacesMembersDeleteDocument,
  NamespacesMembersInviteDocument,
  NamespacesRolesAssignAbilitiesDocument,
  NamespacesRolesCreateDocument,
  NamespacesRolesDeleteDocument,
  OrganizationDocument,
  OrganizationsCreateDocument,
  type NamespaceAbility,
} from '../generated/operations.js';
import { error, openDemo, signIn, signUp, type Account, type Demo } from './open-demo.js';

let demo: Demo;
let stranger: Account;
beforeAll(async () => {
  demo = await openDemo();
  stranger = await signUp(demo);
});
afterAll(() => demo.close());

const missingPermission = [error('MISSING_PERMISSION')];

const createOrganization = async (name: string | null, token?: string) =>
  (await demo.ask(OrganizationsCreateDocument, { input: { name } }, token)).organizationsCreate!;
const invite = async (namespaceId: string, userId: string, token?: string) =>
  (await demo.ask(NamespacesMembersInviteDocument, { input: { namespaceId, userId } }, token)).namespacesMembersInvite!;
const removeMember = async (namespaceMemberId: string, token?: string) =>
  (await demo.ask(NamespacesMembersDeleteDocument, { input: { namespaceMemberId } }, token)).namespacesMembersDelete!;
const assignRoles = async (memberId: string, roleIds: string[], token?: string) =>
  (await demo.ask(NamespacesMembersAssignRolesDocument, { input: { memberId, roleIds } }, token))
    .namespacesMembersAssignRoles!;
const createRole = async (namespaceId: string, name: string | null, token?: string) =>
  (await demo.ask(NamespacesRolesCreateDocument, { input: { namespaceId, name } }, token)).namespacesRolesCreate!;
const assignAbilities = async (roleId: string, abilities: NamespaceAbility[], token?: string) =>
  (await demo.ask(NamespacesRolesAssignAbilitiesDocument, { input: { roleId, abilities } }, token))
    .namespacesRolesAssignAbilities!;
const removeRole = async (namespaceRoleId: string, token?: string) =>
  (await demo.ask(NamespacesRolesDeleteDocument, { input: { namespaceRoleId } }, token)).namespacesRolesDelete!;
const namespaceOf = async (id: string, token?: string) => (await demo.ask(NamespaceDocument, { id }, token)).namespace;

/** Creates an organization. Returns it with its administrator, their membership and their role. */
async function found() {
  const admin = await signUp(demo);
  const { organization } = await createOrganization(`Organization ${randomInt(1e9)}`, admin.token);
  const id = organization!.namespace.id;
  const { members, roles } = (await namespaceOf(id, admin.token))!;
  return { id, organization: organization!, admin, member: members.nodes[0]!, role: roles.nodes[0]! };
}

/** Adds a member with a role that grants these abilities. */
async function join({ id, admin }: Awaited<ReturnType<typeof found>>, ...abilities: NamespaceAbility[]) {
  const account = await signUp(demo);
  const { namespaceMember } = await invite(id, account.id, admin.token);
  const { namespaceRole } = await createRole(id, `Role ${randomInt(1e9)}`, admin.token);
  await assignAbilities(namespaceRole!.id, abilities, admin.token);
  await assignRoles(namespaceMember!.id, [namespaceRole!.id], admin.token);
  return { account, member: namespaceMember!, role: namespaceRole! };
}

describe('organizationsCreate', () => {
  it('creates the namespace and its role Administrator, and adds the creator as a member', async () => {
    const { id, organization, admin, member } = await found();
    expect(await namespaceOf(id, admin.token)).toMatchObject({
      organization: { id: organization.id, name: organization.name },
      user: null,
      members: { count: 1, nodes: [{ user: { id: admin.id }, roles: { nodes: [{}] } }] },
      roles: { count: 1, nodes: [{ name: 'Administrator', abilities: ['NAMESPACE_ADMINISTRATOR'] }] },
    });
    const { currentUser } = await demo.ask(MembershipsDocument, {}, admin.token);
    expect(currentUser!.namespaceMemberships).toEqual({ nodes: [{ id: member.id, namespace: { id } }], count: 1 });
  });

  it('returns MISSING_PERMISSION for anonymous callers and, when creation is restricted, for everyone except instance admins', async () => {
    expect((await createOrganization('')).errors).toEqual(missingPermission);
    const root = await signIn(demo, 'admin');
    const restrict = (organizationCreationRestricted: boolean) =>
      demo.ask(ApplicationSettingsUpdateDocument, { input: { organizationCreationRestricted } }, root);
    await restrict(true);
    const [refused, allowed] = [
      await createOrganization('Refused', stranger.token),
      await createOrganization('Allowed', root),
    ];
    await restrict(false);
    expect(refused).toMatchObject({ organization: null, errors: missingPermission });
    expect(allowed.errors).toEqual([]);
  });

  it('returns MISSING_PARAMETER for a blank name and INVALID_SETTING for an invalid one', async () => {
    await createOrganization('Taken already', stranger.token);
    const errors = async (name: string | null) => (await createOrganization(name, stranger.token)).errors;
    for (const blank of [null, ' ']) {
      expect(await errors(blank)).toEqual([error('MISSING_PARAMETER', { attribute: 'name', type: 'blank' })]);
    }
    for (const [name, type] of [
      ['taken ALREADY', 'taken'],
      ['ab', 'too_short'],
      ['x'.repeat(51), 'too_long'],
      ['no\0name', 'invalid'],
    ] as const) {
      expect(await errors(name)).toEqual([error('INVALID_SETTING', { attribute: 'name', type })]);
    }
  });
});

describe('namespace and organization', () => {
  it('are visible to members only; for others they are null, as if they did not exist', async () => {
    const { id, organization } = await found();
    const seen = async (token?: string) => [
      await namespaceOf(id, token),
      (await demo.ask(OrganizationDocument, { id: organization.id }, token)).organization,
    ];
    expect(await seen()).toEqual([null, null]);
    expect(await seen(stranger.token)).toEqual([null, null]);
    expect(await namespaceOf('gid://demo/Namespace/999999', stranger.token)).toBeNull();
  });

  it('do not show the addresses of other members', async () => {
    const organization = await found();
    const { account } = await join(organization);
    const { nodes } = (await namespaceOf(organization.id, account.token))!.members;
    expect(nodes.map(({ user }) => user?.email)).toEqual([null, account.email]);
  });

  it('include a personal namespace, visible only to its owner', async () => {
    const { currentUser } = await demo.ask(MembershipsDocument, {}, stranger.token);
    const { id, user } = currentUser!.namespace!;
    expect(user!.id).toBe(stranger.id);
    expect((await namespaceOf(id, stranger.token))!.id).toBe(id);
    expect(await namespaceOf(id, (await found()).admin.token)).toBeNull();
  });
});

describe('an invited user', () => {
  const memberIn = async (id: string, memberId: string, token: string) =>
    (await namespaceOf(id, token))!.members.nodes.find((member) => member.id === memberId)!;
  const accept = async (namespaceMemberId: string, token?: string) =>
    (await demo.ask(NamespacesMembersAcceptDocument, { input: { namespaceMemberId } }, token)).namespacesMembersAccept!;

  it('is hidden from the other members until they accept, except from instance admins', async () => {
    const { id, admin } = await found();
    const guest = await signUp(demo);
    const { namespaceMember } = await invite(id, guest.id, admin.token);
    expect(namespaceMember!.user).toBeNull();
    expect((await memberIn(id, namespaceMember!.id, admin.token)).user).toBeNull();
    expect((await memberIn(id, namespaceMember!.id, guest.token)).user!.id).toBe(guest.id);

    const { namespaceMember: accepted, errors } = await accept(namespaceMember!.id, guest.token);
    expect(errors).toEqual([]);
    expect(accepted).toMatchObject({ acceptedAt: expect.any(String), user: { id: guest.id, admin: false } });
    expect((await memberIn(id, namespaceMember!.id, admin.token)).user).toMatchObject({
      id: guest.id,
      username: guest.username,
    });
  });

  it('does not see, and is not told, whether another member is an instance admin', async () => {
    const organization = await found();
    const { account, member } = await join(organization);
    await accept(member.id, account.token);
    const query = `query ($id: NamespaceID!) { namespace(id: $id) { members { nodes { user { admin } } } } }`;
    const response = await demo.post(JSON.stringify({ query, variables: { id: organization.id } }), {
      authorization: `Session ${account.token}`,
    });
    expect(await response.json()).toEqual({
      data: { namespace: { members: { nodes: [{ user: { admin: null } }, { user: { admin: false } }] } } },
    });
  });

  it('alone can accept, once: for others namespacesMembersAccept returns MISSING_PERMISSION', async () => {
    const { id, admin } = await found();
    const guest = await signUp(demo);
    const { namespaceMember } = await invite(id, guest.id, admin.token);
    for (const token of [undefined, admin.token, stranger.token]) {
      expect(await accept(namespaceMember!.id, token)).toMatchObject({
        namespaceMember: null,
        errors: missingPermission,
      });
    }
    expect((await accept(namespaceMember!.id, guest.token)).errors).toEqual([]);
    expect((await accept(namespaceMember!.id, guest.token)).errors).toEqual(missingPermission);
  });

  it('can decline by deleting the membership', async () => {
    const { id, admin } = await found();
    const guest = await signUp(demo);
    const { namespaceMember } = await invite(id, guest.id, admin.token);
    expect((await removeMember(namespaceMember!.id, guest.token)).errors).toEqual([]);
    expect((await namespaceOf(id, admin.token))!.members.count).toBe(1);
  });
});

it('who invites too many users that do not exist cannot find out which do', async () => {
  const limited = await openDemo({ rateLimits: { unknownInvitations: { times: 3, minutes: 60 } } });
  const [inviter, guest] = [await signUp(limited), await signUp(limited)];
  const { currentUser } = await limited.ask(MembershipsDocument, {}, inviter.token);
  const attempt = async (userId: string) => {
    const input = { namespaceId: currentUser!.namespace!.id, userId };
    return (await limited.ask(NamespacesMembersInviteDocument, { input }, inviter.token)).namespacesMembersInvite!
      .errors;
  };
  expect(await attempt(guest.id)).toEqual([]);
  for (const id of [901, 902, 903]) expect(await attempt(`gid://demo/User/${id}`)).toEqual(missingPermission);
  expect(await attempt('gid://demo/User/1')).toEqual(missingPermission);
  await limited.close();
});

it('a fresh demo has an organization without a free seat, administered by alice', async () => {
  const token = await signIn(demo, 'alice');
  const { currentUser } = await demo.ask(MembershipsDocument, {}, token);
  const { id } = currentUser!.namespaceMemberships!.nodes[0]!.namespace;
  expect((await namespaceOf(id, token))!.organization!.name).toBe('Licensed');
  expect((await invite(id, stranger.id, token)).errors).toEqual([error('NO_FREE_LICENSE_SEATS')]);
});

it('INVALID_SETTING is returned for lists of more than a hundred items', async () => {
  const { member, role, admin } = await found();
  const tooLong = (attribute: string) => [error('INVALID_SETTING', { attribute, type: 'too_long' })];
  const times = <Item>(item: Item) => Array.from({ length: 101 }, () => item);
  expect((await assignRoles(member.id, times(role.id), admin.token)).errors).toEqual(tooLong('roleIds'));
  expect((await assignAbilities(role.id, times('DELETE_MEMBER' as const), admin.token)).errors).toEqual(
    tooLong('abilities'),
  );
});

describe('namespacesMembersInvite', () => {
  it('adds a user as a member without roles', async () => {
    const { id, admin } = await found();
    const { namespaceMember, errors } = await invite(id, stranger.id, admin.token);
    expect(errors).toEqual([]);
    expect(namespaceMember).toMatchObject({ user: null });
  });

  it('returns MISSING_PERMISSION without the ability, and for an unknown namespace or user', async () => {
    const organization = await found();
    const { account: powerless } = await join(organization, 'DELETE_MEMBER');
    for (const token of [undefined, stranger.token, powerless.token]) {
      expect((await invite(organization.id, stranger.id, token)).errors).toEqual(missingPermission);
    }
    const { token } = organization.admin;
    expect((await invite('gid://demo/Namespace/999999', stranger.id, token)).errors).toEqual(missingPermission);
    expect((await invite(organization.id, 'gid://demo/User/999999', token)).errors).toEqual(missingPermission);
    const { account: inviter } = await join(organization, 'INVITE_MEMBER');
    expect((await invite(organization.id, stranger.id, inviter.token)).errors).toEqual([]);
  });

  it('returns INVALID_SETTING for an existing member', async () => {
    const { id, admin } = await found();
    expect((await invite(id, admin.id, admin.token)).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'userId', type: 'taken' }),
    ]);
  });

  const license = (id: string, startDate: string, endDate: string | null, userCount?: number) =>
    demo.database.insert(namespaceLicenses).values({
      namespaceId: Number(id.split('/').at(-1)),
      startDate,
      endDate,
      restrictions: userCount === undefined ? {} : { user_count: userCount },
    });

  it('returns NO_FREE_LICENSE_SEATS when the licence has no free seat, even for an existing member', async () => {
    const { id, admin } = await found();
    await license(id, '2020-01-01', null, 2);
    expect((await invite(id, stranger.id, admin.token)).errors).toEqual([]);
    for (const userId of [(await signUp(demo)).id, stranger.id]) {
      expect(await invite(id, userId, admin.token)).toMatchObject({
        namespaceMember: null,
        errors: [error('NO_FREE_LICENSE_SEATS')],
      });
    }
    expect((await namespaceOf(id, admin.token))!.members.count).toBe(2);
  });

  it('uses the newest licence that is valid today', async () => {
    const day = (days: number) => new Date(demo.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const { id, admin } = await found();
    await license(id, '2020-01-01', null, 1);
    await license(id, '2021-01-01', day(-1), 1);
    await license(id, day(1), null, 1);
    await license(id, '2020-06-01', day(0), 2);
    expect((await invite(id, stranger.id, admin.token)).errors).toEqual([]);
    expect((await invite(id, (await signUp(demo)).id, admin.token)).errors).toEqual([error('NO_FREE_LICENSE_SEATS')]);
    await license(id, '2020-07-01', null);
    expect((await invite(id, (await signUp(demo)).id, admin.token)).errors).toEqual([]);
  });
});

describe('namespacesMembersDelete', () => {
  it('removes a member; members can also remove themselves', async () => {
    const organization = await found();
    const [one, other] = [await join(organization), await join(organization)];
    expect((await removeMember(one.member.id, organization.admin.token)).errors).toEqual([]);
    expect((await removeMember(other.member.id, other.account.token)).errors).toEqual([]);
    expect((await namespaceOf(organization.id, organization.admin.token))!.members.count).toBe(1);
    expect(await namespaceOf(organization.id, other.account.token)).toBeNull();
  });

  it('returns MISSING_PERMISSION without the ability, and for an unknown member', async () => {
    const organization = await found();
    const { account: powerless } = await join(organization, 'INVITE_MEMBER');
    for (const token of [undefined, stranger.token, powerless.token]) {
      expect((await removeMember(organization.member.id, token)).errors).toEqual(missingPermission);
    }
    expect((await removeMember('gid://demo/NamespaceMember/999999', organization.admin.token)).errors).toEqual(
      missingPermission,
    );
  });

  it('returns CANNOT_REMOVE_LAST_ADMINISTRATOR and keeps the member', async () => {
    const organization = await found();
    const { account: remover } = await join(organization, 'DELETE_MEMBER');
    for (const token of [organization.admin.token, remover.token]) {
      expect(await removeMember(organization.member.id, token)).toMatchObject({
        namespaceMember: null,
        errors: [error('CANNOT_REMOVE_LAST_ADMINISTRATOR')],
      });
    }
    expect((await namespaceOf(organization.id, organization.admin.token))!.members.count).toBe(2);
    await join(organization, 'NAMESPACE_ADMINISTRATOR');
    expect((await removeMember(organization.member.id, remover.token)).errors).toEqual([]);
  });
});

describe('namespacesMembersAssignRoles', () => {
  it('replaces the roles of a member, ignoring duplicates', async () => {
    const organization = await found();
    const { member, role } = await join(organization);
    const { namespaceRole: other } = await createRole(organization.id, 'Other role', organization.admin.token);
    const assigned = async (roleIds: string[]) =>
      (await assignRoles(member.id, roleIds, organization.admin.token)).member!.roles.nodes.map(({ id }) => id);
    expect(await assigned([role.id, other!.id, role.id])).toEqual([role.id, other!.id]);
    expect(await assigned([other!.id])).toEqual([other!.id]);
    expect(await assigned([])).toEqual([]);
  });

  it('returns MISSING_PERMISSION without the ability, and for an unknown member, or an unknown or invisible role', async () => {
    const [organization, foreign] = [await found(), await found()];
    const { account: powerless, member, role } = await join(organization, 'INVITE_MEMBER');
    for (const token of [undefined, stranger.token, powerless.token, foreign.admin.token]) {
      expect((await assignRoles(member.id, [foreign.role.id], token)).errors).toEqual(missingPermission);
    }
    const { token } = organization.admin;
    expect((await assignRoles('gid://demo/NamespaceMember/999999', [role.id], token)).errors).toEqual(
      missingPermission,
    );
    for (const unknown of ['gid://demo/NamespaceRole/999999', foreign.role.id]) {
      expect((await assignRoles(member.id, [role.id, unknown], token)).errors).toEqual(missingPermission);
    }
  });

  it('returns INCONSISTENT_NAMESPACE for a role of another namespace, before the check for the last administrator', async () => {
    const [organization, other] = [await found(), await found()];
    await invite(other.id, organization.admin.id, other.admin.token);
    const { member, errors } = await assignRoles(organization.member.id, [other.role.id], organization.admin.token);
    expect(member).toBeNull();
    expect(errors).toEqual([error('INCONSISTENT_NAMESPACE')]);
  });

  it('returns CANNOT_REMOVE_LAST_ADMINISTRATOR and keeps the roles of the member', async () => {
    const organization = await found();
    const { role } = await join(organization);
    for (const roleIds of [[], [role.id]]) {
      expect((await assignRoles(organization.member.id, roleIds, organization.admin.token)).errors).toEqual([
        error('CANNOT_REMOVE_LAST_ADMINISTRATOR'),
      ]);
    }
    const { nodes } = (await namespaceOf(organization.id, organization.admin.token))!.members;
    expect(nodes[0]!.roles.nodes).toEqual([{ id: organization.role.id }]);
  });

  it('does not require an administrator in a personal namespace', async () => {
    const owner = await signUp(demo);
    const { id } = (await demo.ask(MembershipsDocument, {}, owner.token)).currentUser!.namespace!;
    const { namespaceMember } = await invite(id, stranger.id, owner.token);
    expect((await assignRoles(namespaceMember!.id, [], owner.token)).errors).toEqual([]);
    expect((await removeMember(namespaceMember!.id, owner.token)).errors).toEqual([]);
  });
});

describe('namespacesRolesCreate', () => {
  it('creates a role without abilities', async () => {
    const { id, admin } = await found();
    expect((await createRole(id, ' Editor ', admin.token)).namespaceRole).toMatchObject({
      name: 'Editor',
      abilities: [],
      namespace: { id },
    });
  });

  it('checks for MISSING_PERMISSION, then MISSING_PARAMETER, then INVALID_SETTING', async () => {
    const { id, admin } = await found();
    expect((await createRole(id, null, stranger.token)).errors).toEqual(missingPermission);
    expect((await createRole(id, '', admin.token)).errors).toEqual([
      error('MISSING_PARAMETER', { attribute: 'name', type: 'blank' }),
    ]);
    expect((await createRole(id, 'administrator', admin.token)).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'name', type: 'taken' }),
    ]);
    expect((await createRole(id, 'ab', admin.token)).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'name', type: 'too_short' }),
    ]);
  });
});

describe('namespacesRolesAssignAbilities', () => {
  it('replaces the abilities of a role, ignoring duplicates', async () => {
    const organization = await found();
    const { role } = await join(organization, 'INVITE_MEMBER');
    const { abilities, errors } = await assignAbilities(
      role.id,
      ['DELETE_MEMBER', 'ASSIGN_MEMBER_ROLES', 'DELETE_MEMBER'],
      organization.admin.token,
    );
    expect(errors).toEqual([]);
    expect(abilities).toEqual(['DELETE_MEMBER', 'ASSIGN_MEMBER_ROLES']);
  });

  it('returns MISSING_PERMISSION without the ability, and for an unknown role', async () => {
    const organization = await found();
    const { account: powerless } = await join(organization, 'INVITE_MEMBER');
    for (const token of [undefined, stranger.token, powerless.token]) {
      expect((await assignAbilities(organization.role.id, [], token)).errors).toEqual(missingPermission);
    }
    expect((await assignAbilities('gid://demo/NamespaceRole/999999', [], organization.admin.token)).errors).toEqual(
      missingPermission,
    );
  });

  it('returns CANNOT_REMOVE_LAST_ADMIN_ABILITY unless another role with a member grants it', async () => {
    const organization = await found();
    const { token } = organization.admin;
    const refused = [error('CANNOT_REMOVE_LAST_ADMIN_ABILITY')];
    expect((await assignAbilities(organization.role.id, ['INVITE_MEMBER'], token)).errors).toEqual(refused);

    // A role that grants the ability but has no members does not count.
    const { namespaceRole: unused } = await createRole(organization.id, 'Unused', token);
    await assignAbilities(unused!.id, ['NAMESPACE_ADMINISTRATOR'], token);
    expect((await assignAbilities(organization.role.id, [], token)).errors).toEqual(refused);
    expect((await assignAbilities(unused!.id, [], token)).errors).toEqual([]);

    await join(organization, 'NAMESPACE_ADMINISTRATOR');
    expect((await assignAbilities(organization.role.id, [], token)).errors).toEqual([]);
  });
});

describe('namespacesRolesDelete', () => {
  it('deletes a role and removes it from its members', async () => {
    const organization = await found();
    const { account, role } = await join(organization, 'INVITE_MEMBER');
    expect((await removeRole(role.id, organization.admin.token)).errors).toEqual([]);
    expect((await invite(organization.id, stranger.id, account.token)).errors).toEqual(missingPermission);
  });

  it('returns MISSING_PERMISSION without the ability, and for an unknown role', async () => {
    const { role } = await found();
    for (const token of [undefined, stranger.token])
      expect((await removeRole(role.id, token)).errors).toEqual(missingPermission);
    expect((await removeRole('gid://demo/NamespaceRole/999999', stranger.token)).errors).toEqual(missingPermission);
  });

  it('returns CANNOT_DELETE_LAST_ADMIN_ROLE unless another role with a member grants it', async () => {
    const organization = await found();
    const { token } = organization.admin;
    expect(await removeRole(organization.role.id, token)).toMatchObject({
      namespaceRole: null,
      errors: [error('CANNOT_DELETE_LAST_ADMIN_ROLE')],
    });
    await join(organization, 'NAMESPACE_ADMINISTRATOR');
    expect((await removeRole(organization.role.id, token)).errors).toEqual([]);
  });
});
