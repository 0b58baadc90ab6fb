import { contentSecurityPolicy, script, style } from '../generated/page-assets.js';
import { renderArticle } from './code-article.js';
import { createCatalogue, type PublicCode } from './create-catalogue.js';
import type { CataloguedSchema } from './error-code-enum.js';
import { escapeHtml } from './html.js';
import { categoryLabels, retryLabels } from './labels.js';

type Choice = readonly [value: string, label: string];

const renderSelect = (label: string, name: string, choices: readonly Choice[]): string =>
  `<label>${label} <select name="${name}">${[['', 'All'] as const, ...choices]
    .map(([value, text]) => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`)
    .join('')}</select></label>`;

/** Renders the filters, hidden: they need the page's script, which shows them. */
function renderFilters(codes: readonly PublicCode[]): string {
  const categories = Object.entries(categoryLabels).filter(([name]) => codes.some(({ category }) => category === name));
  return `<form role="search" aria-label="Error codes" class="filters" hidden>
<label class="search"><span>Search <kbd aria-hidden="true">/</kbd></span> <input type="search" name="search" autocomplete="off" spellcheck="false" placeholder="Name or meaning" aria-keyshortcuts="/"></label>
${renderSelect('Category', 'category', categories)}
${renderSelect('Retry', 'retry', Object.entries(retryLabels))}
${renderSelect('Status', 'status', [
  ['active', 'Active'],
  ['deprecated', 'Deprecated'],
])}
<button type="reset">Clear filters</button>
<p role="status"></p>
</form>`;
}

const renderPage = (codes: readonly PublicCode[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Error codes</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#codes">Skip to error codes</a>
<div class="layout">
<header>
<h1>Error codes</h1>
<p>The codes that mutations return in <code>errors</code>, their meaning and what to do. Treat unknown codes as a general failure.</p>
</header>
<div class="columns">
${renderFilters(codes)}
<main id="codes" tabindex="-1">
${codes.map(renderArticle).join('\n')}
</main>
</div>
<p class="visually-hidden" role="status" id="copied"></p>
</div>
<script type="module">${script}</script>
</body>
</html>
`;

/**
 * Returns one HTML page with all codes of a schema, with search, filters and an anchor for each
 * code (`#MFA_FAILED`). The page is self-contained: style and script are inline, its content
 * security policy allows nothing else, and texts from the schema are escaped. Create it once, at
 * startup.
 *
 * @throws TypeError under the same conditions as {@link createCatalogue}.
 * @example
 * const page = createErrorPage(schema);
 * app.get('/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
 */
export const createErrorPage = (schema: CataloguedSchema): string => renderPage(createCatalogue(schema));
