import type { KnownCodes } from '../codes/known-code.js';
import type { CodeNames } from './code-names.js';
import { inBraces, quote, renderUnion } from './source-text.js';

/** The part of the generated file that has the codes. */
export interface CodePart {
  /** The types that it imports from the package, such as `BoundFailures`. */
  readonly typeImports: readonly string[];
  /** The values that it imports from the package. */
  readonly valueImports: readonly string[];
  /** Every name that it declares or imports under a name of its own. */
  readonly names: readonly string[];
  /** The declarations, each with its comment. */
  readonly declarations: readonly string[];
}

export const renderCodeNames = (codes: KnownCodes, { typeName }: CodeNames): string =>
  `/** The public name of every code. */
${renderUnion(`export type ${typeName('ErrorCodeName')}`, Object.keys(codes).map(quote))}`;

/** Returns the type of the categories, or nothing for codes without any. */
export function renderCategories(codes: KnownCodes, { typeName }: CodeNames): readonly string[] {
  const categories = Object.values(codes).flatMap(({ category }) => category ?? []);
  if (categories.length === 0) return [];
  const members = [...new Set(categories)].toSorted().map(quote);
  return [
    `/** The area of the product that a code belongs to. */
${renderUnion(`export type ${typeName('ErrorCategory')}`, members)}`,
  ];
}

/** Returns the type of the details by code, of the codes that declare them. */
export function renderDetails(
  codes: KnownCodes,
  { typeName }: CodeNames,
  renderDetail: (type: string) => string,
): string {
  const lines = Object.entries(codes).flatMap(([name, { details }]) =>
    details ? `readonly ${name}: ${details.map(renderDetail).join(' | ') || 'never'};` : [],
  );
  return `/** The details of the codes that declare them. */
export type ${typeName('ErrorDetails')} = ${inBraces(lines)};`;
}
