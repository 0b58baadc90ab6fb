import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import * as client from 'graphql-error-codes/client';

/** What a bundler makes of a module, for engines of this version. */
async function bundle(contents: string, target: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target,
  });
  return outputFiles[0]!.text;
}

/** The built-ins that came after ES2020, by the object that has them. */
const newerBuiltIns: Readonly<Record<string, readonly string[]>> = {
  globalThis: ['AggregateError', 'FinalizationRegistry', 'Float16Array', 'Iterator', 'WeakRef'],
  Array: ['fromAsync'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  Error: ['captureStackTrace', 'isError', 'stackTraceLimit'],
  Map: ['groupBy'],
  Object: ['groupBy', 'hasOwn'],
  Promise: ['any', 'try', 'withResolvers'],
  RegExp: ['escape'],
  'Set.prototype': ['difference', 'intersection', 'isSubsetOf', 'isSupersetOf', 'symmetricDifference', 'union'],
  'String.prototype': ['at', 'isWellFormed', 'replaceAll', 'toWellFormed'],
  'Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))': [
    'drop',
    'every',
    'filter',
    'find',
    'flatMap',
    'forEach',
    'map',
    'reduce',
    'some',
    'take',
    'toArray',
  ],
};

const removal = Object.entries(newerBuiltIns)
  .map(([owner, names]) => names.map((name) => `delete (${owner}).${name};`).join(''))
  .join('\n');

/** Calls every function of the client kit, and every path of those with many. */
const program = `
  import * as client from 'graphql-error-codes/client';
  import texts from 'graphql-error-codes/messages/en.json';
  const { createMessages, createResultOf, matchError, result } = client;

  const details = [{ attribute: 'items.0.name', type: 'blank' }, { attribute: 'items', type: 'odd' }, { seconds: 3 }];
  const failed = { userSession: null, errors: [{ errorCode: 'MFA_FAILED', details }, null] };
  const data = { usersLogin: failed };
  const login = createResultOf({ unmask: (error) => error })(data, 'usersLogin', 'userSession');
  const { message, fieldMessages } = createMessages({
    ...texts,
    codes: { ...texts.codes, MFA_FAILED: { title: '{seconds}', sentence: '{seconds, plural, one {#} other {# s}}' } },
  });
  let thrown;
  try {
    client.orThrow(login);
  } catch (error) {
    thrown = error;
  }
  globalThis.output = {
    ok: result({ userSession: 1, errors: [] }, 'userSession'),
    matched: matchError(login.errors[0], { MFA_FAILED: ({ errorCode }) => errorCode }, () => 'fallback'),
    thrown: [thrown instanceof client.PayloadErrorsError, thrown instanceof Error, String(thrown)],
    retryable: [thrown, { errorCode: 'FAILED_TO_SAVE_VALID_BACKUP_CODE' }].map((error) => client.isRetryable(error)),
    known: ['MFA_FAILED', 'constructor'].map((code) => client.isKnownErrorCode(code)),
    found: client.findPayloadErrors(data).length,
    fields: client.fieldErrors(login.errors),
    nested: client.nestFieldErrors(fieldMessages(login.fieldErrors)),
    flat: client.flatFieldErrors(login.fieldErrors, (name) => name !== ''),
    message: message(login.errors[0]),
    fragment: client.payloadErrorFragment.length > 0,
  };
`;

const expected = {
  ok: { ok: true, value: 1 },
  matched: 'MFA_FAILED',
  thrown: [true, true, 'PayloadErrorsError: The mutation failed: MFA_FAILED'],
  retryable: [false, true],
  known: [true, false],
  found: 1,
  fields: { 'items.0.name': ['blank'], items: ['odd'] },
  nested: { '': 'This cannot be used.', items: [{ name: 'Please fill this in.' }] },
  flat: { 'items.0.name': ['blank'], 'root.items': ['odd'] },
  fragment: true,
};

it('the program uses every export', () => {
  expect(Object.keys(client).filter((name) => !program.includes(name))).toEqual([]);
});

it('has no syntax that is newer than ES2020', async () => {
  const everything = `export * from 'graphql-error-codes/client'`;
  expect(await bundle(everything, 'es2020')).toBe(await bundle(everything, 'esnext'));
});

it('every export runs without the built-ins that are newer than ES2020', async () => {
  const globals: { output?: object } = {};
  runInNewContext(`${removal}\n${await bundle(program, 'es2020')}`, globals);
  expect(globals.output).toEqual({
    ...expected,
    message: { title: '3', sentence: '3 s' },
  });
});

it('runs without Intl, which old engines lack: a text with a plural is replaced', async () => {
  const globals: { output?: object } = {};
  runInNewContext(`${removal}\ndelete globalThis.Intl;\n${await bundle(program, 'es2020')}`, globals);
  expect(globals.output).toMatchObject({
    ...expected,
    message: { title: '3', sentence: expect.not.stringContaining('{') },
  });
});
