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
async function observe(rename: () => unknown, options: HostOptions = {}, source = 'mutation { rename { name } }') {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const reporter = createOpenTelemetryReporter({ meter: provider.getMeter('test') });
  const { run } = createHost(rename, { ...options, ...reporter });
  const span = tracer.startSpan('mutation');
  await context.with(trace.setSpan(context.active(), span), () => run(source));
  span.end();
  await provider.forceFlush();
  const counters = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const counted = counters.flatMap(({ descriptor, dataPoints }) =>
    dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
  );
  await provider.shutdown();
  return { counted, counters, span: spans.getFinishedSpans().at(-1)! };
}

const operation = { 'graphql.operation.type': 'mutation' };
const errorAttributes = {
  'graphql.error.code': 'MFA_FAILED',
  'graphql.field.schema_coordinate': 'Mutation.rename',
  'graphql_error_codes.category': 'mfa',
  'graphql_error_codes.fault': 'client',
};

it('counts a client error and adds an event to the span, without an error status', async () => {
  const { counted, span } = await observe(() => failure(ErrorCode.MFA_FAILED, { message: 'of nora@mail.example' }));
  expect(counted).toEqual([{ name: 'graphql_error_codes.payload_errors', attributes: errorAttributes, value: 1 }]);
  expect(span.events.map(({ name, attributes }) => ({ name, attributes }))).toEqual([
    { name: 'graphql_error_codes.payload_error', attributes: { ...errorAttributes, ...operation } },
  ]);
  expect(span.status.code).toBe(SpanStatusCode.UNSET);
  expect(span.attributes).toEqual({});
  expect(JSON.stringify([counted, span.events])).not.toContain('nora');
});

it('adds the name of the operation to the event, and not to the counter, whose series clients could multiply', async () => {
  const { counted, span } = await observe(() => failure('MFA_FAILED'), {}, 'mutation Rename { rename { name } }');
  expect(span.events[0]!.attributes).toEqual({
    ...errorAttributes,
    'graphql.operation.type': 'mutation',
    'graphql.operation.name': 'Rename',
  });
  expect(counted[0]!.attributes).toEqual(errorAttributes);
});

it('counts errors in the unit that OpenTelemetry has for them', async () => {
  const { counters } = await observe(() => failure('MFA_FAILED'));
  expect(counters.map(({ descriptor }) => descriptor)).toMatchObject([{ unit: '{error}', type: 'COUNTER' }]);
});

it('sets the error status of the span, and the code as its error type, for a code whose fault is the server', async () => {
  const { span } = await observe(() => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE));
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(span.attributes).toEqual({ 'error.type': 'FAILED_TO_SAVE_VALID_BACKUP_CODE' });
});

it('counts each error of a payload', async () => {
  const { counted, span } = await observe(() => {
    throw new AggregateError([
      new MutationError('MFA_FAILED'),
      new MutationError('MFA_FAILED'),
      new MutationError('WRONG_TOTP'),
    ]);
  });
  expect(counted.map(({ attributes, value }) => [attributes['graphql.error.code'], value])).toEqual([
    ['MFA_FAILED', 2],
    ['WRONG_TOTP', 1],
  ]);
  expect(span.events).toHaveLength(3);
});

it('counts a defect, records the exception and sets the error status and type of the span', async () => {
  const { counted, span } = await observe(() => {
    throw new RangeError('a bug');
  });
  expect(counted).toEqual([
    {
      name: 'graphql_error_codes.defects',
      attributes: { 'error.type': 'RangeError', 'graphql.field.schema_coordinate': 'Mutation.rename' },
      value: 1,
    },
  ]);
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(span.attributes).toEqual({ 'error.type': 'RangeError' });
  expect(span.events).toMatchObject([{ name: 'exception', attributes: { 'exception.message': 'a bug' } }]);
});

it('uses the class of a defect as its type, because names and codes of errors may be any text', async () => {
  class UpstreamError extends Error {
    readonly code = 'status of nora@mail.example';
    override readonly name = 'Upstream of nora@mail.example';
  }
  const { counted } = await observe(() => {
    throw new UpstreamError('a bug');
  });
  expect(counted[0]!.attributes['error.type']).toBe('UpstreamError');
});

it.each<unknown>([null, 'a bug', { code: 'E_BUG' }])(
  'uses "_OTHER" as the type of %o, which has no error class',
  async (thrown) => {
    const { counted, span } = await observe(() => {
      throw thrown;
    });
    expect(counted[0]!.attributes['error.type']).toBe('_OTHER');
    expect(span.attributes).toEqual({ 'error.type': '_OTHER' });
  },
);

it('does nothing without a registered SDK', async () => {
  const { onError, onDefect } = createOpenTelemetryReporter();
  const { run, events } = createHost(() => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE));
  await run('mutation { rename { name } }');
  expect(() => events.forEach((event) => onError(event))).not.toThrow();
  expect(() => onDefect(new Error('a bug'), 'Mutation.rename')).not.toThrow();
  expect(events).toHaveLength(1);
});

it('creates each counter once', () => {
  const createCounter = vi.fn<Meter['createCounter']>(() => ({ add: () => {} }));
  const { onDefect } = createOpenTelemetryReporter({ meter: { ...createNoopMeter(), createCounter } });
  for (const _ of [1, 2]) onDefect(new Error('a bug'), 'Mutation.rename');
  expect(createCounter.mock.calls.map(([name]) => name)).toEqual([
    'graphql_error_codes.payload_errors',
    'graphql_error_codes.defects',
  ]);
});

it('uses "unknown" as the category of a code that has none', async () => {
  const { counted, span } = await observe(() => failure('OF_THE_HOST' as never), {
    typeDefs: 'extend enum ErrorCodeEnum { OF_THE_HOST }',
  });
  expect(counted.map(({ attributes }) => attributes)).toEqual([
    {
      'graphql.error.code': 'OF_THE_HOST',
      'graphql.field.schema_coordinate': 'Mutation.rename',
      'graphql_error_codes.category': 'unknown',
      'graphql_error_codes.fault': 'client',
    },
  ]);
  expect(span.status.code).toBe(SpanStatusCode.UNSET);
});

it.each([
  [null, 'null'],
  [Object.create(null) as unknown, '[object Object]'],
])('records a defect that is not an Error as text: %o', async (thrown, text) => {
  const { span } = await observe(() => {
    throw thrown;
  });
  expect(span.events).toMatchObject([{ name: 'exception', attributes: { 'exception.message': text } }]);
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
    { scope: { name: 'graphql-error-codes' }, metrics: [{ descriptor: { name: 'graphql_error_codes.defects' } }] },
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
