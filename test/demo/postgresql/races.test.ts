import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaceLicenses } from '../../../demo/database/tables.js';
import {
  NamespaceDocument,
  NamespacesMembersAssignRolesDocument,
  NamespacesMembersDeleteDocument,
  NamespacesMembersInviteDocument,
  NamespacesRolesAssignAbilitiesDocument,
  NamespacesRolesCreateDocument,
  NamespacesRolesDeleteDocument,
  OrganizationsCreateDocument,
  UsersLoginDocument,
  UsersMfaBackupCodesRotateDocument,
  UsersPasswordResetDocument,
  UsersPasswordResetRequestDocument,
  UsersRegisterDocument,
} from '../../generated/operations.js';
import { openDemo, rotateBackupCodes, setUpTotp, signUp, unusedTotp, type Account, type Demo } from '../open-demo.js';

/** The number of concurrent clients. */
const clients = 32;

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

interface Payload {
  readonly errors: readonly { readonly errorCode: string }[];
}

/** Sends all requests at once; returns the number of successes and the codes of the failures. */
async function race(requests: (() => Promise<Payload>)[]) {
  const payloads = await Promise.all(requests.map((request) => request()));
  const losers = payloads.filter(({ errors }) => errors.length > 0);
  return {
    winners: payloads.length - losers.length,
    codes: [...new Set(losers.flatMap(({ errors }) => errors.map(({ errorCode }) => errorCode)))],
  };
}

const times = <Result>(count: number, make: (index: number) => Result): Result[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Creates an organization with an administrator per client, each through a separate role. */
async function foundWithAdministrators(count: number) {
  const founder = await signUp(demo);
  const { organizationsCreate } = await demo.ask(
    OrganizationsCreateDocument,
    { input: { name: `Organization ${randomInt(1e9)}` } },
    founder.token,
  );
  const namespaceId = organizationsCreate!.organization!.namespace.id;
  const { namespace } = await demo.ask(NamespaceDocument, { id: namespaceId }, founder.token);
  const administrators = [
    { account: founder, memberId: namespace!.members.nodes[0]!.id, roleId: namespace!.roles.nodes[0]!.id },
  ];
  while (administrators.length < count) {
    const account = await signUp(demo);
    const { namespacesMembersInvite } = await demo.ask(
      NamespacesMembersInviteDocument,
      { input: { namespaceId, userId: account.id } },
      founder.token,
    );
    const { namespacesRolesCreate } = await demo.ask(
      NamespacesRolesCreateDocument,
      { input: { namespaceId, name: `Role ${administrators.length}` } },
      founder.token,
    );
    const [memberId, roleId] = [namespacesMembersInvite!.namespaceMember!.id, namespacesRolesCreate!.namespaceRole!.id];
    const abilities = { input: { roleId, abilities: ['NAMESPACE_ADMINISTRATOR'] } } as const;
    await demo.ask(
      NamespacesRolesAssignAbilitiesDocument,
      { input: { ...abilities.input, abilities: [...abilities.input.abilities] } },
      founder.token,
    );
    await demo.ask(NamespacesMembersAssignRolesDocument, { input: { memberId, roleIds: [roleId] } }, founder.token);
    administrators.push({ account, memberId, roleId });
  }
  return { namespaceId, administrators };
}

const nextCode = async (request: Promise<{ [key: string]: unknown }>) => Object.values(await request)[0] as Payload;

describe(`of ${clients} concurrent clients`, () => {
  it('all but one administrator can leave', async () => {
    const { administrators } = await foundWithAdministrators(clients);
    const leave = administrators.map(
      ({ account, memberId }) =>
        () =>
          nextCode(
            demo.ask(NamespacesMembersDeleteDocument, { input: { namespaceMemberId: memberId } }, account.token),
          ),
    );
    expect(await race(leave)).toEqual({ winners: clients - 1, codes: ['CANNOT_REMOVE_LAST_ADMINISTRATOR'] });
  });

  it('all but one administrator can give up their roles', async () => {
    const { administrators } = await foundWithAdministrators(clients);
    const giveUp = administrators.map(
      ({ account, memberId }) =>
        () =>
          nextCode(demo.ask(NamespacesMembersAssignRolesDocument, { input: { memberId, roleIds: [] } }, account.token)),
    );
    expect(await race(giveUp)).toEqual({ winners: clients - 1, codes: ['CANNOT_REMOVE_LAST_ADMINISTRATOR'] });
  });

  it('all but one can take the administrator ability from their role', async () => {
    const { administrators } = await foundWithAdministrators(clients);
    const take = administrators.map(
      ({ account, roleId }) =>
        () =>
          nextCode(
            demo.ask(NamespacesRolesAssignAbilitiesDocument, { input: { roleId, abilities: [] } }, account.token),
          ),
    );
    expect(await race(take)).toEqual({ winners: clients - 1, codes: ['CANNOT_REMOVE_LAST_ADMIN_ABILITY'] });
  });

  it('all but one can delete their administrator role', async () => {
    const { administrators } = await foundWithAdministrators(clients);
    const remove = administrators.map(
      ({ account, roleId }) =>
        () =>
          nextCode(demo.ask(NamespacesRolesDeleteDocument, { input: { namespaceRoleId: roleId } }, account.token)),
    );
    expect(await race(remove)).toEqual({ winners: clients - 1, codes: ['CANNOT_DELETE_LAST_ADMIN_ROLE'] });
  });

  it('only one gets the last seat of a licence', async () => {
    const { namespaceId, administrators } = await foundWithAdministrators(1);
    await demo.database.insert(namespaceLicenses).values({
      namespaceId: Number(namespaceId.split('/').at(-1)),
      startDate: '2020-01-01',
      restrictions: { user_count: 2 },
    });
    const guests = await Promise.all(times(clients, () => signUp(demo)));
    const invite = guests.map(
      ({ id }) =>
        () =>
          nextCode(
            demo.ask(
              NamespacesMembersInviteDocument,
              { input: { namespaceId, userId: id } },
              administrators[0]!.account.token,
            ),
          ),
    );
    expect(await race(invite)).toEqual({ winners: 1, codes: ['NO_FREE_LICENSE_SEATS'] });
  });

  it('only one gets a username', async () => {
    const username = `wanted-${randomInt(1e9)}`;
    const register = times(clients, (index) => () => {
      const password = 'a good password';
      const input = { username, email: `${username}-${index}@mail.example`, password, passwordRepeat: password };
      return nextCode(demo.ask(UsersRegisterDocument, { input }));
    });
    expect(await race(register)).toEqual({ winners: 1, codes: ['INVALID_LOGIN_DATA'] });
  });

  describe('with one account', () => {
    let account: Account;
    let secret: string;
    beforeAll(async () => {
      account = await signUp(demo);
      secret = await setUpTotp(demo, account);
    });
    const login = (type: 'TOTP' | 'BACKUP_CODE', value: string, who: Account) => () => {
      const { username, password } = who;
      return nextCode(demo.ask(UsersLoginDocument, { input: { username, password, mfa: { type, value } } }));
    };

    it('only one signs in with a backup code', async () => {
      const [code] = await rotateBackupCodes(demo, account, unusedTotp(demo, secret));
      expect(await race(times(clients, () => login('BACKUP_CODE', code!, account)))).toEqual({
        winners: 1,
        codes: ['MFA_FAILED'],
      });
    });

    it('only one signs in with the code of a TOTP step', async () => {
      const { value } = unusedTotp(demo, secret);
      expect(await race(times(clients, () => login('TOTP', value, account)))).toEqual({
        winners: 1,
        codes: ['MFA_FAILED'],
      });
    });

    it('all rotate the backup codes, one after the other: only the codes of one rotation remain, and they are valid', async () => {
      const owner = await signUp(demo);
      const rotations = await Promise.all(
        times(clients, async () => {
          const { usersMfaBackupCodesRotate } = await demo.ask(
            UsersMfaBackupCodesRotateDocument,
            { input: { currentPassword: owner.password } },
            owner.token,
          );
          return usersMfaBackupCodesRotate!;
        }),
      );
      expect(rotations.flatMap(({ errors }) => errors)).toEqual([]);
      await setUpTotp(demo, owner);
      const logins = await race(rotations.map(({ codes }) => login('BACKUP_CODE', codes![0]!, owner)));
      expect(logins).toEqual({ winners: 1, codes: ['MFA_FAILED'] });
    });

    it('only one sets a new password with a reset token', async () => {
      await demo.ask(UsersPasswordResetRequestDocument, { input: { email: account.email } });
      const resets = () => demo.mails.filter((mail) => mail.includes('Reset your password'));
      await expect.poll(() => resets().length).toBe(1);
      const resetToken = /^eyJ\S+$/m.exec(resets()[0]!.replaceAll('=\n', '').replaceAll('=3D', '='))![0];
      const reset = times(clients, (index) => () => {
        const newPassword = `a new password ${index}`;
        return nextCode(
          demo.ask(UsersPasswordResetDocument, {
            input: { resetToken, newPassword, newPasswordConfirmation: newPassword },
          }),
        );
      });
      expect(await race(reset)).toEqual({ winners: 1, codes: ['INVALID_VERIFICATION_CODE'] });
    });
  });
});
