import { isEnumType } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { findType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import { allResolvers, type Merge, type Rule } from './merge.js';
import type { Part } from './part.js';

type EnumMap = Readonly<Record<string, unknown>>;

/**
 * Returns the internal values of the enum by name; `undefined` when the input does not show them.
 */
function findEnumMap({ resolvers, schema }: Part, name: string): EnumMap | undefined {
  if (resolvers) return resolvers[name] ?? {};
  const type = schema?.getType(name);
  if (!isEnumType(type)) return undefined;
  const internal = type.getValues().filter((value) => value.value !== value.name);
  return Object.fromEntries(internal.map((value) => [value.name, value.value]));
}

const isEmpty = (map: object): boolean => Object.keys(map).length === 0;

const declares = (part: Part, name: string): boolean => (findType(part.definitions, name)?.declarations ?? 0) > 0;

/**
 * Returns the enum maps of the schemas that are merged: one for all SDL together, one for each
 * schema.
 */
function findEnumMaps({ parts, names }: Merge): { readonly name: string; readonly map: EnumMap }[] {
  const declaring = parts.filter((part) => declares(part, names.ErrorCodeEnum));
  const [firstSdl] = declaring.filter(({ schema }) => !schema);
  const maps = parts.flatMap((part) => (part.resolvers ? [findEnumMap(part, names.ErrorCodeEnum)] : []));
  const ofSdl =
    firstSdl && maps.length > 0 ? [{ name: firstSdl.name, map: Object.assign({}, ...maps) as EnumMap }] : [];
  const ofSchemas = declaring.flatMap((part) => {
    const map = part.schema && findEnumMap(part, names.ErrorCodeEnum);
    return map ? [{ name: part.name, map }] : [];
  });
  return [...ofSdl, ...ofSchemas];
}

const enumMapMissing: Rule = (merge) => {
  if (merge.into !== 'schema') return [];
  const maps = findEnumMaps(merge);
  if (maps.every(({ map }) => isEmpty(map))) return [];
  return maps
    .filter(({ map }) => isEmpty(map))
    .map(({ name }) => ({
      rule: 'enum-map-missing',
      // Error.errorCode accepts names and internal values. Fields and arguments of the host do not.
      severity: 'warning',
      where: `${name}, ${merge.names.ErrorCodeEnum}`,
      what: 'The enum has no internal values, but has them in another input.',
      why: 'The last schema wins. Fields of your own that return a code then fail for the values of the other input.',
      fix: 'Merge the resolvers of the module in both, or create the module with enumValues: "name" in both.',
    }));
};

const resolversMissing: Rule = ({ parts, names, into }) => {
  const [declaring] = parts.filter((part) => !part.schema && declares(part, names.Error));
  const resolvers = allResolvers(parts);
  if (into !== 'schema' || !declaring || resolvers.length === 0) return [];
  if (resolvers.some(({ [names.Error]: map }) => map?.errorCode)) return [];
  return [
    {
      rule: 'resolvers-missing',
      severity: 'warning',
      where: `${declaring.name}, ${names.Error}.errorCode`,
      what: 'The SDL of the module is merged without its resolvers.',
      why: 'Codes by internal value fail, except in mutations that withErrorPayloads wraps.',
      fix: 'Merge the resolvers of the module, too.',
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
          where: `gatewayResolvers, ${names.ErrorCodeEnum}`,
          what: 'The resolvers of the gateway contain the internal values of the codes.',
          why: 'The gateway sends internal values to subschemas that expect names: arguments of the enum type fail.',
          fix: 'Pass the gatewayResolvers of the module to the gateway.',
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
            what: 'The resolvers are in the form that @graphql-tools expects.',
            why: 'Mercurius ignores internal values of enums, and reads resolveType instead of __resolveType.',
            fix: 'Pass the mercuriusResolvers of the module, or a built schema.',
          },
        ];
      });

const duplicateValues: Rule = ({ parts, names }) =>
  parts.flatMap((part) => {
    const map = findEnumMap(part, names.ErrorCodeEnum) ?? {};
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
          what: `The internal value ${inspect(value)} already stands for ${first}.`,
          why: 'graphql returns the same name for both codes.',
          fix: 'Give each code a unique internal value.',
        },
      ];
    });
  });

/** The rules for the resolvers of the module and the internal values in them. */
export const resolverRules: readonly Rule[] = [
  enumMapMissing,
  resolversMissing,
  enumMapAtGateway,
  enumMapIgnored,
  duplicateValues,
];
