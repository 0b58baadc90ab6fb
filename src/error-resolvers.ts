import { errorCodeName, type KnownCodes } from './catalogue.js';
import { unknownCode } from './code-message.js';
import { isThenable, namedType, onceFor, type EnumType, type ObjectType } from './executable-schema.js';

interface FieldInfo {
  readonly returnType: unknown;
  readonly path: { readonly key: string | number };
}

interface UnionInfo {
  readonly returnType: unknown;
  readonly schema: { getPossibleTypes(type: never): readonly ObjectType[] };
}

export type ErrorCodeResolver = (parent: unknown, args: unknown, context: unknown, info: FieldInfo) => unknown;

export type DetailTypeResolver = (
  value: unknown,
  context: unknown,
  info: UnionInfo,
  // graphql-jit does not pass it.
  type?: unknown,
) => string | Promise<string | undefined> | undefined;

/**
 * Makes the resolver of `Error.errorCode`. It accepts a public name or an internal value and returns what the running enum expects,
 * whichever of the two that is: a gateway delivers names where the schema may hold internal values, and the other way round. It throws a
 * TypeError when neither the enum nor `findName` knows the code.
 *
 * @param findName the public name of a code given by internal value or by name
 */
export function createErrorCodeResolver(findName: (code: unknown) => string | undefined): ErrorCodeResolver {
  return (parent, _args, _context, info) => {
    const type = namedType(info.returnType) as EnumType;
    // A stitching gateway stores a subschema's answer under the alias of the client's query.
    const { errorCode, [info.path.key]: aliased } = parent as Record<string, unknown>;
    for (const code of [errorCode, aliased]) {
      const name = typeof code === 'string' && type.getValue(code) ? code : findName(code);
      const declared = name === undefined ? undefined : type.getValue(name);
      if (declared) return declared.value;
      // The internal value of a code that the host added to the enum by itself.
      if (code !== undefined && type.getValues().some(({ value }) => value === code)) return code;
    }
    throw new TypeError(unknownCode('Error.errorCode', errorCode, type));
  };
}

/** The resolver of `Error.errorCode` that knows the codes of the catalogue. */
export const resolveErrorCode: ErrorCodeResolver = createErrorCodeResolver(errorCodeName);

/**
 * Makes the resolver of the query `errorCatalogue`: an entry for each code of the running enum that the catalogue knows, in the enum's
 * order.
 */
export const createCatalogueResolver =
  (known: KnownCodes) =>
  (_parent: unknown, _args: unknown, _context: unknown, info: { readonly returnType: unknown }): readonly object[] => {
    const entry = namedType(info.returnType) as ObjectType;
    const codes = namedType(entry.getFields().code!.type) as EnumType;
    return codes.getValues().flatMap(({ name, value, description, deprecationReason }) => {
      // An enum value may be called "constructor".
      if (!Object.hasOwn(known, name)) return [];
      const { category, fault, retry, action } = known[name]!;
      return [{ code: value, description, deprecationReason, category, fault, retry, action }];
    });
  };

/**
 * Finds the member of `DetailedError` that a detail is. It never guesses: a host may have extended the union, and a detail taken for
 * the wrong member would reach the client as one. What it does not recognise is left to graphql to report.
 */
export const resolveDetailType: DetailTypeResolver = (value, context, info, type = namedType(info.returnType)) => {
  const detail = value as Record<string, unknown>;
  const members = info.schema.getPossibleTypes(type as never);
  const { __typename } = detail;
  if (typeof __typename === 'string' && members.some(({ name }) => name === __typename)) return __typename;

  const pending: Promise<string | undefined>[] = [];
  for (const { name, isTypeOf } of members) {
    const answer = isTypeOf?.(value as never, context as never, info as never);
    if (isThenable(answer)) {
      pending.push(answer.then((matches) => (matches ? name : undefined)));
    } else if (answer) {
      // Those that are not waited for may fail: unheard, that would end the process.
      void Promise.allSettled(pending);
      return name;
    }
  }
  // A name that the union does not have is left to graphql to report, unless it is only the one from before the host renamed the types.
  const byShape = () => typeOfShape(detail, members) ?? (__typename as string | undefined);
  if (pending.length === 0) return byShape();
  return Promise.all(pending).then((names) => names.find((name) => name !== undefined) ?? byShape());
};

/**
 * The member that the detail is by its fields: hosts may rename the types. `undefined` when there is none, when several have exactly these
 * fields, or when the detail has a field more that is another member's.
 */
export function typeOfShape(
  detail: Readonly<Record<string, unknown>>,
  members: readonly ObjectType[],
): string | undefined {
  for (const { own, shape, foreign } of ownMembers(members)) {
    if (!shape.every((field) => typeof detail[field] === 'string')) continue;
    return foreign.some((field) => Object.hasOwn(detail, field)) ? undefined : own;
  }
  return undefined;
}

const shapes = { ActiveModelError: ['attribute', 'type'], MessageError: ['message'] } as const;

/** What the module's own members are called in a union, by what they are known, and the fields by which they are not. */
const ownMembers = onceFor((members: readonly ObjectType[]) =>
  Object.entries(shapes).map(([name, shape]) => {
    const has = (member: ObjectType, fields: readonly string[]) => fields.every((field) => field in member.getFields());
    const alike = members.filter(
      (member) => has(member, shape) && Object.keys(member.getFields()).length === shape.length,
    );
    // By its name, also behind a prefix, where a host's member has the same fields, or where the host has added some to ours.
    const named = members.find((member) => member.name.endsWith(name) && has(member, shape));
    const own = named ?? (alike.length === 1 ? alike[0] : undefined);
    const others = members.filter((member) => member !== own).flatMap((member) => Object.keys(member.getFields()));
    return {
      own: own?.name,
      shape,
      foreign: others.filter((field) => !Object.keys(own?.getFields() ?? {}).includes(field)),
    };
  }),
);
