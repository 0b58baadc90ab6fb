export { plugin, type DeclaredErrorsOutput } from './plugin.js';
export type { DeclaredErrorsConfig } from './config.js';
export type { Mappers, Scalars } from './detail-types.js';
export type { NameConversion, NamingConfig } from './type-names.js';
