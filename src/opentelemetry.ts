import { metrics, SpanStatusCode, trace, type Meter } from '@opentelemetry/api';
import type { PayloadErrorEvent } from './boundary/payload-error-event.js';

/** How {@link createOpenTelemetryReporter} counts. */
export interface OpenTelemetryOptions {
  /** Makes the counters. Default: the meter `graphql-error-codes` of the global provider, as it is when the first error is counted. */
  readonly meter?: Meter;
}

/** The two hooks of `withErrorPayloads`. */
export interface OpenTelemetryReporter {
  readonly onError: (event: PayloadErrorEvent) => void;
  readonly onDefect: (error: unknown, coordinate: string) => void;
}

/**
 * Reports payload errors to OpenTelemetry: `withErrorPayloads(schema, createOpenTelemetryReporter())`.
 *
 * - `graphql.payload_errors`, a counter by `graphql.coordinate`, `error.code`, `error.category` and `error.fault`. There are as many series
 *   as mutations times codes at the most; nothing of a request or a user is in them.
 * - `graphql.defects`, a counter by `graphql.coordinate`, of everything that was no expected failure.
 * - An event `graphql.payload_error` with the same attributes on the active span. A code whose fault is `server` marks the span as failed;
 *   what a client did wrong never does, nor does a code that the catalogue does not have.
 *
 * Needs the peer dependency `@opentelemetry/api`; without a registered SDK it does nothing.
 */
export function createOpenTelemetryReporter({ meter }: OpenTelemetryOptions = {}): OpenTelemetryReporter {
  let counters: ReturnType<typeof createCounters> | undefined;
  const count = () => (counters ??= createCounters(meter ?? metrics.getMeter('graphql-error-codes')));

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

const createCounters = (meter: Meter) => ({
  payloadErrors: meter.createCounter('graphql.payload_errors', {
    description: 'Expected failures in the payloads of mutations',
    unit: '{error}',
  }),
  defects: meter.createCounter('graphql.defects', {
    description: 'Failures of mutations that were not expected',
    unit: '{error}',
  }),
});
