/** Returns a string as a literal, in single quotes where nothing must be escaped. */
export function quote(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") || json !== `"${text}"` ? json : `'${text}'`;
}

const lineWidth = 100;

/**
 * Returns the declaration of a type that is a union, on several lines where one is too long.
 *
 * @param start `export type Name`
 */
export function renderUnion(start: string, members: readonly string[]): string {
  const line = `${start} = ${members.join(' | ') || 'never'};`;
  return line.length <= lineWidth ? line : `${start} =${members.map((member) => `\n  | ${member}`).join('')};`;
}

/** Returns a comment that ends where it should, whatever the text is. */
export const renderComment = (text: string): string =>
  `/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */`;

/** Returns the lines of an object or a type, in braces. */
export const inBraces = (lines: readonly string[]): string =>
  lines.length === 0 ? '{}' : `{\n${lines.map((line) => `  ${line}\n`).join('')}}`;
