import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedRuntimes } from '../../demo/domains/projects/seed-runtimes.js';
import { openLocalProvider, type LocalProvider } from '../../demo/local-provider.js';
import {
  ApplicationSettingsUpdateDocument,
  GlobalRuntimesDocument,
  NamespaceDocument,
  NamespacesMembersAssignRolesDocument,
  NamespacesMembersDeleteDocument,
  NamespacesMembersInviteDocument,
  NamespacesProjectsAssignRuntimesDocument,
  NamespacesProjectsCreateDocument,
  NamespacesProjectsFlowsCreateDocument,
  NamespacesProjectsUpdateDocument,
  NamespacesRolesAssignAbilitiesDocument,
  NamespacesRolesDeleteDocument,
  OrganizationsCreateDocument,
  UsersIdentityLoginDocument,
  UsersIdentityRegisterDocument,
  UsersLoginDocument,
  UsersMfaBackupCodesRotateDocument,
  UsersMfaTotpValidateSecretDocument,
  UsersPasswordResetDocument,
  UsersUpdateDocument,
} from '../generated/operations.js';
import {
  openDemo,
  rotateBackupCodes,
  setUpTotp,
  signIn,
  signUp,
  unusedTotp,
  type Account,
  type Demo,
} from './open-demo.js';

/**
 * If two causes apply at once, only the code of the first check is returned. These are the pairs
 * that the tests of the mutations do not cover; each case makes both causes apply.
 */
let demo: Demo;
let local: LocalProvider;
let admin: string;
let plain: Account;
let withMfa: Account;
let secret: string;
let organization: { id: string; founder: Account; memberId: string; roleId: string; powerless: Account };
let runtimes: Record<string, string>;
beforeAll(async () => {
  local = await openLocalProvider();
  demo = await openDemo({ identityProviders: [local.provider] });
  admin = await signIn(demo, 'admin');
  [plain, withMfa] = [await signUp(demo), await signUp(demo)];
  secret = await setUpTotp(demo, withMfa);
  await rotateBackupCodes(demo, withMfa, unusedTotp(demo, secret));

  const [founder, powerless] = [await signUp(demo), await signUp(demo)];
  const created = await demo.ask(OrganizationsCreateDocument, { input: { name: 'Two causes' } }, founder.token);
  const { id } = created.organizationsCreate!.organization!.namespace;
  const { namespace } = await demo.ask(NamespaceDocument, { id }, founder.token);
  const [member, role] = [namespace!.members.nodes[0]!, namespace!.roles.nodes[0]!];
  await demo.ask(NamespacesMembersInviteDocument, { input: { namespaceId: id, userId: powerless.id } }, founder.token);
  organization = { id, founder, powerless, memberId: member.id, roleId: role.id };

  await seedRuntimes(demo.database, {
    // Compared with Standard: the function "answer" is outdated, and "concat" is missing.
    'Older and smaller': [{ kind: 'function', key: 'answer', version: '0.9.0' }],
  });
  const { globalRuntimes } = await demo.ask(GlobalRuntimesDocument, {});
  runtimes = Object.fromEntries(globalRuntimes.nodes.map((runtime) => [runtime.name, runtime.id]));
});
afterAll(async () => {
  await demo.close();
  await local.close();
});

type Answer = Promise<Record<string, { errors: readonly { errorCode: string }[] } | null | undefined>>;

const setRegistration = (userRegistrationEnabled: boolean) =>
  demo.ask(ApplicationSettingsUpdateDocument, { input: { userRegistrationEnabled } }, admin);
const wrongMfa = { type: 'TOTP', value: '000000' } as const;
async function setUp(...statements: string[]): Promise<void> {
  for (const statement of statements) await demo.database.execute(sql.raw(statement));
}

async function newProject(primary?: string): Promise<string> {
  const { token } = organization.founder;
  const input = { namespaceId: organization.id, name: `Project ${randomInt(1e9)}` };
  const { namespacesProjectsCreate } = await demo.ask(NamespacesProjectsCreateDocument, { input }, token);
  const { id } = namespacesProjectsCreate!.namespaceProject!;
  if (primary !== undefined) {
    const changes = { namespaceProjectId: id, primaryRuntimeId: runtimes[primary]! };
    await demo.ask(NamespacesProjectsUpdateDocument, { input: changes }, token);
  }
  return id;
}

const cases: readonly (readonly [mutation: string, first: string, second: string, ask: () => Answer])[] = [
  [
    'usersLogin',
    'MISSING_PARAMETER',
    'INVALID_LOGIN_DATA',
    () => demo.ask(UsersLoginDocument, { input: { username: plain.username, email: plain.email, password: 'wrong' } }),
  ],
  [
    'usersLogin',
    'INVALID_LOGIN_DATA',
    'MFA_FAILED',
    () => demo.ask(UsersLoginDocument, { input: { username: withMfa.username, password: 'wrong', mfa: wrongMfa } }),
  ],
  [
    'usersUpdate',
    'MISSING_PERMISSION',
    'MFA_REQUIRED',
    () => demo.ask(UsersUpdateDocument, { input: { userId: withMfa.id, email: 'new@mail.example' } }, plain.token),
  ],
  [
    'usersUpdate',
    'UNMODIFIABLE_FIELD',
    'MFA_FAILED',
    () =>
      demo.ask(
        UsersUpdateDocument,
        { input: { userId: withMfa.id, admin: null, email: 'new@mail.example', mfa: wrongMfa } },
        withMfa.token,
      ),
  ],
  [
    'usersUpdate',
    'MFA_FAILED',
    'INVALID_LOGIN_DATA',
    () =>
      demo.ask(
        UsersUpdateDocument,
        { input: { userId: withMfa.id, email: 'no address', mfa: wrongMfa } },
        withMfa.token,
      ),
  ],
  [
    'usersPasswordReset',
    'INVALID_VERIFICATION_CODE',
    'INVALID_LOGIN_DATA',
    () =>
      demo.ask(UsersPasswordResetDocument, {
        input: { resetToken: 'nonsense', newPassword: 'short', newPasswordConfirmation: 'other' },
      }),
  ],
  ...(['refused', 'nobody', 'no-email'] as const).map(
    (code) =>
      [
        'usersIdentityRegister',
        'REGISTRATION_DISABLED',
        {
          refused: 'IDENTITY_VALIDATION_FAILED',
          nobody: 'INVALID_EXTERNAL_IDENTITY',
          'no-email': 'MISSING_IDENTITY_DATA',
        }[code],
        async () => {
          await setRegistration(false);
          const answer = await demo.ask(UsersIdentityRegisterDocument, {
            input: { providerId: 'local', args: { code } },
          });
          await setRegistration(true);
          return answer;
        },
      ] as const,
  ),
  [
    'usersIdentityRegister',
    'INVALID_EXTERNAL_IDENTITY',
    'MISSING_IDENTITY_DATA',
    () => demo.ask(UsersIdentityRegisterDocument, { input: { providerId: 'local', args: { code: 'nobody' } } }),
  ],
  [
    'usersIdentityLogin',
    'IDENTITY_VALIDATION_FAILED',
    'EXTERNAL_IDENTITY_DOES_NOT_EXIST',
    () => demo.ask(UsersIdentityLoginDocument, { input: { providerId: 'local', args: { code: 'refused' } } }),
  ],
  [
    'usersIdentityLogin',
    'INVALID_EXTERNAL_IDENTITY',
    'EXTERNAL_IDENTITY_DOES_NOT_EXIST',
    () => demo.ask(UsersIdentityLoginDocument, { input: { providerId: 'local', args: { code: 'nobody' } } }),
  ],
  [
    'usersMfaTotpValidateSecret',
    'INVALID_VERIFICATION_CODE',
    'WRONG_TOTP',
    () =>
      demo.ask(UsersMfaTotpValidateSecretDocument, { input: { secret: 'forged', currentTotp: '000000' } }, plain.token),
  ],
  [
    'usersMfaBackupCodesRotate',
    'FAILED_TO_INVALIDATE_OLD_BACKUP_CODES',
    'FAILED_TO_SAVE_VALID_BACKUP_CODE',
    async () => {
      await setUp(
        `create function keep() returns trigger language plpgsql as 'begin return null; end'`,
        'create trigger obstacle before delete on backup_codes for each row execute function keep()',
        'create trigger hurdle before insert on backup_codes for each row execute function keep()',
      );
      const input = { mfa: unusedTotp(demo, secret) };
      const answer = await demo.ask(UsersMfaBackupCodesRotateDocument, { input }, withMfa.token);
      await setUp('drop function keep cascade');
      return answer;
    },
  ],
  [
    'applicationSettingsUpdate',
    'MISSING_PERMISSION',
    'INVALID_SETTING',
    () => demo.ask(ApplicationSettingsUpdateDocument, { input: { userRegistrationEnabled: null } }, plain.token),
  ],
  [
    'namespacesMembersInvite',
    'MISSING_PERMISSION',
    'INVALID_SETTING',
    () =>
      demo.ask(
        NamespacesMembersInviteDocument,
        { input: { namespaceId: organization.id, userId: organization.founder.id } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesMembersAssignRoles',
    'MISSING_PERMISSION',
    'CANNOT_REMOVE_LAST_ADMINISTRATOR',
    () =>
      demo.ask(
        NamespacesMembersAssignRolesDocument,
        { input: { memberId: organization.memberId, roleIds: [] } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesMembersDelete',
    'MISSING_PERMISSION',
    'CANNOT_REMOVE_LAST_ADMINISTRATOR',
    () =>
      demo.ask(
        NamespacesMembersDeleteDocument,
        { input: { namespaceMemberId: organization.memberId } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesRolesAssignAbilities',
    'MISSING_PERMISSION',
    'CANNOT_REMOVE_LAST_ADMIN_ABILITY',
    () =>
      demo.ask(
        NamespacesRolesAssignAbilitiesDocument,
        { input: { roleId: organization.roleId, abilities: [] } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesRolesDelete',
    'MISSING_PERMISSION',
    'CANNOT_DELETE_LAST_ADMIN_ROLE',
    () =>
      demo.ask(
        NamespacesRolesDeleteDocument,
        { input: { namespaceRoleId: organization.roleId } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesProjectsAssignRuntimes',
    'MISSING_PERMISSION',
    'MISSING_PRIMARY_RUNTIME',
    async () =>
      demo.ask(
        NamespacesProjectsAssignRuntimesDocument,
        { input: { namespaceProjectId: await newProject(), runtimeIds: [runtimes.Standard!] } },
        organization.powerless.token,
      ),
  ],
  [
    'namespacesProjectsAssignRuntimes',
    'MISSING_PRIMARY_RUNTIME',
    'OUTDATED_DEFINITION',
    async () =>
      demo.ask(
        NamespacesProjectsAssignRuntimesDocument,
        { input: { namespaceProjectId: await newProject(), runtimeIds: [runtimes.Older!] } },
        organization.founder.token,
      ),
  ],
  [
    'namespacesProjectsAssignRuntimes',
    'MISSING_DEFINITION',
    'OUTDATED_DEFINITION',
    async () =>
      demo.ask(
        NamespacesProjectsAssignRuntimesDocument,
        { input: { namespaceProjectId: await newProject('Standard'), runtimeIds: [runtimes['Older and smaller']!] } },
        organization.founder.token,
      ),
  ],
  [
    'namespacesProjectsFlowsCreate',
    'MISSING_PERMISSION',
    'NO_PRIMARY_RUNTIME',
    async () =>
      demo.ask(
        NamespacesProjectsFlowsCreateDocument,
        {
          input: {
            projectId: await newProject(),
            flow: {
              name: 'Flow',
              type: 'gid://demo/FlowType/3',
              startingNode: { runtimeFunctionId: 'gid://demo/RuntimeFunctionDefinition/4', parameters: [] },
            },
          },
        },
        organization.powerless.token,
      ),
  ],
];

it.each(cases)('%s returns %s, not %s, when both apply', async (mutation, first, _second, ask) => {
  const { [mutation]: payload } = await ask();
  expect(payload!.errors.map(({ errorCode }) => errorCode)).toEqual([first]);
});
