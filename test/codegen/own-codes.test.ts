import { resolve } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { createErrorModule, withErrorPayloads, type KnownCodes, type PayloadErrorEvent } from 'graphql-error-codes';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileProjects, type GeneratedProject } from './generated-project.js';
import { moduleSdl, quotaSdl } from './quota-schema.js';

const serverProgram = (body: string): string => `
  import { withErrorPayloads } from 'graphql-error-codes';
  import { catalogue, ErrorCode, errorCodeName, failure, isMutationError, MutationError } from './generated.js';
  import type { ErrorCategory, ErrorCodeName, ErrorDetails, RetryInfoDetail } from './generated.js';
  import type { DeclaredMutationResolvers, DeclaredResolvers, Resolvers } from './generated.js';

  ${body}
  export {};
`;

const laws = serverProgram(`
  declare const schema: Parameters<typeof withErrorPayloads>[0];
  withErrorPayloads(schema, { catalogue });

  const retryInfo: RetryInfoDetail = { __typename: 'RetryInfo', seconds: 30, unit: 'DAY', price: 1n };
  failure('RATE_LIMITED', retryInfo, { attribute: 'name', type: 'taken' });
  failure(ErrorCode.RATE_LIMITED, { __typename: 'RetryInfo', seconds: 30, unit: null });
  failure('QUOTA_EXCEEDED', { message: 'Any member.' }, retryInfo);
  failure('SILENT');
  failure('constructor');
  failure(ErrorCode.delete);
  // @ts-expect-error none of the package's codes
  failure('MFA_FAILED');

  // The class is also a type, and can be extended.
  let error: MutationError = new MutationError('QUOTA_EXCEEDED');
  error = new MutationError('RATE_LIMITED', retryInfo, { cause: error });
  class OrderError extends MutationError {
    readonly order: string = 'o1';
  }
  class RateLimited extends MutationError {
    constructor(seconds: number) {
      super('RATE_LIMITED', { __typename: 'RetryInfo', seconds });
    }
  }
  error = new OrderError(ErrorCode.PLAN_TOO_SMALL);
  error = new RateLimited(30);

  export function categoryOf(thrown: unknown): ErrorCategory | undefined {
    if (!isMutationError(thrown)) return undefined;
    if (thrown.code === 'QUOTA_EXCEEDED' || thrown.code === 'small_plan') return 'billing';
    thrown.code satisfies ErrorCode | ErrorCodeName;
    const name: ErrorCodeName | undefined = errorCodeName(thrown.code);
    return name === 'RATE_LIMITED' ? catalogue[name].category : undefined;
  }

  'small_plan' satisfies ErrorCode;
  // @ts-expect-error its internal value
  'plan_too_small' satisfies ErrorCode;
  retryInfo satisfies ErrorDetails['RATE_LIMITED'];

  const declared: DeclaredResolvers = {
    Query: { ok: () => true },
    Mutation: {
      order: async () => failure('RATE_LIMITED', retryInfo),
      users: () => ({}) as never,
    },
    UsersMutations: {
      remove: (_parent, _args, _context) => failure(ErrorCode.constructor),
    },
  };
  export const resolvers: Resolvers = declared;
  export const wrong: DeclaredResolvers = {
    // @ts-expect-error remove does not declare SILENT
    UsersMutations: { remove: () => failure('SILENT') },
  };
`);

const nested = `
  import { failure } from './generated.js';
  import type { PriceDetail, RetryInfoDetail } from './generated.js';

  const price: PriceDetail = { cents: 1, unit: 'DAY', before: { __typename: 'Price', cents: 2, unit: 'HOUR' } };
  const tagged = { __typename: 'Price', ...price } as const;
  const retryInfo: RetryInfoDetail = {
    __typename: 'RetryInfo',
    price: { ...price, taxes: [null, { cents: 3, price }] },
    prices: [price, null],
    cost: tagged,
    amounts: [tagged, { __typename: 'Tax', cents: 1 }],
    field: { attribute: 'name', type: 'blank' },
    fieldOrText: { __typename: 'MessageError', message: 'No.' },
    next: { price, prices: [], amounts: [], next: { __typename: 'RetryInfo', price, prices: [], amounts: [] } },
  };
  failure('RATE_LIMITED', retryInfo, { ...retryInfo, cost: retryInfo }, { attribute: 'name', type: 'taken' });
  // @ts-expect-error no field of Price
  failure('RATE_LIMITED', { ...retryInfo, price: { ...price, euros: 1 } });
  // @ts-expect-error cents is missing
  failure('RATE_LIMITED', { ...retryInfo, price: { unit: 'DAY' } });
  // @ts-expect-error a string, in the second object
  failure('RATE_LIMITED', { ...retryInfo, price: { ...price, before: { ...price, cents: '1' } } });
  // @ts-expect-error required
  failure('RATE_LIMITED', { ...retryInfo, price: null });
  // @ts-expect-error a union needs __typename
  failure('RATE_LIMITED', { ...retryInfo, cost: { cents: 1, unit: 'DAY' } });
  // @ts-expect-error an interface needs __typename
  failure('RATE_LIMITED', { ...retryInfo, amounts: [{ cents: 1, unit: 'DAY' }] });
  // @ts-expect-error Tax is not a member of the union
  failure('RATE_LIMITED', { ...retryInfo, cost: { __typename: 'Tax', cents: 1 } });
  // @ts-expect-error a union needs __typename, of the types of the package, too
  failure('RATE_LIMITED', { ...retryInfo, fieldOrText: { message: 'No.' } });
  export {};
`;

const nestedSdl = quotaSdl.replace(
  /type RetryInfo {[^}]*}/,
  `type RetryInfo {
      price: Price!
      prices: [Price]!
      cost: Cost
      amounts: [Amount!]!
      field: ActiveModelError
      fieldOrText: FieldOrText
      next: RetryInfo
    }
    union FieldOrText = ActiveModelError | MessageError`,
);

const model = `
  export class PriceModel {
    readonly #cents: number = 1;
    cents(): number {
      return this.#cents;
    }
  }
`;

const withModel = `
  import { failure } from './generated.js';
  import { PriceModel } from './model.js';

  failure('RATE_LIMITED', { __typename: 'RetryInfo', price: new PriceModel(), prices: [null], amounts: [new PriceModel()] });
  // @ts-expect-error not the model
  failure('RATE_LIMITED', { __typename: 'RetryInfo', price: { cents: 1, unit: 'DAY' }, prices: [], amounts: [] });
  export {};
`;

const names = '"PLAN_TOO_SMALL" | "QUOTA_EXCEEDED" | "RATE_LIMITED" | "SILENT" | "constructor" | "delete"';

/** A mistake, and what tsc prints for it, without the position. */
const mistakes: Readonly<Record<string, readonly [code: string, message: string]>> = {
  'a typo in failure': [
    `failure('QUOTA_EXCEDED');`,
    `TS2345: Argument of type '"QUOTA_EXCEDED"' is not assignable to parameter of type '${names}'.`,
  ],
  'a typo in MutationError': [
    `throw new MutationError('QUOTA_EXCEDED');`,
    `TS2345: Argument of type '"QUOTA_EXCEDED"' is not assignable to parameter of type '${names}'.`,
  ],
  'a typo in ErrorCode': [
    `failure(ErrorCode.QUOTA_EXCEDED);`,
    `TS2551: Property 'QUOTA_EXCEDED' does not exist on type '{ readonly QUOTA_EXCEEDED: "quota_exceeded"; readonly PLAN_TOO_SMALL: "small_plan"; readonly RATE_LIMITED: "rate_limited"; readonly SILENT: "silent"; readonly constructor: "constructor"; readonly delete: "delete"; }'. Did you mean 'QUOTA_EXCEEDED'?`,
  ],
  'a code of the package': [
    `failure('MFA_FAILED');`,
    `TS2345: Argument of type '"MFA_FAILED"' is not assignable to parameter of type '${names}'.`,
  ],
  'a missing field of a detail': [
    `failure('RATE_LIMITED', { __typename: 'RetryInfo' });`,
    `TS2345: Argument of type '{ __typename: "RetryInfo"; }' is not assignable to parameter of type 'ActiveModelError | RetryInfoDetail'.
  Property 'seconds' is missing in type '{ __typename: "RetryInfo"; }' but required in type 'RetryInfoDetail'.`,
  ],
  'a superfluous field of a detail': [
    `failure('RATE_LIMITED', { __typename: 'RetryInfo', seconds: 1, minutes: 2 });`,
    `TS2353: Object literal may only specify known properties, and 'minutes' does not exist in type 'ActiveModelError | RetryInfoDetail'.`,
  ],
  'a field of another type': [
    `failure('RATE_LIMITED', { __typename: 'RetryInfo', seconds: '1' });`,
    `TS2322: Type 'string' is not assignable to type 'number'.`,
  ],
  'a detail of another code': [
    `failure('RATE_LIMITED', { message: 'Wait.' });`,
    `TS2353: Object literal may only specify known properties, and 'message' does not exist in type 'ActiveModelError | RetryInfoDetail'.`,
  ],
  'a detail of a code that has none': [
    `failure('SILENT', { message: 'Wait.' });`,
    `TS2345: Argument of type '{ message: string; }' is not assignable to parameter of type 'never'.`,
  ],
};

/** An undeclared code in a resolver, and the last line that tsc prints. */
const undeclared: Readonly<Record<string, readonly [code: string, lastLine: string]>> = {
  'in the resolvers of Mutation': [
    `export const resolvers: DeclaredMutationResolvers = { order: () => failure('SILENT') };`,
    `Type '"SILENT"' is not assignable to type 'DeclaredCode<"order", "QUOTA_EXCEEDED" | "RATE_LIMITED", ErrorCodes>'.`,
  ],
  'in all resolvers': [
    `export const resolvers: DeclaredResolvers = { Mutation: { order: () => failure(ErrorCode.PLAN_TOO_SMALL) } };`,
    `Type '"small_plan"' is not assignable to type 'DeclaredCode<"order", "QUOTA_EXCEEDED" | "RATE_LIMITED", ErrorCodes>'.`,
  ],
  'in a namespace': [
    `export const resolvers: DeclaredResolvers = { UsersMutations: { remove: async () => failure('SILENT') } };`,
    `Type '"SILENT"' is not assignable to type 'DeclaredCode<"remove", "constructor" | "delete", ErrorCodes>'.`,
  ],
};

const used = `export const used = [withErrorPayloads, catalogue, ErrorCode, errorCodeName, failure, isMutationError, MutationError] as unknown[];
  export type Used = [ErrorCategory, ErrorCodeName, ErrorDetails, RetryInfoDetail, DeclaredMutationResolvers, DeclaredResolvers, Resolvers];`;

const clientProgram = `
  import { createMessages, createResultOf, matchError } from 'graphql-error-codes/client';
  import { errorCategories, isKnownErrorCode } from './generated.js';
  import type { DeclaredErrorCodes, ErrorCategory, ErrorCodeName, ErrorDetails } from './generated.js';

  const text = { title: 'No', sentence: 'No.' };
  const texts = {
    codes: { QUOTA_EXCEEDED: text, PLAN_TOO_SMALL: text, RATE_LIMITED: text, SILENT: text, constructor: text, delete: text },
    categories: { billing: text, access: text },
    generic: text,
    validations: { invalid: 'No.' } as never,
  };
  createMessages(texts, errorCategories);
  // @ts-expect-error no text for the category access
  createMessages({ ...texts, categories: { billing: text } }, errorCategories);

  type Detail =
    | { __typename: 'RetryInfo'; seconds: number }
    | { __typename: 'ActiveModelError'; attribute: string }
    | { __typename: 'MessageError'; message: string };
  interface Data {
    order: { id: string; errors: { errorCode: ErrorCodeName; details: Detail[] | null }[] } | null;
  }
  declare const data: Data;
  const order = createResultOf<DeclaredErrorCodes, ErrorDetails>()(data, 'order', 'id');
  if (!order.ok) {
    matchError(
      order.errors[0],
      {
        QUOTA_EXCEEDED: ({ details }) => details satisfies readonly Detail[] | null | undefined,
        RATE_LIMITED: ({ details }) =>
          details?.map((detail) => (detail.__typename === 'RetryInfo' ? detail.seconds : detail.attribute)),
      },
      () => null,
    );
  }

  export const categoryOf = (code: unknown): ErrorCategory | null =>
    isKnownErrorCode(code) ? errorCategories[code satisfies ErrorCodeName] : null;
  'RetryInfo' satisfies ErrorDetails['RATE_LIMITED'];
  // @ts-expect-error RATE_LIMITED has no such detail
  'MessageError' satisfies ErrorDetails['RATE_LIMITED'];
`;

const own: Omit<GeneratedProject, 'programs'> = {
  module: moduleSdl,
  sdl: quotaSdl,
  config: { scalars: { Money: { input: 'string', output: 'bigint' } }, enumsAsTypes: true },
};
const folder = '.build/codegen-own-codes';
const projects: Record<string, GeneratedProject> = {
  laws: { ...own, programs: { 'program.ts': laws } },
  'objects in details': { ...own, sdl: nestedSdl, programs: { 'program.ts': nested } },
  'objects in details with mappers': {
    ...own,
    sdl: nestedSdl,
    config: { ...own.config, mappers: { Price: './model.js#PriceModel' } },
    programs: { 'model.ts': model, 'program.ts': withModel },
  },
  prefix: {
    ...own,
    options: { codesPrefix: 'Shop' },
    programs: {
      'program.ts': `
        import { shopFailure, ShopErrorCode, ShopMutationError } from './generated.js';
        import type { DeclaredResolvers, Resolvers } from './generated.js';
        const declared: DeclaredResolvers = { Mutation: { order: () => shopFailure(ShopErrorCode.QUOTA_EXCEEDED) } };
        export const resolvers: Resolvers = declared;
        export const error: ShopMutationError = new ShopMutationError('SILENT');
      `,
    },
  },
};
const clients: Record<string, GeneratedProject> = {
  client: { ...own, options: { resolvers: false }, plugins: [], programs: { 'program.ts': clientProgram } },
};

for (const [name, [code]] of Object.entries({ ...mistakes, ...undeclared })) {
  projects[name] = { ...own, programs: { 'program.ts': serverProgram(`${code}\n${used}`) } };
}

let printed: Record<string, string>;
beforeAll(async () => {
  printed = {
    ...(await compileProjects(folder, projects, { declaration: true, isolatedDeclarations: true })),
    // The oldest library that clients may have.
    ...(await compileProjects(`${folder}-client`, clients, { lib: ['ES2020'], types: [] })),
  };
});

describe('what codegen generates for the codes of a host compiles', () => {
  it.each(['laws', 'objects in details', 'objects in details with mappers', 'prefix', 'client'])('%s', (name) => {
    expect(printed[name]).toBe('');
  });
});

describe('tsc names the codes in one line', () => {
  it.each(Object.entries(mistakes))('for %s', (name, [, message]) => {
    expect(printed[name]!.trimEnd().replace(/^.*?: error /, '')).toBe(message);
  });

  it.each(Object.entries(undeclared))('and the mutation in the last, for an undeclared code %s', (name, [, line]) => {
    expect(printed[name]!.trimEnd().split('\n').at(-1)!.trim()).toBe(line);
  });
});

/** The exports of the generated files that the tests run. */
interface Generated {
  readonly ErrorCode: Readonly<Record<string, string>>;
  readonly catalogue: KnownCodes;
  readonly failure: (code: string, ...details: readonly object[]) => object;
  readonly errorCodeName: (code: unknown) => string | undefined;
  readonly MutationError: new (code: string) => Error & { readonly extensions: object };
  readonly isMutationError: (error: unknown) => boolean;
  readonly isKnownErrorCode: (code: unknown) => boolean;
}

describe('what codegen generates for the codes of a host runs', () => {
  it('returns, throws and names the codes, also those of prototypes', async () => {
    const { ErrorCode, errorCodeName, isMutationError, MutationError } = (await import(
      resolve(folder, '0/generated.ts')
    )) as Generated;
    expect(errorCodeName('small_plan')).toBe('PLAN_TOO_SMALL');
    expect(errorCodeName(ErrorCode['constructor'])).toBe('constructor');
    expect(errorCodeName('toString')).toBeUndefined();
    const error = new MutationError('small_plan');
    expect(isMutationError(error)).toBe(true);
    expect(error.message).toBe('PLAN_TOO_SMALL');
    expect(error.extensions).toEqual({ code: 'PLAN_TOO_SMALL' });
  });

  it('is the catalogue of the events of the boundary', async () => {
    const { catalogue, failure } = (await import(resolve(folder, '0/generated.ts'))) as Generated;
    const events: PayloadErrorEvent[] = [];
    const { resolvers } = createErrorModule({ builtIn: false });
    const host = { Mutation: { order: () => failure('rate_limited', { __typename: 'RetryInfo', seconds: 30 }) } };
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [moduleSdl, quotaSdl.replaceAll(/@errorCode\([^)]*\)/g, '')],
        resolvers: [resolvers, host],
      }),
      { catalogue, onError: (event) => void events.push(event) },
    );
    const source = 'mutation { order { errors { errorCode details { ... on RetryInfo { seconds } } } } }';
    expect(JSON.parse(JSON.stringify(await graphql({ schema, source })))).toEqual({
      data: { order: { errors: [{ errorCode: 'RATE_LIMITED', details: [{ seconds: 30 }] }] } },
    });
    expect(events).toMatchObject([{ code: 'RATE_LIMITED', category: 'access', fault: 'server' }]);
  });

  it('recognizes the codes of the schema only', async () => {
    const { isKnownErrorCode } = (await import(resolve(`${folder}-client`, '0/generated.ts'))) as Generated;
    expect(['QUOTA_EXCEEDED', 'constructor', 'delete'].every(isKnownErrorCode)).toBe(true);
    expect(['quota_exceeded', 'MFA_FAILED', 'toString', '__proto__', 1, null].some(isKnownErrorCode)).toBe(false);
  });
});
