/*
 * The strings that options accept, apart from the functions that read them: the CLI offers them
 * without loading those.
 */

/** Text for people, JSON for programs, or annotations of a GitHub workflow. */
export type ReportFormat = 'text' | 'json' | 'github';

export const reportFormats: readonly ReportFormat[] = ['text', 'json', 'github'];

/** Markdown, HTML or JSON. */
export type DocsFormat = 'md' | 'html' | 'json';

export const docsFormats: readonly DocsFormat[] = ['md', 'html', 'json'];

/** GraphQL SDL, or a module in TypeScript that calls `createErrorModule`. */
export type ImportFormat = 'sdl' | 'ts';

export const importFormats: readonly ImportFormat[] = ['sdl', 'ts'];

/** A whole enum, or an extension to merge beside the module. */
export type ImportedEnum = 'enum' | 'extend';

export const importedEnums: readonly ImportedEnum[] = ['enum', 'extend'];

/**
 * What happens to names that are not in capitals: they become `SCREAMING_SNAKE_CASE`, or are kept.
 * Without a choice, they are refused.
 */
export type Renaming = 'screaming' | 'none';

export const renamings: readonly Renaming[] = ['screaming', 'none'];
