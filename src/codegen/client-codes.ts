import type { KnownCodes } from '../codes/known-code.js';
import type { CodeNames } from './code-names.js';
import { renderCategories, renderCodeNames, renderDetails, type CodePart } from './code-part.js';
import { inBraces, quote } from './source-text.js';

function renderCategoryMap(codes: KnownCodes, { valueName }: CodeNames): string {
  const lines = Object.entries(codes).map(
    ([name, { category }]) => `${name}: ${category === undefined ? 'null' : quote(category)},`,
  );
  return `/** The category of every code; \`null\` where the schema has none. */
export const ${valueName('errorCategories')} = ${inBraces(lines)} as const;`;
}

const renderGuard = ({ typeName, valueName }: CodeNames): string =>
  `/** Whether the schema had the code when this file was generated. */
export const ${valueName('isKnownErrorCode')} = (code: unknown): code is ${typeName('ErrorCodeName')} =>
  typeof code === 'string' && {}.hasOwnProperty.call(${valueName('errorCategories')}, code);`;

/** Returns what a client needs of the codes: names and categories, without internal values. */
export const createClientCodes = (codes: KnownCodes, names: CodeNames): CodePart => ({
  typeImports: [],
  valueImports: [],
  names: [
    ...['ErrorCodeName', 'ErrorCategory', 'ErrorDetails'].map(names.typeName),
    ...['errorCategories', 'isKnownErrorCode'].map(names.valueName),
  ],
  declarations: [
    renderCodeNames(codes, names),
    ...renderCategories(codes, names),
    renderCategoryMap(codes, names),
    renderGuard(names),
    renderDetails(codes, names, quote),
  ],
});
