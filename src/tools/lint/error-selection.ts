import { getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLObjectType } from 'graphql';
import { detailUnion } from '../../internal/error-payload-fields.js';

/** What clients need of a type of details. */
export interface DetailSelection {
  readonly type: GraphQLObjectType;
  /** The fields that clients read; undefined where any field will do. */
  readonly required: readonly string[] | undefined;
  /** A selection that is sufficient: `ActiveModelError { attribute type }`. */
  readonly text: string;
}

/** What clients need of the errors of a payload. */
export interface ErrorSelection {
  /** The wire type `Error`, whatever its name in this schema. */
  readonly error: GraphQLObjectType;
  readonly details: readonly DetailSelection[];
}

/** The fields that `fieldErrors` of the client kit reads from details of any type. */
const fieldError = ['attribute', 'type'];

function requiredFields(names: readonly string[]): readonly string[] | undefined {
  if (fieldError.every((name) => names.includes(name))) return fieldError;
  return names.length === 1 && names[0] === 'message' ? names : undefined;
}

function selectDetail(type: GraphQLObjectType): DetailSelection {
  const fields = Object.values(type.getFields());
  const required = requiredFields(fields.map(({ name }) => name));
  const free = fields.filter(({ args }) => !args.some(isRequiredArgument));
  const leaves = free.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name);
  const nested = free.slice(0, 1).map(({ name }) => `${name} { __typename }`);
  const selected = required ?? (leaves.length > 0 ? leaves : nested);
  return { type, required, text: `${type.name} { ${selected.join(' ') || '__typename'} }` };
}

/** Returns what to select of an error: all members that its details have in this schema. */
export function createErrorSelection(error: GraphQLObjectType): ErrorSelection {
  // The type is one of graphql's own.
  const members = detailUnion(error)!.getTypes() as readonly unknown[] as readonly GraphQLObjectType[];
  return { error, details: members.filter(isObjectType).map(selectDetail) };
}

/** Returns the selection of details in one line. */
export const writeDetails = (details: readonly DetailSelection[]): string =>
  `details { __typename ${details.map(({ text }) => `... on ${text}`).join(' ')} }`;
