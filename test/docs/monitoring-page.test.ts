import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { failure } from 'graphql-error-codes';
import { createHost } from '../host.js';
import { readBlocks, runBlock, writeBlocks, type PageBlock } from './page-blocks.js';

const path = 'docs/monitoring.md';
const page = readFileSync(path, 'utf8');
const blocks = readBlocks(path, 'ts');

const sdl = `
  type Query { ok: Boolean }
  type Mutation {
    usersLogin: Payload @errors(codes: ["MFA_FAILED"])
    "Declares nothing"
    rename: Payload
    crash: Payload
  }
  type Payload { ok: Boolean errors: [Error!]! }
`;
/** An executable schema, and tools that record their calls. */
const host = `
  import { graphql } from 'graphql';
  import { makeExecutableSchema } from '@graphql-tools/schema';
  import { failure, resolvers, typeDefs } from 'graphql-error-codes';
  const calls: unknown[] = [];
  const metrics = { increment: (...call: unknown[]) => calls.push(call) };
  const log = {
    warn: (message: string) => calls.push(message),
    error: (message: string, error: Error) => calls.push([message, error.message]),
  };
  const executableSchema = makeExecutableSchema({
    typeDefs: [typeDefs, ${JSON.stringify(sdl)}],
    resolvers: [
      resolvers,
      {
        Mutation: {
          usersLogin: () => failure('MFA_FAILED'),
          rename: () => failure('PRIMARY_LEVEL_NOT_FOUND'),
          crash: () => {
            throw new Error('a bug');
          },
        },
      },
    ],
  });
  const all = 'mutation All { usersLogin { ok errors { errorCode } } rename { ok errors { errorCode } } crash { ok } }';
`;
const counted = (coordinate: string, code: string) => [
  'payload_errors',
  { coordinate: `Mutation.${coordinate}`, code, fault: 'client' },
];
const bothCounted = [counted('usersLogin', 'MFA_FAILED'), counted('rename', 'PRIMARY_LEVEL_NOT_FOUND')];

/** Sets up the SDK, and prints all data points and span events. */
const telemetry = `
  import { context, metrics as metricsApi, trace } from '@opentelemetry/api';
  import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
  import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
  import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  metricsApi.setGlobalMeterProvider(provider);
  const spans = new InMemorySpanExporter();
  const span = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('test').startSpan('mutation');
  await context.with(trace.setSpan(context.active(), span), () => graphql({ schema, source: all }));
  span.end();
  await provider.forceFlush();
  const counters = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const names = counters.map(({ descriptor, dataPoints }) => [descriptor.name, Object.keys(dataPoints[0].attributes)]);
  const [finished] = spans.getFinishedSpans();
  const events = finished.events.map(({ name, attributes }) => [name, Object.keys(attributes)]);
  await provider.shutdown();
  console.log(JSON.stringify({ names, events, span: Object.keys(finished.attributes), calls }));
`;
const errorAttributes = [
  'graphql.error.code',
  'graphql.field.schema_coordinate',
  'graphql_error_codes.category',
  'graphql_error_codes.fault',
];
const signals = {
  names: [
    ['graphql_error_codes.payload_errors', errorAttributes],
    ['graphql_error_codes.defects', ['error.type', 'graphql.field.schema_coordinate']],
  ],
  events: [
    ['graphql_error_codes.payload_error', [...errorAttributes, 'graphql.operation.type', 'graphql.operation.name']],
    ['graphql_error_codes.payload_error', [...errorAttributes, 'graphql.operation.type', 'graphql.operation.name']],
    ['exception', ['exception.type', 'exception.message', 'exception.stacktrace']],
  ],
  span: ['error.type'],
};

const examples: readonly PageBlock[] = [
  {
    has: 'onDeprecated: (',
    before: host,
    after: `for (const _ of [1, 2]) await graphql({ schema, source: all });
      console.log(JSON.stringify(calls));`,
    prints: [
      counted('usersLogin', 'MFA_FAILED'),
      counted('rename', 'PRIMARY_LEVEL_NOT_FOUND'),
      'Mutation.rename returns the deprecated code PRIMARY_LEVEL_NOT_FOUND',
      ['Mutation.crash failed', 'a bug'],
      ...bothCounted,
      ['Mutation.crash failed', 'a bug'],
    ],
  },
  {
    has: 'withErrorPayloads(executableSchema, createOpenTelemetryReporter())',
    before: host,
    after: telemetry,
    prints: { ...signals, calls: [] },
  },
  {
    has: 'reporter.onDefect(error, coordinate)',
    before: host,
    after: telemetry,
    prints: { ...signals, calls: [['Mutation.crash failed', 'a bug']] },
  },
  {
    has: 'createApolloReporter({',
    // The smallest gateway: it resolves nothing in Apollo Server's own schema.
    before: `${host}
      import { buildSchema, printSchema } from 'graphql';
      const gateway = {
        onSchemaLoadOrUpdate(callback) {
          callback({ apiSchema: buildSchema(printSchema(executableSchema)), coreSupergraphSdl: '' });
          return () => {};
        },
        load: async () => ({
          executor: ({ request }) => graphql({ schema: executableSchema, source: request.query }),
        }),
        stop: async () => {},
      };`,
    after: `await server.executeOperation({ query: all });
      await server.stop();
      console.log(JSON.stringify(calls));`,
    prints: [...bothCounted, ['Mutation.crash failed', 'a bug']],
  },
  {
    has: 'MutationError.captureStack = true',
    before: `const isCaptured = () => (new MutationError('MFA_FAILED').stack ?? '').includes('at ');
      const captured = [isCaptured()];`,
    after: `captured.push(isCaptured());
      console.log(JSON.stringify(captured));`,
    env: { NODE_ENV: 'production' },
    prints: [false, true],
  },
];

beforeAll(() => writeBlocks(path, examples));

it('every TypeScript block of the page is run', () => {
  expect(blocks.filter((block) => !examples.some(({ has }) => block.includes(has)))).toEqual([]);
});

it.each(examples)('the block with $has works as the page says', async (example) => {
  expect(await runBlock(path, example)).toEqual(example.prints);
});

it('the event on the page is what onError receives', async () => {
  const [event] = readBlocks(path, 'json') as [string];
  const events: unknown[] = [];
  const { run } = createHost(() => failure('MFA_FAILED'), {
    declaration: '@errors(codes: ["MFA_FAILED"])',
    onError: (received) => events.push(received),
  });
  await run('mutation { rename { name } }');
  const coordinate = 'Mutation.usersLogin';
  expect(events.map((received) => ({ ...(received as object), coordinate }))).toEqual([JSON.parse(event)]);
});

it('the page has every metric, event and attribute of the OpenTelemetry reporter, and where its name is from', () => {
  const origins = page.split('### Where the names are from')[1]!.split('\n## ')[0]!;
  for (const name of [...signals.names, ...signals.events, signals.span].flat(2)) {
    const documented = name.startsWith('exception') ? 'exception' : name;
    expect(origins).toContain(`\n| \`${documented}\` `);
  }
});
