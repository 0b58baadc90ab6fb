/** What every host does, whatever framework it is written in: the part that has no framework. */
import { failure, MutationError, success, type AnyErrorCode, type ErrorDetail } from 'graphql-error-codes';

/** The SDL of a host. Hosts that are written code-first build the same schema. */
export const sdl = /* GraphQL */ `
  type Query {
    hello: String
    lookUp(code: String!): String
  }

  type Mutation {
    act(how: String!, code: String, details: String): ActPayload
      @errors(codes: ["MFA_REQUIRED", "MFA_FAILED", "INVALID_SETTING"])
    note: String
  }

  type ActPayload {
    done: Boolean
    errors: [Error!]!
  }

  extend union DetailedError = LimitError

  type LimitError {
    limit: Int!
  }
`;

/** The codes that the mutation declares in `sdl`. */
export const declaredCodes: readonly string[] = ['MFA_REQUIRED', 'MFA_FAILED', 'INVALID_SETTING'];

/** The arguments of the mutation. */
export interface ActArguments {
  /** How the mutation ends. */
  readonly how: string;
  readonly code?: string | null | undefined;
  /** A list of details, as JSON. */
  readonly details?: string | null | undefined;
}

/** A payload class, as class-based hosts have them. It has no field for errors. */
class Done {
  readonly done = true;
}

const sharedPayload = Object.freeze({ done: true });

/** Errors of the domain. Hosts convert them to codes in a layer of their own. */
export class NotFound extends Error {}
export class Conflict extends Error {}

async function saveDeepInside(code: AnyErrorCode, details: readonly ErrorDetail[]): Promise<never> {
  await Promise.resolve();
  throw new MutationError(code, ...details);
}

/** The mutation. It is not async, so that a host may see it throw. */
export function act({ how, code: given, details: json }: ActArguments): unknown {
  // Some laws use an unknown code.
  const code = (given ?? 'MFA_REQUIRED') as AnyErrorCode;
  const details = JSON.parse(json ?? '[]') as ErrorDetail[];
  switch (how) {
    case 'returns success()':
      return success({ done: true });
    case 'returns an instance':
      return new Done();
    case 'returns a shared object':
      return sharedPayload;
    case 'returns a promise':
      return Promise.resolve({ done: true });
    case 'returns a failure':
      return failure(code, ...details);
    case 'throws':
      throw new MutationError(code, ...details);
    case 'rejects':
      return Promise.reject(new MutationError(code, ...details));
    case 'throws deep inside':
      return saveDeepInside(code, details);
    case 'finds nothing':
      throw new NotFound('no such row');
    case 'finds a conflict':
      throw new Conflict('the row was changed');
    case 'crashes':
      throw new Error('connection to 10.0.0.7 lost');
    default:
      // A layer of the host ends it, or nothing does.
      return { done: true };
  }
}

/** The query, which has no payload for an error. */
export function lookUp({ code }: { readonly code: string }): string {
  throw new MutationError(code as AnyErrorCode);
}

/** Throws if the request asks this layer of the host to end the mutation. */
export function endIn(layer: string, { how }: Partial<ActArguments>): void {
  if (how === layer) throw new MutationError('MFA_REQUIRED');
}

/** The resolvers of a host that has resolver maps. */
export const resolvers = {
  Query: {
    hello: () => 'hello',
    lookUp: (_parent: unknown, args: { readonly code: string }) => lookUp(args),
  },
  Mutation: {
    act: (_parent: unknown, args: ActArguments) => act(args),
    note: () => 'noted',
  },
};
