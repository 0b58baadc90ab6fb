import { isThenable, namedType, oncePer, type ObjectType } from '../internal/executable-schema.js';

/** The type resolver of the union `DetailedError`. */
export type DetailTypeResolver = (
  value: unknown,
  context: unknown,
  info: {
    readonly returnType: unknown;
    readonly schema: { getPossibleTypes(type: never): readonly ObjectType[] };
  },
  // graphql-jit does not pass it.
  type?: unknown,
) => string | Promise<string | undefined> | undefined;

/** The fields of the module's own members of the union. */
const ownShapes = { ActiveModelError: ['attribute', 'type'], MessageError: ['message'] } as const;

/** A member of the union that has the shape of one of the module's own. */
interface OwnMember {
  /** Its name in this schema; `undefined` where the union has no such member. */
  readonly name: string | undefined;
  /** The fields of other members that this one does not have. */
  readonly foreignFields: readonly string[];
}

const hasFields = (member: ObjectType, fields: readonly string[]): boolean =>
  fields.every((field) => field in member.getFields());

/** Finds one of the module's own members, which hosts may have renamed. */
function findOwnMember(name: keyof typeof ownShapes, members: readonly ObjectType[]): OwnMember {
  const shape = ownShapes[name];
  const alike = members.filter(
    (member) => hasFields(member, shape) && Object.keys(member.getFields()).length === shape.length,
  );
  // By name, also behind a prefix, where a host's member has the same fields, or where the host
  // added fields to ours.
  const named = members.find((member) => member.name.endsWith(name) && hasFields(member, shape));
  const own = named ?? (alike.length === 1 ? alike[0] : undefined);
  const others = members.filter((member) => member !== own).flatMap((member) => Object.keys(member.getFields()));
  const ownFields = Object.keys(own?.getFields() ?? {});
  return { name: own?.name, foreignFields: others.filter((field) => !ownFields.includes(field)) };
}

/** A detail, as it is read before its type is known. */
type Detail = Readonly<Record<string, unknown>>;

/**
 * Returns a function that finds the member that a detail is by its fields: hosts may rename the
 * types. It returns `undefined` when there is none, when several have exactly these fields, or when
 * the detail has an additional field that belongs to another member.
 */
export const shapeFinder: (members: readonly ObjectType[]) => (detail: Detail) => string | undefined = oncePer(
  (members) => {
    const activeModelError = findOwnMember('ActiveModelError', members);
    const messageError = findOwnMember('MessageError', members);
    return (detail: Detail): string | undefined => {
      // The fields by name, not in a loop: each detail of each response is read twice.
      const isActiveModelError = typeof detail.attribute === 'string' && typeof detail.type === 'string';
      if (!isActiveModelError && typeof detail.message !== 'string') return undefined;
      const { name, foreignFields } = isActiveModelError ? activeModelError : messageError;
      for (const field of foreignFields) if (Object.hasOwn(detail, field)) return undefined;
      return name;
    };
  },
);

/**
 * Resolves a detail to a member of `DetailedError`: by `__typename`, else by the members'
 * `isTypeOf`, else by its fields. It never guesses, because a host may have extended the union and
 * a wrong member would reach the client. For a detail that it cannot resolve, graphql reports the
 * error.
 */
export const resolveDetailType: DetailTypeResolver = (value, context, info, type = namedType(info.returnType)) => {
  const detail = value as Detail;
  const members = info.schema.getPossibleTypes(type as never);
  const { __typename } = detail;
  if (typeof __typename === 'string' && members.some(({ name }) => name === __typename)) return __typename;

  const pending: Promise<string | undefined>[] = [];
  for (const { name, isTypeOf } of members) {
    const matches = isTypeOf?.(value as never, context as never, info as never);
    if (isThenable(matches)) {
      pending.push(matches.then((settled) => (settled ? name : undefined)));
    } else if (matches) {
      // The pending ones may still reject; unhandled, that would end the process.
      void Promise.allSettled(pending);
      return name;
    }
  }
  // The __typename may be the one from before the host renamed the types. Any other name that the
  // union does not have is left to graphql to report.
  const byShape = () => shapeFinder(members)(detail) ?? (__typename as string | undefined);
  if (pending.length === 0) return byShape();
  return Promise.all(pending).then((names) => names.find((name) => name !== undefined) ?? byShape());
};
