import { fieldsWithDeclarations } from '../boundary/described-declarations.js';
import { contentSecurityPolicy, script, style } from '../generated/page-assets.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkSchema } from '../internal/options.js';
import { renderArticle, type ArticleContext } from './code-article.js';
import { createCatalogue, type PublicCode } from './create-catalogue.js';
import { escapeHtml } from './html.js';
import { categoryLabel, retryLabels } from './labels.js';
import { checkPageOptions, type PageOptions } from './page-options.js';
import { toWellFormed } from '../internal/well-formed.js';

/** `null` is the choice of codes that have nothing here. */
type Choice = readonly [value: string | null, label: string];

/** The values start with `=`, so that "none" is not the empty value of "all". */
const renderOption = (value: string, label: string): string =>
  `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;

/** Renders a filter; nothing where all codes are the same, so that there is nothing to choose. */
function renderSelect(label: string, name: string, choices: readonly Choice[]): string {
  if (choices.length < 2) return '';
  const options = choices.map(([value, text]) => renderOption(`=${value ?? ''}`, text));
  return `<label>${label} <select name="${name}">${renderOption('', 'All')}${options.join('')}</select></label>\n`;
}

/** Returns the present values, each once, and "None" at the end where a code has no value. */
function choicesOf<Value extends string>(
  present: readonly (Value | null)[],
  labelOf: (value: Value) => string,
): readonly Choice[] {
  const values = [...new Set(present)].filter((value) => value !== null);
  const none: readonly Choice[] = present.includes(null) ? [[null, 'None']] : [];
  return [...values.map((value): Choice => [value, labelOf(value)]), ...none];
}

const retryOrder = Object.keys(retryLabels);

/** Renders the filters, hidden: they need the page's script, which shows them. */
function renderFilters(codes: readonly PublicCode[]): string {
  const categories = codes.map(({ category }) => category);
  const retries = codes
    .map(({ retry }) => retry)
    .toSorted((one, other) => retryOrder.indexOf(one ?? '') - retryOrder.indexOf(other ?? ''));
  const categoryChoices = choicesOf(categories, categoryLabel);
  const retryChoices = choicesOf(retries, (retry) => retryLabels[retry]);
  const statuses: readonly Choice[] = [
    ['active', 'Active'],
    ['deprecated', 'Deprecated'],
  ];
  const deprecated = codes.filter(({ deprecation }) => deprecation).length;
  const statusChoices = deprecated > 0 && deprecated < codes.length ? statuses : [];
  return `<form role="search" aria-label="Error codes" class="filters" hidden>
<label class="search"><span>Search <kbd aria-hidden="true">/</kbd></span> <input type="search" name="search" autocomplete="off" spellcheck="false" placeholder="Name or meaning" aria-keyshortcuts="/"></label>
${renderSelect('Category', 'category', categoryChoices)}${renderSelect('Retry', 'retry', retryChoices)}${renderSelect('Status', 'status', statusChoices)}<button type="reset">Clear filters</button>
<p role="status"></p>
</form>`;
}

const defaultIntroduction =
  '<p>The codes that mutations return in <code>errors</code>, their meaning and what to do. Treat unknown codes as a general failure.</p>';

const renderIntroduction = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('\n');

function renderPage(codes: readonly PublicCode[], context: ArticleContext, options: PageOptions): string {
  const title = escapeHtml(options.title ?? 'Error codes');
  const { introduction, lang = 'en' } = options;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#all-codes">Skip to error codes</a>
<div class="layout">
<header>
<h1>${title}</h1>
${introduction === undefined ? defaultIntroduction : renderIntroduction(introduction)}
</header>
<div class="columns">
${renderFilters(codes)}
<main id="all-codes" tabindex="-1">
${codes.map((code) => renderArticle(code, context)).join('\n')}
</main>
</div>
<p class="visually-hidden" role="status" id="copy-status"></p>
</div>
<script type="module">${script}</script>
</body>
</html>
`;
}

/**
 * Returns one HTML page with all codes of a schema, with search, filters and an anchor for each
 * code (`#MFA_FAILED`). The page is self-contained: style and script are inline, its content
 * security policy allows nothing else, and texts from the schema are escaped. Create it once, at
 * startup.
 *
 * @throws TypeError for an invalid option, and under the same conditions as
 * {@link createCatalogue}.
 * @example
 * const page = createErrorPage(schema, { title: 'Errors of the shop' });
 * app.get('/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
 */
export function createErrorPage(schema: ExecutableSchema, options: PageOptions = {}): string {
  checkPageOptions(options);
  checkSchema('createErrorPage', schema);
  const codes = createCatalogue(schema, { enumName: options.enumName });
  const batches = fieldsWithDeclarations(schema).filter(({ isBatch }) => isBatch);
  const context: ArticleContext = {
    schema,
    batches: new Set(batches.map(({ route }) => route.join('.'))),
    names: new Set(codes.map(({ name }) => name)),
    linkBase: options.linkBase ?? '',
  };
  // Half of a character cannot be sent.
  return toWellFormed(renderPage(codes, context, options));
}
