export { createCatalogue, type CataloguedSchema, type PublicCode, type PublicDeprecation } from './create-catalogue.js';
export { createErrorPage } from './create-error-page.js';
export { createErrorTable } from './create-error-table.js';
