import { inspect } from '../../internal/inspect.js';
import type { Renaming } from '../choices.js';
import { excerpt } from '../excerpt.js';
import { UsageError } from '../usage-error.js';
import { readPlainText } from './markdown-text.js';

/** The name of a code, as a cell has it. */
export interface CodeName {
  readonly name: string;
  /** The name before it was renamed. */
  readonly spelling: string;
  readonly isDeprecated: boolean;
  /** The version that deprecated the code, or `null`. */
  readonly since: string | null;
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** Returns a name in SCREAMING_SNAKE_CASE: `NO_COLOUR` for `noColour` and `no-colour`. */
const toScreamingCase = (text: string): string =>
  (/[a-z]/.test(text) && /[A-Z]/.test(text)
    ? text.replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (pair, lower?: string, upper?: string) =>
        lower === undefined ? `${pair}_` : `${lower}_${upper}`,
      )
    : text
  )
    .replaceAll(/[\s./:-]+/g, '_')
    .toUpperCase();

/** @throws UsageError for a name that GraphQL reserves. */
function checkReserved(name: string): void {
  if (name.startsWith('__')) {
    throw new UsageError(`a code must not start with "__", which GraphQL reserves, got ${inspect(name)}.`);
  }
  if (['true', 'false', 'null'].includes(name)) {
    throw new UsageError(`a code must not be "true", "false" or "null", got ${inspect(name)}.`);
  }
}

/** @throws UsageError unless GraphQL accepts the name for an enum value, in this spelling. */
function readSpelling(spelling: string, renaming: Renaming | undefined): string {
  checkReserved(spelling);
  if (isName(spelling) && (renaming === 'none' || spelling === spelling.toUpperCase())) return spelling;
  const screaming = toScreamingCase(spelling);
  const isConvertible = isName(screaming) && !screaming.startsWith('__');
  if (isConvertible && renaming === 'screaming') return screaming;
  const expected = isName(spelling)
    ? 'in SCREAMING_SNAKE_CASE'
    : 'a GraphQL name (letters, digits and "_", not starting with a digit)';
  const mistake = `a code must be ${expected}, got ${inspect(excerpt(spelling))}.`;
  if (!isConvertible) throw new UsageError(mistake);
  throw new UsageError(
    (option) =>
      `${mistake} Did you mean ${inspect(excerpt(screaming))}? "${option('rename', 'screaming')}" converts the names.`,
  );
}

/** `OLD (deprecated)`, `OLD [deprecated since 2.1]`, or a badge: `` `OLD` **deprecated** ``. */
const suffix =
  /^(?<name>.*?)\s*(?:[*_]*[([]|(?<=[`*_~>)\]]|^[A-Z\d_]+)\s+[*_]*)deprecated(?:\s+(?:since|in)\s+v?(?<since>\d[\w.-]*))?[)\]]?[*_]*$/is;

/**
 * Returns the name of a code without the marks around it.
 *
 * @throws UsageError unless it is a name for a code.
 */
export function readCodeName(cell: string, renaming: Renaming | undefined): CodeName {
  const { name: marked = cell, since = null } = suffix.exec(cell.trim())?.groups ?? {};
  const { text: spelling, isStruck } = readPlainText(marked);
  const isDeprecated = isStruck || marked !== cell;
  return { name: readSpelling(spelling, renaming), spelling, isDeprecated, since };
}
