import './dom.js';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { PayloadErrorsError } from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { error, openDemo, signUp, signUpWithoutPassword, type Account, type Demo } from '../demo/open-demo.js';
import { failRotations } from './backup-codes.js';
import { messageOfThrown } from './recipes/errors.js';
import { SignIn } from './recipes/react-action.js';
import { ErrorBoundary, RotateBackupCodes } from './recipes/react-error-boundary.js';
import { createSend } from './recipes/send.js';
import { useSignIn as useSignInWithSwr } from './recipes/swr.js';
import { useRotateBackupCodes, useSignIn } from './recipes/tanstack-query.js';

let demo: Demo;
let account: Account;
/** Rotates its backup codes without a proof in the input. */
let passwordless: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
  passwordless = await signUpWithoutPassword(demo);
});
afterAll(() => demo.close());
afterEach(cleanup);

const nowhere = createSend('http://127.0.0.1:9/');
const session = { id: expect.any(String), token: expect.stringMatching(/^s_ust_/) };
const missingUser = {
  name: 'PayloadErrorsError',
  errors: [error('MISSING_PARAMETER', { attribute: 'email', type: 'blank' }, { attribute: 'username', type: 'blank' })],
  fieldErrors: { email: ['blank'], username: ['blank'] },
};

describe('TanStack Query', () => {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
  );

  it('returns the value of a mutation', async () => {
    const { result } = renderHook(() => useSignIn(createSend(demo.url)), { wrapper });
    const { username, password } = account;
    act(() => result.current.mutate({ username, password }));
    await waitFor(() => expect(result.current.data).toMatchObject(session));
    expect(result.current.status).toBe('success');
  });

  it('passes onError what failed', async () => {
    const { result } = renderHook(() => useSignIn(createSend(demo.url)), { wrapper });
    const onError = vi.fn<(error: Error) => void>();
    act(() => result.current.mutate({ password: 'any' }, { onError }));
    await waitFor(() => expect(result.current.status).toBe('error'));
    expect(result.current.error).toBeInstanceOf(PayloadErrorsError);
    expect(onError.mock.calls[0]![0]).toMatchObject(missingUser);
    expect(messageOfThrown(result.current.error)).toEqual(en.codes.MISSING_PARAMETER);
  });

  it('shows the generic message after a network error', async () => {
    const { result } = renderHook(() => useSignIn(nowhere), { wrapper });
    act(() => result.current.mutate({ password: 'any' }));
    await waitFor(() => expect(result.current.status).toBe('error'));
    expect(result.current.error).toMatchObject({ message: 'fetch failed' });
    expect(messageOfThrown(result.current.error)).toEqual(en.generic);
  });

  it('retries what may pass later, and nothing else', async () => {
    const { attempts, remove } = await failRotations(demo, 1);
    onTestFinished(remove);
    const send = createSend(demo.url, { authorization: `Session ${passwordless.token}` });
    const { result } = renderHook(() => useRotateBackupCodes(send), { wrapper });
    act(() => result.current.mutate());
    await waitFor(() => expect(result.current.data).toHaveLength(10), { timeout: 10_000 });
    expect(await attempts()).toBe(2);

    const anonymous = renderHook(() => useRotateBackupCodes(createSend(demo.url)), { wrapper }).result;
    act(() => anonymous.current.mutate());
    await waitFor(() => expect(anonymous.current.status).toBe('error'));
    expect(anonymous.current).toMatchObject({ failureCount: 1, error: { errors: [error('MISSING_PERMISSION')] } });
  });
});

describe('SWR', () => {
  it('returns the value of a mutation', async () => {
    const { result } = renderHook(() => useSignInWithSwr(createSend(demo.url)));
    const { username, password } = account;
    expect(await act(() => result.current.trigger({ username, password }))).toMatchObject(session);
    expect(result.current).toMatchObject({ data: session, error: undefined });
  });

  it('has the failure as error, without a rejection in the event handler', async () => {
    const { result } = renderHook(() => useSignInWithSwr(createSend(demo.url)));
    expect(await act(() => result.current.trigger({ password: 'any' }))).toBeUndefined();
    expect(result.current.error).toMatchObject(missingUser);
    expect(messageOfThrown(result.current.error)).toEqual(en.codes.MISSING_PARAMETER);
  });
});

describe('a React action', () => {
  /** React logs what reaches a boundary. */
  const muteReact = () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
  };
  const signIn = async (username: string, password: string) => {
    fireEvent.change(screen.getByLabelText('Username'), { target: { value: username } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } });
    await act(async () => fireEvent.click(screen.getByText('Sign in')));
  };

  it('shows expected errors in the form, which can be submitted again', async () => {
    render(<SignIn send={createSend(demo.url)} />);
    await signIn('', 'any');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.codes.MISSING_PARAMETER.sentence));
    await signIn(account.username, account.password);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Welcome'));
  });

  it('reaches the error boundary with a network error', async () => {
    muteReact();
    render(<ErrorBoundary children={<SignIn send={nowhere} />} />);
    await signIn('alice', 'any');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.generic.sentence));
  });

  it('returns the value, or reaches the error boundary with the failure', async () => {
    muteReact();
    const rotate = () => act(async () => fireEvent.click(screen.getByText('New backup codes')));
    const send = createSend(demo.url, { authorization: `Session ${passwordless.token}` });
    const { unmount } = render(<ErrorBoundary children={<RotateBackupCodes send={send} />} />);
    await rotate();
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/^(\d{10} ?){10}$/));
    unmount();

    render(<ErrorBoundary children={<RotateBackupCodes send={createSend(demo.url)} />} />);
    await rotate();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.codes.MISSING_PERMISSION.sentence));
  });
});
