import { randomInt } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows, namespaces, runtimes } from '../../demo/database/tables.js';
import { seedRuntimes } from '../../demo/domains/projects/seed-runtimes.js';
import {
  GlobalRuntimesDocument,
  NamespacesProjectsAssignRuntimesDocument,
  NamespacesProjectsCreateDocument,
  NamespacesProjectsFlowsCreateDocument,
  NamespacesProjectsUpdateDocument,
  OrganizationsCreateDocument,
  type FlowInput,
  type GlobalRuntimesQuery,
  type NodeFunctionInput,
  type NodeParameterValueInput,
  type ReferenceValueInput,
} from '../generated/operations.js';
import { error, openDemo, signUp, type Account, type Demo } from './open-demo.js';

type Runtime = GlobalRuntimesQuery['globalRuntimes']['nodes'][number];

let demo: Demo;
let owner: Account;
let stranger: Account;
let namespaceId: string;
let runtime: Record<string, Runtime>;
beforeAll(async () => {
  demo = await openDemo();
  [owner, stranger] = [await signUp(demo), await signUp(demo)];
  const input = { name: `Organization ${randomInt(1e9)}` };
  const { organizationsCreate } = await demo.ask(OrganizationsCreateDocument, { input }, owner.token);
  namespaceId = organizationsCreate!.organization!.namespace.id;
  const { globalRuntimes } = await demo.ask(GlobalRuntimesDocument, {});
  runtime = Object.fromEntries(globalRuntimes.nodes.map((node) => [node.name, node]));
});
afterAll(() => demo.close());

const missingPermission = [error('MISSING_PERMISSION')];
const createProject = async (
  name: string | null = `Project ${randomInt(1e9)}`,
  token: string | undefined = owner.token,
) =>
  (await demo.ask(NamespacesProjectsCreateDocument, { input: { namespaceId, name } }, token)).namespacesProjectsCreate!;
const updateProject = async (
  namespaceProjectId: string,
  changes: { name?: string | null; primaryRuntimeId?: string | null },
  token: string | undefined = owner.token,
) =>
  (await demo.ask(NamespacesProjectsUpdateDocument, { input: { namespaceProjectId, ...changes } }, token))
    .namespacesProjectsUpdate!;
const assignRuntimes = async (
  namespaceProjectId: string,
  runtimeIds: string[],
  token: string | undefined = owner.token,
) =>
  (await demo.ask(NamespacesProjectsAssignRuntimesDocument, { input: { namespaceProjectId, runtimeIds } }, token))
    .namespacesProjectsAssignRuntimes!;
const createFlow = async (projectId: string, flow: FlowInput, token: string | undefined = owner.token) =>
  (await demo.ask(NamespacesProjectsFlowsCreateDocument, { input: { projectId, flow } }, token))
    .namespacesProjectsFlowsCreate!;

/** Creates a project whose primary runtime is Standard. */
async function standardProject(): Promise<string> {
  const { id } = (await createProject()).namespaceProject!;
  expect((await updateProject(id, { primaryRuntimeId: runtime.Standard!.id })).errors).toEqual([]);
  return id;
}

/** Creates a runtime that is only visible in another namespace. */
async function hiddenRuntime(): Promise<string> {
  const [other] = await demo.database
    .select()
    .from(namespaces)
    .where(eq(namespaces.userId, Number(stranger.id.split('/').at(-1))));
  await seedRuntimes(demo.database, { Hidden: [] }, other!.id);
  const [hidden] = await demo.database.select().from(runtimes).where(eq(runtimes.name, 'Hidden'));
  return `gid://demo/Runtime/${hidden!.id}`;
}

describe('globalRuntimes', () => {
  it('returns the seeded runtimes with their definitions', () => {
    expect(Object.keys(runtime)).toEqual(['Standard', 'Newer', 'Smaller', 'Older', 'Other']);
    expect(runtime.Standard!.flowTypes).toMatchObject([{ key: 'http', version: '1.9.2' }]);
    expect(runtime.Standard!.functions.map(({ key, parameters }) => [key, parameters.length])).toEqual([
      ['answer', 1],
      ['concat', 2],
      ['first', 1],
      ['now', 0],
    ]);
  });
});

describe('namespacesProjectsCreate and namespacesProjectsUpdate', () => {
  it('create a project, rename it, and set and clear its primary runtime', async () => {
    const { namespaceProject, errors } = await createProject(' First project ');
    expect(errors).toEqual([]);
    expect(namespaceProject).toMatchObject({ name: 'First project', namespace: { id: namespaceId } });
    const { id } = namespaceProject!;
    const primaryRuntimeId = runtime.Standard!.id;
    expect((await updateProject(id, { primaryRuntimeId })).namespaceProject).toMatchObject({
      name: 'First project',
      primaryRuntime: { id: primaryRuntimeId },
    });
    expect((await updateProject(id, { name: 'Second name' })).namespaceProject).toMatchObject({
      name: 'Second name',
      primaryRuntime: { id: primaryRuntimeId },
    });
    expect((await updateProject(id, { primaryRuntimeId: null })).namespaceProject!.primaryRuntime).toBeNull();
  });

  it('return MISSING_PERMISSION without the ability, and for objects that are unknown or belong to another namespace', async () => {
    const { id } = (await createProject()).namespaceProject!;
    expect((await createProject(null, stranger.token)).errors).toEqual(missingPermission);
    expect((await updateProject(id, { name: '' }, stranger.token)).errors).toEqual(missingPermission);
    expect((await updateProject('gid://demo/NamespaceProject/999999', {})).errors).toEqual(missingPermission);
    for (const primaryRuntimeId of ['gid://demo/Runtime/999999', await hiddenRuntime()]) {
      expect((await updateProject(id, { primaryRuntimeId })).errors).toEqual(missingPermission);
    }
  });

  it('return MISSING_PARAMETER for a blank name and INVALID_SETTING for an invalid one', async () => {
    await createProject('Taken already');
    const { id } = (await createProject()).namespaceProject!;
    for (const attempt of [
      (name: string | null) => createProject(name),
      (name: string | null) => updateProject(id, { name }),
    ]) {
      for (const blank of [null, ' ']) {
        expect((await attempt(blank)).errors).toEqual([
          error('MISSING_PARAMETER', { attribute: 'name', type: 'blank' }),
        ]);
      }
      for (const [name, type] of [
        ['TAKEN already', 'taken'],
        ['ab', 'too_short'],
        ['x'.repeat(51), 'too_long'],
        ['no\0name', 'invalid'],
      ] as const) {
        expect((await attempt(name)).errors).toEqual([error('INVALID_SETTING', { attribute: 'name', type })]);
      }
    }
  });
});

describe('namespacesProjectsAssignRuntimes', () => {
  it('assigns runtimes that have every definition of the primary one, in the same or a newer version; 1.10 is newer than 1.9', async () => {
    const project = await standardProject();
    const ids = [runtime.Standard!.id, runtime.Newer!.id];
    const { namespaceProject, errors } = await assignRuntimes(project, ids);
    expect(errors).toEqual([]);
    expect(namespaceProject!.runtimes.nodes.map(({ id }) => id)).toEqual(ids);
    expect((await assignRuntimes(project, [])).namespaceProject!.runtimes.nodes).toEqual([]);
  });

  it('returns MISSING_PRIMARY_RUNTIME without a primary runtime to compare with', async () => {
    const { id } = (await createProject()).namespaceProject!;
    expect((await assignRuntimes(id, [runtime.Smaller!.id])).errors).toEqual([error('MISSING_PRIMARY_RUNTIME')]);
    expect((await assignRuntimes(id, [])).errors).toEqual([]);
    const many = Array.from({ length: 101 }, () => runtime.Smaller!.id);
    expect((await assignRuntimes(id, many)).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'runtimeIds', type: 'too_long' }),
    ]);
  });

  it.each([
    ['Smaller', 'MISSING_DEFINITION', 'Runtime "Smaller" has no function "concat".'],
    [
      'Older',
      'OUTDATED_DEFINITION',
      'Runtime "Older" has the function "concat" in version 2.0.9; the primary runtime has 2.1.0.',
    ],
    [
      'Other',
      'OUTDATED_DEFINITION',
      'Runtime "Other" has the function "answer" in version 2.0.0; the primary runtime has 1.0.0.',
    ],
  ])(
    'for the runtime %s returns %s with the runtime, kind and key, and changes nothing',
    async (name, code, message) => {
      const project = await standardProject();
      await assignRuntimes(project, [runtime.Standard!.id]);
      expect(await assignRuntimes(project, [runtime.Newer!.id, runtime[name]!.id])).toMatchObject({
        namespaceProject: null,
        errors: [error(code, { message })],
      });
      const { namespaceProject } = await assignRuntimes(project, [runtime.Standard!.id]);
      expect(namespaceProject!.runtimes.nodes).toEqual([{ id: runtime.Standard!.id }]);
    },
  );

  it('reports the first incompatible runtime, in the given order', async () => {
    const project = await standardProject();
    const codes = async (...names: string[]) =>
      (
        await assignRuntimes(
          project,
          names.map((name) => runtime[name]!.id),
        )
      ).errors.map(({ errorCode }) => errorCode);
    expect(await codes('Older', 'Smaller')).toEqual(['OUTDATED_DEFINITION']);
    expect(await codes('Smaller', 'Older')).toEqual(['MISSING_DEFINITION']);
  });

  it('returns MISSING_PERMISSION first: without the ability, and for objects invisible to the caller', async () => {
    const { id } = (await createProject()).namespaceProject!;
    for (const runtimeId of ['gid://demo/Runtime/999999', await hiddenRuntime()]) {
      expect((await assignRuntimes(id, [runtime.Smaller!.id, runtimeId])).errors).toEqual(missingPermission);
    }
    expect((await assignRuntimes(id, [runtime.Smaller!.id], stranger.token)).errors).toEqual(missingPermission);
    expect((await assignRuntimes('gid://demo/NamespaceProject/999999', [])).errors).toEqual(missingPermission);
  });
});

describe('namespacesProjectsFlowsCreate', () => {
  const definition = (of: string, key: string) => runtime[of]!.functions.find((candidate) => candidate.key === key)!;
  /** Builds a function call with these parameter values. */
  const call = (
    key: string,
    values: (NodeParameterValueInput | null)[] = [],
    nextNode?: NodeFunctionInput,
    of = 'Standard',
  ): NodeFunctionInput => ({
    runtimeFunctionId: definition(of, key).id,
    parameters: values.map((value, index) => ({
      runtimeParameterDefinitionId: definition(of, key).parameters[index]!.id,
      value,
    })),
    ...(nextNode && { nextNode }),
  });
  const literal = (value: unknown): NodeParameterValueInput => ({ literalValue: value });
  const nested = (node: NodeFunctionInput): NodeParameterValueInput => ({ functionValue: node });
  const number = () => runtime.Standard!.dataTypes[0]!.id;
  const reference = (
    primaryLevel: number,
    secondaryLevel: number,
    tertiaryLevel: number | null,
    dataTypeIdentifier: ReferenceValueInput['dataTypeIdentifier'] = { dataTypeId: number() },
  ): NodeParameterValueInput => ({
    referenceValue: { dataTypeIdentifier, primaryLevel, secondaryLevel, tertiaryLevel },
  });
  const flow = (startingNode: NodeFunctionInput, more: Partial<FlowInput> = {}): FlowInput => ({
    name: `Flow ${randomInt(1e9)}`,
    type: runtime.Standard!.flowTypes[0]!.id,
    startingNode,
    ...more,
  });
  const codes = async (startingNode: NodeFunctionInput, more: Partial<FlowInput> = {}) =>
    (await createFlow(await standardProject(), flow(startingNode, more))).errors.map(({ errorCode }) => errorCode);

  it('stores a flow', async () => {
    const project = await standardProject();
    const settings = [{ flowSettingId: 'path', object: { value: '/hello' } }];
    const start = call('concat', [literal('Hello, '), nested(call('now'))], call('answer', [reference(0, 0, null)]));
    const { flow: created, errors } = await createFlow(project, flow(start, { settings }));
    expect(errors).toEqual([]);
    expect(created).toMatchObject({
      type: { key: 'http' },
      project: { id: project, flows: { count: 1 } },
      definition: { settings },
    });
  });

  it('one that is asked for many times gets RESPONSE_TOO_LARGE in place of megabytes', async () => {
    const project = await standardProject();
    const { errors } = await createFlow(project, flow(call('answer', [literal('x'.repeat(200_000))])));
    expect(errors).toEqual([]);
    const ask = async (times: number) => {
      const nodes = Array.from({ length: times }, (_, index) => `a${index}: definition`).join(' ');
      const query = `query ($id: NamespaceID!) {
        namespace(id: $id) { projects { nodes { flows(first: 5) { nodes { ${nodes} } } } } }
      }`;
      const response = await demo.post(JSON.stringify({ query, variables: { id: namespaceId } }), {
        authorization: `Session ${owner.token}`,
      });
      return { status: response.status, text: await response.text() };
    };
    const within = await ask(10);
    expect([within.status, within.text.length > 2_000_000]).toEqual([200, true]);
    const above = await ask(25);
    expect(above.text.length).toBeLessThan(300);
    expect(JSON.parse(above.text)).toEqual({
      errors: [
        {
          message: expect.stringMatching(/more than 4194304 characters\. The operation was executed/),
          extensions: { code: 'RESPONSE_TOO_LARGE' },
        },
      ],
    });
  });

  /**
   * The chain N1 -> N2. N1 has one parameter, the nested function F1, which has none. N2 has two:
   * F2 with one literal, and F3 without parameters. The node after them holds the reference; it has
   * no nested functions, so it changes none of the addresses.
   */
  const addressing = (value: NodeParameterValueInput) =>
    call(
      'answer',
      [nested(call('now'))],
      call('concat', [nested(call('answer', [literal('x')])), nested(call('now'))], call('answer', [value])),
    );

  it.each([
    [0, 0, null],
    [0, 1, 1],
    [1, 0, null],
    [2, 0, 0],
    [3, 0, null],
  ] as const)('takes a reference to (%i, %i, %s)', async (primary, secondary, tertiary) => {
    expect(await codes(addressing(reference(primary, secondary, tertiary)))).toEqual([]);
  });

  it.each([
    [4, 0, null, 'PRIMARY_LEVEL_NOT_FOUND'],
    [-1, 0, null, 'PRIMARY_LEVEL_NOT_FOUND'],
    [0, 3, null, 'SECONDARY_LEVEL_NOT_FOUND'],
    [0, -1, null, 'SECONDARY_LEVEL_NOT_FOUND'],
    [1, 1, 0, 'SECONDARY_LEVEL_NOT_FOUND'],
    [0, 0, 1, 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'],
    [1, 0, 0, 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'],
    [0, 1, 2, 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'],
    [0, 0, -1, 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS'],
    // The first invalid level is reported.
    [9, 9, 9, 'PRIMARY_LEVEL_NOT_FOUND'],
    [0, 9, 9, 'SECONDARY_LEVEL_NOT_FOUND'],
  ] as const)('for a reference to (%i, %i, %s) returns %s', async (primary, secondary, tertiary, code) => {
    expect(await codes(addressing(reference(primary, secondary, tertiary)))).toEqual([code]);
  });

  it('returns NO_PRIMARY_RUNTIME before any problem of the flow', async () => {
    const { id } = (await createProject()).namespaceProject!;
    expect((await createFlow(id, flow(call('answer', [reference(9, 9, 9)]), { name: '' }))).errors).toEqual([
      error('NO_PRIMARY_RUNTIME'),
    ]);
  });

  it.each([
    ['a flow type', () => [call('now'), { type: runtime.Newer!.flowTypes[0]!.id }], 'flow type "http"'],
    ['a function', () => [call('now', [], undefined, 'Newer'), {}], 'function "now"'],
    [
      'the owner of a parameter',
      () => [
        {
          ...call('answer'),
          parameters: [
            { runtimeParameterDefinitionId: definition('Newer', 'answer').parameters[0]!.id, value: literal(1) },
          ],
        },
        {},
      ],
      'owner of a parameter, function "answer"',
    ],
    [
      'a data type',
      () => [call('answer', [reference(0, 0, null, { dataTypeId: runtime.Newer!.dataTypes[0]!.id })]), {}],
      'data type "number"',
    ],
  ] as const)('returns RUNTIME_MISMATCH for %s of another runtime, and names it', async (_case, parts, what) => {
    const [start, more] = parts() as unknown as [NodeFunctionInput, Partial<FlowInput>];
    const { errors } = await createFlow(await standardProject(), flow(start, more));
    expect(errors).toEqual([
      error('RUNTIME_MISMATCH', { message: `The ${what} is not of the project's primary runtime.` }),
    ]);
  });

  it('returns GENERIC_KEY_NOT_FOUND for a key that the function does not declare in exactly this spelling', async () => {
    const typed = (genericKey: string, key = 'first') => call(key, [reference(0, 0, null, { genericKey })]);
    expect(await codes(typed('T'))).toEqual([]);
    for (const [key, by] of [
      ['t', 'first'],
      ['', 'first'],
      ['T', 'answer'],
    ] as const) {
      expect(await codes(typed(key, by))).toEqual(['GENERIC_KEY_NOT_FOUND']);
    }
  });

  it('lists all problems, in the order of the flow', async () => {
    const wrong = call(
      'concat',
      [
        nested(call('now', [], undefined, 'Newer')),
        reference(0, 9, null, { dataTypeId: runtime.Newer!.dataTypes[0]!.id }),
      ],
      call('first', [reference(9, 0, null, { genericKey: 'U' })], call('answer', [reference(0, 0, 5)])),
    );
    expect(await codes(wrong, { type: runtime.Newer!.flowTypes[0]!.id })).toEqual([
      'RUNTIME_MISMATCH',
      'RUNTIME_MISMATCH',
      'RUNTIME_MISMATCH',
      'SECONDARY_LEVEL_NOT_FOUND',
      'GENERIC_KEY_NOT_FOUND',
      'PRIMARY_LEVEL_NOT_FOUND',
      'TERTIARY_LEVEL_EXCEEDS_PARAMETERS',
    ]);
  });

  it('returns INVALID_SETTING for a parameter of another function, and for values that cannot be stored', async () => {
    const foreign = {
      runtimeParameterDefinitionId: definition('Standard', 'first').parameters[0]!.id,
      value: literal(1),
    };
    expect(await codes({ ...call('answer'), parameters: [foreign] })).toEqual(['INVALID_SETTING']);
    expect(await codes(call('answer', [literal('no\0text')]))).toEqual(['INVALID_SETTING']);
  });

  const details = async (start: NodeFunctionInput, more: Partial<FlowInput> = {}) =>
    (await createFlow(await standardProject(), flow(start, more))).errors.flatMap(({ details: all }) => all ?? []);

  it('names the place of each problem as a path from the input', async () => {
    const foreign = {
      runtimeParameterDefinitionId: definition('Standard', 'first').parameters[0]!.id,
      value: literal(1),
    };
    const inner = { ...call('answer'), parameters: [foreign] };
    expect(await details(call('concat', [literal(1), nested(inner)], inner))).toMatchObject([
      {
        attribute: 'flow.startingNode.parameters.1.value.functionValue.parameters.0.runtimeParameterDefinitionId',
        type: 'inclusion',
      },
      { attribute: 'flow.startingNode.nextNode.parameters.0.runtimeParameterDefinitionId', type: 'inclusion' },
    ]);
  });

  it('returns INVALID_SETTING for texts that cannot be stored, and names their places', async () => {
    const text = 'no\0text';
    const place = 'flow.startingNode.parameters.0.value.literalValue';
    expect(await details(call('answer', [literal({ a: ['fine', text] })]))).toMatchObject([
      { attribute: `${place}.a.1`, type: 'invalid' },
    ]);
    expect(await details(call('answer', [literal({ a: { [text]: 1 } })]))).toMatchObject([
      { attribute: `${place}.a`, type: 'invalid' },
    ]);
    const settings = [{ flowSettingId: text, object: { b: text } }];
    expect(await details(call('now'), { settings })).toMatchObject([
      { attribute: 'flow.settings.0.flowSettingId', type: 'invalid' },
      { attribute: 'flow.settings.0.object.b', type: 'invalid' },
    ]);
  });

  it('rejects a lone surrogate, which is not a character, before any resolver runs', async () => {
    const project = await standardProject();
    await expect(createFlow(project, flow(call('answer', [literal('\ud800')])))).rejects.toThrow('HTTP 400');
  });

  it('accepts the six characters of an escape, and stores values as they are', async () => {
    const value = { escape: String.raw`\u0000`, constructor: 'x', 'no name': [null, true, 0.1, 1e308, ''] };
    expect(await codes(call('answer', [literal(value)]))).toEqual([]);
    const [stored] = await demo.database.select().from(flows).orderBy(desc(flows.id)).limit(1);
    const { startingNode } = stored!.definition as {
      startingNode: { parameters: { value: { literalValue: unknown } }[] };
    };
    expect(startingNode.parameters[0]!.value.literalValue).toEqual(value);
  });

  it('stores a field called __proto__ of a literal, and changes no prototype', async () => {
    const { id } = definition('Standard', 'answer');
    const parameter = definition('Standard', 'answer').parameters[0]!.id;
    const query = `mutation {
      namespacesProjectsFlowsCreate(input: { projectId: "${await standardProject()}", flow: {
        name: "Polluting", type: "${runtime.Standard!.flowTypes[0]!.id}", startingNode: {
          runtimeFunctionId: "${id}", parameters: [
            { runtimeParameterDefinitionId: "${parameter}", value: { literalValue: { __proto__: { polluted: 1e999 } } } }
          ] } } }) { errors { errorCode details { ... on ActiveModelError { attribute type } } } } }`;
    const response = await demo.post(JSON.stringify({ query }), { authorization: `Session ${owner.token}` });
    const attribute = 'flow.startingNode.parameters.0.value.literalValue.__proto__.polluted';
    expect(await response.json()).toEqual({
      data: {
        namespacesProjectsFlowsCreate: {
          errors: [{ errorCode: 'INVALID_SETTING', details: [{ attribute, type: 'invalid' }] }],
        },
      },
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('returns INVALID_SETTING for a flow that is too large, before anything is looked up', async () => {
    const unknown = 'gid://demo/RuntimeFunctionDefinition/999999';
    const many = Array.from({ length: 101 }, () => ({
      runtimeParameterDefinitionId: 'gid://demo/RuntimeParameterDefinition/999999',
      value: literal(1),
    }));
    expect(await details({ runtimeFunctionId: unknown, parameters: many })).toMatchObject([
      { attribute: 'flow.startingNode.parameters', type: 'too_long' },
    ]);
    const settings = Array.from({ length: 101 }, () => ({ flowSettingId: 'x', object: {} }));
    expect(await details(call('now'), { settings })).toMatchObject([{ attribute: 'flow.settings', type: 'too_long' }]);
    let wide = call('now');
    for (let level = 0; level < 8; level++) wide = call('concat', [nested(wide), nested(wide)]);
    expect(await details(wide)).toMatchObject([{ attribute: 'flow.startingNode', type: 'too_long' }]);
  });

  it('accepts a long chain of nodes', async () => {
    let chain = call('now');
    for (let step = 0; step < 300; step++) chain = call('now', [], chain);
    expect(await codes(chain)).toEqual([]);
  });

  it('returns MISSING_PARAMETER for a blank name and INVALID_SETTING for a taken or overlong one', async () => {
    const project = await standardProject();
    const named = async (name: string) => (await createFlow(project, flow(call('now'), { name }))).errors;
    expect(await named('The flow')).toEqual([]);
    expect(await named(' ')).toEqual([error('MISSING_PARAMETER', { attribute: 'flow.name', type: 'blank' })]);
    expect(await named('THE flow')).toEqual([error('INVALID_SETTING', { attribute: 'flow.name', type: 'taken' })]);
    expect(await named('x'.repeat(51))).toEqual([
      error('INVALID_SETTING', { attribute: 'flow.name', type: 'too_long' }),
    ]);
  });

  it('returns MISSING_PERMISSION first: without the ability, and for objects that are unknown or of another type', async () => {
    const { id } = (await createProject()).namespaceProject!;
    expect((await createFlow(id, flow(call('now')), stranger.token)).errors).toEqual(missingPermission);
    expect((await createFlow('gid://demo/NamespaceProject/999999', flow(call('now')))).errors).toEqual(
      missingPermission,
    );
    const ofAnotherKind = runtime.Standard!.dataTypes[0]!.id.replace('DataType', 'FlowType');
    for (const type of ['gid://demo/FlowType/999999', ofAnotherKind]) {
      expect((await createFlow(id, flow(call('now'), { type }))).errors).toEqual(missingPermission);
    }
  });

  it('rejects a value that does not have exactly one of three fields, before any resolver runs', async () => {
    const both = { literalValue: 1, functionValue: call('now') };
    for (const value of [both, {}]) {
      await expect(createFlow(await standardProject(), flow(call('answer', [value as never])))).rejects.toThrow(
        'HTTP 400',
      );
    }
  });
});
