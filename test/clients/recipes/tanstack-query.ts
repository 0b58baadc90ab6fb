import { useMutation } from '@tanstack/react-query';
import { isRetryable, orThrow } from 'graphql-error-codes/client';
import { resultOf } from './errors.js';
import { LoginDocument, RotateBackupCodesDocument, type UsersLoginInput } from './generated/graphql.js';
import type { Send } from './send.js';

export const useSignIn = (send: Send) =>
  useMutation({
    mutationFn: async (input: UsersLoginInput) =>
      orThrow(resultOf(await send(LoginDocument, { input }), 'usersLogin', 'userSession')),
  });

export const useRotateBackupCodes = (send: Send) =>
  useMutation({
    mutationFn: async () =>
      orThrow(resultOf(await send(RotateBackupCodesDocument, {}), 'usersMfaBackupCodesRotate', 'codes')),
    // Network errors are not retried: the mutation may have succeeded.
    retry: (failures, error) => failures < 3 && isRetryable(error),
  });
