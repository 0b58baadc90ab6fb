import { getLocation, type ASTNode } from 'graphql';

/** The position of a finding in a file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One result of a command. */
export interface Finding {
  readonly level: 'breaking' | 'dangerous' | 'safe' | 'error' | 'warning';
  /** The schema coordinate (`ErrorCodeEnum.MFA_FAILED`), or a path in a JSON file. */
  readonly coordinate: string;
  /** A complete sentence. */
  readonly message: string;
  /** `null` when the schema was not read from SDL. */
  readonly place: Place | null;
}

export const reportFormats = ['text', 'json', 'github'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The source name of the package's own SDL, which is not a file of the user. */
export const packageSource = 'graphql-error-codes';

/** Returns the position of a node in its file, or `null` when it was not read from a file. */
export function placeOf(node: ASTNode | null | undefined): Place | null {
  const location = node?.loc;
  if (!location || location.source.name === packageSource) return null;
  const { line, column } = getLocation(location.source, location.start);
  const { name, locationOffset } = location.source;
  return {
    file: name,
    line: line + locationOffset.line - 1,
    column: line === 1 ? column + locationOffset.column - 1 : column,
  };
}

function formatLine({ level, place, message }: Finding): string {
  const where = place ? `${place.file}:${place.line}:${place.column} ` : '';
  return `${where}${level === 'error' ? '' : `${level}: `}${message}`;
}

// See "Workflow commands" in the documentation of GitHub Actions.
const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
const workflowCommands = {
  breaking: 'error',
  error: 'error',
  dangerous: 'warning',
  warning: 'warning',
  safe: 'notice',
} as const;

function formatAnnotation({ level, place, message }: Finding): string {
  const properties = place ? ` file=${escapeProperty(place.file)},line=${place.line},col=${place.column}` : '';
  return `::${workflowCommands[level]}${properties}::${escapeData(message)}`;
}

/**
 * Formats findings as text, as JSON, or as annotations of a GitHub workflow.
 *
 * @param summary the last line; JSON does not include it
 */
export function formatReport(findings: readonly Finding[], format: ReportFormat, summary: string): string {
  if (format === 'json') return `${JSON.stringify(findings, null, 2)}\n`;
  const lines = findings.map(format === 'github' ? formatAnnotation : formatLine);
  return `${[...lines, summary].join('\n')}\n`;
}

/** Formats a number of things: `1 mutation`, `2 mutations`. */
export const formatCount = (count: number, singular: string): string => `${count} ${singular}${count === 1 ? '' : 's'}`;
