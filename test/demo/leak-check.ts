/**
 * Collects what a demo of the tests was told and what it said, and finds secrets where they must
 * not be. Every test file that opens a demo is checked when it closes it.
 */
export interface LeakCheck {
  readonly recordRequest: (body: string) => void;
  readonly recordResponse: (text: string) => void;
  /** Returns one line for each secret that leaked. */
  readonly findLeaks: (stored: readonly string[], log: string, metrics: string) => readonly string[];
}

/** Fields of inputs and payloads whose values are secrets. */
const secretFields = new Set([
  'password',
  'passwordRepeat',
  'newPassword',
  'newPasswordConfirmation',
  'currentPassword',
  'resetToken',
  'token',
  'secret',
  'signedSecret',
  'flow',
  'codes',
]);

/** The fields of payloads that may contain a secret, once: it is returned to its owner. */
const issuingFields = ['token', 'secret', 'signedSecret', 'codes', 'flow', 'authorizationUrl'];

/** Shorter values appear by chance. */
const minimumLength = 9;

const maximumDepth = 100;

/** What only the inside of the server knows: stack traces, SQL, paths and hashes. */
const inside =
  /\\n {4}at |node_modules|\.[jt]s:\d+:\d+|\bselect\b.+\bfrom \\*"|\binsert into \\*"|\bsyntax error at or near\b|\$argon2|duplicate key value/i;

/** Finds the values of secret fields, anywhere in a JSON value. */
function collectSecrets(value: unknown, secrets: Set<string>, isSecret = false, depth = 0): void {
  if (typeof value === 'string' && isSecret && value.length >= minimumLength) secrets.add(value);
  // No secret is nested deeper than a test of the limits.
  if (typeof value !== 'object' || value === null || depth > maximumDepth) return;
  for (const [name, part] of Object.entries(value)) {
    collectSecrets(part, secrets, Array.isArray(value) ? isSecret : secretFields.has(name), depth + 1);
  }
}

/** Removes what a payload may return to its owner. */
function withoutIssued(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIssued);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !issuingFields.includes(name))
      .map(([name, part]) => [name, withoutIssued(part)]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Some tests send what is no JSON.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

export function createLeakCheck(): LeakCheck {
  const secrets = new Set<string>();
  const responses: string[] = [];
  return {
    recordRequest: (body) => collectSecrets(parseJson(body), secrets),
    recordResponse(text) {
      const body = parseJson(text);
      collectSecrets(body, secrets);
      responses.push(JSON.stringify(withoutIssued(body)));
    },
    findLeaks(stored, log, metrics) {
      const leaks: string[] = [];
      const search = (where: string, text: string) => {
        // Texts of JSON have escapes.
        for (const secret of [...secrets, ...stored]) {
          if (text.includes(JSON.stringify(secret).slice(1, -1))) leaks.push(`${where} has the secret ${secret}`);
        }
      };
      const said = responses.join('\n');
      search('a response', said);
      search('the log', log);
      search('the metrics', metrics);
      for (const [where, text] of [
        ...responses.map((response) => ['a response', response] as const),
        ['the metrics', metrics] as const,
      ]) {
        const found = inside.exec(text);
        if (found) leaks.push(`${where} has ${JSON.stringify(found[0])}: ${text.slice(0, 300)}`);
      }
      return leaks;
    },
  };
}
