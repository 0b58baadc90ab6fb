import { ErrorCode, errorCodeName } from './catalogue.js';
import { unknownCode } from './code-message.js';
import { isThenable, namedType, type EnumType, type ObjectType } from './executable-schema.js';
import { sdl } from './generated/sdl.js';

interface FieldInfo {
  readonly returnType: unknown;
  readonly path: { readonly key: string | number };
}

interface UnionInfo {
  readonly returnType: unknown;
  readonly schema: { getPossibleTypes(type: never): readonly Pick<ObjectType, 'name' | 'isTypeOf'>[] };
}

/** SDL and resolvers, as plain values for any server or merge tool. */
export interface ErrorModule {
  readonly typeDefs: string;
  readonly resolvers: ErrorModuleResolvers;
}

/** The resolver map. It is plain data and functions: no graphql types that could come from another realm. */
export type ErrorModuleResolvers = {
  ErrorCodeEnum: Record<string, string>;
  Error: { errorCode: (parent: unknown, args: unknown, context: unknown, info: FieldInfo) => unknown };
  DetailedError: {
    __resolveType: (
      value: unknown,
      context: unknown,
      info: UnionInfo,
      type?: unknown,
    ) => string | Promise<string | undefined> | undefined;
  };
};

/**
 * The module as SDL and resolvers. Merge both: the SDL alone loses the internal values and the tolerance of `Error.errorCode`.
 *
 * @example
 * const errors = createErrorModule();
 * makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers, appResolvers] });
 */
export function createErrorModule(): ErrorModule {
  return {
    typeDefs: sdl,
    resolvers: {
      ErrorCodeEnum: { ...ErrorCode },
      Error: { errorCode: resolveErrorCode },
      DetailedError: { __resolveType: resolveDetailType },
    },
  };
}

/** The module with its default options. */
export const { typeDefs, resolvers } = createErrorModule();

/**
 * Accepts a public name or an internal value and returns what the running enum expects, whichever of the two that is: a gateway
 * delivers names where the schema may hold internal values, and the other way round.
 *
 * @throws when neither the enum nor the catalogue knows the code.
 */
export function resolveErrorCode(parent: unknown, _args: unknown, _context: unknown, info: FieldInfo): unknown {
  const type = namedType(info.returnType) as EnumType;
  // A stitching gateway stores a subschema's answer under the alias of the client's query.
  const { errorCode, [info.path.key]: aliased } = parent as Record<string, unknown>;
  for (const code of [errorCode, aliased]) {
    const name = typeof code === 'string' && type.getValue(code) ? code : errorCodeName(code);
    const declared = name === undefined ? undefined : type.getValue(name);
    if (declared) return declared.value;
    // The internal value of a code that the host added.
    if (code !== undefined && type.getValues().some(({ value }) => value === code)) return code;
  }
  throw new TypeError(unknownCode('Error.errorCode', errorCode, type));
}

/**
 * Finds the member of `DetailedError` that a detail is. It never guesses: a host may have extended the union, and a detail taken for
 * the wrong member would reach the client as one. What it does not recognise is left to graphql to report.
 */
export function resolveDetailType(
  value: unknown,
  context: unknown,
  info: UnionInfo,
  // graphql-jit does not pass it.
  type: unknown = namedType(info.returnType),
): string | Promise<string | undefined> | undefined {
  const detail = value as Record<string, unknown>;
  if (typeof detail.__typename === 'string') return detail.__typename;

  const pending: Promise<string | undefined>[] = [];
  for (const { name, isTypeOf } of info.schema.getPossibleTypes(type as never)) {
    const answer = isTypeOf?.(value as never, context as never, info as never);
    if (answer === true) return name;
    if (isThenable(answer)) pending.push(answer.then((matches) => (matches === true ? name : undefined)));
  }
  if (pending.length === 0) return typeOfShape(detail);
  return Promise.all(pending).then((names) => names.find((name) => name !== undefined) ?? typeOfShape(detail));
}

export function typeOfShape(detail: Record<string, unknown>): string | undefined {
  if (typeof detail.attribute === 'string' && typeof detail.type === 'string') return 'ActiveModelError';
  if (typeof detail.message === 'string') return 'MessageError';
  return undefined;
}
