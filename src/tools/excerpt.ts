/**
 * Returns the start of a foreign text on one line, for a message. Control characters, which a
 * terminal would obey, become spaces.
 */
export function excerpt(text: string, length = 60): string {
  // A text may be a whole file, of which only the start is needed.
  const start = text
    .slice(0, 4 * length)
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
  if (start.length <= length && text.length <= 4 * length) return start;
  // Half of a character is not text.
  const end = start.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${end.trimEnd()}...`;
}
