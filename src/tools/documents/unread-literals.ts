// A tag needs a template; a call or a comment may have a string.
const literal =
  /(?:(?<![\w$/.-])(?:gql|graphql)\s*(?:<[^<>`]*>\s*)?(?:\(\s*(?=["'`])|(?=`))|\/\*\s*graphql\s*\*\/\s*)(["'`])((?:\\.|(?!\1)[^\\])*)/gi;

const mutation = /(?:^|[\s}])mutation\b\s*(?:\w+\s*)?[({@]/;

/** Finds the last match before each of several positions, which must be passed in their order. */
class LastMatch {
  readonly #matches: Iterator<RegExpExecArray, unknown>;
  #last = -1;
  #next = -1;

  constructor(text: string, pattern: RegExp) {
    this.#matches = text.matchAll(pattern);
    this.#advance();
  }

  #advance(): void {
    this.#last = this.#next;
    const { value, done } = this.#matches.next();
    this.#next = done ? Number.POSITIVE_INFINITY : value.index;
  }

  /** Returns the index of the match, or -1. */
  before(position: number): number {
    while (this.#next < position) this.#advance();
    return this.#last;
  }
}

/**
 * Returns whether a position is in a comment, as far as that is known without a parser. It must be
 * passed positions in their order.
 */
function createIsInComment(text: string): (position: number) => boolean {
  const find = (pattern: RegExp): LastMatch => new LastMatch(text, pattern);
  const [lineEnd, lineComment, starredLine] = [find(/\n/g), find(/(?<![:\w"'`])\/\//g), find(/^[^\S\n]*\*/gm)];
  const blocks = [
    [find(/\/\*/g), find(/\*\//g)],
    [find(/<!--/g), find(/-->/g)],
  ] as const;
  return (position) => {
    const line = lineEnd.before(position);
    if (lineComment.before(position) > line || starredLine.before(position) > line) return true;
    return blocks.some(([start, end]) => start.before(position) > end.before(position));
  };
}

/**
 * Returns where the literals of mutations start that follow `gql`, `graphql` or a comment in source
 * code. They include the templates that the parser finds.
 */
export function findLiterals(text: string): readonly number[] {
  const isInComment = createIsInComment(text);
  return [...text.matchAll(literal)].flatMap(({ 0: match, 2: body, index }) =>
    mutation.test(body!) && !isInComment(index) ? [index + match.length - body!.length] : [],
  );
}
