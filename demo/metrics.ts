import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createOpenTelemetryReporter, type OpenTelemetryReporter } from 'graphql-error-codes/opentelemetry';

export interface Metrics {
  /** The hooks that count. */
  readonly reporter: OpenTelemetryReporter;
  /** Answers a scrape in Prometheus' text format. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

/** Counters of one server: each has its own, so that several in one process do not add up. */
export function openMetrics(): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  const provider = new MeterProvider({ readers: [exporter] });
  return {
    reporter: createOpenTelemetryReporter({ meter: provider.getMeter('graphql-error-codes') }),
    answer: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}
