export { plugin, type DeclaredErrorsConfig, type DeclaredErrorsOutput } from './declared-errors.js';
