import {
  metrics,
  SpanStatusCode,
  trace,
  type Attributes,
  type Counter,
  type Exception,
  type Meter,
} from '@opentelemetry/api';
import type { ErrorOrigin } from './boundary/hooks.js';
import type { PayloadErrorEvent } from './boundary/payload-error-event.js';
import { checkOptions, type OptionRules } from './internal/options.js';

/** The options of {@link createOpenTelemetryReporter}. */
export interface OpenTelemetryOptions {
  /**
   * Creates the counters. Defaults to the meter `graphql-error-codes` of the provider that is
   * registered when the first error is counted.
   */
  readonly meter?: Meter;
}

const optionRules: OptionRules<OpenTelemetryOptions> = {
  meter: {
    expected: 'a Meter of @opentelemetry/api',
    accepts: (value) => typeof (value as Partial<Meter> | null)?.createCounter === 'function',
  },
};

/** Two of the hooks of `withErrorPayloads`. */
export interface OpenTelemetryReporter {
  /** Counts the error, and adds an event to the active span. */
  readonly onError: (event: PayloadErrorEvent, origin?: Pick<ErrorOrigin, 'info'>) => void;
  /** Counts the defect, records the exception, and marks the active span as failed. */
  readonly onDefect: (error: unknown, coordinate: string) => void;
}

interface Counters {
  readonly payloadErrors: Counter;
  readonly defects: Counter;
}

const createCounters = (meter: Meter): Counters => ({
  payloadErrors: meter.createCounter('graphql_error_codes.payload_errors', {
    description: 'Expected failures in the payloads of mutations',
    unit: '{error}',
  }),
  defects: meter.createCounter('graphql_error_codes.defects', {
    description: 'Unexpected failures of mutations',
    unit: '{error}',
  }),
});

/** The parts of graphql's `GraphQLResolveInfo` that the reporter reads. */
interface ResolveInfo {
  readonly operation?: {
    readonly operation?: unknown;
    readonly name?: { readonly value?: unknown } | undefined;
  };
}

/** Clients choose the name of an operation, so it is for events only, never for counters. */
function operationAttributes(info: unknown): Attributes {
  const { operation, name } = (info as ResolveInfo | null | undefined)?.operation ?? {};
  return {
    ...(typeof operation === 'string' && { 'graphql.operation.type': operation }),
    ...(typeof name?.value === 'string' && { 'graphql.operation.name': name.value }),
  };
}

/**
 * The class of what was thrown, or OpenTelemetry's fallback. Not its `name` or `code`, which may be
 * any text: a server has as many classes as its code declares.
 */
const errorType = (error: unknown): string => (error instanceof Error && error.constructor.name) || '_OTHER';

/** Anything can be thrown, also an object that cannot be converted to a string. */
function toException(error: unknown): Exception {
  if (error instanceof Error) return error;
  try {
    return String(error);
  } catch {
    return Object.prototype.toString.call(error);
  }
}

/** Marks the active span as failed. Messages may contain user data, so there is no description. */
function failActiveSpan(type: string): void {
  trace.getActiveSpan()?.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * Returns the hooks that report payload errors to OpenTelemetry. Requires the peer dependency
 * `@opentelemetry/api`. Without a registered SDK, the hooks do nothing.
 *
 * - `graphql_error_codes.payload_errors`: a counter with the attributes `graphql.error.code`,
 *   `graphql.field.schema_coordinate`, `graphql_error_codes.category` and
 *   `graphql_error_codes.fault`. The number of series is at most mutations times codes: no
 *   attribute contains request or user data.
 * - `graphql_error_codes.defects`: a counter of unexpected failures, with the attributes
 *   `error.type` and `graphql.field.schema_coordinate`.
 * - `graphql_error_codes.payload_error`: an event on the active span, with the attributes of the
 *   counter, `graphql.operation.type`, `graphql.operation.name` and, for a concealed code,
 *   `graphql_error_codes.concealed_as`. Only for a code whose fault is
 *   `server`, the span gets the status ERROR, and the code as its `error.type`.
 * - A defect is recorded as an exception on the active span, which gets the status ERROR and an
 *   `error.type`.
 *
 * @throws TypeError for an invalid option.
 * @example
 * const schema = withErrorPayloads(executableSchema, createOpenTelemetryReporter());
 */
export function createOpenTelemetryReporter(options: OpenTelemetryOptions = {}): OpenTelemetryReporter {
  checkOptions('createOpenTelemetryReporter', options, optionRules);
  const { meter } = options;
  // The global meter is read on demand, so that the SDK may be registered after this call.
  let counters: Counters | undefined;
  const count = (): Counters => (counters ??= createCounters(meter ?? metrics.getMeter('graphql-error-codes')));

  return {
    onError({ coordinate, code, category, fault, concealedAs }, origin) {
      const attributes = {
        'graphql.error.code': code,
        'graphql.field.schema_coordinate': coordinate,
        'graphql_error_codes.category': category ?? 'unknown',
        'graphql_error_codes.fault': fault ?? 'unknown',
      };
      count().payloadErrors.add(1, attributes);
      trace.getActiveSpan()?.addEvent('graphql_error_codes.payload_error', {
        ...attributes,
        ...(concealedAs && { 'graphql_error_codes.concealed_as': concealedAs }),
        ...operationAttributes(origin?.info),
      });
      if (fault === 'server') failActiveSpan(code);
    },

    onDefect(error, coordinate) {
      const type = errorType(error);
      count().defects.add(1, { 'error.type': type, 'graphql.field.schema_coordinate': coordinate });
      trace.getActiveSpan()?.recordException(toException(error));
      failActiveSpan(type);
    },
  };
}
