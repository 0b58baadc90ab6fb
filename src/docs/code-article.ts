import type { PublicCode, PublicDeprecation } from './create-catalogue.js';
import { escapeHtml } from './html.js';
import { categoryLabels, faultLabels, retryLabels } from './labels.js';
import { sampleHandler, sampleResponse } from './samples.js';

const renderParagraph = (className: string, text: string | null): string =>
  text === null ? '' : `<p class="${className}">${escapeHtml(text)}</p>\n`;

function renderReplacement(replacedBy: PublicDeprecation['replacedBy']): string {
  if (replacedBy === null) return '';
  if (replacedBy === 'none') return ' It has no replacement.';
  return ` Use <a href="#${replacedBy}">${replacedBy}</a> instead.`;
}

function renderDeprecation({ reason, since, replacedBy }: PublicDeprecation): string {
  const sentence = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return `<p class="deprecated">Deprecated${since === null ? '' : ` since ${escapeHtml(since)}`}: ${escapeHtml(sentence)}${renderReplacement(replacedBy)}</p>\n`;
}

const renderFact = (term: string, text: string | null, className: string | null = null): string =>
  text === null
    ? ''
    : `<div><dt>${term}</dt><dd${className === null ? '' : ` class="${className}"`}>${escapeHtml(text)}</dd></div>\n`;

const renderMutations = (mutations: readonly string[]): string =>
  mutations.length === 0
    ? ''
    : `<div class="mutations"><dt>Returned by</dt><dd><ul>${mutations.map((mutation) => `<li><code>${mutation}</code></li>`).join('\n')}</ul></dd></div>\n`;

const renderFigure = (caption: 'Response' | 'Handler', name: string, code: string): string => `<figure>
<figcaption>${caption}</figcaption>
<button type="button" class="copy" aria-label="Copy the ${caption.toLowerCase()} for ${name}" hidden>Copy</button>
<pre tabindex="0" role="region" aria-label="${caption} for ${name}"><code>${escapeHtml(code)}</code></pre>
</figure>`;

/** Renders one code. The `data-` attributes are what the page's script filters by. */
export function renderArticle(code: PublicCode): string {
  const { name, description, deprecation, category, fault, retry, action, mutations } = code;
  return `<article id="${name}" data-category="${category ?? ''}" data-retry="${retry ?? ''}" data-status="${deprecation ? 'deprecated' : 'active'}">
<div class="about">
<h2><a href="#${name}">${name.replaceAll('_', '_<wbr>')}</a></h2>
${renderParagraph('description', description)}${deprecation ? renderDeprecation(deprecation) : ''}${renderParagraph('action', action)}<dl>
${renderFact('Category', category && categoryLabels[category])}${renderFact('Retry', retry && retryLabels[retry])}${renderFact('Caused by', fault && faultLabels[fault], fault)}${renderMutations(mutations)}</dl>
</div>
<details>
<summary>Example response and handler<span class="visually-hidden"> for ${name}</span></summary>
<div class="samples">
${renderFigure('Response', name, sampleResponse(code))}
${renderFigure('Handler', name, sampleHandler(code))}
</div>
</details>
</article>`;
}
