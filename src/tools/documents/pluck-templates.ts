import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { gqlPluckFromCodeString, GraphQLTagPluckOptions } from '@graphql-tools/graphql-tag-pluck';
import { readTemplate, type Template, type TemplateNode } from './template.js';

/** A template of GraphQL in source code. */
export interface PluckedTemplate extends Template {
  /** Where the text starts. Lines count from 1, columns from 0. */
  readonly start: { readonly line: number; readonly column: number };
  /** The text as it is in the source code. */
  readonly raw: string;
  /** Whether it is tagged with a comment, so that it may be a part of a document. */
  readonly isCommented: boolean;
}

/** A package that is required to read source code, and not installed. */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError';
  readonly packages: string;

  constructor(packages: string) {
    super(`Not installed: ${packages}.`);
    this.packages = packages;
  }
}

/** Source code that cannot be parsed. Lines and columns count from 1. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

interface PluckModule {
  readonly gqlPluckFromCodeString: typeof gqlPluckFromCodeString;
}

/** Returns the URL of a package that the project in the current directory has. */
function findInProject(name: string): string | undefined {
  try {
    return pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(name)).href;
  } catch {
    return undefined;
  }
}

/**
 * Imports the parser for source code. It is an optional peer, because it includes Babel, which is
 * larger than the CLI.
 */
async function loadPluck(): Promise<typeof gqlPluckFromCodeString> {
  try {
    return (await import('@graphql-tools/graphql-tag-pluck')).gqlPluckFromCodeString;
  } catch (error) {
    // A global installation does not see the packages of the project.
    const ofProject = findInProject('@graphql-tools/graphql-tag-pluck');
    if (ofProject) return ((await import(ofProject)) as PluckModule).gqlPluckFromCodeString;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    // A dependency of the peer may be missing instead.
    throw new MissingPackageError(/package '([^']+)'/.exec(message)?.[1] ?? '@graphql-tools/graphql-tag-pluck');
  }
}

// Functions of these names are recognized without an import.
const globalGqlIdentifierName = ['gql', 'graphql'];

/** The fields of Babel's error for invalid source code. */
interface BabelError extends SyntaxError {
  readonly reasonCode?: string;
  readonly pos?: number;
  readonly loc?: { readonly line: number; readonly column: number };
}

/** Returns the error of a file that cannot be read. */
function explain(error: unknown): Error {
  if (!(error instanceof Error)) return new CodeError(String(error), 1, 1);
  const [, packages] = /without having the (.+) packages? installed/.exec(error.message) ?? [];
  if (packages !== undefined) return new MissingPackageError(packages.replaceAll(/[",]/g, '').replaceAll(' & ', ' '));
  const { line = 1, column = 0 } = (error as BabelError).loc ?? {};
  const [message = ''] = error.message.split('\n');
  return new CodeError(message.replace(/\s*\(\d+:\d+\)\.?$/, ''), line, column + 1);
}

/** The part of Babel's TemplateLiteral, or of the statement that it is, that has comments. */
interface MarkedNode {
  readonly leadingComments?: readonly { readonly value: string }[] | null;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
  readonly start?: number | null;
}

/**
 * Returns whether a comment marks a template: the one before it, or the first line inside of it.
 * Babel has the comment before a sum of templates at the sum.
 */
const isMarked = (code: string, { leadingComments, quasis, start }: MarkedNode): boolean =>
  leadingComments?.at(-1)?.value.trim().toLowerCase() === 'graphql' ||
  /(?:\/\*\s*graphql\s*\*\/|(?<![\w$])(?:gql|graphql)\s*\()\s*$/i.test(code.slice(Math.max(start! - 40, 0), start!)) ||
  /^\s*#\s*graphql\b/i.test(quasis?.[0]?.value.raw ?? '');

/**
 * Returns the templates of GraphQL in source code, in its order.
 *
 * @param name a name with the extension of the language
 * @throws MissingPackageError and CodeError
 */
export async function pluckTemplates(name: string, code: string): Promise<readonly PluckedTemplate[]> {
  const pluck = await loadPluck();
  const templates = new Map<number, PluckedTemplate>();
  const commented = new Set<unknown>();
  const options: GraphQLTagPluckOptions = {
    skipIndent: true,
    globalGqlIdentifierName,
    isGqlTemplateLiteral: (node) => {
      const marked = node as MarkedNode;
      if (isMarked(code, marked)) commented.add(marked.start);
      return isMarked(code, marked);
    },
    // Only this hook receives the node, whose positions pluck does not return.
    pluckStringFromFile: (processed, node) => {
      const literal = node as TemplateNode;
      const { start, end } = { start: literal.quasis[0]!.start!, end: literal.quasis.at(-1)!.end! };
      const template = readTemplate(processed, literal);
      // Of templates of nothing but comments, some are types.
      if (template.body.replaceAll(/#.*|[\s,]/g, '') === '') return '';
      const { line, column } = literal.loc!.start;
      templates.set(start, {
        ...template,
        start: { line, column: column + 1 },
        raw: processed.slice(start, end),
        isCommented: commented.has(literal.start),
      });
      return template.body;
    },
  };
  const aliases = [...code.matchAll(/\b(?:gql|graphql)\s+as\s+([\w$]+)/g)].map(([, alias]) => alias!);
  if (aliases.length > 0) options.globalGqlIdentifierName = [...globalGqlIdentifierName, ...aliases];
  // pluck does not know members of modules: Apollo.gql. The front matter of Astro is the body of a
  // function, but parsed as a module.
  let parsed = code.replaceAll(/(?<![\w$.])[\w$]+\.(?=(?:gql|graphql)\s*\(?\s*`)/g, (text) => ' '.repeat(text.length));
  for (;;) {
    try {
      await pluck(name, parsed, options);
      return [...templates.values()];
    } catch (error) {
      const { reasonCode, pos } = error as BabelError;
      if (reasonCode !== 'IllegalReturn' || !parsed.startsWith('return', pos)) throw explain(error);
      parsed = `${parsed.slice(0, pos)}r:    ${parsed.slice(pos! + 'return'.length)}`;
    }
  }
}
