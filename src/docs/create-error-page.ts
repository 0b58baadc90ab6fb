import { contentSecurityPolicy, script, style } from '../generated/page-assets.js';
import type { ErrorCategory } from '../codes/catalogue.js';
import { createCatalogue, type CataloguedSchema, type PublicCode } from './create-catalogue.js';
import { sampleHandler, samplePayload } from './samples.js';

const categories: Readonly<Record<ErrorCategory, string>> = {
  authentication: 'Authentication',
  mfa: 'MFA',
  identity: 'Identity',
  permission: 'Permission',
  input: 'Input',
  namespace: 'Namespace',
  runtime: 'Runtime',
  flow: 'Flow',
};
const retries = { never: 'Never', after_fix: 'After a fix', later: 'Later' } as const;
const faults = { client: 'Request', server: 'Server' } as const;

function filters(codes: readonly PublicCode[]): string {
  const present = Object.entries(categories).filter(([name]) => codes.some(({ category }) => category === name));
  return `<form role="search" aria-label="Codes" class="filters" hidden>
<label class="search"><span>Search <kbd aria-hidden="true">/</kbd></span> <input type="search" name="search" autocomplete="off" spellcheck="false" placeholder="Name or meaning" aria-keyshortcuts="/"></label>
${select('Category', 'category', [['', 'All'], ...present])}
${select('Retry', 'retry', [['', 'All'], ...Object.entries(retries)])}
${select('Deprecation', 'deprecation', [
  ['', 'All'],
  ['current', 'Current'],
  ['deprecated', 'Deprecated'],
])}
<button type="reset">Clear</button>
<p role="status"></p>
</form>`;
}

const select = (label: string, name: string, options: readonly (readonly [value: string, text: string])[]): string =>
  `<label>${label} <select name="${name}">${options
    .map(([value, text]) => `<option value="${escape(value)}">${escape(text)}</option>`)
    .join('')}</select></label>`;

function article(code: PublicCode): string {
  const { name, description, deprecation, category, fault, retry, action, mutations } = code;
  return `<article id="${name}" data-category="${category ?? ''}" data-retry="${retry ?? ''}" data-deprecation="${deprecation ? 'deprecated' : 'current'}">
<div class="about">
<h2><a href="#${name}">${name.replaceAll('_', '_<wbr>')}</a></h2>
${paragraph('description', description)}${deprecation ? deprecated(deprecation) : ''}${paragraph('action', action)}<dl>
${fact('Category', category && categories[category])}${fact('Retry', retry && retries[retry])}${fact('Caused by', fault && faults[fault], fault)}${returnedBy(mutations)}</dl>
</div>
<details>
<summary>Sample and handler<span class="unseen"> of ${name}</span></summary>
<div class="samples">
${figure('Payload', name, samplePayload(code))}
${figure('Handler', name, sampleHandler(code))}
</div>
</details>
</article>`;
}

const paragraph = (className: string, text: string | null): string =>
  text === null ? '' : `<p class="${className}">${escape(text)}</p>\n`;

function deprecated({ reason, since, replacedBy }: NonNullable<PublicCode['deprecation']>): string {
  const replacement =
    replacedBy === null
      ? ''
      : replacedBy === 'none'
        ? ' No other code replaces it.'
        : ` Replaced by <a href="#${replacedBy}">${replacedBy}</a>.`;
  const sentence = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return `<p class="deprecated">Deprecated${since === null ? '' : ` since ${escape(since)}`}: ${escape(sentence)}${replacement}</p>\n`;
}

const fact = (term: string, text: string | null, className: string | null = null): string =>
  text === null
    ? ''
    : `<div><dt>${term}</dt><dd${className === null ? '' : ` class="${className}"`}>${escape(text)}</dd></div>\n`;

const returnedBy = (mutations: readonly string[]): string =>
  mutations.length === 0
    ? ''
    : `<div class="mutations"><dt>Returned by</dt><dd><ul>${mutations.map((mutation) => `<li><code>${mutation}</code></li>`).join('\n')}</ul></dd></div>\n`;

const figure = (caption: 'Payload' | 'Handler', name: string, code: string): string => `<figure>
<figcaption>${caption}</figcaption>
<button type="button" class="copy" aria-label="Copy the ${caption.toLowerCase()} of ${name}" hidden>Copy</button>
<pre tabindex="0" role="region" aria-label="${caption} of ${name}"><code>${escape(code)}</code></pre>
</figure>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in an element or in a quoted attribute. */
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character]!);

const renderPage = (codes: readonly PublicCode[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Error codes</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#codes">Skip to the codes</a>
<div class="layout">
<header>
<h1>Error codes</h1>
<p>What a mutation can answer in <code>errors</code>, what it means, and what to do about it. ${codes.length} codes; treat one that you do not know as a general failure.</p>
</header>
<div class="columns">
${filters(codes)}
<main id="codes" tabindex="-1">
${codes.map(article).join('\n')}
</main>
</div>
<p class="unseen" role="status" id="copied"></p>
</div>
<script type="module">${script}</script>
</body>
</html>
`;

/**
 * Returns one HTML page with all codes of a schema, to search and to link to: `#MFA_FAILED`. The page
 * contains its style and its script, and its policy allows no others: it loads nothing, and text from
 * descriptions is escaped.
 *
 * @throws TypeError as {@link createCatalogue} does.
 * @example
 * const page = createErrorPage(schema);
 * app.get('/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
 */
export const createErrorPage = (schema: CataloguedSchema): string => renderPage(createCatalogue(schema));
