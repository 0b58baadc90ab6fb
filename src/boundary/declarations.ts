import { directiveArguments, hasDirectives, isArguments } from '../internal/applied-directives.js';
import { errorPayloadFields, type ErrorPayloadField } from '../internal/error-payload-fields.js';
import type { EnumType, ExecutableSchema, Field, ObjectType } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { checkOptions, checkSchema, isBoolean, type OptionRules } from '../internal/options.js';
import { suggestCode } from '../internal/unknown-code.js';

/**
 * The codes that mutations declare with `@errors`, by schema coordinate (`Mutation.usersLogin`, or
 * `UsersMutations.login` in a namespace).
 * Mutations without a declaration are absent.
 */
export type ErrorDeclarations = ReadonlyMap<string, readonly string[]>;

/** How declarations are read. */
export interface DeclarationOptions {
  /** Whether every mutation with typed errors must declare its codes. Defaults to `false`. */
  readonly requireDeclaration?: boolean;
}

/** The rule of each option, for the functions that take them. */
export const declarationRules: OptionRules<DeclarationOptions> = { requireDeclaration: isBoolean };

/** The declared codes of a field, or what is wrong with the declaration. */
type Declared = { readonly codes: readonly string[] } | { readonly mistake: string };

const isBareInSdl = ({ extensions }: Field, given: unknown): boolean =>
  !(extensions && 'directives' in extensions) && isArguments(given) && Object.keys(given).length === 0;

function readDeclaration(field: Field): Declared | undefined {
  const given = directiveArguments(field, 'errors');
  if (given === undefined) return undefined;
  const { codes } = (given ?? {}) as { readonly codes?: unknown };
  // A list of one may be written without brackets. SDL that was not validated may have no list.
  const list: unknown = typeof codes === 'string' ? [codes] : (codes ?? (isBareInSdl(field, given) ? [] : codes));
  const isList = Array.isArray(list) && list.every((code) => typeof code === 'string');
  if (isList) return { codes: list };
  return { mistake: `extensions.directives.errors must be { codes: ["..."] }, got ${inspect(given)}.` };
}

// Large schemas declare thousands of codes and are wrapped during startup, hence the plain loops.
function checkDeclaration(coordinate: string, declared: readonly string[], codes: EnumType, mistakes: string[]): void {
  for (let index = 0; index < declared.length; index++) {
    const code = declared[index]!;
    if (declared.indexOf(code) < index) {
      mistakes.push(`${coordinate} declares ${inspect(code)} twice.`);
    } else if (!codes.getValue(code)) {
      mistakes.push(
        `${coordinate} declares ${inspect(code)}, which ${codes.name} does not have.${suggestCode(code, codes)}`,
      );
    }
  }
}

/** Returns the coordinates of the fields of a type that have `@errors`, but for the known ones. */
function declaringFields(name: string, type: Partial<ObjectType>, known: ReadonlySet<Field>): string[] {
  const coordinates: string[] = [];
  const fields = type.getFields?.();
  for (const key in fields) {
    const field = fields[key]!;
    if (hasDirectives(field) && !known.has(field) && readDeclaration(field)) coordinates.push(`${name}.${key}`);
  }
  return coordinates;
}

/** Returns a message for each field with `@errors` that is not a mutation with typed errors. */
function declarationsElsewhere(
  schema: ExecutableSchema,
  withErrors: readonly ErrorPayloadField[],
  inAllTypes: boolean,
): string[] {
  const known = new Set(withErrors.map(({ field }) => field));
  const root = schema.getMutationType();
  const mistakes = root
    ? declaringFields(root.name, root, known).map(
        (coordinate) => `${coordinate} has @errors, but its payload has no list of typed errors.`,
      )
    : [];
  const types = inAllTypes ? schema.getTypeMap() : {};
  for (const name in types) {
    if (name === root?.name || name.startsWith('__')) continue;
    for (const coordinate of declaringFields(name, types[name] as Partial<ObjectType>, known)) {
      mistakes.push(`${coordinate} has @errors, but only mutations whose payload has typed errors can declare codes.`);
    }
  }
  return mistakes;
}

/**
 * {@link readErrorDeclarations}, for callers that already have the mutations with typed errors.
 *
 * @param inAllTypes whether to search all types for `@errors` that no mutation has. It takes a few
 * milliseconds for thousands of types.
 */
export function declarationsOf(
  fields: readonly ErrorPayloadField[],
  schema: ExecutableSchema,
  { requireDeclaration = false }: DeclarationOptions,
  inAllTypes: boolean,
): ErrorDeclarations {
  const declarations = new Map<string, readonly string[]>();
  const mistakes: string[] = [];
  for (const { coordinate, field, codes } of fields) {
    const declared = readDeclaration(field);
    if (declared && 'mistake' in declared) {
      mistakes.push(`${coordinate}: ${declared.mistake}`);
    } else if (declared) {
      declarations.set(coordinate, declared.codes);
      checkDeclaration(coordinate, declared.codes, codes, mistakes);
    } else if (requireDeclaration) {
      mistakes.push(`${coordinate} has typed errors but declares no codes: add @errors(codes: [...]).`);
    }
  }
  mistakes.push(...declarationsElsewhere(schema, fields, inAllTypes));
  if (mistakes.length === 0) return declarations;
  throw new TypeError(`Invalid @errors:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
}

/**
 * Returns the codes that the mutations of a schema declare with `@errors(codes: [...])`: in its
 * SDL, or, for a schema built by code, in the field's `extensions.directives`: as
 * `{ errors: { codes: [...] } }` or `[{ name: 'errors', args: { codes: [...] } }]`.
 *
 * @throws TypeError that lists every mistake: an unknown code, a code declared twice, a missing
 * declaration, or a declaration on a field that is not a mutation whose payload has typed errors.
 * @example
 * readErrorDeclarations(schema).get('Mutation.usersLogin'); // ['INVALID_LOGIN_DATA', 'MFA_FAILED']
 */
export function readErrorDeclarations(schema: ExecutableSchema, options: DeclarationOptions = {}): ErrorDeclarations {
  checkOptions('readErrorDeclarations', options, declarationRules);
  checkSchema('readErrorDeclarations', schema);
  return declarationsOf(errorPayloadFields(schema), schema, options, true);
}
