/** A part of a file that is source code or GraphQL. */
export interface CodeBlock {
  /** The language, as an extension of files. */
  readonly language: 'graphql' | 'ts' | 'tsx';
  readonly text: string;
  /** Where it starts in the file. */
  readonly start: number;
}

// Like the preprocessor of Svelte: the content of these tags is text, so a parser of HTML is not
// needed.
const tag =
  /<!--[^]*?-->|<(script|graphql|gql)((?:\s(?:"[^"]*"|'[^']*'|[^>"'/]|\/(?!>))*)?)(?:\/>|>([^]*?)<\/\1\s*>)/dg;

const frontmatter = /^(\s*---[^\S\n]*\n)([^]*?\n)---/;

/** Data, such as JSON-LD, is a script of another type. */
function isCode(attributes: string): boolean {
  const [, type = 'module'] = /\btype\s*=\s*["']?([\w/+.-]*)/.exec(attributes) ?? [];
  return /^(?:module|(?:text|application)\/(?:java|type)script|ts|tsx)$/.test(type);
}

/**
 * Returns the scripts and the GraphQL blocks of a file of Vue, Svelte or Astro, without its
 * compiler: that would change lines.
 */
export function findCodeBlocks(text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const [, fence = '', head] = frontmatter.exec(text) ?? [];
  if (head !== undefined) blocks.push({ language: 'tsx', text: head, start: fence.length });
  const rest = head === undefined ? 0 : fence.length + head.length;
  for (const match of text.matchAll(tag)) {
    const [, name, attributes = '', content = ''] = match;
    if (name === undefined || match.index < rest || content.trim() === '') continue;
    const [start] = match.indices![3]!;
    if (name !== 'script') blocks.push({ language: 'graphql', text: content, start });
    else if (isCode(attributes)) {
      const hasJsx = /\blang\s*=\s*["']?[jt]sx\b/.test(attributes);
      blocks.push({ language: hasJsx ? 'tsx' : 'ts', text: content, start });
    }
  }
  return blocks;
}
