import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
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
  // Without a name, OpenTelemetry takes the path of the running Node.js.
  const resource = resourceFromAttributes({ 'service.name': 'graphql-error-codes-demo' });
  const provider = new MeterProvider({ resource, readers: [exporter] });
  return {
    reporter: createOpenTelemetryReporter({ meter: provider.getMeter('graphql-error-codes') }),
    respond: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  };
}
