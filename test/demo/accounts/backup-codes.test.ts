import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backupCodes } from '../../../demo/database/tables.js';
import {
  UsersLoginDocument,
  UsersMfaBackupCodesRotateDocument,
  type UsersMfaBackupCodesRotateInput,
} from '../../generated/operations.js';
import {
  error,
  openDemo,
  rotateBackupCodes,
  setUpTotp,
  signUp,
  unusedTotp,
  type Account,
  type Demo,
} from '../open-demo.js';

let demo: Demo;
let account: Account;
let secret: string;
beforeAll(async () => {
  demo = await openDemo();
});
beforeEach(async () => {
  account = await signUp(demo);
  secret = await setUpTotp(demo, account);
});
afterAll(() => demo.close());

const rotate = async (token?: string, input: UsersMfaBackupCodesRotateInput = { mfa: unusedTotp(demo, secret) }) =>
  (await demo.ask(UsersMfaBackupCodesRotateDocument, { input }, token)).usersMfaBackupCodesRotate!;

async function opensASession(code: string): Promise<boolean> {
  const { username, password } = account;
  const input = { username, password, mfa: { type: 'BACKUP_CODE', value: code } } as const;
  return (await demo.ask(UsersLoginDocument, { input })).usersLogin!.userSession !== null;
}

const userId = () => Number(account.id.split('/').at(-1));
const storedCodes = () => demo.database.select().from(backupCodes).where(eq(backupCodes.userId, userId()));

describe('usersMfaBackupCodesRotate', () => {
  it('returns ten different codes of ten digits and stores only their digests', async () => {
    const { codes, errors } = await rotate(account.token);
    expect(errors).toEqual([]);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes!) expect(code).toMatch(/^\d{10}$/);
    const stored = JSON.stringify(await storedCodes());
    for (const code of codes!) expect(stored).not.toContain(code);
  });

  it('invalidates the codes of the previous rotation', async () => {
    const [before] = await rotateBackupCodes(demo, account, unusedTotp(demo, secret));
    const [after] = await rotateBackupCodes(demo, account, unusedTotp(demo, secret));
    expect(await opensASession(before!)).toBe(false);
    expect(await opensASession(after!)).toBe(true);
  });

  it('returns MFA_REQUIRED without a second factor, also with the password, and keeps the codes', async () => {
    const [old] = await rotateBackupCodes(demo, account, unusedTotp(demo, secret));
    for (const input of [{}, { currentPassword: account.password }]) {
      const { codes, errors } = await rotate(account.token, input);
      expect(codes).toBeNull();
      expect(errors).toEqual([error('MFA_REQUIRED', { attribute: 'codes', type: 'mfa_required' })]);
    }
    expect(await opensASession(old!)).toBe(true);
  });

  it('returns MFA_FAILED for a wrong second factor', async () => {
    const { errors } = await rotate(account.token, { mfa: { type: 'TOTP', value: '000000' } });
    expect(errors).toEqual([error('MFA_FAILED')]);
  });

  it('asks for the current password while MFA is off', async () => {
    const { token, password } = await signUp(demo);
    expect((await rotate(token, {})).errors).toEqual([
      error('MFA_REQUIRED', { attribute: 'codes', type: 'current_password_required' }),
    ]);
    expect((await rotate(token, { currentPassword: 'wrong' })).errors).toEqual([error('MFA_FAILED')]);
    expect((await rotate(token, { currentPassword: password })).errors).toEqual([]);
  });

  it('returns MISSING_PERMISSION for anonymous callers', async () => {
    expect(await rotate()).toMatchObject({ codes: null, errors: [error('MISSING_PERMISSION')] });
  });
});

describe('usersMfaBackupCodesRotate with a database that rejects or ignores writes', () => {
  it('tries up to twelve times to store a code', async () => {
    // This trigger keeps one of every twelve new rows.
    await demo.database.execute(sql`create sequence draws`);
    await demo.database.execute(
      sql`create function twelfth() returns trigger language plpgsql as 'begin if nextval(''draws'') % 12 = 0 then return new; end if; return null; end'`,
    );
    await demo.database.execute(
      sql`create trigger obstacle before insert on backup_codes for each row execute function twelfth()`,
    );
    const { codes, errors } = await rotate(account.token);
    await demo.database.execute(sql`drop function twelfth cascade`);
    await demo.database.execute(sql`drop sequence draws`);
    expect(errors).toEqual([]);
    expect(codes).toHaveLength(10);
  });

  it('masks unrelated database errors instead of returning a code', async () => {
    await demo.database.execute(sql`alter table backup_codes rename column digest to gone`);
    await expect(rotate(account.token)).rejects.toThrow('Internal server error');
    await demo.database.execute(sql`alter table backup_codes rename column gone to digest`);
  });
});

/**
 * Ways in which a real database keeps old codes or rejects new ones. A test creates one with SQL
 * statements of a database administrator, and removes it at the end.
 */
const obstacles = [
  {
    code: 'FAILED_TO_INVALIDATE_OLD_BACKUP_CODES',
    cause: 'a trigger keeps the rows without an error',
    setUp: `create function keep() returns trigger language plpgsql as 'begin return null; end';
      create trigger obstacle before delete on backup_codes for each row execute function keep()`,
    takeDown: 'drop function keep cascade',
  },
  {
    code: 'FAILED_TO_INVALIDATE_OLD_BACKUP_CODES',
    cause: 'another table refers to them with ON DELETE RESTRICT',
    setUp: `create table audit (code bigint references backup_codes on delete restrict);
      insert into audit select id from backup_codes`,
    takeDown: 'drop table audit',
  },
  {
    code: 'FAILED_TO_INVALIDATE_OLD_BACKUP_CODES',
    cause: 'a trigger raises an exception',
    setUp: `create function refuse() returns trigger language plpgsql as 'begin raise exception ''kept for the audit''; end';
      create trigger obstacle before delete on backup_codes for each row execute function refuse()`,
    takeDown: 'drop function refuse cascade',
  },
  {
    code: 'FAILED_TO_SAVE_VALID_BACKUP_CODE',
    cause: 'a check constraint rejects them',
    setUp: 'alter table backup_codes add constraint obstacle check (length(digest) < 10) not valid',
    takeDown: 'alter table backup_codes drop constraint obstacle',
  },
  {
    code: 'FAILED_TO_SAVE_VALID_BACKUP_CODE',
    cause: 'a trigger holds the user to a quota of six',
    setUp: `create function quota() returns trigger language plpgsql as '
        begin
          if (select count(*) from backup_codes where user_id = new.user_id) >= 6 then raise exception ''quota''; end if;
          return new;
        end';
      create trigger obstacle before insert on backup_codes for each row execute function quota()`,
    takeDown: 'drop function quota cascade',
  },
  {
    code: 'FAILED_TO_SAVE_VALID_BACKUP_CODE',
    cause: 'a trigger drops new rows without an error',
    setUp: `create function forget() returns trigger language plpgsql as 'begin return null; end';
      create trigger obstacle before insert on backup_codes for each row execute function forget()`,
    takeDown: 'drop function forget cascade',
  },
] as const;

describe.each(obstacles)('$code, when $cause', ({ code, setUp, takeDown }) => {
  it('is returned, and the old codes remain when the new ones cannot be stored', async () => {
    const [old] = await rotateBackupCodes(demo, account, unusedTotp(demo, secret));
    const before = await storedCodes();
    for (const statement of setUp.split(/;\n\s+(?=create|insert)/)) await demo.database.execute(sql.raw(statement));
    const payload = await rotate(account.token);
    await demo.database.execute(sql.raw(takeDown));

    expect(payload).toMatchObject({ codes: null, errors: [error(code)] });
    expect(await storedCodes()).toEqual(before);
    expect(await opensASession(old!)).toBe(true);
  });
});
