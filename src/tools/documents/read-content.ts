import {
  GraphQLError,
  Kind,
  parse,
  Source,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { LineIndex, type Position } from '../line-index.js';
import { withinStack } from '../nesting.js';
import { placeIn } from '../place.js';
import type { Finding, Place } from '../report.js';
import { findCodeBlocks } from './code-blocks.js';
import type { DocumentContent, Insertion } from './document-file.js';
import { readImports } from './fragment-imports.js';
import { CodeError, pluckTemplates, type PluckedTemplate } from './pluck-templates.js';
import { findLiterals } from './unread-literals.js';

/** What was read from a file, and what is wrong with it. */
export interface ReadContent {
  readonly content: DocumentContent;
  readonly findings: readonly Finding[];
}

const graphqlFileExtensions = ['graphql', 'gql', 'graphqls'];
const codeExtensions = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro', 'gts', 'gjs'];

/** The extensions of files that may have documents. */
export const documentExtensions: readonly string[] = [...graphqlFileExtensions, ...codeExtensions];

const extensionOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]!.toLowerCase() ?? '';

/** Whether documents can be read from a file of this name. */
export const isDocumentFile = (name: string): boolean => documentExtensions.includes(extensionOf(name));

const isOperation = (node: DefinitionNode): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION;
const isFragment = (node: DefinitionNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION;

const problem = (place: Place, message: string, level: Finding['level'] = 'error'): Finding => ({
  level,
  coordinate: place.file,
  message,
  place,
});

/** The documents of one file. */
interface Documents {
  readonly definitions: DefinitionNode[];
  readonly insertions: Insertion[];
  readonly findings: Finding[];
  /** Where the templates start that were read, as line and column. */
  readonly read: Set<string>;
  count: number;
}

function addDocument(
  documents: Documents,
  source: Source,
  explain: (error: GraphQLError) => Finding | undefined,
): void {
  try {
    documents.definitions.push(...withinStack(source.name, () => parse(source)).definitions);
    documents.count += 1;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const finding = explain(error);
    if (finding) documents.findings.push(finding);
  }
}

const syntaxError = (source: Source, error: GraphQLError): Finding =>
  problem(placeIn(source, error.positions?.[0] ?? 0), error.message);

/** Whether a text is a part of a document: fields that other templates insert. */
function isSnippet(text: string): boolean {
  try {
    return parse(`{${text}\n}`, { noLocation: true }).definitions.length === 1;
  } catch {
    return false;
  }
}

function addTemplate(documents: Documents, source: Source, template: PluckedTemplate): void {
  documents.read.add(`${source.locationOffset.line}:${source.locationOffset.column}`);
  const insertions = template.insertions.map((insertion) => ({ ...insertion, source }));
  documents.insertions.push(...insertions);
  addDocument(documents, source, (error) => {
    if (template.isCommented && isSnippet(template.body)) return undefined;
    const first = insertions.find(({ isBetween }) => !isBetween) ?? insertions[0];
    if (!first) return syntaxError(source, error);
    if (first.isBetween) {
      const { message, ...finding } = syntaxError(source, error);
      return { ...finding, message: `${message} The template inserts ${first.text}, which is not checked.` };
    }
    return problem(
      placeIn(source, first.start),
      `The template cannot be checked, because it inserts ${first.text}. Write the GraphQL out, or insert whole fragments after it.`,
    );
  });
}

async function addCode(
  documents: Documents,
  name: string,
  code: string,
  { language, start }: { readonly language: string; readonly start: Position },
): Promise<void> {
  const inFile = ({ line, column }: Position): Position => ({
    line: line + start.line - 1,
    column: line === 1 ? column + start.column - 1 : column,
  });
  try {
    for (const template of await pluckTemplates(language, code)) {
      const place = inFile({ line: template.start.line, column: template.start.column + 1 });
      addTemplate(documents, new Source(template.body, name, place), template);
    }
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    documents.findings.push(problem({ file: name, ...inFile(error) }, error.message));
  }
}

/** Adds the templates of Glimmer, whose preprocessor changes lines. */
async function addGlimmer(documents: Documents, name: string, code: string): Promise<void> {
  try {
    let from = 0;
    const lines = new LineIndex(code);
    for (const template of await pluckTemplates(name, code)) {
      const start = Math.max(code.indexOf(template.raw, from), 0);
      from = start + template.raw.length;
      addTemplate(documents, new Source(template.body, name, lines.at(start)), template);
    }
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    documents.findings.push(problem({ file: name, line: 1, column: 1 }, error.message));
  }
}

/** Whether a text can have mutations, or fragments of them. Parsing source code takes long. */
const mayMatter = (text: string): boolean => /graphql|gql/i.test(text) && /\b(?:mutation|fragment)\b/.test(text);

async function addCodeFile(documents: Documents, name: string, text: string): Promise<void> {
  if (['gts', 'gjs'].includes(extensionOf(name))) {
    if (mayMatter(text)) await addGlimmer(documents, name, text);
    return;
  }
  if (!['vue', 'svelte', 'astro'].includes(extensionOf(name))) {
    if (mayMatter(text)) await addCode(documents, name, text, { language: name, start: { line: 1, column: 1 } });
    return;
  }
  const lines = new LineIndex(text);
  for (const block of findCodeBlocks(text)) {
    const start = lines.at(block.start);
    if (block.language === 'graphql') {
      const source = new Source(block.text, name, start);
      addDocument(documents, source, (error) => syntaxError(source, error));
    } else if (mayMatter(block.text)) {
      await addCode(documents, name, block.text, { language: `script.${block.language}`, start });
    }
  }
}

/** Reports the mutations in strings and in markup: clients may send them, but they are not read. */
function addUnread({ findings, read }: Documents, name: string, text: string): void {
  // What cannot be parsed is reported as a whole.
  if (!mayMatter(text) || findings.length > 0) return;
  const lines = new LineIndex(text);
  for (const start of findLiterals(text)) {
    const { line, column } = lines.at(start);
    if (read.has(`${line}:${column}`)) continue;
    const message = 'The mutation in this literal is not read. Write it as a template in a script: gql`mutation ...`.';
    findings.push(problem({ file: name, line, column }, message));
  }
}

/**
 * Reads the documents in a text: all of it, or the templates and blocks of source code.
 *
 * @param name the path, whose extension is the language; GraphQL without one
 * @throws MissingPackageError for source code when an optional peer is not installed.
 */
export async function readContent(name: string, text: string): Promise<ReadContent> {
  const documents: Documents = { definitions: [], insertions: [], findings: [], read: new Set(), count: 0 };
  const isCode = codeExtensions.includes(extensionOf(name));
  const imports = isCode ? [] : readImports(name, text);
  if (isCode) {
    await addCodeFile(documents, name, text);
    addUnread(documents, name, text);
  } else if (text.replaceAll(/#.*|[\s,\uFEFF]/g, '') !== '') {
    const source = new Source(text, name);
    addDocument(documents, source, (error) => syntaxError(source, error));
  } else if (imports.length === 0) {
    documents.findings.push(problem({ file: name, line: 1, column: 1 }, 'The file has no definitions.', 'warning'));
  }
  const { definitions, insertions, findings, count } = documents;
  return {
    content: {
      documents: count,
      operations: definitions.filter(isOperation),
      fragments: definitions.filter(isFragment),
      imports,
      insertions,
      ...(isCode && { code: text }),
    },
    findings,
  };
}
