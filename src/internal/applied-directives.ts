import { isObjectLike } from './executable-schema.js';

/** A field or an enum value of a built schema, with its directives. */
export interface Annotated {
  readonly astNode?: unknown;
  readonly extensions?: object | null | undefined;
}

/** The parts of graphql's ValueNode that arguments are read from. */
interface ValueNode {
  readonly kind: string;
  readonly value?: unknown;
  readonly values?: readonly ValueNode[];
}

/** The parts of graphql's nodes of definitions that a directive is read from. */
interface DefinitionNode {
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[];
  }[];
}

/**
 * Where code-first builders keep the directives of a field: by name, with one or several sets of
 * arguments, or as a list of names and arguments.
 */
interface DirectiveExtensions {
  readonly directives?:
    Readonly<Record<string, unknown>> | readonly { readonly name?: unknown; readonly args?: unknown }[];
}

/** The arguments of a directive, by name. */
export type DirectiveArguments = Readonly<Record<string, unknown>>;

/** The strings, numbers and lists of SDL. */
function readValue({ kind, value, values }: ValueNode): unknown {
  if (values) return values.map(readValue);
  if (kind === 'NullValue') return undefined;
  return kind === 'IntValue' || kind === 'FloatValue' ? Number(value) : value;
}

function readNode(node: DefinitionNode | null | undefined, directive: string): DirectiveArguments | undefined {
  const directives = node?.directives;
  let found: Record<string, unknown> | undefined;
  if (!directives) return found;
  for (const { name, arguments: given } of directives) {
    if (name.value !== directive) continue;
    // Merge tools may keep the directives of all definitions of one element. The last one wins.
    found ??= {};
    if (given) for (const argument of given) found[argument.name.value] = readValue(argument.value);
  }
  return found;
}

/**
 * Returns what the extensions of an element have for a directive: an object of arguments, unless
 * the host passed something else; `undefined` without the directive.
 */
function readExtensions(extensions: object, directive: string): unknown {
  const { directives } = extensions as DirectiveExtensions;
  if (!directives) return undefined;
  if (Array.isArray(directives)) {
    const found = (directives as readonly { name?: unknown; args?: unknown }[]).find(({ name }) => name === directive);
    return found && (found.args ?? {});
  }
  const given = Object.hasOwn(directives, directive)
    ? (directives as Readonly<Record<string, unknown>>)[directive]
    : undefined;
  // A directive may have several sets of arguments. Those of this package are not repeatable.
  return Array.isArray(given) && given.length === 1 ? (given[0] as unknown) : given;
}

/**
 * Returns the arguments of a directive on an element: from SDL or, for a schema built by code, from
 * `extensions.directives`. Returns `undefined` without the directive. Extensions may contain
 * something else than an object.
 */
export function directiveArguments({ astNode, extensions }: Annotated, directive: string): unknown {
  const read = readNode(astNode as DefinitionNode | null | undefined, directive);
  return read ?? (extensions ? readExtensions(extensions, directive) : undefined);
}

/** Whether an element has any directive. It is fast, since a large schema has many fields. */
export function hasDirectives({ astNode, extensions }: Annotated): boolean {
  const node = astNode as DefinitionNode | null | undefined;
  const { directives }: DirectiveExtensions = extensions ?? {};
  return node?.directives?.length !== 0 || directives !== undefined;
}

/** Whether arguments are what a directive has: an object by name. */
export const isArguments = (given: unknown): given is DirectiveArguments =>
  isObjectLike(given) && !Array.isArray(given);
