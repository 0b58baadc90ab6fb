import { resolve } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createErrorModule, readErrorCodes, type PayloadErrorEvent } from 'graphql-error-codes';
import { createCatalogue, createErrorPage } from 'graphql-error-codes/docs';
import { createErrorLedger } from 'graphql-error-codes/testing';
import { bundleProgram, createFolder } from '../cli/program.js';
import { compileProjects, type GeneratedProject } from '../codegen/generated-project.js';
import { execute } from '../host.js';
import {
  createClient,
  createSdl,
  createServer,
  createTexts,
  hundredCodes,
  operations,
  type Omission,
} from './hundred-codes.js';

/*
 * A team that has a hundred codes of its own and none of the built-in ones. The SDL declares them,
 * and everything else is generated from it or checked against it: what somebody forgets turns a
 * check red that names it.
 */

const errors = createErrorModule({ builtIn: false });
const folder = '.build/hundred-codes';
const { run } = bundleProgram();

const serverProject = (omission: Omission = {}): GeneratedProject => ({
  sdl: createSdl(omission),
  module: errors.typeDefs,
  config: { enumsAsTypes: true },
  programs: { 'server.ts': createServer(omission) },
});

const clientProject = (omission: Omission = {}): GeneratedProject => ({
  sdl: createSdl(omission),
  module: errors.typeDefs,
  config: { enumsAsTypes: true },
  options: { resolvers: false },
  plugins: ['typescript'],
  programs: { 'client.ts': createClient(omission), 'texts.json': createTexts(omission) },
});

// The first two folders are those of the complete project, which also runs.
const projects = {
  server: serverProject(),
  client: clientProject(),
  'a declaration that the server lacks': serverProject({ declaration: 'CODE_042' }),
  'a declaration that the client has a handler for': clientProject({ declaration: 'CODE_042' }),
  'a handler': clientProject({ handler: 'CODE_042' }),
  'a text': clientProject({ text: 'CODE_042' }),
  'a text of a category': clientProject({ category: 'stock' }),
  'a field of a detail': serverProject({ field: 'CODE_045' }),
};

let printed: Record<keyof typeof projects, string>;

beforeAll(async () => {
  printed = await compileProjects(folder, projects);
}, 120_000);

/** Runs every operation on the resolvers of the project, with the hooks of the boundary. */
async function executeAll(omission: Omission, codes: readonly string[] = hundredCodes) {
  const { resolvers } = (await import(resolve(folder, '0/server.ts'))) as { resolvers: IResolvers };
  const schema: GraphQLSchema = makeExecutableSchema({
    typeDefs: [errors.typeDefs, createSdl(omission)],
    resolvers: [errors.resolvers, resolvers],
  });
  const ledger = createErrorLedger(schema);
  const events: PayloadErrorEvent[] = [];
  const defects: string[] = [];
  errors.withErrorPayloads(schema, {
    strict: true,
    onError: (event) => {
      events.push(event);
      ledger.onError(event);
    },
    onDefect: (error) => defects.push(String(error)),
  });
  const responses = await Promise.all(
    operations.filter(({ code }) => codes.includes(code)).map(({ source }) => execute(schema, source)),
  );
  return { schema, ledger, events, defects, data: responses.map(({ data }) => data) };
}

/** Runs `graphql-error-codes messages` on the texts of the project. */
const checkMessages = (omission: Omission) =>
  run(
    createFolder({ 'en.json': createTexts(omission), 'schema.graphql': errors.typeDefs + createSdl(omission) }),
    'messages',
    'en.json',
    '--schema',
    'schema.graphql',
  );

describe('a catalogue of 100 codes', () => {
  it('compiles, server and client', () => {
    expect([printed.server, printed.client]).toEqual(['', '']);
  });

  it('returns each code, with its metadata in the event and its text in the client', async () => {
    const { ledger, events, defects, data } = await executeAll({});
    expect(defects).toEqual([]);
    ledger.expectAllSeen();
    expect(events.map(({ code }) => code)).toEqual(hundredCodes);
    expect(events.filter(({ category, retry }) => category === null || retry !== 'later')).toEqual([]);
    const { read } = (await import(resolve(folder, '1/client.ts'))) as { read: (data: unknown) => string[] };
    const shown = data.flatMap(read);
    expect(shown).toHaveLength(100);
    expect(shown[42]).toBe('Text of CODE_042.');
    expect(shown[45]).toBe('CODE_045: wait for 30 seconds. 30.0');
  });

  it('is on the page and in the data, with nothing unknown', async () => {
    const { schema } = await executeAll({}, []);
    const page = createErrorPage(schema);
    for (const code of hundredCodes) expect(page).toContain(`<article id="${code}"`);
    const codes = createCatalogue(schema);
    expect(codes.map(({ name }) => name)).toEqual(hundredCodes);
    for (const { name, category, fault, retry, action, mutations } of codes) {
      expect([name, category === null, fault, retry, action, mutations.length]).toEqual([
        name,
        false,
        'client',
        'later',
        `Do ${name}.`,
        1,
      ]);
    }
    expect(codes.at(-1)!.deprecation).toEqual({ reason: 'Too vague', since: '2.0.0', replacedBy: 'CODE_000' });
    expect(Object.keys(readErrorCodes(schema))).toEqual(hundredCodes);
  });

  it('has all of its texts', async () => {
    const { status, stdout, stderr } = await checkMessages({});
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('0 problems');
  });
});

describe('forgetting one text', () => {
  it('does not compile in the client', () => {
    expect(printed['a text']).toMatch(/^client\.ts\(\d+,\d+\): error .*no text for the code CODE_042"?'?\.\n$/);
  });

  it('fails the check of messages', async () => {
    const { status, stdout } = await checkMessages({ text: 'CODE_042' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^en\.json:\d+:\d+ .*CODE_042/m);
  });
});

describe('forgetting one handler', () => {
  it('does not compile in the client', () => {
    expect(printed['a handler']).toMatch(/^client\.ts\(\d+,\d+\): error /);
    expect(printed['a handler']).toContain("Property 'CODE_042' is missing");
  });
});

describe('forgetting one declared code', () => {
  it('does not compile in the server', () => {
    const message = printed['a declaration that the server lacks'];
    expect(message).toMatch(/^server\.ts\(\d+,\d+\): error /);
    expect(message.trimEnd().split('\n').at(-1)).toMatch(/"CODE_042".*change4/);
  });

  it('does not compile in the client, which handles it', () => {
    const message = printed['a declaration that the client has a handler for'];
    expect(message).toMatch(/^client\.ts\(\d+,\d+\): error /);
    expect(message).toContain('UndeclaredHandler<"CODE_042", ');
  });

  it('fails the mutation that returns it', async () => {
    const { defects } = await executeAll({ declaration: 'CODE_042' });
    expect(defects).toHaveLength(1);
    expect(defects[0]).toContain(
      'Mutation.change4 returned the code "CODE_042", which it does not declare. Add it to @errors',
    );
  });
});

describe('forgetting to return one declared code', () => {
  it('fails the ledger', async () => {
    const { ledger } = await executeAll(
      {},
      hundredCodes.filter((code) => code !== 'CODE_042'),
    );
    expect(() => ledger.expectAllSeen()).toThrow('Mutation.change4 never returned CODE_042.');
  });
});

describe('forgetting one category', () => {
  it('does not compile in the client', () => {
    expect(printed['a text of a category']).toMatch(
      /^client\.ts\(\d+,\d+\): error .*no text for the category stock"?'?\.\n$/,
    );
  });

  it('fails the check of messages', async () => {
    const { status, stdout } = await checkMessages({ category: 'stock' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^en\.json:\d+:\d+ .*"stock"/m);
  });
});

describe('forgetting one field of a detail', () => {
  it('does not compile in the server', () => {
    const message = printed['a field of a detail'];
    expect(message).toMatch(/^server\.ts\(\d+,\d+\): error .*'seconds' is missing.*'RetryInfoDetail'\.\n$/);
  });

  it('fails the mutation that returns it', async () => {
    const schema = makeExecutableSchema({
      typeDefs: [errors.typeDefs, createSdl()],
      resolvers: [
        errors.resolvers,
        { Mutation: { change4: () => errors.failure('CODE_045', { __typename: 'RetryInfo' }) } },
      ],
    });
    const defects: string[] = [];
    errors.withErrorPayloads(schema, { strict: true, onDefect: (error) => defects.push(String(error)) });
    const { source } = operations.find(({ code }) => code === 'CODE_045')!;
    expect((await execute(schema, source)).data).toEqual({ change4: null });
    expect(defects).toEqual([
      'TypeError: Mutation.change4 returned "CODE_045" with an invalid detail: expected "RetryInfo", ' +
        'which @errorCode(details:) declares, with all fields of the type, got {"__typename":"RetryInfo"}.',
    ]);
  });
});
