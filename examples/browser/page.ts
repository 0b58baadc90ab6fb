import { createMessages, matchError, result, type PayloadError } from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };

type Data = { usersLogin: { token: string | null; errors: PayloadError[] } | null };

const { message } = createMessages(en);
const form = document.querySelector('form')!;
const secondFactor = document.querySelector<HTMLElement>('#second-factor')!;
const output = document.querySelector('output')!;

async function usersLogin(input: object) {
  const query = 'mutation ($input: UsersLoginInput!) { usersLogin(input: $input) { token errors { errorCode } } }';
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  }).catch(() => undefined);
  const body: { data?: Data | null } | undefined = await response?.json();
  return result(body?.data?.usersLogin, 'token');
}

function askForCode() {
  secondFactor.hidden = false;
  return 'Enter the six digits of your authenticator app.';
}

async function submit() {
  const login = await usersLogin(Object.fromEntries(new FormData(form)));
  output.textContent = login.ok
    ? `Signed in: ${login.value}`
    : // Also after a network error, when there is no payload: the generic message.
      matchError(login.errors[0], { MFA_FAILED: askForCode }, (error) => message(error).sentence);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit();
});
