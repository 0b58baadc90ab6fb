// A tag needs a template; a call or a comment may have a string.
const literal =
  /(?:(?<![\w$/.-])(?:gql|graphql)\s*(?:<[^<>`]*>\s*)?(?:\(\s*(?=["'`])|(?=`))|\/\*\s*graphql\s*\*\/\s*)(["'`])((?:\\.|(?!\1)[^\\])*)/gi;

const mutation = /(?:^|[\s}])mutation\b\s*(?:\w+\s*)?[({@]/;

/** Whether a position is in a comment, as far as that is known without a parser. */
function isInComment(text: string, position: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  if (/(?<![:\w"'`])\/\//.test(line) || /^\s*\*/.test(line)) return true;
  const [block, html] = [
    [text.lastIndexOf('/*', position - 1), text.lastIndexOf('*/', position - 1)],
    [text.lastIndexOf('<!--', position - 1), text.lastIndexOf('-->', position - 1)],
  ] as const;
  return block[0] > block[1] || html[0] > html[1];
}

/**
 * Returns where the literals of mutations start that follow `gql`, `graphql` or a comment in source
 * code. They include the templates that the parser finds.
 */
export const findLiterals = (text: string): readonly number[] =>
  [...text.matchAll(literal)].flatMap(({ 0: match, 2: body, index }) =>
    mutation.test(body!) && !isInComment(text, index) ? [index + match.length - body!.length] : [],
  );
