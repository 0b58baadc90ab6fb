import { inspect } from '../../internal/inspect.js';
import { UsageError } from '../usage-error.js';
import { maskCode } from './markdown-text.js';

/** A text without its deprecation note, and what the note says. */
export interface DeprecationNote {
  /** The text around the note. */
  readonly text: string;
  /** `null` when the note has no reason. */
  readonly reason: string | null;
  /** `null` when the note has no version. */
  readonly since: string | null;
}

const opening = String.raw`(?<open>(?:[*_]{1,3}|<(?:b|strong|i|em)>)*)`;
const closing = String.raw`(?<close>(?:[*_]{1,3}|</(?:b|strong|i|em)>)*)`;
const version = String.raw`(?:\s+(?:since|in)\s+(?:version\s+)?v?(?<since>\d[\w.-]*))?`;

/**
 * Where a note may start. Without marks, that is the start of a sentence: the word may also be part
 * of one. The first letter comes before the search backwards, which reads a run of spaces.
 */
const noteStart = String.raw`(?=[*_<d])(?:(?<=^|\s)(?=[*_<])|(?<=^|\n|[.!?;)\]]\s+))`;

/** `**Deprecated:** reason`, `_Deprecated_: reason`, `Deprecated since 2.1: reason`. */
const note = new RegExp(
  `${noteStart}${opening}deprecated${version}(?::${closing}|${closing.replace('close', 'before')}\\s*:)\\s*`,
  'i',
);

/** `(deprecated)`, `[deprecated since 2.1]`, `(deprecated: reason)`. */
const bracket = String.raw`[*_]*[([]deprecated${version}(?:\s*[:,;–—-]\s*(?<reason>[^()[\]]+))?[)\]][*_]*`;
const bracketAtStart = new RegExp(`^${bracket}\\s*`, 'i');
// A run of spaces is tried from its start only.
const bracketAtEnd = new RegExp(`(?<!\\s)\\s*${bracket}\\.?$`, 'i');

// cspell:ignore depe cated
/** The word and its common misspellings. */
const word = String.raw`(?:depr\w*ted|depe\w*cated|deprecation|obsolete)(?!_?[A-Za-z\d])`;

/** Where a writer puts a note, and not where a sentence has the word. */
const nearMisses: readonly RegExp[] = [
  // At the start of a sentence, maybe after marks or an icon.
  new RegExp(String.raw`(?:^|\n|[.!?;]\s)[^\p{Letter}\p{Number}\uE000\n]*${word}`, 'iu'),
  // With marks or in brackets.
  new RegExp(`[*_~([{>]${word}`, 'i'),
  new RegExp(String.raw`\b${word}[*_~)\]]*\s*:`, 'i'),
  new RegExp(
    String.raw`\b(?:this|the)\s+(?:\w+\s+)?(?:code|error|value)\s+(?:is|was|has\s+been|will\s+be)\s+(?:\w+\s+)?${word}`,
    'i',
  ),
  new RegExp(String.raw`\b${word}\s+(?:since|as\s+of|in\s+favou?r\s+of)\b`, 'i'),
];

function checkNearMiss(name: string, text: string): void {
  const masked = maskCode(text);
  if (!nearMisses.some((pattern) => pattern.test(masked))) return;
  throw new UsageError(
    `the description of ${name}, ${inspect(text)}, looks like a deprecation, but cannot be read as one. Write "**Deprecated:** reason" at its end, or rephrase it.`,
  );
}

/** Removes the closing mark of a note that is marked as a whole: `_Deprecated: Use X_`. */
function closeNote(reason: string, open: string, text: string): string {
  const close = open.startsWith('<') ? open.replaceAll('<', '</') : open.split('').toReversed().join('');
  if (reason.endsWith(close)) return reason.slice(0, -close.length).trim();
  throw new UsageError(`the marks around "Deprecated:" must be closed in ${inspect(text)}.`);
}

/**
 * Finds the deprecation note of a text, in any of the usual spellings.
 *
 * @param name the name of the code, for messages
 * @returns `null` when the text has no note.
 * @throws UsageError for a note without a reason after its colon, or with an open mark.
 */
export function findNote(name: string, text: string): DeprecationNote | null {
  const masked = maskCode(text);
  const match = note.exec(masked);
  if (match) {
    const { open = '', close, before, since = null } = match.groups!;
    const isClosed = open === '' || Boolean(close) || Boolean(before);
    const given = text.slice(match.index + match[0].length).trim();
    const reason = isClosed ? given : closeNote(given, open, text);
    if (reason === '') {
      throw new UsageError(`${name} must have a deprecation reason. Write it after "**Deprecated:**".`);
    }
    return { text: text.slice(0, match.index).trim(), reason, since };
  }
  const bracketed = bracketAtStart.exec(masked) ?? bracketAtEnd.exec(masked);
  if (!bracketed) return null;
  const { reason, since = null } = bracketed.groups!;
  // The mask hides code, so the reason is taken from the text itself.
  const start = reason === undefined ? 0 : bracketed.index + bracketed[0].indexOf(reason);
  return {
    text: (text.slice(0, bracketed.index) + text.slice(bracketed.index + bracketed[0].length)).trim(),
    reason: reason === undefined ? null : text.slice(start, start + reason.length).trim(),
    since,
  };
}

/**
 * Finds the deprecation note of a description: {@link findNote}.
 *
 * @throws UsageError also for what looks like a note but cannot be read as one: a deprecated code
 * must never become a live one.
 */
export function findDeprecationNote(name: string, text: string): DeprecationNote | null {
  const found = findNote(name, text);
  checkNearMiss(name, found ? found.text : text);
  return found;
}
