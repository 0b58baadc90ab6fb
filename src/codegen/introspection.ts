import type { DeclaringField } from '../boundary/described-declarations.js';
import { directiveArguments } from '../internal/applied-directives.js';
import { errorCodeEnum } from '../internal/error-code-enum.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';

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

/** @throws TypeError when introspection lost the internal values of all codes. */
export function checkInternalValues(schema: ExecutableSchema): void {
  const isLost = errorCodeEnum(schema)
    .codes.getValues()
    .every((code) => !isFromSdl(code) && code.value === code.name && !directiveArguments(code, 'errorCode'));
  if (!isLost) return;
  throw new TypeError(
    'graphql-error-codes/codegen: introspection loses @errorCode, so that the internal values of the codes are unknown. ' +
      'Generate from SDL, or set "codes" to false.',
  );
}
