import { beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from '../docs/page-blocks.js';
import { compileProjects, type GeneratedProject } from './generated-project.js';

const sdl = /* GraphQL */ `
  type Query {
    ok: Boolean
  }
  type Mutation {
    rename(id: Int!): RenamePayload @errors(codes: ["MISSING_PERMISSION", "INVALID_SETTING"])
    renameAll: [RenamePayload!]! @errors(codes: ["MISSING_PERMISSION"])
    close: RenamePayload @errors(codes: [])
  }
  type RenamePayload {
    name: String
    errors: [Error!]!
  }
`;

const rename = `DeclaredResolver<"rename", "INVALID_SETTING" | "MISSING_PERMISSION", `;
const renameCode = `DeclaredCode<"rename", "INVALID_SETTING" | "MISSING_PERMISSION", ErrorCodes>`;
const idParameters = `(_parent: Record<PropertyKey, never>, { id }: RequireFields<MutationRenameArgs, "id">)`;

/** A mistake in a resolver, and what tsc prints first and last. */
interface Mistake {
  readonly resolver: string;
  /** The type that is not assignable, and the start of the type that it is not assignable to. */
  readonly first: readonly [string, string];
  readonly last: readonly [string, string];
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'an undeclared code': {
    resolver: `rename: () => failure('WRONG_TOTP')`,
    first: ['() => FailurePayload<"WRONG_TOTP">', rename],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'by internal value': {
    resolver: `rename: () => failure(ErrorCode.WRONG_TOTP)`,
    first: ['() => FailurePayload<"wrong_totp">', rename],
    last: ['"wrong_totp"', renameCode],
  },
  'in an async function': {
    resolver: `rename: async () => failure('WRONG_TOTP')`,
    first: ['() => Promise<FailurePayload<"WRONG_TOTP">>', rename],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'in one branch': {
    resolver: `rename: (_parent, { id }) => (id > 1 ? success({ name: 'nora' }) : failure('WRONG_TOTP'))`,
    first: [`${idParameters} => FailurePayload<"WRONG_TOTP">`, rename],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'in a branch after others, where tsc shortens the first line': {
    resolver: `rename: async (_parent, { id }) => {
      if (id > 1) return success({ name: 'nora' });
      return id > 0 ? failure('MISSING_PERMISSION') : failure('WRONG_TOTP');
    }`,
    first: [`${idParameters} => Promise<`, rename],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'in a list of payloads': {
    resolver: `renameAll: () => [success({ name: 'nora' }), failure('WRONG_TOTP')]`,
    first: ['() => FailurePayload<"WRONG_TOTP">[]', 'DeclaredResolver<"renameAll", "MISSING_PERMISSION", '],
    last: ['"WRONG_TOTP"', 'DeclaredCode<"renameAll", "MISSING_PERMISSION", ErrorCodes>'],
  },
  'in an object with `resolve`': {
    resolver: `rename: { resolve: () => failure('WRONG_TOTP') }`,
    first: ['FailurePayload<"WRONG_TOTP">', 'Promise<Promise<DeclaredPayload<DeclaredErrors<"rename", '],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'in a payload without `failure`': {
    resolver: `rename: () => ({ errors: [{ errorCode: 'WRONG_TOTP', details: [] }] })`,
    first: ['() => { errors: { errorCode: "WRONG_TOTP"; details: never[]; }[]; }', rename],
    last: ['"WRONG_TOTP"', renameCode],
  },
  'where the declaration is empty': {
    resolver: `close: () => failure('MISSING_PERMISSION')`,
    first: ['() => FailurePayload<"MISSING_PERMISSION">', 'DeclaredResolver<"close", never, '],
    last: ['"MISSING_PERMISSION"', '"close declares no codes"'],
  },
  'an Error as the payload': {
    resolver: `rename: () => new MutationError('MISSING_PERMISSION')`,
    first: ['() => MutationError', rename],
    last: ['string', '"rename must throw errors, not return them"'],
  },
};

const program = (resolver: string): string => `
  import { ErrorCode, failure, MutationError, success } from 'graphql-error-codes';
  import type { DeclaredMutationResolvers } from './generated.js';
  export const used = [ErrorCode, failure, MutationError, success];

  export const Mutation: DeclaredMutationResolvers = { ${resolver} };
`;

const documented: GeneratedProject = {
  sdl: `type Query { ok: Boolean } ${readBlocks('docs/server.md', 'graphql')[0]}`,
  programs: { 'program.ts': program("rename: () => failure('WRONG_TOTP')") },
};

let printed: Record<string, string>;
beforeAll(async () => {
  const projects: Record<string, GeneratedProject> = { documented };
  for (const [name, { resolver }] of Object.entries(mistakes)) {
    projects[name] = { sdl, programs: { 'program.ts': program(resolver) } };
  }
  printed = await compileProjects('.build/codegen-messages', projects);
});

describe('tsc names the mutation and the code, first and last', () => {
  it.each(Object.entries(mistakes))('%s', (name, { first, last }) => {
    const lines = printed[name]!.trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith(' '))).toHaveLength(1);
    const [source, target] = first;
    expect(lines[0]).toMatch(/^program\.ts\(\d+,\d+\): error TS2322: Type '/);
    expect(lines[0]).toContain(`Type '${source}`);
    expect(lines[0]).toContain(`' is not assignable to type '${target}`);
    expect(lines.at(-1)!.trim()).toBe(`Type '${last[0]}' is not assignable to type '${last[1]}'.`);
  });
});

it('docs/server.md has the line that tsc prints', () => {
  const [line] = readBlocks('docs/server.md', 'text').filter((text) => text.includes('DeclaredCode'));
  expect(printed.documented!.trimEnd().split('\n').at(-1)!.trim()).toBe(line!.trim());
});
