import { getLocation, type ASTNode } from 'graphql';

/** Something that a command found, as it is printed. */
export interface Finding {
  readonly level: 'breaking' | 'dangerous' | 'safe' | 'error';
  /** What it is about: a schema coordinate, `ErrorCodeEnum.MFA_FAILED`. */
  readonly coordinate: string;
  /** A whole sentence. */
  readonly message: string;
  /** Where it stands; null in what was not read from a file. */
  readonly place: Place | null;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export const reportFormats = ['text', 'json', 'github'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The findings for people, for programs, or as annotations of a workflow of GitHub. `summary` is for people. */
export function report(findings: readonly Finding[], format: ReportFormat, summary: string): string {
  if (format === 'json') return `${JSON.stringify(findings, null, 2)}\n`;
  const lines = findings.map(format === 'github' ? annotation : sentence);
  return `${[...lines, summary].join('\n')}\n`;
}

function sentence({ level, place, message }: Finding): string {
  const where = place ? `${place.file}:${place.line}:${place.column} ` : '';
  return `${where}${level === 'error' ? '' : `${level}: `}${message}`;
}

const commands = { breaking: 'error', error: 'error', dangerous: 'warning', safe: 'notice' } as const;

function annotation({ level, place, message }: Finding): string {
  const properties = place ? ` file=${property(place.file)},line=${place.line},col=${place.column}` : '';
  return `::${commands[level]}${properties}::${data(message)}`;
}

// What a workflow command escapes: see "Workflow commands" in GitHub's documentation of Actions.
const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Where a node stands in the file that it was read from; null where there is none. */
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

/** The name of the SDL that this package brings along: nobody has it as a file. */
export const packageSource = 'graphql-error-codes';

/** `1 mutation`, `2 mutations`. */
export const count = (number: number, singular: string): string => `${number} ${singular}${number === 1 ? '' : 's'}`;
