import {
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { fieldsWithDeclarations, type DeclaringField } from '../boundary/described-declarations.js';
import { errorTypes } from '../internal/error-payload-fields.js';
import { fieldOf } from '../internal/executable-schema.js';
import { placeOf } from './place.js';
import type { Finding } from './report.js';

/** The mutations of a schema, and what is known of them. */
export interface ComparedMutations {
  readonly schema: GraphQLSchema;
  /** The mutations with typed errors, each by the path of its fields. */
  readonly withErrors: ReadonlyMap<string, DeclaringField>;
  /** Whether a mutation without a declaration is known to have none. */
  readonly hasDeclarations: boolean;
}

/**
 * Reads the mutations with typed errors of an enum of codes and their declarations: from SDL or,
 * after introspection, from descriptions.
 *
 * @throws TypeError when `@errors` is invalid.
 */
export function readMutations(schema: GraphQLSchema, type: GraphQLEnumType): ComparedMutations {
  const fields = fieldsWithDeclarations(schema).filter(({ codes }) => (codes as unknown) === type);
  return {
    schema,
    withErrors: new Map(fields.map((field) => [field.route.join('.'), field])),
    // Introspection has no directives, and not every server extends its descriptions.
    hasDeclarations: fields.some(({ declared, field }) => declared !== undefined || field.astNode),
  };
}

type AnyField = GraphQLField<unknown, unknown>;

interface FoundField {
  readonly coordinate: string;
  readonly field: AnyField;
}

/** Finds a mutation by its path, whatever its type is. */
function findMutation(schema: GraphQLSchema, path: string): FoundField | undefined {
  let type: unknown = schema.getMutationType();
  let found: FoundField | undefined;
  for (const name of path.split('.')) {
    if (!isObjectType(type)) return undefined;
    const field: AnyField | undefined = type.getFields()[name];
    if (!field) return undefined;
    found = { coordinate: `${type.name}.${name}`, field };
    type = getNamedType(field.type);
  }
  return found;
}

interface Change {
  readonly level: Finding['level'];
  /** Continues the coordinate of the mutation. */
  readonly message: string;
}

const formatNames = (names: Iterable<string>): string => [...names].join(', ') || 'none';

function compareDeclarations(before: readonly string[] | undefined, after: readonly string[] | undefined): Change[] {
  if (!before && !after) return [];
  if (!before) {
    return [{ level: 'safe', message: `now declares its codes: ${formatNames(after!)}.` }];
  }
  if (!after) {
    const message = 'no longer declares its codes. Clients that handle each declared code may receive any.';
    return [{ level: 'dangerous', message }];
  }
  return [
    ...after
      .filter((code) => !before.includes(code))
      .map((code): Change => ({ level: 'safe', message: `now declares ${code}.` })),
    ...before
      .filter((code) => !after.includes(code))
      .map((code): Change => ({ level: 'safe', message: `no longer declares ${code}.` })),
  ];
}

/** Returns the type of a payload's `errors`. Both schemas have been built with graphql. */
const errorsOf = ({ payload }: DeclaringField): AnyField['type'] =>
  fieldOf(payload, 'errors')!.type as AnyField['type'];

/** How many of the list and its items are not null. */
function countNonNull(type: AnyField['type']): number {
  const list = isNonNullType(type) ? type.ofType : type;
  const item = (list as { readonly ofType: AnyField['type'] }).ofType;
  return Number(isNonNullType(type)) + Number(isNonNullType(item));
}

function compareErrors(before: DeclaringField, after: DeclaringField): Change[] {
  const [oldType, newType] = [errorsOf(before), errorsOf(after)];
  const isLooser = countNonNull(newType) < countNonNull(oldType) || (isNonNullType(oldType) && !isNonNullType(newType));
  if (requiresArguments(after) && !requiresArguments(before)) {
    return [{ level: 'breaking', message: 'now requires an argument of "errors". Operations that select them fail.' }];
  }
  const change = `changed the type of its "errors" from ${String(oldType)} to ${String(newType)}.`;
  if (isLooser) return [{ level: 'breaking', message: `${change} Clients do not expect null there.` }];
  return countNonNull(newType) > countNonNull(oldType) ? [{ level: 'safe', message: change }] : [];
}

/** Whether `errors` now needs an argument that clients do not pass. */
const requiresArguments = ({ payload }: DeclaringField): boolean =>
  (fieldOf(payload, 'errors') as unknown as AnyField).args.some(isRequiredArgument);

/** Returns the types with typed errors that a mutation may return, if its type is abstract. */
function abstractPayloads({ schema }: ComparedMutations, field: AnyField): readonly string[] {
  const type = getNamedType(field.type);
  if (!isAbstractType(type)) return [];
  return schema
    .getPossibleTypes(type)
    .filter((payload) => errorTypes(payload))
    .map(({ name }) => name);
}

/** Compares the mutations of the root type whose payload is an interface or a union. */
function compareAbstractPayloads(before: ComparedMutations, after: ComparedMutations): Finding[] {
  const fields = (side: ComparedMutations) => side.schema.getMutationType()?.getFields() ?? {};
  return Object.entries(fields(before)).flatMap(([name, old]): Finding[] => {
    const field = fields(after)[name];
    if (!field || before.withErrors.has(name) || after.withErrors.has(name)) return [];
    const [oldNames, newNames] = [abstractPayloads(before, old), abstractPayloads(after, field)];
    const coordinate = `${after.schema.getMutationType()!.name}.${name}`;
    const toFinding = (level: Finding['level'], message: string): Finding => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf(field.astNode?.name),
    });
    const lost = oldNames.filter((type) => !newNames.includes(type));
    const gained = newNames.filter((type) => !oldNames.includes(type));
    return [
      ...(lost.length > 0
        ? [toFinding('breaking', `no longer returns typed errors of ${lost.join(', ')}. Clients miss these failures.`)]
        : []),
      ...(gained.length > 0
        ? [
            toFinding(
              'dangerous',
              `now returns typed errors of ${gained.join(', ')}. Clients that do not select them take a failure for a success.`,
            ),
          ]
        : []),
    ];
  });
}

/**
 * Returns what changed in the errors of the mutations that both schemas have: whether they have
 * typed errors, and which codes they declare.
 */
export function compareMutations(before: ComparedMutations, after: ComparedMutations): Finding[] {
  const paths = new Set([...after.withErrors.keys(), ...before.withErrors.keys()]);
  const ofPaths = [...paths].flatMap((path) => {
    const [oldMutation, newMutation] = [findMutation(before.schema, path), findMutation(after.schema, path)];
    if (!oldMutation || !newMutation) return [];
    const [oldErrors, newErrors] = [before.withErrors.get(path), after.withErrors.get(path)];
    const { coordinate, field } = newMutation;
    const toFinding = ({ level, message }: Change): Finding => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf(field.astNode?.name),
    });
    const payload = getNamedType(field.type).name;
    if (!newErrors) {
      const remaining = fieldOf(getNamedType(field.type), 'errors');
      const what = remaining ? `changed the type of "errors" to ${String(remaining.type)}` : 'lost "errors"';
      const message = `no longer has typed errors: ${payload} ${what}. Operations that select them fail.`;
      return [toFinding({ level: 'breaking', message })];
    }
    if (!oldErrors) {
      const message = `now has typed errors: ${payload} has a list "errors". Clients that do not select it take a failure for a success.`;
      return [toFinding({ level: 'dangerous', message })];
    }
    return [
      ...compareErrors(oldErrors, newErrors),
      ...(before.hasDeclarations && after.hasDeclarations
        ? compareDeclarations(oldErrors.declared, newErrors.declared)
        : []),
    ].map(toFinding);
  });
  return [...ofPaths, ...compareAbstractPayloads(before, after)];
}
