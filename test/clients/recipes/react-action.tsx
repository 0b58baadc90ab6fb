import { useActionState } from 'react';
import { fieldMessages, message, resultOf } from './errors.js';
import { LoginDocument } from './generated/graphql.js';
import type { Send } from './send.js';

interface State {
  /** Texts, not errors: the state of a server action must be serializable. */
  readonly notice?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly token?: string | null;
}

export function SignIn({ send }: { readonly send: Send }) {
  const [{ notice, fields, token }, submit] = useActionState(async (_state: State, form: FormData): Promise<State> => {
    // Text inputs have strings.
    const input = { username: form.get('username') as string, password: form.get('password') as string };
    const login = resultOf(await send(LoginDocument, { input }), 'usersLogin', 'userSession');
    if (login.ok) return { token: login.value.token };
    return { notice: message(login.errors[0]).sentence, fields: fieldMessages(login.fieldErrors) };
  }, {});

  if (token) return <output>Welcome</output>;
  return (
    <form action={submit}>
      <input name="username" aria-label="Username" />
      <small>{fields?.['username']}</small>
      <input name="password" aria-label="Password" />
      <small>{fields?.['password']}</small>
      <p role="alert">{notice}</p>
      <button>Sign in</button>
    </form>
  );
}
