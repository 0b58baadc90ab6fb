export { plugin, type DeclaredErrorsConfig } from './declared-errors.js';
