import type { DeclaringField } from '../boundary/described-declarations.js';
import { directiveArguments } from '../internal/applied-directives.js';
import type { EnumType } from '../internal/executable-schema.js';

/**
 * Whether an element was parsed from SDL. Introspected elements have no node. Codegen prints the
 * schemas that it merges, and makes nodes of them that have no location.
 */
const isFromSdl = ({ astNode }: { readonly astNode?: unknown }): boolean =>
  Boolean((astNode as { readonly loc?: unknown } | null | undefined)?.loc);

/** @throws TypeError when introspection lost the declarations of all mutations. */
export function checkDeclarations(fields: readonly DeclaringField[]): void {
  const isLost = ({ field, declared }: DeclaringField): boolean => !declared && !field.resolve && !isFromSdl(field);
  if (fields.length === 0 || !fields.every(isLost)) return;
  throw new TypeError(
    'graphql-error-codes/codegen: introspection loses @errors, so that no mutation declares its codes. ' +
      'Generate from SDL, or wrap the schema of the server with withErrorPayloads, which adds the codes to the descriptions of mutations.',
  );
}

/**
 * Whether the schema was printed without directives: a mutation has the list of its codes that
 * `withErrorPayloads` appended to its description, but not the `@errors` that the list is from.
 */
const isPrinted = (fields: readonly DeclaringField[]): boolean =>
  fields.some(({ field, declared }) => declared && directiveArguments(field, 'errors') === undefined);

/** @throws TypeError when introspection or printing lost the internal values of all codes. */
export function checkInternalValues(codes: EnumType, fields: readonly DeclaringField[]): void {
  const values = codes.getValues();
  if (!values.every((code) => code.value === code.name && !directiveArguments(code, 'errorCode'))) return;
  if (values.some(isFromSdl)) {
    if (!isPrinted(fields)) return;
    throw new TypeError(
      'graphql-error-codes/codegen: the SDL was printed without directives, so that the internal values of the codes are unknown: ' +
        'mutations have their codes in descriptions, but no @errors. ' +
        'Print it with printSchemaWithDirectives of @graphql-tools/utils, or set "codes" to false.',
    );
  }
  throw new TypeError(
    'graphql-error-codes/codegen: introspection loses @errorCode, so that the internal values of the codes are unknown. ' +
      'Generate from SDL, or set "codes" to false.',
  );
}
