import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentUserDocument,
  UsersMfaTotpGenerateSecretDocument,
  UsersMfaTotpValidateSecretDocument,
  type UsersMfaTotpValidateSecretInput,
} from '../../generated/operations.js';
import { digits, error, openDemo, setUpTotp, signUp, type Account, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const generate = async (token?: string) =>
  (await demo.ask(UsersMfaTotpGenerateSecretDocument, { input: {} }, token)).usersMfaTotpGenerateSecret!;
const validate = async (input: UsersMfaTotpValidateSecretInput, token?: string) =>
  (await demo.ask(UsersMfaTotpValidateSecretDocument, { input }, token)).usersMfaTotpValidateSecret!;
const mfaStatus = async ({ token }: Account) =>
  (await demo.ask(CurrentUserDocument, {}, token)).currentUser!.mfaStatus!;

describe('usersMfaTotpGenerateSecret', () => {
  it('returns a new secret each time and stores nothing', async () => {
    const account = await signUp(demo);
    const [one, other] = [await generate(account.token), await generate(account.token)];
    expect(one).toMatchObject({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      signedSecret: expect.any(String),
      errors: [],
    });
    expect(other.secret).not.toBe(one.secret);
    expect(await mfaStatus(account)).toEqual({ totpEnabled: false, backupCodesCount: 0 });
  });

  it('returns MISSING_PERMISSION for anonymous callers', async () => {
    expect(await generate()).toMatchObject({ secret: null, signedSecret: null, errors: [error('MISSING_PERMISSION')] });
  });

  it('returns TOTP_SECRET_ALREADY_SET once TOTP is set up', async () => {
    const account = await signUp(demo);
    await setUpTotp(demo, account);
    expect((await generate(account.token)).errors).toEqual([error('TOTP_SECRET_ALREADY_SET')]);
  });
});

describe('usersMfaTotpValidateSecret', () => {
  it('turns MFA on with a code from the generated secret', async () => {
    const account = await signUp(demo);
    const { secret, signedSecret } = await generate(account.token);
    const { user, errors } = await validate(
      { secret: signedSecret!, currentTotp: digits(demo, secret!), currentPassword: account.password },
      account.token,
    );
    expect(errors).toEqual([]);
    expect(user!.mfaStatus!.totpEnabled).toBe(true);
  });

  it('accepts the codes of one step before and after the current one, and no others, to tolerate clock skew', async () => {
    const account = await signUp(demo);
    const { secret, signedSecret } = await generate(account.token);
    const early = digits(demo, secret!);
    demo.advance(1);
    expect((await validate({ secret: signedSecret!, currentTotp: early }, account.token)).errors).toEqual([
      error('WRONG_TOTP'),
    ]);
    const justBefore = digits(demo, secret!);
    demo.advance(0.5);
    const input = { secret: signedSecret!, currentTotp: justBefore, currentPassword: account.password };
    expect((await validate(input, account.token)).errors).toEqual([]);
  });

  it('returns MISSING_PERMISSION for anonymous callers', async () => {
    expect((await validate({ secret: '', currentTotp: '' })).errors).toEqual([error('MISSING_PERMISSION')]);
  });

  it('takes effect for the following mutations of the same request', async () => {
    const account = await signUp(demo);
    const { secret, signedSecret } = await generate(account.token);
    const query = `mutation {
      usersMfaTotpValidateSecret(input: { secret: "${signedSecret}", currentTotp: "${digits(demo, secret!)}", currentPassword: "${account.password}" }) { errors { errorCode } }
      usersMfaTotpGenerateSecret(input: {}) { errors { errorCode } }
    }`;
    const response = await demo.post(JSON.stringify({ query }), { authorization: `Session ${account.token}` });
    expect(await response.json()).toEqual({
      data: {
        usersMfaTotpValidateSecret: { errors: [] },
        usersMfaTotpGenerateSecret: { errors: [{ errorCode: 'TOTP_SECRET_ALREADY_SET' }] },
      },
    });
  });

  it('returns TOTP_SECRET_ALREADY_SET before the secret is checked', async () => {
    const account = await signUp(demo);
    await setUpTotp(demo, account);
    expect((await validate({ secret: 'nonsense', currentTotp: '' }, account.token)).errors).toEqual([
      error('TOTP_SECRET_ALREADY_SET'),
    ]);
  });

  it('returns INVALID_VERIFICATION_CODE for a secret that is unsigned, signed for another account, or older than 30 minutes', async () => {
    const [account, other] = [await signUp(demo), await signUp(demo)];
    const { secret, signedSecret } = await generate(account.token);
    const invalid = [error('INVALID_VERIFICATION_CODE', { attribute: 'secret', type: 'invalid' })];
    const attempt = async (signed: string, { token }: Account) =>
      (await validate({ secret: signed, currentTotp: digits(demo, secret!) }, token)).errors;
    expect(await attempt(secret!, account)).toEqual(invalid);
    expect(await attempt(signedSecret!, other)).toEqual(invalid);
    demo.advance(31);
    expect(await attempt(signedSecret!, account)).toEqual(invalid);
  });

  it('asks for the current password, after the code was confirmed', async () => {
    const account = await signUp(demo);
    const { secret, signedSecret } = await generate(account.token);
    const attempt = async (currentPassword?: string) =>
      (
        await validate(
          { secret: signedSecret!, currentTotp: digits(demo, secret!), ...(currentPassword && { currentPassword }) },
          account.token,
        )
      ).errors;
    expect(await attempt()).toEqual([
      error('MFA_REQUIRED', { attribute: 'currentTotp', type: 'current_password_required' }),
    ]);
    expect(await attempt('wrong')).toEqual([error('MFA_FAILED')]);
    expect((await mfaStatus(account)).totpEnabled).toBe(false);
    expect(await attempt(account.password)).toEqual([]);
  });

  it('returns WRONG_TOTP for a wrong code, and MFA stays off', async () => {
    const account = await signUp(demo);
    const { signedSecret } = await generate(account.token);
    expect(await validate({ secret: signedSecret!, currentTotp: '000000' }, account.token)).toMatchObject({
      user: null,
      errors: [error('WRONG_TOTP')],
    });
    expect((await mfaStatus(account)).totpEnabled).toBe(false);
  });

  it('returns MISSING_PARAMETER for blank values', async () => {
    const account = await signUp(demo);
    expect((await validate({ secret: ' ', currentTotp: '' }, account.token)).errors).toEqual([
      error('MISSING_PARAMETER', { attribute: 'secret', type: 'blank' }, { attribute: 'currentTotp', type: 'blank' }),
    ]);
  });
});
