import { isThenable, type ErrorPayloadField, type Resolve } from '../internal/executable-schema.js';
import {
  acceptBatch,
  acceptPayload,
  recoverBatch,
  recoverPayload,
  settle,
  type PayloadRules,
} from './accept-payload.js';
import { ErrorCheck, type ErrorCheckOptions } from './error-check.js';
import { amend, resolveProperty } from './payload-fields.js';

interface Arguments {
  readonly input?: { readonly clientMutationId?: unknown } | null;
}

/** Returns the payload with the `clientMutationId` that the client sent, unless it has its own. */
function echo(payload: unknown, args: Arguments): unknown {
  const clientMutationId = args.input?.clientMutationId;
  if (clientMutationId === undefined || typeof payload !== 'object' || payload === null) return payload;
  if (isThenable(payload)) return payload.then((settled) => echo(settled, args));
  return 'clientMutationId' in payload ? payload : amend(payload, { clientMutationId });
}

function createPayloadRules(
  target: ErrorPayloadField,
  declared: readonly string[] | undefined,
  options: ErrorCheckOptions,
): PayloadRules {
  // Most mutations never fail in the lifetime of a process, so the check is created on demand.
  let check: ErrorCheck | undefined;
  return {
    coordinate: target.coordinate,
    onDefect: options.onDefect,
    acceptErrors: (errors, thrown) => (check ??= new ErrorCheck(target, declared, options)).accept(errors, thrown),
  };
}

/**
 * Creates the resolver that wraps a mutation's own. It is not `async`: a synchronous resolver stays
 * synchronous, and an asynchronous one gets one more `then`.
 *
 * @param declared the codes that the mutation declares; `undefined` when it has no declaration
 */
export function createBoundary(
  target: ErrorPayloadField,
  declared: readonly string[] | undefined,
  options: ErrorCheckOptions,
): Resolve {
  const { field, isBatch, payload } = target;
  const { resolve = resolveProperty } = field;
  const rules = createPayloadRules(target, declared, options);
  const accept = (returned: unknown) => (isBatch ? acceptBatch : acceptPayload)(rules, returned);
  const recover = (thrown: unknown) => (isBatch ? recoverBatch : recoverPayload)(rules, thrown);

  const boundary = (parent: unknown, args: unknown, context: unknown, info: unknown): unknown => {
    let returned: unknown;
    try {
      returned = resolve(parent as never, args as never, context as never, info as never);
    } catch (thrown) {
      return recover(thrown);
    }
    return isThenable(returned) ? settle(returned, accept, recover) : accept(returned);
  };
  if (isBatch || !('clientMutationId' in payload.getFields())) return boundary;
  return (parent: unknown, args: Arguments, context: unknown, info: unknown) =>
    echo(boundary(parent, args, context, info), args);
}
