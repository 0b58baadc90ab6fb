import {
  errorPayloadFields,
  type EnumType,
  type ErrorPayloadField,
  type ExecutableSchema,
  type Field,
} from '../internal/executable-schema.js';
import { checkOptions, isBoolean, type OptionRules } from '../internal/options.js';
import { suggestCode } from '../internal/unknown-code.js';

/**
 * The codes that mutations declare with `@errors`, by schema coordinate (`Mutation.usersLogin`).
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

/** The parts of graphql's FieldDefinitionNode that a directive is read from. */
interface FieldNode {
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly {
      readonly value: { readonly value?: unknown; readonly values?: readonly { readonly value?: unknown }[] };
    }[];
  }[];
}

/** Where @graphql-tools and code-first builders keep the directives of a field. */
interface DirectiveExtensions {
  readonly directives?: { readonly errors?: { readonly codes?: readonly string[] } };
}

function declaredCodes({ astNode, extensions }: Field): readonly string[] | undefined {
  for (const directive of (astNode as FieldNode | null | undefined)?.directives ?? []) {
    if (directive.name.value !== 'errors') continue;
    // graphql has validated that `codes` is present and the only argument.
    const given = directive.arguments?.[0]?.value;
    // In SDL, a list of one may be written without brackets.
    const codes: string[] = [];
    for (const code of given?.values ?? (given ? [given] : [])) codes.push(String(code.value));
    return codes;
  }
  const { directives } = (extensions ?? {}) as DirectiveExtensions;
  return directives?.errors?.codes;
}

// Large schemas declare thousands of codes and are wrapped during startup, hence the plain loops.
function checkDeclaration(coordinate: string, declared: readonly string[], codes: EnumType, mistakes: string[]): void {
  for (let index = 0; index < declared.length; index++) {
    const code = declared[index]!;
    if (declared.indexOf(code) < index) {
      mistakes.push(`${coordinate} declares ${JSON.stringify(code)} twice.`);
    } else if (!codes.getValue(code)) {
      mistakes.push(
        `${coordinate} declares ${JSON.stringify(code)}, which ${codes.name} does not have.${suggestCode(code, codes)}`,
      );
    }
  }
}

function declarationsWithoutErrors(schema: ExecutableSchema, withErrors: readonly ErrorPayloadField[]): string[] {
  const mutations = schema.getMutationType();
  const fields = Object.values(mutations?.getFields() ?? {});
  if (fields.length === withErrors.length) return [];
  const known = new Set(withErrors.map(({ field }) => field));
  return fields
    .filter((field) => !known.has(field) && declaredCodes(field))
    .map((field) => `${mutations!.name}.${field.name} has @errors, but its payload has no list of typed errors.`);
}

/** {@link readErrorDeclarations}, for callers that already have the mutations with typed errors. */
export function declarationsOf(
  fields: readonly ErrorPayloadField[],
  schema: ExecutableSchema,
  { requireDeclaration = false }: DeclarationOptions,
): ErrorDeclarations {
  const declarations = new Map<string, readonly string[]>();
  const mistakes: string[] = [];
  for (const { coordinate, field, codes } of fields) {
    const declared = declaredCodes(field);
    if (declared) {
      declarations.set(coordinate, declared);
      checkDeclaration(coordinate, declared, codes, mistakes);
    } else if (requireDeclaration) {
      mistakes.push(`${coordinate} has typed errors but declares no codes: add @errors(codes: [...]).`);
    }
  }
  mistakes.push(...declarationsWithoutErrors(schema, fields));
  if (mistakes.length === 0) return declarations;
  throw new TypeError(`Invalid @errors:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
}

/**
 * Returns the codes that the mutations of a schema declare with `@errors(codes: [...])`: in its
 * SDL, or, for a schema built by code, in the field's `extensions.directives.errors.codes`.
 *
 * @throws TypeError that lists every mistake: an unknown code, a code declared twice, a missing
 * declaration, or a declaration on a mutation whose payload has no typed errors.
 * @example
 * readErrorDeclarations(schema).get('Mutation.usersLogin'); // ['INVALID_LOGIN_DATA', 'MFA_FAILED']
 */
export function readErrorDeclarations(schema: ExecutableSchema, options: DeclarationOptions = {}): ErrorDeclarations {
  checkOptions('readErrorDeclarations', options, declarationRules);
  return declarationsOf(errorPayloadFields(schema), schema, options);
}
