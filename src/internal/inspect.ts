/** How deep objects and lists are formatted. */
const maximumDepth = 8;

/** What JSON leaves unescaped and a terminal or a log would act on. */
const invisible = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Thrown for what JSON cannot express. */
class NotJson extends Error {}

/**
 * Returns a copy that has just more of `value` than fills `length` characters, so that the cost of
 * a message does not depend on the size of the value. Only own properties are read.
 */
function startOf(value: unknown, length: number): unknown {
  // Never less than what is left: each part counts as its shortest form.
  let rest = length;
  const parents = new Set<object>();

  function copy(part: unknown): unknown {
    if (typeof part === 'string') {
      rest -= part.length + 2;
      return part.slice(0, length + 1);
    }
    if (typeof part === 'bigint') throw new NotJson();
    if (typeof part !== 'object' || part === null) {
      rest -= 1;
      return part;
    }
    if (parents.has(part)) throw new NotJson();
    const { toJSON } = part as { readonly toJSON?: unknown };
    if (typeof toJSON === 'function') {
      const json: unknown = toJSON.call(part, '');
      return json === part ? copyParts(part) : copy(json);
    }
    return copyParts(part);
  }

  function copyParts(part: object): unknown {
    if (parents.size === maximumDepth) return '...';
    parents.add(part);
    const copied = Array.isArray(part) ? copyItems(part) : copyFields(part);
    parents.delete(part);
    return copied;
  }

  function copyItems(list: readonly unknown[]): unknown[] {
    const items: unknown[] = [];
    for (let index = 0; index < list.length && rest >= 0; index++) {
      rest -= 1;
      items.push(copy(list[index]));
    }
    return items;
  }

  function copyFields(object: object): object {
    // Without a prototype, so that a field called `__proto__` is one like any other.
    const fields = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(object)) {
      if (rest < 0) break;
      const field = copy((object as Readonly<Record<string, unknown>>)[name]);
      // JSON leaves these out.
      if (field === undefined || typeof field === 'function' || typeof field === 'symbol') continue;
      rest -= name.length + 3;
      fields[name.slice(0, length + 1)] = field;
    }
    return fields;
  }

  return copy(value);
}

/** Cuts a text without splitting a surrogate pair. */
function cut(text: string, length: number): string {
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, splitsPair ? length - 1 : length);
}

function format(value: unknown, length: number): string {
  try {
    if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
    return JSON.stringify(startOf(value, length)) ?? String(value);
  } catch {
    // JSON cannot express cycles or bigints, and a getter or toJSON of the host may throw anything.
    return kindOf(value);
  }
}

function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return 'a value that cannot be read';
  }
}

/**
 * Formats any value for a message to developers, as JSON where JSON can express it. The result has
 * at most `maxLength` characters, then `...` for the rest: a message that repeats a whole request
 * costs as much as the request, once per message. Characters that a log or a terminal cannot show
 * are escaped. Never throws.
 *
 * @param maxLength in UTF-16 code units; 200 by default
 * @example
 * throw new GraphQLError(`after must be a cursor, got ${inspect(after)}.`);
 */
export function inspect(value: unknown, maxLength = 200): string {
  // `values.map(inspect)` and JavaScript callers may pass anything.
  const length = typeof maxLength === 'number' && maxLength >= 0 ? maxLength : 200;
  const text = format(value, length).replace(invisible, escapeCharacter);
  return text.length > length ? `${cut(text, length)}...` : text;
}

/** Returns a text for a message, without quotes, and with `...` in place of what is too long. */
export const cutText = (text: string): string => (text.length > 200 ? `${cut(text, 200)}...` : text);

/** Formats alternatives for a message: `"never", "after_fix" or "later"`. */
export function inspectChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => inspect(choice));
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
