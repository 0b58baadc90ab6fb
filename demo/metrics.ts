import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createOpenTelemetryReporter, type OpenTelemetryReporter } from 'graphql-error-codes/opentelemetry';

export interface Metrics {
  /** The hooks that count errors. */
  readonly reporter: OpenTelemetryReporter;
  /** Responds to a scrape in the text format of Prometheus. */
  readonly respond: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

/** Creates the counters of one server. Several servers in one process count separately. */
export function openMetrics(): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  const provider = new MeterProvider({ readers: [exporter] });
  return {
    reporter: createOpenTelemetryReporter({ meter: provider.getMeter('graphql-error-codes') }),
    respond: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}
