import { orThrow } from 'graphql-error-codes/client';
import { Component, useActionState, type ReactNode } from 'react';
import { messageOfThrown, resultOf } from './errors.js';
import { RotateBackupCodesDocument } from './generated/graphql.js';
import type { Send } from './send.js';

export class ErrorBoundary extends Component<{ readonly children: ReactNode }> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override render() {
    return 'error' in this.state ? (
      <p role="alert">{messageOfThrown(this.state.error).sentence}</p>
    ) : (
      this.props.children
    );
  }
}

export function RotateBackupCodes({ send }: { readonly send: Send }) {
  const [codes, rotate] = useActionState(
    async () => orThrow(resultOf(await send(RotateBackupCodesDocument, {}), 'usersMfaBackupCodesRotate', 'codes')),
    [],
  );

  return (
    <form action={rotate}>
      <p role="status">{codes.join(' ')}</p>
      <button>New backup codes</button>
    </form>
  );
}
