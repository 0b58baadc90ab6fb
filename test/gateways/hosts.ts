/**
 * The situations that the module is merged into. A host is a list of services, each with SDL and resolvers of its own: servers put them
 * into one schema, gateways make a subschema or a subgraph of each.
 */
import { print, visit, type DocumentNode } from 'graphql';
import { createErrorDocument } from 'graphql-error-codes/document';
import {
  ErrorCode,
  errorCodeName,
  MutationError,
  type AnyErrorCode,
  type ErrorDetail,
  type ErrorModule,
  type ErrorModuleOptions,
  type ModuleTypeName,
} from 'graphql-error-codes';

/** What a service uses of the module, whatever its types are called. */
export type Module = Readonly<
  Pick<ErrorModule, 'typeDefs'> & { document: DocumentNode; names: Record<ModuleTypeName, string> } & Record<
      'resolvers' | 'gatewayResolvers' | 'mercuriusResolvers',
      Record<string, object>
    >
>;

export interface Service {
  readonly name: string;
  /** The module as this service merged it; absent where a service knows nothing of it. */
  readonly module?: Module;
  /** The SDL of the module as the gateway knows it, where that is an older one than the service's. */
  readonly published?: string;
  readonly typeDefs: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

export type HostName = keyof typeof hosts;

/** `create` makes the module with what a product needs: federation wants `@shareable` on its types. */
type CreateModule = (options?: Pick<ErrorModuleOptions, 'names' | 'catalogueQuery'>) => Module;

/** The services of a host, for products that need `federation` spelled like that. */
export const createHost = (name: HostName, federation: string | false = false): readonly Service[] =>
  hosts[name]((options) => createErrorDocument({ ...options, federation }));

const hosts = {
  /** A service with the module beside one that knows nothing of it and has an enum with internal values, too. */
  plain: (create: CreateModule): readonly Service[] => [weather(), answering('names', create())],

  /** A service whose own `Error` has nothing to do with the module's, whose types are renamed. */
  ownError: (create: CreateModule): readonly Service[] => [
    ownError(),
    answering('names', create({ typePrefix: 'Acme' })),
  ],

  /** A service whose team merged the SDL and forgot the resolvers. */
  sdlAlone: (create: CreateModule): readonly Service[] => [weather(), answering('names', withoutResolvers(create()))],

  /** Two services that merged the module, each for itself. */
  twice: (create: CreateModule): readonly Service[] => [counting('first', create()), answering('names', create())],

  /** The same, where one still has the module of last year. */
  versions: (create: CreateModule): readonly Service[] => [
    answering('first', older(create())),
    answering('names', create()),
  ],

  /** The same, each with the query `errorCatalogue`, which may be asked of any of them. */
  catalogue: (create: CreateModule): readonly Service[] => [
    answering('first', create({ catalogueQuery: true })),
    answering('names', create({ catalogueQuery: true })),
  ],

  /** A service that has newer codes than the gateway was told of. */
  ahead: (create: CreateModule): readonly Service[] => [
    weather(),
    { ...answering('names', create()), published: older(create()).typeDefs },
  ],
};

/** What the older version of the module does not have yet, and what it has not deprecated yet. */
export const newCode = 'MFA_FAILED';
export const newlyDeprecatedCode = 'TERTIARY_LEVEL_EXCEEDS_PARAMETERS';

const withoutResolvers = (module: Module): Module => ({
  ...module,
  resolvers: {},
  gatewayResolvers: {},
  mercuriusResolvers: {},
});

function older(module: Module): Module {
  const { names, resolvers } = module;
  const { [newCode]: _, ...codes } = resolvers[names.ErrorCodeEnum] as Record<string, string>;
  const document = visit(module.document, {
    EnumValueDefinition: (node) => {
      if (node.name.value === newCode) return null;
      return node.name.value === newlyDeprecatedCode ? { ...node, directives: [] } : undefined;
    },
  });
  return { ...module, document, typeDefs: print(document), resolvers: { ...resolvers, [names.ErrorCodeEnum]: codes } };
}

interface Asked {
  readonly code: string;
  readonly details?: string;
  readonly thrown?: boolean;
}

/** A service with a mutation that answers the codes and details which the client asks for, as they are. */
function answering(name: string, module: Module): Service {
  const answer = (_parent: unknown, { code, details: text = '[]', thrown = false }: Asked) => {
    const details = JSON.parse(text) as ErrorDetail[];
    // As it was asked for, also where that is no code.
    if (thrown) throw new MutationError(code as AnyErrorCode, ...details);
    return { errors: [{ errorCode: code, details }] };
  };
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
        errors: [${module.names.Error}!]!
      }
      extend union ${module.names.DetailedError} = ${name}Limit
      type ${name}Limit {
        limit: Int!
      }
    `,
    resolvers: {
      Query: { [`${name}Hello`]: () => 'hello' },
      Mutation: {
        [name]: answer,
        [`${name}All`]: (_parent: unknown, { codes }: { codes: readonly string[] }) =>
          codes.map((code) => answer(null, { code })),
        [`${name}Note`]: () => 'noted',
      },
    },
  };
}

/** A service that uses codes beyond errors, as arguments and in a field: its own affair, the module's SDL never does. */
function counting(name: string, module: Module): Service {
  const service = answering(name, module);
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

function weather(): Service {
  return {
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
  };
}

function ownError(): Service {
  return {
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
  };
}
