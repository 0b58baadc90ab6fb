import { errorCodeEnum, type CodeEnumOptions } from '../internal/error-code-enum.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, checkSchema, isString } from '../internal/options.js';
import type { KnownCodes } from './known-code.js';
import { catalogueOf, checkSchemaCodes, schemaCodes } from './schema-codes.js';

/**
 * Returns the codes of a schema with their metadata, in the order of the enum: what `@errorCode`
 * declares in its SDL or, for a schema built by code, in the value's `extensions.directives`, as
 * `{ errorCode: { category: 'billing' } }` or `[{ name: 'errorCode', args: { ... } }]`. What a code
 * does not declare has its default. Without any directive, codes have the metadata of the module
 * that wrapped the schema, or else of this package: in SDL, only those of an enum with most of the
 * built-in codes, since others may mean something else by the same name.
 *
 * @throws TypeError when the schema has no enum of codes, or several of which none is named, and
 * with a list of every mistake: an invalid argument, an internal value of two codes, an unknown
 * replacement or type of details.
 * @example
 * readErrorCodes(schema).QUOTA_EXCEEDED?.category; // 'billing'
 */
export function readErrorCodes(schema: ExecutableSchema, options: CodeEnumOptions = {}): KnownCodes {
  checkOptions('readErrorCodes', options, { enumName: isString });
  checkSchema('readErrorCodes', schema);
  const { codes, members } = errorCodeEnum(schema, options);
  const catalogue = catalogueOf(codes);
  checkSchemaCodes(codes, catalogue, members);
  return schemaCodes(catalogue)(codes).codes;
}
