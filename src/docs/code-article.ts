import type { PublicCode, PublicDeprecation } from './create-catalogue.js';
import { escapeHtml } from './html.js';
import { categoryLabel, exposureLabels, faultLabels, retryLabels } from './labels.js';
import { sampleHandler, sampleResponse, type SampleSchema } from './samples.js';

/** What an article needs beside its code. */
export interface ArticleContext extends SampleSchema {
  /** The names of the codes on the page. */
  readonly names: ReadonlySet<string>;
  /** The start of links to codes, up to the `#`. */
  readonly linkBase: string;
}

const hrefOf = (name: string, { linkBase }: ArticleContext): string => escapeHtml(`${linkBase}#${name}`);

const renderParagraph = (className: string, text: string | null): string =>
  text === null ? '' : `<p class="${className}">${escapeHtml(text)}</p>\n`;

const renderCodeName = (name: string, context: ArticleContext): string =>
  context.names.has(name)
    ? `<a href="${hrefOf(name, context)}">${escapeHtml(name)}</a>`
    : `<code>${escapeHtml(name)}</code>`;

/** Renders the reason of a deprecation, and the replacement unless the reason mentions it. */
function renderReason({ reason, replacedBy }: PublicDeprecation, context: ArticleContext): string {
  const sentence = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  if (replacedBy === null) return escapeHtml(sentence);
  if (replacedBy === 'none') return `${escapeHtml(sentence)} It has no replacement.`;
  const code = renderCodeName(replacedBy, context);
  // Codes are names, which have no characters with a meaning in patterns.
  const parts = sentence.split(new RegExp(`(?<!\\w)${replacedBy}(?!\\w)`));
  return parts.length === 1 ? `${escapeHtml(sentence)} Use ${code} instead.` : parts.map(escapeHtml).join(code);
}

function renderDeprecation(deprecation: PublicDeprecation, context: ArticleContext): string {
  const { since } = deprecation;
  const start = since === null ? 'Deprecated' : `Deprecated since ${escapeHtml(since)}`;
  return `<p class="deprecated">${start}: ${renderReason(deprecation, context)}</p>\n`;
}

const renderFact = (term: string, text: string | null, className: string | null = null): string =>
  text === null
    ? ''
    : `<div><dt>${term}</dt><dd${className === null ? '' : ` class="${className}"`}>${escapeHtml(text)}</dd></div>\n`;

const renderList = (term: string, className: string, names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `<div class="${className}"><dt>${term}</dt><dd><ul>${names.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join('\n')}</ul></dd></div>\n`;

const renderFigure = (caption: 'Response' | 'Handler', name: string, code: string): string => `<figure>
<figcaption>${caption}</figcaption>
<button type="button" class="copy" aria-label="Copy the ${caption.toLowerCase()} for ${name}" hidden>Copy</button>
<pre tabindex="0" role="region" aria-label="${caption} for ${name}"><code>${escapeHtml(code)}</code></pre>
</figure>`;

/** Renders one code. The `data-` attributes are what the page's script filters by. */
export function renderArticle(code: PublicCode, context: ArticleContext): string {
  const { name, description, since, deprecation, category, fault, retry, exposure } = code;
  const { action, details, mutations } = code;
  const added = since === null ? '' : `<p class="added">Added in ${escapeHtml(since)}</p>\n`;
  const facts = [
    renderFact('Category', category && categoryLabel(category)),
    renderFact('Retry', retry && retryLabels[retry]),
    renderFact('Caused by', fault && faultLabels[fault], fault),
    renderFact('Shown to', exposure && exposureLabels[exposure]),
    renderList('Details', 'detail-types', details ?? []),
    renderList('Returned by', 'mutations', mutations),
  ].join('');
  return `<article id="${name}" data-category="${escapeHtml(category ?? '')}" data-retry="${retry ?? ''}" data-status="${deprecation ? 'deprecated' : 'active'}">
<div class="about">
<div class="title">
<h2><a href="${hrefOf(name, context)}">${name.replaceAll('_', '_<wbr>')}</a></h2>
${added}</div>
${renderParagraph('description', description)}${deprecation ? renderDeprecation(deprecation, context) : ''}${renderParagraph('action', action)}${facts === '' ? '' : `<dl>\n${facts}</dl>\n`}</div>
<details>
<summary>Example response and handler<span class="visually-hidden"> for ${name}</span></summary>
<div class="samples">
${renderFigure('Response', name, sampleResponse(code, context))}
${renderFigure('Handler', name, sampleHandler(code, context))}
</div>
</details>
</article>`;
}
