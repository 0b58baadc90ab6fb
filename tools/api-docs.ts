/**
 * Writes the API reference to `docs/api`: a page for each entry point, from the docstrings in
 * `src`. With `--check` it writes nothing, and fails when a page is out of date. Either way it
 * fails when an export has no docstring, when a type in a public signature is not exported, and for
 * broken links.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Application, Converter, Logger, LogLevel, Renderer, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { entryPoints } from './entry-points.js';
import { foldTypes } from './fold-types.js';
import { reportProblems } from './report-problems.js';

const pages = 'docs/api';
const fresh = '.build/api-docs';

const options: Partial<TypeDocOptions> = {
  entryPoints: entryPoints.map(({ path }) => `src/${path}.ts`),
  tsconfig: 'tsconfig.json',
  basePath: 'src',
  plugin: ['typedoc-plugin-markdown'],
  outputs: [{ name: 'markdown', path: fresh }],
  logLevel: 'Warn',
  name: 'API reference',
  readme: 'none',
  router: 'module',
  excludeExternals: true,
  excludeInternal: true,
  groupOrder: ['Functions', 'Classes', 'Variables', 'Interfaces', 'Type Aliases'],
  // The same output on every machine and for every commit.
  disableGit: true,
  disableSources: true,
  hideGenerator: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
  intentionallyNotExported: [
    // The text of the SDL, as types.
    'src/generated/catalogue.ts:declared',
    // Parts of other types.
    'src/module/module-codes.ts:CodeMistake',
    'src/codes/known-code.ts:IsBoundary',
  ],
  requiredToBeDocumented: ['Function', 'Class', 'Interface', 'TypeAlias', 'Variable'],
};

const markdown: Partial<PluginOptions> = {
  hideBreadcrumbs: true,
  hidePageHeader: true,
  // GitHub derives other anchors from headings that differ only in case, such as result and Result.
  useHTMLAnchors: true,
  useCodeBlocks: true,
  expandObjects: true,
  expandParameters: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationVisibility: 'compact',
  tableColumnSettings: { hideInherited: true, hideOverrides: true, hideSources: true },
};

/** What to do, by the end of TypeDoc's message. */
const advice: Readonly<Record<string, string>> = {
  'not included in the documentation': 'Export it from an entry point.',
  'does not have any documentation': 'Add a docstring.',
};

/** Collects warnings and errors. All of them fail the check. */
class ProblemLogger extends Logger {
  readonly problems: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level < LogLevel.Warn) return;
    const ending = Object.keys(advice).find((text) => message.endsWith(text));
    this.problems.push(ending ? `${message}. ${advice[ending]}` : message);
  }
}

const isCheck = process.argv.includes('--check');

const readPage = (folder: string, page: string): string | undefined =>
  existsSync(`${folder}/${page}`) ? readFileSync(`${folder}/${page}`, 'utf8') : undefined;

/** Compares the committed pages with those that the sources result in. */
function stalePages(): readonly string[] {
  const listed = [fresh, pages].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  return [...new Set(listed)]
    .filter((page) => readPage(fresh, page) !== readPage(pages, page))
    .map((page) => `${pages}/${page} is out of date. Run "npm run generate:api" and commit the result.`);
}

const app = await Application.bootstrapWithPlugins({ ...options, ...markdown });
const logger = new ProblemLogger();
app.logger = logger;
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => foldTypes(project));
// Once the pages have their file names.
app.renderer.on(Renderer.EVENT_BEGIN, ({ project }) => {
  for (const page of project.children ?? []) {
    page.name = entryPoints.find(({ name }) => name === page.name)?.specifier ?? page.name;
  }
});

const project = await app.convert();
if (project) {
  app.validate(project);
  rmSync(fresh, { recursive: true, force: true });
  await app.generateOutputs(project);
}
// Without a project, TypeDoc has printed the errors of the compiler, and the old pages stay.
if (!project) process.exitCode = 1;
else if (!isCheck) {
  rmSync(pages, { recursive: true, force: true });
  cpSync(fresh, pages, { recursive: true });
}
reportProblems([...logger.problems, ...(project ? stalePages() : [])]);
