import { metrics, SpanStatusCode, trace, type Counter, type Meter } from '@opentelemetry/api';
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
  readonly onError: (event: PayloadErrorEvent) => void;
  /** Counts the defect, records the exception, and marks the active span as failed. */
  readonly onDefect: (error: unknown, coordinate: string) => void;
}

interface Counters {
  readonly payloadErrors: Counter;
  readonly defects: Counter;
}

const createCounters = (meter: Meter): Counters => ({
  payloadErrors: meter.createCounter('graphql.payload_errors', {
    description: 'Expected failures in the payloads of mutations',
    unit: '{error}',
  }),
  defects: meter.createCounter('graphql.defects', {
    description: 'Unexpected failures of mutations',
    unit: '{error}',
  }),
});

/**
 * Returns the hooks that report payload errors to OpenTelemetry. Requires the peer dependency
 * `@opentelemetry/api`. Without a registered SDK, the hooks do nothing.
 *
 * - `graphql.payload_errors`: a counter with the attributes `graphql.coordinate`, `error.code`,
 *   `error.category` and `error.fault`. The number of series is at most mutations times codes: no
 *   attribute contains request or user data.
 * - `graphql.defects`: a counter of unexpected failures, with the attribute `graphql.coordinate`.
 * - `graphql.payload_error`: an event on the active span, with the attributes of the counter. The
 *   span gets the status ERROR only for a code whose fault is `server`.
 * - A defect is recorded as an exception on the active span, which gets the status ERROR.
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
    onError({ coordinate, code, category, fault }) {
      const attributes = {
        'graphql.coordinate': coordinate,
        'error.code': code,
        'error.category': category ?? 'unknown',
        'error.fault': fault ?? 'unknown',
      };
      count().payloadErrors.add(1, attributes);
      const span = trace.getActiveSpan();
      span?.addEvent('graphql.payload_error', attributes);
      if (fault === 'server') span?.setStatus({ code: SpanStatusCode.ERROR, message: code });
    },

    onDefect(error, coordinate) {
      count().defects.add(1, { 'graphql.coordinate': coordinate });
      const span = trace.getActiveSpan();
      span?.recordException(error instanceof Error ? error : String(error));
      span?.setStatus({ code: SpanStatusCode.ERROR });
    },
  };
}
