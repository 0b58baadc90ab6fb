/**
 * The commands of the CLI as functions, for build scripts. They need Node.js, and the optional peer
 * graphql. Nothing depends on or changes the state of the process but the current directory, to
 * which paths are relative.
 *
 * @module
 */
export type { DocsFormat, ImportedEnum, ImportFormat, Renaming, ReportFormat } from './choices.js';
export { diffSchemas, type SchemaDiff } from './diff.js';
export { createDocs, type DocsOptions } from './docs.js';
export type { DocumentInput } from './documents/load-documents.js';
export type { TextSource } from './files.js';
export type { RequestOptions } from './graphql-request.js';
export { importCodes, type ImportOptions, type ImportResult } from './import.js';
export { initProject, type InitOptions, type InitResult } from './init.js';
export { lintDocuments, type LintOptions, type LintResult } from './lint.js';
export { checkMessages, type MessagesOptions, type MessagesResult } from './messages.js';
export { formatReport, type Finding, type Place, type ReportOptions } from './report.js';
export type { CodesOptions, SchemaInput, SchemaSource } from './schema-source.js';
export { UsageError } from './usage-error.js';
