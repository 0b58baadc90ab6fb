import { parse } from 'graphql';
import { didYouMean } from '../internal/did-you-mean.js';
import type { SelectionSetNode } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { createCollectFields, type CollectFields, type DefinitionNode } from '../internal/selected-fields.js';

/** A GraphQL document as an AST. The `DocumentNode` of every version of graphql matches it. */
export interface DocumentAst {
  readonly kind: string;
  readonly definitions: readonly { readonly kind: string }[];
}

/** A text in an object, such as the `TypedDocumentString` of graphql-codegen. */
export interface DocumentText {
  /** Returns the text. */
  valueOf(): string;
}

/** An operation with its fragments, as text or as an AST. */
export type OperationDocument = string | DocumentText | DocumentAst;

/** The operation that a response belongs to. */
export interface Operation {
  readonly isMutation: boolean;
  readonly selectionSet: SelectionSetNode;
  readonly collectFields: CollectFields;
}

/** An operation as graphql parses it. */
interface OperationNode extends DefinitionNode {
  readonly operation: string;
  readonly selectionSet: SelectionSetNode;
}

function parseDocument(document: OperationDocument): readonly DefinitionNode[] {
  const text: unknown = document?.valueOf();
  if (typeof text === 'string') return parse(text).definitions;
  const { kind, definitions } = (document ?? {}) as Partial<DocumentAst>;
  if (kind === 'Document' && definitions) return definitions;
  throw new TypeError(
    `ledger.record: the document must be the text or the AST of an operation, got ${inspect(document)}.`,
  );
}

/**
 * Returns the operation of a document.
 *
 * @throws TypeError when the document has no such operation, or several and no name is passed;
 * GraphQLError when the text cannot be parsed.
 */
export function readOperation(document: OperationDocument, operationName: string | undefined): Operation {
  const definitions = parseDocument(document);
  const operations = definitions.filter((node): node is OperationNode => node.kind === 'OperationDefinition');
  const names = operations.flatMap(({ name }) => name?.value ?? []);
  const matches =
    operationName === undefined ? operations : operations.filter(({ name }) => name?.value === operationName);
  const [operation, ...others] = matches;
  if (!operation) {
    const missing = operationName === undefined ? 'no operation' : `no operation ${inspect(operationName)}`;
    throw new TypeError(`ledger.record: the document has ${missing}.${didYouMean(operationName, names)}`);
  }
  if (others.length > 0) {
    throw new TypeError(
      `ledger.record: the document has ${operations.length} operations (${names.join(', ')}). ` +
        'Pass the name of the one that was executed as the third argument.',
    );
  }
  return {
    isMutation: operation.operation === 'mutation',
    selectionSet: operation.selectionSet,
    collectFields: createCollectFields(definitions),
  };
}
