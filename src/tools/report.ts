import { styleText } from 'node:util';
import {
  checkOptions,
  checkRequired,
  isBoolean,
  isObject,
  isOneOf,
  isString,
  type OptionRules,
} from '../internal/options.js';
import { reportFormats, type ReportFormat } from './choices.js';

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

const levelColors = {
  breaking: 'red',
  error: 'red',
  dangerous: 'yellow',
  warning: 'yellow',
  safe: 'green',
} as const;

const paint = (color: 'red' | 'yellow' | 'green', text: string): string =>
  styleText(color, text, { validateStream: false });

function formatLine({ level, place, message }: Finding, colors: boolean): string {
  const where = place ? `${place.file}:${place.line}:${place.column}` : '';
  const label = [where, level === 'error' ? '' : `${level}:`].filter((part) => part !== '').join(' ');
  if (label === '') return message;
  return `${colors ? paint(levelColors[level], label) : label} ${message}`;
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

/** How findings are formatted. */
export interface ReportOptions {
  /** Text, JSON, or annotations of a GitHub workflow. Defaults to `text`. */
  readonly format?: ReportFormat;
  /** The last line. JSON does not include it. */
  readonly summary?: string;
  /** Whether text has colors, for a terminal. Defaults to `false`. */
  readonly colors?: boolean;
}

const isFindingList = {
  expected: 'a list of findings',
  accepts: (value: unknown): boolean => Array.isArray(value) && value.every((finding) => isObject.accepts(finding)),
};

const rules: OptionRules<ReportOptions> = { format: isOneOf(...reportFormats), summary: isString, colors: isBoolean };

const failingLevels: ReadonlySet<Finding['level']> = new Set(['breaking', 'error']);

/**
 * Formats findings as text, as JSON, or as annotations of a GitHub workflow.
 *
 * @returns lines, each with a line break at its end; empty without findings and summary
 * @throws TypeError for an invalid option.
 * @example
 * process.stdout.write(formatReport(findings, { format: 'github' }));
 */
export function formatReport(findings: readonly Finding[], options: ReportOptions = {}): string {
  checkRequired('formatReport', { findings }, { findings: isFindingList });
  checkOptions('formatReport', options, rules);
  const { format = 'text', summary, colors = false } = options;
  if (format === 'json') return `${JSON.stringify(findings, null, 2)}\n`;
  const isColored = colors && format === 'text';
  const lines = findings.map((finding) =>
    format === 'github' ? formatAnnotation(finding) : formatLine(finding, isColored),
  );
  if (summary !== undefined) {
    const color = findings.some(({ level }) => failingLevels.has(level)) ? 'red' : 'green';
    lines.push(isColored ? paint(color, summary) : summary);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Formats a number of things: `1 mutation`, `2 mutations`. */
export const formatCount = (count: number, singular: string): string => `${count} ${singular}${count === 1 ? '' : 's'}`;
