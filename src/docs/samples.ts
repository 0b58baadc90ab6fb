import type { ExecutableSchema } from '../internal/executable-schema.js';
import type { PublicCode } from './create-catalogue.js';
import { leafFields, sampleDetail } from './sample-details.js';

/** What samples need beside the code. */
export interface SampleSchema {
  readonly schema: ExecutableSchema;
  /** The mutations that return a list of payloads, each by the path of its fields. */
  readonly batches: ReadonlySet<string>;
}

const lineWidth = 80;

/** Formats a value as JSON on one line: `{ "errorCode": "MFA_FAILED", "details": [] }`. */
function formatInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${formatInline(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/**
 * Formats a value as JSON, with lines that fit where they can.
 *
 * @param column where the value starts
 * @param opened how many levels always have lines of their own
 */
function formatJson(value: unknown, indent: string, column: number, opened: number): string {
  const inline = formatInline(value);
  const isOpen = opened > 0 || column + inline.length > lineWidth;
  if (!isOpen || typeof value !== 'object' || value === null) return inline;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    // A list of one starts on the line of its item.
    if (value.length === 1) return `[${formatJson(value[0], indent, column + 1, opened - 1)}]`;
    const items = value.map((item) => inner + formatJson(item, inner, inner.length, opened - 1));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + formatJson(item, inner, start.length, opened - 1);
  });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}

const pathOf = ({ mutations }: PublicCode): string => mutations[0] ?? 'yourMutation';

/** Returns a response to `errors { errorCode details { ... } }`, as JSON. */
export function sampleResponse(code: PublicCode, { schema, batches }: SampleSchema): string {
  const path = pathOf(code);
  const details = (code.details ?? []).map((type) => sampleDetail(schema, type));
  const payload = { errors: [{ errorCode: code.name, details }] };
  const result: unknown = batches.has(path) ? [payload] : payload;
  const fields = path.split('.');
  const data = fields.reduceRight((value, field) => ({ [field]: value }), result);
  return formatJson({ data }, '', 0, fields.length + (batches.has(path) ? 3 : 2));
}

/** Returns the code that reads details by their types. */
function handleDetails(types: readonly string[], schema: ExecutableSchema): string {
  const branches = types.map((type) => {
    const fields = leafFields(schema, type).map((field) => `detail.${field}`);
    return `          if (detail.__typename === '${type}') show(${fields.join(', ') || 'detail'});\n`;
  });
  return `        for (const detail of details ?? []) {\n${branches.join('')}        }\n`;
}

/** Returns client code that handles the code with `graphql-error-codes/client`, in TypeScript. */
export function sampleHandler(code: PublicCode, { schema, batches }: SampleSchema): string {
  const { name, action, details } = code;
  const path = pathOf(code);
  // A namespace may be null after a top-level error, and so may a list.
  const payload = path.replaceAll('.', '?.') + (batches.has(path) ? '?.[0]' : '');
  const [parameter, body] = details ? ['{ details }', handleDetails(details, schema)] : ['', ''];
  return `\
const outcome = result(data.${payload});

if (!outcome.ok) {
  matchError(
    outcome.errors[0],
    {
      ${name}: (${parameter}) => {
        // ${(action ?? 'Tell the user what to do next.').replaceAll(/\s+/g, ' ')}
${body}      },
    },
    (error) => notify(message(error)),
  );
}`;
}
