import { GraphQLError, Kind, parse, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { inspect } from 'graphql-error-codes';
import { measureDocument, requestLimits, type DocumentSize } from './request-limits.js';
import { isWellFormed } from './text.js';

/** The parts of a request's body that are checked. */
interface RequestBody {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Checks a request before graphql reads it. */
export interface RequestCheck {
  /** Returns why the request is refused, or `undefined`. */
  readonly refusal: (body: unknown) => GraphQLError | undefined;
}

const refuse = (message: string, code = 'BAD_USER_INPUT') =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

const names = {
  definitions: 'operations and fragments',
  fields: 'fields',
  aliases: 'aliases',
  rootFields: 'fields of an operation itself',
  depth: 'levels of fields',
  directives: 'directives',
  directivesOfOne: 'directives on one field, fragment or operation',
  cost: 'fields in the response, with the items of lists',
  introspectionLists: 'lists within each other in introspection',
} as const satisfies Record<keyof DocumentSize, string>;

/** Returns the first limit that the document exceeds, in words. */
function tooLarge(size: DocumentSize): string | undefined {
  for (const [limit, name] of Object.entries(names) as [keyof DocumentSize, string][]) {
    if (size[limit] > requestLimits[limit]) {
      return `The document has ${size[limit]} ${name}; at most ${requestLimits[limit]} are accepted.`;
    }
  }
  return undefined;
}

const isTooLongId = (name: string, value: unknown): boolean =>
  name === 'clientMutationId' && typeof value === 'string' && value.length > requestLimits.clientMutationId;

const tooLongId = `clientMutationId must have at most ${requestLimits.clientMutationId} characters.`;

/** Returns what is wrong with the literals of the document. */
function literalMistake(document: DocumentNode): string | undefined {
  let mistake: string | undefined;
  let depth = 0;
  const nested = {
    enter: (): void => {
      depth += 1;
      if (depth > requestLimits.valueDepth) mistake ??= tooDeep;
    },
    leave: (): void => {
      depth -= 1;
    },
  };
  visit(document, {
    ObjectValue: nested,
    ListValue: {
      enter(node) {
        nested.enter();
        if (node.values.length > requestLimits.listItems) mistake ??= tooLong(node.values.length);
      },
      leave: nested.leave,
    },
    ObjectField({ name, value }) {
      if (value.kind === Kind.STRING && isTooLongId(name.value, value.value)) mistake ??= tooLongId;
    },
  });
  return mistake;
}

const tooDeep = `Values may be nested ${requestLimits.valueDepth} levels deep.`;
const tooLong = (length: number) => `A list has ${length} items; at most ${requestLimits.listItems} are accepted.`;

/**
 * Returns what is wrong with the variables. Without recursion: they may be nested as deep as the
 * body is long.
 */
function variableMistake(variables: unknown): string | undefined {
  const pending: { readonly value: unknown; readonly depth: number; readonly path: string }[] = [
    { value: variables, depth: 0, path: 'variables' },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth, path } = next;
    if (typeof value === 'string' && !isWellFormed(value)) return notUnicode(path);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > requestLimits.valueDepth) return tooDeep;
    if (Array.isArray(value) && value.length > requestLimits.listItems)
      return `${inspect(path)}: ${tooLong(value.length)}`;
    for (const [name, part] of Object.entries(value)) {
      if (!isWellFormed(name)) return notUnicode(path);
      if (isTooLongId(name, part)) return tooLongId;
      pending.push({
        value: part,
        depth: depth + 1,
        path: Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`,
      });
    }
  }
  return undefined;
}

const notUnicode = (path: string) => `${inspect(path)} has a lone surrogate, which is not a character of Unicode.`;

/** How many documents are remembered as accepted, and how long they may be. */
const remembered = { documents: 500, characters: 10_000 };

/** Creates the check for one schema. The verdict on a document is remembered. */
export function createRequestCheck(schema: GraphQLSchema): RequestCheck {
  // In the order of their last use: the first is the next to be forgotten.
  const accepted = new Set<string>();

  function documentRefusal(query: string): GraphQLError | undefined {
    if (accepted.delete(query)) {
      accepted.add(query);
      return undefined;
    }
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: requestLimits.tokens, noLocation: true });
    } catch (error) {
      // A mistake in the syntax is reported by the server, with its position.
      if (!(error instanceof GraphQLError)) throw error;
      const isTooLarge = error.message.includes(`more that ${requestLimits.tokens} tokens`);
      return isTooLarge ? refuse(`The document has more than ${requestLimits.tokens} tokens.`) : undefined;
    }
    const size = measureDocument(schema, document);
    if (!size) return refuse('A fragment of the document spreads itself.', 'GRAPHQL_VALIDATION_FAILED');
    const mistake = tooLarge(size) ?? literalMistake(document);
    if (mistake !== undefined) return refuse(mistake);
    if (query.length <= remembered.characters) accepted.add(query);
    if (accepted.size > remembered.documents) accepted.delete(accepted.values().next().value!);
    return undefined;
  }

  return {
    refusal(body) {
      // What is no request of GraphQL at all is refused by the server.
      if (typeof body !== 'object' || body === null) return undefined;
      const { query, variables } = body as RequestBody;
      // GET has its variables as text.
      const mistake = typeof variables === 'object' ? variableMistake(variables) : undefined;
      if (mistake !== undefined) return refuse(mistake);
      return typeof query === 'string' ? documentRefusal(query) : undefined;
    },
  };
}
