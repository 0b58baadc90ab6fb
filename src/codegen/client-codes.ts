import type { KnownCodes } from '../codes/known-code.js';
import type { CodeNames } from './code-names.js';
import { renderCategories, renderCodeNames, renderDetails, type CodePart } from './code-part.js';
import { inBraces, quote } from './source-text.js';

/** Returns the constant that has one field of every code; `null` where the schema has none. */
function renderMap(codes: KnownCodes, field: 'category' | 'retry', comment: string, name: string): string {
  const lines = Object.entries(codes).map(
    ([code, { [field]: value }]) => `${code}: ${value === undefined ? 'null' : quote(value)},`,
  );
  return `/** ${comment} */\nexport const ${name} = ${inBraces(lines)} as const;`;
}

const renderGuard = ({ typeName, valueName }: CodeNames): string =>
  `/** Whether the schema had the code when this file was generated. */
export const ${valueName('isKnownErrorCode')} = (code: unknown): code is ${typeName('ErrorCodeName')} =>
  typeof code === 'string' && {}.hasOwnProperty.call(${valueName('errorCategories')}, code);`;

/** Returns what clients need of the codes: names, categories and retries, no internal values. */
export const createClientCodes = (codes: KnownCodes, names: CodeNames): CodePart => ({
  typeImports: [],
  valueImports: [],
  names: [
    ...['ErrorCodeName', 'ErrorCategory', 'ErrorDetails'].map(names.typeName),
    ...['errorCategories', 'errorRetries', 'isKnownErrorCode'].map(names.valueName),
  ],
  declarations: [
    renderCodeNames(codes, names),
    ...renderCategories(codes, names),
    renderMap(
      codes,
      'category',
      'The category of every code; `null` where the schema has none.',
      names.valueName('errorCategories'),
    ),
    renderMap(
      codes,
      'retry',
      'Whether sending a mutation again can help, by code; `null` where the schema does not say.',
      names.valueName('errorRetries'),
    ),
    renderGuard(names),
    renderDetails(codes, names, quote),
  ],
});
