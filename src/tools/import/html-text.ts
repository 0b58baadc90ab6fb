import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Marks that Markdown has, too. */
const marks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '_',
  em: '_',
  del: '~~',
  s: '~~',
  strike: '~~',
};

const codeTags = new Set(['code', 'kbd', 'samp', 'tt']);

/** Elements whose content is not part of the text. */
const hiddenTags = new Set(['script', 'style', 'title', 'textarea', 'noscript']);

const blockTags = new Set('p div ul ol pre h1 h2 h3 h4 h5 h6 dl dt dd blockquote'.split(' '));

const isHidden = (node: Node): boolean => 'tagName' in node && hiddenTags.has(node.tagName);

/** Puts marks around a text, and leaves the spaces around it outside. */
function wrap(text: string, open: string, close = open): string {
  const content = text.trim();
  return content === '' ? text : text.replace(content, () => open + content + close);
}

/** Returns the text of a node, without marks. */
function plainText(node: Node): string {
  if ('value' in node) return node.value.replaceAll(/\s+/g, ' ');
  if (!('tagName' in node) || isHidden(node)) return '';
  return node.tagName === 'br' ? ' ' : node.childNodes.map(plainText).join('');
}

const wrapCode = (code: string): string => (code.includes('`') ? wrap(code, '`` ', ' ``') : wrap(code, '`'));

/** Prints a node. A line break is one of the page: those of the file are spaces. */
function printNode(node: Node): string {
  if ('value' in node) return plainText(node);
  if (!('tagName' in node) || isHidden(node)) return '';
  const { tagName, attrs } = node;
  // A table inside of the cell is a table of its own.
  if (tagName === 'br' || tagName === 'table') return '\n';
  if (codeTags.has(tagName)) return wrapCode(plainText(node));
  const content = node.childNodes.map(printNode).join('');
  if (Object.hasOwn(marks, tagName)) return wrap(content, marks[tagName]!);
  if (tagName === 'li') return `\n- ${content.trim()}\n`;
  if (blockTags.has(tagName)) return `\n${content}\n`;
  if (tagName !== 'a') return content;
  // A link within the page means nothing outside of it.
  const href = attrs.find(({ name, value }) => name === 'href' && /^https?:/i.test(value));
  return href ? wrap(content, '[', `](${href.value})`) : content;
}

/** Returns the content of an HTML cell as Markdown, which descriptions in SDL are. */
export const toMarkdown = (cell: DefaultTreeAdapterTypes.Element): string =>
  cell.childNodes
    .map(printNode)
    .join('')
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
