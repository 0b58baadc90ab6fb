import { isEnumType } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { findType, isOneSchema, ownTypes, renameFix, type Merge, type MergeFinding, type Rule } from './finding.js';
import type { Part } from './input.js';

const versionsDiffer: Rule = (merge) =>
  ownTypes(merge).flatMap(({ part, name, theirs, ours }): MergeFinding[] => {
    if (name !== merge.names.ErrorCodeEnum || theirs.kind !== 'enum' || !theirs.isDeclared) return [];
    const missing = [...ours.values].filter((code) => !theirs.values.has(code));
    const where = `${part.name}, ${name}`;
    if (missing.length === ours.values.size) {
      return [
        {
          rule: 'foreign-type',
          severity: isOneSchema(merge) && !part.schema ? 'warning' : 'error',
          where,
          what: 'it shares no code with the module',
          why: 'the two are merged into one enum, and clients see the codes of both',
          fix: `if it is meant to add codes, give them to createErrorModule as codes; else ${renameFix}`,
        },
      ];
    }
    if (missing.length === 0) return [];
    return [
      {
        rule: 'versions-differ',
        severity: 'warning',
        where,
        what: `it lacks ${missing.join(', ')}: it is of another version of the module, or made without these codes`,
        why: isOneSchema(merge)
          ? 'merged, the enum has the codes of both, but description and deprecation of a code are those of the last'
          : 'a code that the gateway does not know is null, or an error, by the time it reaches the client',
        fix: 'use one version of the module everywhere; roll out the gateway before the services that answer new codes',
      },
    ];
  });

const moduleTwice: Rule = ({ parts, names, into }) =>
  into !== 'federation'
    ? []
    : parts
        .filter((part) => (findType(part, names.ErrorCodeEnum)?.declarations ?? 0) > 1)
        .map(({ name }) => ({
          rule: 'module-twice',
          severity: 'error',
          where: name,
          what: "the module's SDL is in it more than once",
          why: 'buildSubgraphSchema throws: there can be only one type named so',
          fix: 'give its typeDefs once',
        }));

/** The internal values of the enum in an input, by name; undefined where nothing is known of them. */
function enumMap({ resolvers, schema }: Part, name: string): Readonly<Record<string, unknown>> | undefined {
  if (resolvers) return resolvers[name] ?? {};
  const type = schema?.getType(name);
  if (!isEnumType(type)) return undefined;
  const internal = type.getValues().filter(({ name: own, value }) => value !== own);
  return Object.fromEntries(internal.map((value) => [value.name, value.value]));
}

const isEmpty = (map: object) => Object.keys(map).length === 0;

/** The maps of what becomes one schema: that of all SDL together, and that of each schema. */
function* mapsOf({ parts, names }: Merge): Iterable<{ readonly name: string; readonly map: object }> {
  const declaring = parts.filter((part) => findType(part, names.ErrorCodeEnum)?.isDeclared);
  const bySdl = declaring.filter(({ schema }) => !schema);
  const given = parts.filter(({ schema, resolvers }) => !schema && resolvers);
  if (bySdl.length > 0 && given.length > 0) {
    yield { name: bySdl[0]!.name, map: Object.assign({}, ...given.map((part) => enumMap(part, names.ErrorCodeEnum))) };
  }
  for (const part of declaring) {
    if (part.schema) yield { name: part.name, map: enumMap(part, names.ErrorCodeEnum)! };
  }
}

const enumMapMissing: Rule = (merge) => {
  if (merge.into !== 'schema') return [];
  const maps = [...mapsOf(merge)];
  if (maps.every(({ map }) => isEmpty(map))) return [];
  return maps
    .filter(({ map }) => isEmpty(map))
    .map(({ name }) => ({
      rule: 'enum-map-missing',
      // Error.errorCode takes both; fields and arguments of the host do not.
      severity: 'warning',
      where: `${name}, ${merge.names.ErrorCodeEnum}`,
      what: 'it has no internal values, while another input has them',
      why: 'the last schema wins, and a field of your own whose type is the enum fails for the values of the other',
      fix: "give the module's resolvers to both, or enumValues: 'name' to both",
    }));
};

/** The SDL of the module without its resolvers. */
const resolversMissing: Rule = ({ parts, names, into }) => {
  const declaring = parts.filter((part) => !part.schema && findType(part, names.Error)?.isDeclared);
  const given = parts.flatMap(({ resolvers }) => (resolvers ? [resolvers] : []));
  if (into !== 'schema' || declaring.length === 0 || given.length === 0) return [];
  if (given.some(({ [names.Error]: map }) => map?.errorCode)) return [];
  return [
    {
      rule: 'resolvers-missing',
      severity: 'warning',
      where: `${declaring[0]!.name}, ${names.Error}.errorCode`,
      what: "the module's SDL is there without its resolvers",
      why: 'codes by internal value fail, but in mutations that withErrorPayloads wraps',
      fix: "give the module's resolvers, too",
    },
  ];
};

const enumMapAtGateway: Rule = ({ into, names, gatewayResolvers }) =>
  into !== 'stitching' || !gatewayResolvers.some((map) => names.ErrorCodeEnum in map)
    ? []
    : [
        {
          rule: 'enum-map-at-gateway',
          severity: 'error',
          where: `the gateway's resolvers, ${names.ErrorCodeEnum}`,
          what: 'the gateway has internal values for the codes',
          why: 'it would send them to the subschemas, which know names: every argument of an enum type fails',
          fix: "give the gateway the module's gatewayResolvers",
        },
      ];

const enumMapIgnored: Rule = ({ parts, names, into }) =>
  into !== 'mercurius'
    ? []
    : parts.flatMap(({ name, resolvers = {} }): MergeFinding[] => {
        const ignored = [
          ...(resolvers[names.ErrorCodeEnum] ? [names.ErrorCodeEnum] : []),
          ...(resolvers[names.DetailedError]?.__resolveType ? [`${names.DetailedError}.__resolveType`] : []),
        ];
        if (ignored.length === 0) return [];
        return [
          {
            rule: 'enum-map-ignored',
            severity: 'error',
            where: `${name}, ${ignored.join(' and ')}`,
            what: 'its resolvers are in the form of @graphql-tools',
            why: 'Mercurius ignores internal values, and reads resolveType where @graphql-tools reads __resolveType',
            fix: "give Mercurius the module's mercuriusResolvers, or a schema that is built already",
          },
        ];
      });

const duplicateValues: Rule = ({ parts, names }) =>
  parts.flatMap((part) => {
    const map = enumMap(part, names.ErrorCodeEnum) ?? {};
    const owner = new Map<unknown, string>(Object.keys(map).map((code) => [code, code]));
    return Object.entries(map).flatMap(([code, value]): MergeFinding[] => {
      const first = owner.get(value);
      owner.set(value, code);
      if (first === undefined || first === code) return [];
      return [
        {
          rule: 'duplicate-internal-value',
          severity: 'error',
          where: `${part.name}, ${names.ErrorCodeEnum}.${code}`,
          what: `its internal value is ${inspect(value)}, which stands for ${first}`,
          why: 'graphql answers one of the two names for both',
          fix: 'give each code an internal value of its own',
        },
      ];
    });
  });

const enumAsInput: Rule = (merge) => {
  const { parts, names, into } = merge;
  const versions = parts.flatMap((part) => {
    const type = findType(part, names.ErrorCodeEnum);
    return type ? [[...type.values].toSorted().join()] : [];
  });
  const composes = new Set(versions).size < 2;
  return parts.flatMap((part) =>
    part.inputPositions(names.ErrorCodeEnum).flatMap((position): MergeFinding[] => {
      // Directives of a subgraph stay there.
      if (into === 'federation' && position.startsWith('@')) return [];
      return [
        {
          rule: 'enum-as-input',
          severity: into === 'federation' && !composes ? 'error' : 'warning',
          where: `${part.name}, ${position}`,
          what: `${names.ErrorCodeEnum} is the type of an input`,
          why:
            into === 'federation'
              ? 'an enum in inputs must have the same values in all subgraphs, so no code can be added one subgraph at a time'
              : 'a gateway with internal values of its own, or a subgraph with default values, sends the wrong ones',
          fix: 'take the code as String',
        },
      ];
    }),
  );
};

/** What must be the same of the codes and their internal values. */
export const codeRules: readonly Rule[] = [
  versionsDiffer,
  moduleTwice,
  enumMapMissing,
  resolversMissing,
  enumMapAtGateway,
  enumMapIgnored,
  duplicateValues,
  enumAsInput,
];
