import { UsageError } from '../usage-error.js';

/* cspell:disable */

/** The names of the characters from U+00A0 to U+00FF. */
const latin = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
  Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
  iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

/** Further characters, each before its names. */
const others = `& amp AMP < lt LT > gt GT " quot QUOT ' apos ! excl # num $ dollar % percnt ( lpar ) rpar
  * ast midast + plus , comma . period / sol : colon ; semi = equals ? quest @ commat [ lsqb lbrack \\ bsol ] rsqb rbrack
  ^ Hat _ lowbar \` grave { lcub lbrace | verbar vert } rcub rbrace – ndash — mdash ‘ lsquo ’ rsquo ‚ sbquo “ ldquo
  ” rdquo „ bdquo † dagger ‡ Dagger • bull … hellip ‰ permil ′ prime ″ Prime ‹ lsaquo › rsaquo ⁄ frasl € euro ™ trade
  ← larr ↑ uarr → rarr ↓ darr ↔ harr ⇐ lArr ⇒ rArr ⇔ hArr − minus ∞ infin ≈ asymp ≠ ne ≡ equiv ≤ le ≥ ge ✓ check
  ✗ cross Œ OElig œ oelig Š Scaron š scaron Ÿ Yuml`;

/* cspell:enable */

function createCharacters(): ReadonlyMap<string, string> {
  const characters = new Map(
    latin.split(/\s+/).map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  );
  let character = '';
  for (const word of others.split(/\s+/)) {
    if (/^[A-Za-z]+$/.test(word)) characters.set(word, character);
    else character = word;
  }
  return characters;
}

const characters = createCharacters();

function decode(reference: string): string {
  const [, hex, decimal] = /^&#(?:x([\da-f]+)|(\d+));$/i.exec(reference) ?? [];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const character =
    point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : characters.get(reference.slice(1, -1));
  if (character !== undefined) return character;
  const escaped = reference.replace('&', '&amp;');
  throw new UsageError(
    `${reference} is not one of the character references that import reads. Write the character itself, or "${escaped}" for this text.`,
  );
}

/**
 * Replaces the character references of HTML and Markdown, such as `&amp;` and `&#39;`.
 *
 * @throws UsageError for a name that it does not have: the text would be wrong either way.
 */
export const decodeReferences = (text: string): string =>
  text.replaceAll(/&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi, decode);
