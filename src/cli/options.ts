import { InvalidArgumentError, Option, type Command } from 'commander';
import { inspect } from '../internal/inspect.js';
import { excerpt } from '../tools/excerpt.js';
import { longestTimeout, requestRules, type RequestOptions } from '../tools/graphql-request.js';
import { reportFormats } from '../tools/choices.js';
import { UsageError } from '../tools/usage-error.js';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function readSeconds(text: string): number {
  const seconds = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (requestRules.timeout.accepts(seconds)) return seconds;
  throw new InvalidArgumentError(`Expected a number of seconds above 0, and at most ${longestTimeout}.`);
}

/** The parsed options of {@link requestOptions}. */
export interface ParsedRequestOptions {
  readonly header?: readonly string[];
  readonly timeout?: number;
}

export const requestOptions = (): readonly Option[] => [
  new Option(
    '--header <name: value>',
    'a header for requests to URLs, such as "authorization: Bearer ..."; repeatable',
  ).argParser(collect),
  new Option('--timeout <seconds>', 'how long each request to a URL may take (default: 30)').argParser(readSeconds),
];

/** @param header `name: value` */
function parseHeader(header: string): [string, string] {
  const colon = header.indexOf(':');
  if (colon < 1) throw new UsageError(`--header must be "name: value", got ${inspect(excerpt(header))}.`);
  return [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

/** Returns the options of requests. Headers of the same name are joined, as HTTP does. */
export function toRequestOptions({ header = [], timeout }: ParsedRequestOptions): RequestOptions {
  // The first Headers of a process loads the whole HTTP client, which takes 15 ms.
  if (header.length === 0) return { headers: {}, timeout };
  const headers = new Headers();
  for (const [name, value] of header.map(parseHeader)) {
    try {
      headers.append(name, value);
    } catch {
      // The value may be a secret.
      throw new UsageError(`--header has the name ${inspect(excerpt(name))}, or a value, that HTTP does not allow.`);
    }
  }
  return { headers: Object.fromEntries(headers), timeout };
}

export const schemaOption = (description: string): Option =>
  new Option('--schema <schema>', `${description}; repeatable, for SDL to merge`).argParser(collect);

export const enumOption = (): Option =>
  new Option('--enum <name>', 'the enum of codes, in a schema with several: "ShopErrorCodeEnum"');

export const outputOptions = (): readonly Option[] => [
  new Option('--output <file>', 'write to a file instead of standard output'),
  new Option('--quiet', 'write no summary and no notes'),
];

export const reportOption = (): Option =>
  new Option('--format <format>', 'output format; "github" creates workflow annotations')
    .choices(reportFormats)
    .default('text');

/** Adds options to a command, in the order of its help. */
export function addOptions(command: Command, ...options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

/** Whether an option may be given several times. */
export const isRepeatable = ({ parseArg }: Option): boolean => parseArg === collect;

/** Refuses options that are given twice, unless they are repeatable: one would be ignored. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    if (!option.required || isRepeatable(option)) continue;
    let count = 0;
    command.on(`option:${option.name()}`, () => {
      count += 1;
      if (count > 1) command.error(`error: option '${option.flags}' must be given only once`);
    });
  }
}

export const schemaHelp = `
A schema is an SDL file, a quoted glob of SDL files ('schema/**/*.graphql'), a folder of them, an
introspection result (schema.json), the URL of a server (https://api.example/graphql), or "-" for
standard input. SDL without ErrorCodeEnum is merged with this package's.`;
