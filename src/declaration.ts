import { suggestion } from './code-message.js';
import {
  errorPayloadFields,
  type EnumType,
  type ErrorPayloadField,
  type ExecutableSchema,
  type Field,
} from './executable-schema.js';

/** The codes that mutations declare with `@errors`, by schema coordinate (`Mutation.usersLogin`). Mutations without one are not there. */
export type ErrorDeclarations = ReadonlyMap<string, readonly string[]>;

export interface DeclarationOptions {
  /** Whether every mutation with typed errors must declare its codes with `@errors`. Default: false. */
  readonly requireDeclaration?: boolean;
}

/**
 * Reads what the mutations of a schema declare with `@errors(codes: [...])`: in its SDL, or, where a schema is built by code, in the
 * field's `extensions.directives.errors.codes`.
 *
 * @throws TypeError that lists every mistake: a code that the enum lacks, a code named twice, a missing declaration, a declaration on a
 * mutation whose payload has no typed errors.
 */
export const readErrorDeclarations = (schema: ExecutableSchema, options: DeclarationOptions = {}): ErrorDeclarations =>
  declarationsOf(errorPayloadFields(schema), schema, options);

/** The same, where the mutations with typed errors are known already. */
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
      mistakes.push(`${coordinate} answers typed errors: declare them with @errors(codes: [...]).`);
    }
  }
  mistakes.push(...declarationsWithoutErrors(schema, fields));
  if (mistakes.length > 0)
    throw new TypeError(`@errors is not right:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  return declarations;
}

// A large schema has a thousand declared codes and is wrapped while a process starts: plain loops, here and below.
function checkDeclaration(coordinate: string, declared: readonly string[], codes: EnumType, mistakes: string[]): void {
  for (let index = 0; index < declared.length; index++) {
    const code = declared[index]!;
    if (declared.indexOf(code) < index) {
      mistakes.push(`${coordinate} declares ${JSON.stringify(code)} twice.`);
    } else if (!codes.getValue(code)) {
      mistakes.push(
        `${coordinate} declares ${JSON.stringify(code)}, which ${codes.name} does not have.${suggestion(code, codes)}`,
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

function declaredCodes({ astNode, extensions }: Field): readonly string[] | undefined {
  for (const directive of (astNode as SdlField | null | undefined)?.directives ?? []) {
    if (directive.name.value !== 'errors') continue;
    // graphql has checked by now that `codes` is there, and is the only argument.
    const given = directive.arguments?.[0]?.value;
    // In SDL, a list of one may be written without brackets.
    const codes: string[] = [];
    for (const code of given?.values ?? (given ? [given] : [])) codes.push(String(code.value));
    return codes;
  }
  const { directives } = (extensions ?? {}) as CodeFirstExtensions;
  return directives?.errors?.codes;
}

/** The parts of graphql's FieldDefinitionNode that a directive is read from. */
interface SdlField {
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly {
      readonly value: { readonly value?: unknown; readonly values?: readonly { readonly value?: unknown }[] };
    }[];
  }[];
}

/** Where @graphql-tools and code-first builders keep the directives of a field. */
interface CodeFirstExtensions {
  readonly directives?: { readonly errors?: { readonly codes?: readonly string[] } };
}
