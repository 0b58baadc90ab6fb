import type { KnownCode, KnownCodes } from '../codes/known-code.js';
import type { CodeEnum } from '../internal/error-code-enum.js';
import type { EnumType, ExecutableSchema } from '../internal/executable-schema.js';
import type { CodeNames } from './code-names.js';
import { renderCategories, renderCodeNames, renderDetails, type CodePart } from './code-part.js';
import type { ValuesType } from './declared-types.js';
import type { CompleteConfig } from './config.js';
import { createDetailTypes } from './detail-types.js';
import { inBraces, quote, renderComment } from './source-text.js';

/** The fields of the catalogue, in the order of the generated file. */
const fields = [
  'value',
  'fault',
  'category',
  'retry',
  'exposure',
  'action',
  'since',
  'replacedBy',
  'details',
  'description',
  'deprecationReason',
] as const satisfies readonly (keyof KnownCode)[];

const renderValue = (value: string | readonly string[]): string =>
  typeof value === 'string' ? quote(value) : `[${value.map(quote).join(', ')}]`;

function renderCode([name, code]: [string, KnownCode]): readonly string[] {
  const lines = fields.flatMap((field) => {
    const value = code[field];
    return value === undefined ? [] : `  ${field}: ${renderValue(value)},`;
  });
  return [`${name}: {`, ...lines, '},'];
}

function renderErrorCode(codes: KnownCodes, { typeName }: CodeNames): string {
  const lines = Object.entries(codes).flatMap(([name, { value, deprecationReason }]) => [
    ...(deprecationReason === undefined ? [] : [renderComment(`@deprecated ${deprecationReason}`)]),
    `${name}: ${quote(value)},`,
  ]);
  const name = typeName('ErrorCode');
  return `/** The internal value of every code, by name. */
export const ${name} = ${inBraces(lines)} as const;
export type ${name} = (typeof ${name})[${typeName('ErrorCodeName')}];`;
}

const renderCatalogue = (codes: KnownCodes, { valueName }: CodeNames): string =>
  `/** The metadata of every code. */
export const ${valueName('catalogue')} = ${inBraces(Object.entries(codes).flatMap(renderCode))} as const;`;

/** Returns a type of the internal values that the compiler prints by name, not with all codes. */
export function serverValuesType({ typeName }: CodeNames, codes: EnumType): ValuesType {
  const [name, codeName] = [typeName('ErrorCodes'), typeName('ErrorCodeName')];
  const declaration = `type ${name} = { readonly [Name in ${codeName}]: (typeof ${typeName('ErrorCode')})[Name] };`;
  return { name, declaration, allNames: { name: codeName, codes } };
}

/** The types are explicit for projects with `isolatedDeclarations`. */
function renderFunctions({ typeName, valueName }: CodeNames): string {
  const [errorCode, details] = [typeName('ErrorCode'), typeName('ErrorDetails')];
  const [mutationError, bound] = [typeName('MutationError'), valueName('bound')];
  const renderFunction = (name: string, exported: string): string =>
    `export const ${exported}: typeof ${bound}.${name} = ${bound}.${name};`;
  return `const ${bound}: BoundFailures<typeof ${errorCode}, ${details}> = bindErrorCodes(${errorCode});

/** Returns a failed payload with one error. */
${renderFunction('failure', valueName('failure'))}

/** An expected failure, thrown from any depth below the resolver of a mutation. */
${renderFunction('MutationError', mutationError)}
export type ${mutationError} = InstanceType<typeof ${mutationError}>;

/** Whether an error is a MutationError. */
${renderFunction('isMutationError', valueName('isMutationError'))}

/** Returns the public name of a code given by internal value or by name. */
${renderFunction('errorCodeName', valueName('errorCodeName'))}`;
}

/** Returns what a server needs of its codes: their values and metadata, and functions for them. */
export function createServerCodes(
  codes: KnownCodes,
  schema: ExecutableSchema,
  { members }: CodeEnum,
  { scalars, mappers }: Pick<CompleteConfig, 'scalars' | 'mappers'>,
  names: CodeNames,
): CodePart {
  const details = createDetailTypes(codes, { schema, members, scalars, mappers, names });
  return {
    typeImports: ['BoundFailures', ...details.imports],
    valueImports: ['bindErrorCodes'],
    names: [
      ...['ErrorCodeName', 'ErrorCode', 'ErrorCodes', 'ErrorCategory', 'ErrorDetails', 'MutationError'].map(
        names.typeName,
      ),
      ...['catalogue', 'bound', 'failure', 'isMutationError', 'errorCodeName'].map(names.valueName),
      ...details.generatedNames,
    ],
    declarations: [
      renderCodeNames(codes, names),
      renderErrorCode(codes, names),
      ...renderCategories(codes, names),
      renderCatalogue(codes, names),
      ...details.interfaces,
      renderDetails(codes, names, (type) => details.names.get(type)!),
      renderFunctions(names),
    ],
  };
}
