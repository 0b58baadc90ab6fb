import { suggestion } from './code-message.js';
import { errorPayloadFields, type ErrorPayloadField, type ExecutableSchema, type Field } from './executable-schema.js';

/** The codes that mutations declare with `@errors`, by schema coordinate (`Mutation.usersLogin`). Mutations without one are not there. */
export type ErrorDeclarations = ReadonlyMap<string, readonly string[]>;

/**
 * Reads what the mutations of a schema declare with `@errors(codes: [...])`: in its SDL, or, where a schema is built by code, in the
 * field's `extensions.directives.errors.codes`.
 *
 * @param requireDeclaration whether each mutation with typed errors must have one
 * @throws TypeError that lists every mistake: a code that the enum lacks, a code named twice, a missing declaration, a declaration on a
 * mutation whose payload has no typed errors.
 */
export function readErrorDeclarations(
  schema: ExecutableSchema,
  { requireDeclaration = false }: { readonly requireDeclaration?: boolean } = {},
): ErrorDeclarations {
  const declarations = new Map<string, readonly string[]>();
  const mistakes: string[] = [];
  const fields = errorPayloadFields(schema);
  for (const { coordinate, field, codes } of fields) {
    const declared = declaredCodes(field);
    if (declared) declarations.set(coordinate, declared);
    else if (requireDeclaration)
      mistakes.push(`${coordinate} answers typed errors: declare them with @errors(codes: [...]).`);

    for (const [index, code] of (declared ?? []).entries()) {
      if (declared?.indexOf(code) !== index) mistakes.push(`${coordinate} declares ${JSON.stringify(code)} twice.`);
      else if (!codes.getValue(code)) {
        mistakes.push(
          `${coordinate} declares ${JSON.stringify(code)}, which ${codes.name} does not have.${suggestion(code, codes)}`,
        );
      }
    }
  }
  mistakes.push(...declarationsWithoutErrors(schema, fields));
  if (mistakes.length > 0)
    throw new TypeError(`@errors is not right:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  return declarations;
}

function declarationsWithoutErrors(schema: ExecutableSchema, withErrors: readonly ErrorPayloadField[]): string[] {
  const mutations = schema.getMutationType();
  const known = new Set(withErrors.map(({ field }) => field));
  return Object.values(mutations?.getFields() ?? {})
    .filter((field) => !known.has(field) && declaredCodes(field))
    .map((field) => `${mutations!.name}.${field.name} has @errors, but its payload has no list of typed errors.`);
}

function declaredCodes({ astNode, extensions }: Field): readonly string[] | undefined {
  const directive = (astNode as SdlField | null | undefined)?.directives?.find(({ name }) => name.value === 'errors');
  if (directive) {
    const codes = directive.arguments?.find(({ name }) => name.value === 'codes')?.value;
    // In SDL, a list of one may be written without brackets.
    return (codes?.values ?? (codes ? [codes] : [])).map(({ value }) => String(value));
  }
  const { directives } = (extensions ?? {}) as CodeFirstExtensions;
  return directives?.errors?.codes;
}

/** The parts of graphql's FieldDefinitionNode that a directive is read from. */
interface SdlField {
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly {
      readonly name: { readonly value: string };
      readonly value: { readonly value?: unknown; readonly values?: readonly { readonly value?: unknown }[] };
    }[];
  }[];
}

/** Where @graphql-tools and code-first builders keep the directives of a field. */
interface CodeFirstExtensions {
  readonly directives?: { readonly errors?: { readonly codes?: readonly string[] } };
}
