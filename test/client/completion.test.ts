import { expect, it } from 'vitest';
import { openInEditor } from '../language-server.js';

const program = `
import { createResultOf, matchError, result } from 'graphql-error-codes/client';
interface Data {
  usersLogin: { token: string | null; user: string | null; errors: { errorCode: 'MFA_FAILED' | 'WRONG_TOTP' }[] } | null;
  version: string;
}
declare const data: Data;
const resultOf = createResultOf<{ usersLogin: 'MFA_FAILED' | 'WRONG_TOTP' }>();
result(data.usersLogin, '');
resultOf(data, '');
resultOf(data, 'usersLogin', '');
const login = resultOf(data, 'usersLogin', 'token');
const error = login.ok ? undefined : login.errors[0];
matchError(error, {  }, () => null);
matchError(error, { MFA_FAILED: (failed) => failed. }, () => null);
`;

it('editors suggest fields that are payloads, their values, and the declared codes', async () => {
  const suggestions = await openInEditor('client-completion', program);
  expect(await suggestions("result(data.usersLogin, '|")).toEqual(['token', 'user']);
  expect(await suggestions("resultOf(data, '|")).toEqual(['usersLogin']);
  expect(await suggestions("resultOf(data, 'usersLogin', '|")).toEqual(['token', 'user']);
  expect(await suggestions('matchError(error, { |')).toEqual(['MFA_FAILED', 'WRONG_TOTP']);
  expect(await suggestions('matchError(error, { MFA_FAILED: (failed) => failed.|')).toContain('errorCode');
});
