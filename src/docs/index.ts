export { createCatalogue, type PublicCode, type PublicDeprecation } from './create-catalogue.js';
export { createErrorPage } from './create-error-page.js';
export { createErrorTable } from './create-error-table.js';
export type { CodeEnumOptions } from '../internal/error-code-enum.js';
export type { PageOptions, TableColumn, TableOptions } from './page-options.js';
