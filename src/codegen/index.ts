export { plugin, type DeclaredErrorsConfig, type DeclaredErrorsOutput } from './declared-errors.js';
export type { NameConversion, NamingConfig } from './resolvers-type-name.js';
