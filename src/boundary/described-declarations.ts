import { errorPayloadFields, type ErrorPayloadField } from '../internal/error-payload-fields.js';
import type { ExecutableSchema, Field } from '../internal/executable-schema.js';
import { declarationsOf } from './declarations.js';

/** A mutation with typed errors, and the codes that it declares. */
export interface DeclaringField extends ErrorPayloadField {
  /** `undefined` when it has no declaration. */
  readonly declared: readonly string[] | undefined;
}

/**
 * Returns the codes that `withErrorPayloads` appended to the description of a mutation; `undefined`
 * where it appended none.
 */
function describedCodes({ description }: Pick<Field, 'description'>): readonly string[] | undefined {
  const list = /(?:^|\n\n)Errors: (none|`\w+`(?:, `\w+`)*)$/.exec(description ?? '')?.[1];
  if (list === undefined) return undefined;
  return list === 'none' ? [] : list.slice(1, -1).split('`, `');
}

/**
 * Returns the mutations with typed errors and their declarations: of the directives `@errors` or,
 * in an introspected schema, which has none, of the descriptions that `withErrorPayloads` extends.
 *
 * @throws TypeError when `@errors` is invalid: see `readErrorDeclarations`.
 */
export function fieldsWithDeclarations(schema: ExecutableSchema): readonly DeclaringField[] {
  const fields = errorPayloadFields(schema);
  const declarations = declarationsOf(fields, schema, {}, true);
  return fields.map((field) => ({
    ...field,
    declared: declarations.get(field.coordinate) ?? describedCodes(field.field),
  }));
}
