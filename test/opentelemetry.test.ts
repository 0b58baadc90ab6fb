import { context, createNoopMeter, metrics, SpanStatusCode, trace, type Meter } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { ErrorCode, failure, MutationError } from 'graphql-error-codes';
import { createOpenTelemetryReporter, type OpenTelemetryOptions } from 'graphql-error-codes/opentelemetry';
import { createHost, type HostOptions } from './host.js';

const spans = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('test');
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()));
afterAll(() => context.disable());

/** Runs the mutation `rename` in a span. Returns the data points of the counters, and the span. */
async function observe(rename: () => unknown, options: HostOptions = {}) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const reporter = createOpenTelemetryReporter({ meter: provider.getMeter('test') });
  const { run } = createHost(rename, { ...options, ...reporter });
  const span = tracer.startSpan('mutation');
  await context.with(trace.setSpan(context.active(), span), () => run('mutation { rename { name } }'));
  span.end();
  await provider.forceFlush();
  const counters = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const counted = counters.flatMap(({ descriptor, dataPoints }) =>
    dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
  );
  await provider.shutdown();
  return { counted, span: spans.getFinishedSpans().at(-1)! };
}

it('counts a client error and adds an event to the span, without an error status', async () => {
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

it('sets the error status of the span for a code whose fault is the server', async () => {
  const { span } = await observe(() => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE));
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'FAILED_TO_SAVE_VALID_BACKUP_CODE' });
});

it('counts each error of a payload', async () => {
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

it('counts a defect, records the exception and sets the error status of the span', async () => {
  const { counted, span } = await observe(() => {
    throw new Error('a bug');
  });
  expect(counted).toEqual([
    { name: 'graphql.defects', attributes: { 'graphql.coordinate': 'Mutation.rename' }, value: 1 },
  ]);
  expect(span.status.code).toBe(SpanStatusCode.ERROR);
  expect(span.events).toMatchObject([{ name: 'exception', attributes: { 'exception.message': 'a bug' } }]);
});

it('does nothing without a registered SDK', async () => {
  const { onError, onDefect } = createOpenTelemetryReporter();
  const { run, events } = createHost(() => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE));
  await run('mutation { rename { name } }');
  expect(() => events.forEach(onError)).not.toThrow();
  expect(() => onDefect(new Error('a bug'), 'Mutation.rename')).not.toThrow();
  expect(events).toHaveLength(1);
});

it('creates each counter once', () => {
  const createCounter = vi.fn<Meter['createCounter']>(() => ({ add: () => {} }));
  const { onDefect } = createOpenTelemetryReporter({ meter: { ...createNoopMeter(), createCounter } });
  for (const _ of [1, 2]) onDefect(new Error('a bug'), 'Mutation.rename');
  expect(createCounter.mock.calls.map(([name]) => name)).toEqual(['graphql.payload_errors', 'graphql.defects']);
});

it('uses "unknown" as category and fault of a code that the catalogue does not have', async () => {
  const { counted, span } = await observe(() => failure('OF_THE_HOST' as never), {
    typeDefs: 'extend enum ErrorCodeEnum { OF_THE_HOST }',
  });
  expect(counted.map(({ attributes }) => attributes)).toEqual([
    {
      'graphql.coordinate': 'Mutation.rename',
      'error.code': 'OF_THE_HOST',
      'error.category': 'unknown',
      'error.fault': 'unknown',
    },
  ]);
  expect(span.status.code).toBe(SpanStatusCode.UNSET);
});

it('records a defect that is not an Error as text', async () => {
  const { span } = await observe(() => {
    // oxlint-disable-next-line typescript/only-throw-error -- JavaScript allows it
    throw null;
  });
  expect(span.events).toMatchObject([{ name: 'exception', attributes: { 'exception.message': 'null' } }]);
});

it('counts with the meter of a provider that is registered after the reporter was created', async () => {
  const reporter = createOpenTelemetryReporter();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  metrics.setGlobalMeterProvider(provider);
  onTestFinished(() => metrics.disable());
  reporter.onDefect(new Error('a bug'), 'Mutation.rename');
  await provider.forceFlush();
  const [exported] = exporter.getMetrics();
  await provider.shutdown();
  expect(exported!.scopeMetrics).toMatchObject([
    { scope: { name: 'graphql-error-codes' }, metrics: [{ descriptor: { name: 'graphql.defects' } }] },
  ]);
});

it.each([
  [null, 'createOpenTelemetryReporter expects an options object, got null.'],
  [{ metr: undefined }, 'createOpenTelemetryReporter has no option "metr". Did you mean "meter"?'],
  [{ meter: 'graphql' }, 'createOpenTelemetryReporter: "meter" must be a Meter of @opentelemetry/api, got "graphql".'],
  [{ meter: null }, 'createOpenTelemetryReporter: "meter" must be a Meter of @opentelemetry/api, got null.'],
])('rejects the options %o', (options, message) => {
  expect(() => createOpenTelemetryReporter(options as unknown as OpenTelemetryOptions)).toThrow(new TypeError(message));
});
