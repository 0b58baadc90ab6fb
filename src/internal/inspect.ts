/** Formats any value for a message to developers, as JSON where JSON can express it. */
export function inspect(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // JSON cannot express cycles or bigints, and a toJSON of the host may throw anything.
    return Object.prototype.toString.call(value);
  }
}

/** Formats alternatives for a message: `"never", "after_fix" or "later"`. */
export function inspectChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => JSON.stringify(choice));
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
