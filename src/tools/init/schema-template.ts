import type { ModuleOptions } from './module-options.js';

const introduction = `Your error codes. Replace these two with your own, and describe each with @errorCode:
category: the area of your product; fault: "client" or "server"; retry: "never", "after_fix" or "later";
exposure: "public", "authenticated" or "sensitive", to whom the code may be shown; action: what the user
can do now; details: the types with more data, as fields of the error.`;

const values = `  """
  The quota of the plan is used up
  """
  QUOTA_EXCEEDED
    @errorCode(category: "billing", retry: "later", exposure: "authenticated", action: "Wait until tomorrow, or choose a larger plan.")

  """
  Too many requests in a short time
  """
  RATE_LIMITED
    @errorCode(category: "traffic", retry: "later", exposure: "public", action: "Wait for the given time.", details: ["RetryInfo"])`;

const details = (prefix: string): string => `"""
When to send the request again
"""
type RetryInfo {
  seconds: Int!
}

extend union ${prefix}DetailedError = RetryInfo`;

/**
 * Returns SDL with two codes, one of which has details.
 *
 * @param isWhole whether these are all codes, and not an addition to the built-in ones
 * @param prefix the start of the names of the module's types
 */
export function schemaTemplate({ isWhole, prefix }: Pick<ModuleOptions, 'isWhole' | 'prefix'>): string {
  const comment = introduction.replaceAll(/^/gm, '# ');
  const description = isWhole ? '"""\nThe expected failures of mutations\n"""\n' : '';
  return `${comment}

${description}${isWhole ? 'enum' : 'extend enum'} ${prefix}ErrorCodeEnum {
${values}
}

${details(prefix)}
`;
}
