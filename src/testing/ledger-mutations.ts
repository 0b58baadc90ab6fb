import { fieldsWithDeclarations } from '../boundary/described-declarations.js';
import { didYouMean } from '../internal/did-you-mean.js';
import type { ErrorPayloadField } from '../internal/error-payload-fields.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { unknownCodeMessage } from '../internal/unknown-code.js';

/** A code of a mutation. */
export interface MutationCode {
  /** The schema coordinate of the mutation: `Mutation.pay`, or `UsersMutations.login`. */
  readonly coordinate: string;
  /** The name of the code. */
  readonly code: string;
}

/** A mutation with typed errors. */
export interface LedgerMutation extends ErrorPayloadField {
  /** Empty when it has no declaration. */
  readonly declared: readonly string[];
  /** How often each code was returned. */
  readonly times: Map<string, number>;
}

/** The mutations of a schema, by coordinate. */
export type LedgerMutations = ReadonlyMap<string, LedgerMutation>;

/** @throws TypeError for invalid declarations as `readErrorDeclarations` does. */
export const readMutations = (schema: ExecutableSchema): LedgerMutations =>
  new Map(
    fieldsWithDeclarations(schema).map(({ declared = [], ...target }) => [
      target.coordinate,
      { ...target, declared, times: new Map() },
    ]),
  );

/**
 * Returns the mutation of a code.
 *
 * @param where the start of the message
 * @throws TypeError when the schema has no such mutation or no such code: a typo must not count.
 */
export function findMutation(
  where: string,
  mutations: LedgerMutations,
  { coordinate, code }: MutationCode,
): LedgerMutation {
  const mutation = mutations.get(coordinate);
  if (!mutation) {
    const hint = didYouMean(coordinate, [...mutations.keys()]);
    throw new TypeError(`${where}: the schema has no mutation ${inspect(coordinate)} with typed errors.${hint}`);
  }
  if (typeof code === 'string' && mutation.codes.getValue(code)) return mutation;
  throw new TypeError(`${where}: ${unknownCodeMessage(coordinate, code, mutation.codes)}`);
}
