/**
 * The hosts that the module is merged into. A host is a list of services, each with its own SDL and
 * resolvers. Servers merge them into one schema; gateways make each a subschema or a subgraph.
 */
import { print, visit, type DocumentNode } from 'graphql';
import {
  ErrorCode,
  errorCodeName,
  MutationError,
  type AnyErrorCode,
  type AnyTypeNames,
  type ErrorDetail,
  type ErrorModule,
  type ErrorModuleOptions,
} from 'graphql-error-codes';
import { createErrorDocument } from 'graphql-error-codes/document';

/** The parts of a module that a service uses, for any names of its types. */
export type Module = Readonly<
  Pick<ErrorModule, 'typeDefs'> & { typeDefsDocument: DocumentNode; typeNames: AnyTypeNames } & Record<
      'resolvers' | 'gatewayResolvers' | 'mercuriusResolvers',
      Record<string, object>
    >
>;

export interface Service {
  readonly name: string;
  /** The module that the service merges; absent if the service does not use it. */
  readonly module?: Module;
  /** The module's SDL that the gateway has, if it is older than that of the service. */
  readonly published?: string;
  readonly typeDefs: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

/** Creates a module with the options that a product requires. */
type CreateModule = (options?: Pick<ErrorModuleOptions, 'typePrefix' | 'catalogueQuery'>) => Module;

/** What the older version of the module lacks, and what it does not deprecate. */
export const newCode = 'MFA_FAILED';
export const newlyDeprecatedCode = 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS';

const withoutResolvers = (module: Module): Module => ({
  ...module,
  resolvers: {},
  gatewayResolvers: {},
  mercuriusResolvers: {},
});

function olderVersion(module: Module): Module {
  const { typeNames, resolvers } = module;
  const { [newCode]: _, ...codes } = resolvers[typeNames.ErrorCodeEnum] as Record<string, string>;
  const typeDefsDocument = visit(module.typeDefsDocument, {
    EnumValueDefinition: (node) => {
      if (node.name.value === newCode) return null;
      return node.name.value === newlyDeprecatedCode ? { ...node, directives: [] } : undefined;
    },
  });
  return {
    ...module,
    typeDefsDocument,
    typeDefs: print(typeDefsDocument),
    resolvers: { ...resolvers, [typeNames.ErrorCodeEnum]: codes },
  };
}

interface FailureArguments {
  readonly code: string;
  readonly details?: string;
  readonly thrown?: boolean;
}

/** A mutation that returns or throws the requested code and details, valid or not. */
function fail(_parent: unknown, { code, details: json = '[]', thrown = false }: FailureArguments) {
  const details = JSON.parse(json) as ErrorDetail[];
  // Some cases request an unknown code.
  if (thrown) throw new MutationError(code as AnyErrorCode, ...details);
  return { errors: [{ errorCode: code, details }] };
}

/** A service with mutations that fail as requested, and with a detail type of its own. */
function failingService(name: string, module: Module): Service {
  const payload = `${name}Payload`;
  return {
    name,
    module,
    typeDefs: /* GraphQL */ `
      type Query {
        ${name}Hello: String
      }
      type Mutation {
        ${name}(code: String!, details: String, thrown: Boolean): ${payload}
        ${name}All(codes: [String!]!): [${payload}]
        ${name}Note: String
      }
      type ${payload} {
        done: Boolean
        errors: [${module.typeNames.Error}!]!
      }
      extend union ${module.typeNames.DetailedError} = ${name}Limit
      type ${name}Limit {
        limit: Int!
      }
    `,
    resolvers: {
      Query: { [`${name}Hello`]: () => 'hello' },
      Mutation: {
        [name]: fail,
        [`${name}All`]: (_parent: unknown, { codes }: { codes: readonly string[] }) =>
          codes.map((code) => fail(null, { code })),
        [`${name}Note`]: () => 'noted',
      },
    },
  };
}

/** A failing service that also uses the enum outside errors, in an argument and in a field. */
function countingService(name: string, module: Module): Service {
  const service = failingService(name, module);
  const count = (_parent: unknown, { of }: { of: unknown }) => errorCodeName(of);
  return {
    ...service,
    typeDefs: `${service.typeDefs} extend type Query { ${name}Count(of: ErrorCodeEnum! = MFA_REQUIRED): String ${name}Last: ErrorCodeEnum }`,
    resolvers: {
      ...service.resolvers,
      Query: { ...service.resolvers.Query, [`${name}Count`]: count, [`${name}Last`]: () => ErrorCode.MFA_REQUIRED },
    },
  };
}

/** A service without the module that has an enum with internal values. */
const weatherService = (): Service => ({
  name: 'weather',
  typeDefs: /* GraphQL */ `
    type Query {
      weather: Weather
      isSame(weather: Weather!): Boolean
    }
    enum Weather {
      SUNNY
      RAINY
    }
  `,
  resolvers: {
    Weather: { SUNNY: 'sun', RAINY: 'rain' },
    Query: {
      weather: () => 'sun',
      isSame: (_parent: unknown, { weather }: { weather: unknown }) => weather === 'sun',
    },
  },
});

/** A service without the module that has an unrelated `Error`. */
const billingService = (): Service => ({
  name: 'billing',
  typeDefs: /* GraphQL */ `
    type Query {
      lastError: Error
    }
    type Error {
      reason: String!
      errorCode: Int!
    }
  `,
  resolvers: { Query: { lastError: () => ({ reason: 'the card has expired', errorCode: 402 }) } },
});

const hosts = {
  /** A service with the module, beside one without it. */
  plain: (create: CreateModule): readonly Service[] => [weatherService(), failingService('shop', create())],

  /** A service with renamed types, beside one with an `Error` of its own. */
  ownError: (create: CreateModule): readonly Service[] => [
    billingService(),
    failingService('shop', create({ typePrefix: 'Acme' })),
  ],

  /** A service that merges the SDL without the resolvers. */
  sdlOnly: (create: CreateModule): readonly Service[] => [
    weatherService(),
    failingService('shop', withoutResolvers(create())),
  ],

  /** Two services that both merge the module. */
  twice: (create: CreateModule): readonly Service[] => [
    countingService('users', create()),
    failingService('shop', create()),
  ],

  /** Two services with different versions of the module. */
  versions: (create: CreateModule): readonly Service[] => [
    failingService('users', olderVersion(create())),
    failingService('shop', create()),
  ],

  /** Two services that both have the query `errorCatalogue`. */
  catalogue: (create: CreateModule): readonly Service[] => [
    failingService('users', create({ catalogueQuery: true })),
    failingService('shop', create({ catalogueQuery: true })),
  ],

  /** A service with newer codes than its gateway. */
  ahead: (create: CreateModule): readonly Service[] => [
    weatherService(),
    { ...failingService('shop', create()), published: olderVersion(create()).typeDefs },
  ],
};

export type HostName = keyof typeof hosts;

/** @param shareable the spelling of `@shareable` in the services, if they are subgraphs */
export const createHost = (name: HostName, shareable?: string): readonly Service[] =>
  hosts[name]((options) => createErrorDocument({ ...options, ...(shareable !== undefined && { shareable }) }));
