import { closest, print } from './code-message.js';

/**
 * Refuses misspelt options, which types do not see in JavaScript: an option that nobody reads would turn off what it was to turn on.
 *
 * @param what who was given them: `createErrorModule`
 * @param known every name that there is
 * @param kind what a name stands for
 * @throws TypeError that names the wrong one, and the one that was probably meant.
 */
export function requireOptions(
  what: string,
  options: object,
  known: Readonly<Record<string, unknown>>,
  kind: 'option' | 'field' = 'option',
): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${what} got ${print(options)} as its ${kind}s: give an object.`);
  }
  const names = Object.keys(known);
  const wrong = Object.keys(options).find((name) => !names.includes(name));
  if (wrong === undefined) return;
  const meant = closest(wrong, names);
  const hint = meant === undefined ? `It has ${names.join(', ')}.` : `Did you mean ${meant}?`;
  throw new TypeError(`${what} has no ${kind} ${print(wrong)}. ${hint}`);
}
