import { didYouMean } from '../internal/did-you-mean.js';
import {
  fieldOf,
  namedType,
  type ExecutableSchema,
  type ObjectType,
  type SelectionSetNode,
} from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import type { SelectedField } from '../internal/selected-fields.js';
import type { LedgerMutations, MutationCode } from './ledger-mutations.js';
import type { Operation } from './operation.js';

/**
 * Returns the codes in the `data` of a response. Without the operation, response keys are taken as
 * the names of fields.
 *
 * @throws TypeError for a code below a response key that is not a field of the schema: an alias.
 */
export type ResponseReader = (data: unknown, operation: Operation | undefined) => readonly MutationCode[];

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the objects in a value: itself, or the items of lists. */
const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.flatMap(objectsIn) : isObject(value) ? [value] : [];

/** Finds a code anywhere in a value. */
function findCode(value: unknown): string | undefined {
  for (const object of objectsIn(value)) {
    for (const { errorCode } of objectsIn(object.errors)) if (typeof errorCode === 'string') return errorCode;
    for (const inner of Object.values(object)) {
      const code = findCode(inner);
      if (code !== undefined) return code;
    }
  }
  return undefined;
}

/** Returns the fields of an object of the response, by response key. */
const fieldsIn = (
  object: JsonObject,
  selections: readonly SelectionSetNode[],
  operation: Operation | undefined,
): ReadonlyMap<string, SelectedField> =>
  operation?.collectFields(selections) ??
  new Map(Object.keys(object).map((name) => [name, { name, selections: [] }] as const));

/** Returns the values of a field that may be selected under several response keys. */
function valuesOf(
  name: string,
  object: JsonObject,
  selections: readonly SelectionSetNode[],
  operation: Operation | undefined,
): readonly { readonly value: unknown; readonly selections: readonly SelectionSetNode[] }[] {
  return [...fieldsIn(object, selections, operation)].flatMap(([key, field]) =>
    // Undefined, where a directive removed the field from the response.
    field.name === name ? [{ value: object[key], selections: field.selections }] : [],
  );
}

/** Returns the codes in a payload. An error that is selected under several keys counts once. */
function codesIn(
  payload: JsonObject,
  selections: readonly SelectionSetNode[],
  operation: Operation | undefined,
): readonly string[] {
  for (const errors of valuesOf('errors', payload, selections, operation)) {
    const codes = objectsIn(errors.value).flatMap((error) => {
      const values = valuesOf('errorCode', error, errors.selections, operation).map(({ value }) => value);
      return values.find((value) => typeof value === 'string') ?? [];
    });
    if (codes.length > 0) return codes;
  }
  return [];
}

/** Returns the types between the root and the mutations, whichever fields lead to them. */
function namespacesOf(root: unknown, mutations: LedgerMutations): ReadonlySet<unknown> {
  const namespaces = new Set<unknown>();
  for (const { route } of mutations.values()) {
    let type = root;
    for (const name of route.slice(0, -1)) {
      type = namedType(fieldOf(type, name)!.type);
      namespaces.add(type);
    }
  }
  return namespaces;
}

/** Creates the reader of a schema's responses. */
export function createResponseReader(schema: ExecutableSchema, mutations: LedgerMutations): ResponseReader {
  const root = schema.getMutationType() as ObjectType;
  const query = schema.getQueryType();
  const namespaces = namespacesOf(root, mutations);

  /** What to do about a response key that is not a field: see {@link ResponseReader}. */
  function checkUnknownKey(key: string, type: ObjectType, value: unknown, operation: Operation | undefined): void {
    if (!operation && type === root && query && fieldOf(query, key)) return;
    const code = findCode(value);
    if (code === undefined) return;
    const response = `ledger.record: the response has ${code} in ${inspect(key)}`;
    throw new TypeError(
      operation
        ? `${response}, which the document does not select in ${type.name}. Pass the document that was executed.`
        : `${response}, which is not a field of ${type.name}.${didYouMean(key, Object.keys(type.getFields()))} ` +
            'For an alias, pass the document of the operation as the second argument.',
    );
  }

  function* read(
    type: ObjectType,
    object: JsonObject,
    selections: readonly SelectionSetNode[],
    operation: Operation | undefined,
  ): Generator<MutationCode> {
    const fields = fieldsIn(object, selections, operation);
    for (const [key, value] of Object.entries(object)) {
      const selected = fields.get(key);
      const field = selected && fieldOf(type, selected.name);
      if (!field) {
        checkUnknownKey(key, type, value, operation);
        continue;
      }
      const coordinate = `${type.name}.${field.name}`;
      const next = namedType(field.type);
      for (const inner of objectsIn(value)) {
        if (mutations.has(coordinate)) {
          for (const code of codesIn(inner, selected.selections, operation)) yield { coordinate, code };
        } else if (namespaces.has(next)) {
          yield* read(next as ObjectType, inner, selected.selections, operation);
        }
      }
    }
  }

  return (data, operation) => {
    if (!isObject(data) || operation?.isMutation === false) return [];
    return [...read(root, data, operation ? [operation.selectionSet] : [], operation)];
  };
}
