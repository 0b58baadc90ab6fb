import type { FormattedExecutionResult } from 'graphql';

/**
 * Characters of a response, of which a client can ask for the same stored text many times. The
 * largest responses of the tests have a tenth.
 */
export const maximumResponse = 4 * 1024 * 1024;

/** Whether the JSON of a value has at least so many characters. It stops to count there. */
function isLonger(value: unknown, limit: number): boolean {
  let left = limit;
  const count = (part: unknown): void => {
    if (left < 0) return;
    if (typeof part === 'string') left -= part.length + 2;
    else if (typeof part !== 'object' || part === null) left -= 4;
    else if (Array.isArray(part)) for (const item of part) count(item);
    else {
      for (const name in part) {
        left -= name.length + 4;
        count((part as Record<string, unknown>)[name]);
      }
    }
  };
  count(value);
  return left < 0;
}

/**
 * Returns the response as JSON, or one error in place of a response above {@link maximumResponse}:
 * it is refused before it is written, which would take several times its size.
 */
export function stringifyResponse(response: FormattedExecutionResult): string {
  if (!isLonger(response, maximumResponse)) return `${JSON.stringify(response)}\n`;
  const message = `The response has more than ${maximumResponse} characters. The operation was executed: mutations have taken effect. Select fewer fields.`;
  return `${JSON.stringify({ errors: [{ message, extensions: { code: 'RESPONSE_TOO_LARGE' } }] })}\n`;
}
