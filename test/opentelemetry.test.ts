import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ErrorCode, failure, MutationError } from 'graphql-error-codes';
import { createOpenTelemetryReporter } from 'graphql-error-codes/opentelemetry';
import { createHost } from './host.js';

const spans = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('test');
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
afterAll(() => context.disable());

/** Runs a mutation that answers `rename` in a span; returns what was counted, and the span. */
async function observe(rename: () => unknown) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const { run } = createHost(rename, createOpenTelemetryReporter({ meter: provider.getMeter('test') }));
  const span = tracer.startSpan('mutation');
  await context.with(trace.setSpan(context.active(), span), () => run('mutation { rename { name } }'));
  span.end();
  await provider.forceFlush();
  const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const counted = metrics.flatMap(({ descriptor, dataPoints }) =>
    dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
  );
  await provider.shutdown();
  return { counted, span: spans.getFinishedSpans().at(-1)! };
}

it('counts a payload error and adds an event to the span, which did not fail by what a client did wrong', async () => {
  const { counted, span } = await observe(() => failure(ErrorCode.MFA_FAILED, { message: 'of nora@mail.example' }));
  const attributes = {
    'graphql.coordinate': 'Mutation.rename',
    'error.code': 'MFA_FAILED',
    'error.category': 'mfa',
    'error.fault': 'client',
  };
  expect(counted).toEqual([{ name: 'graphql.payload_errors', attributes, value: 1 }]);
  expect(span.events).toMatchObject([{ name: 'graphql.payload_error', attributes }]);
  expect(span.status.code).toBe(SpanStatusCode.UNSET);
  expect(JSON.stringify([counted, span.events])).not.toContain('nora');
});

it('marks the span failed where the fault is the server’s', async () => {
  const { span } = await observe(() => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE));
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'FAILED_TO_SAVE_VALID_BACKUP_CODE' });
});

it('counts several errors of one answer each', async () => {
  const { counted, span } = await observe(() => {
    throw new AggregateError([
      new MutationError('MFA_FAILED'),
      new MutationError('MFA_FAILED'),
      new MutationError('WRONG_TOTP'),
    ]);
  });
  expect(counted.map(({ attributes, value }) => [attributes['error.code'], value])).toEqual([
    ['MFA_FAILED', 2],
    ['WRONG_TOTP', 1],
  ]);
  expect(span.events).toHaveLength(3);
});

it('counts a defect, and records it on the span as failed', async () => {
  const { counted, span } = await observe(() => {
    throw new Error('a bug');
  });
  expect(counted).toEqual([
    { name: 'graphql.defects', attributes: { 'graphql.coordinate': 'Mutation.rename' }, value: 1 },
  ]);
  expect(span.status.code).toBe(SpanStatusCode.ERROR);
  expect(span.events).toMatchObject([{ name: 'exception', attributes: { 'exception.message': 'a bug' } }]);
});

it('does nothing where no SDK is registered', async () => {
  const { run } = createHost(() => failure(ErrorCode.MFA_FAILED), createOpenTelemetryReporter());
  expect((await run('mutation { rename { errors { errorCode } } }')).data).toEqual({
    rename: { errors: [{ errorCode: 'MFA_FAILED' }] },
  });
});
