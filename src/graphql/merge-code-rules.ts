import { isEnumType, Kind, visit, type DefinitionNode, type TypeNode } from 'graphql';
import { renameFix, type MergeFinding, type Rule } from './merge-finding.js';
import type { Part } from './merge-input.js';

/** The values that an input gives an enum, where it declares or extends it. */
const valuesOf = (definitions: readonly DefinitionNode[], name: string) =>
  new Set(
    definitions.flatMap((node) =>
      (node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_EXTENSION) && node.name.value === name
        ? (node.values ?? []).map((value) => value.name.value)
        : [],
    ),
  );

const versionsDiffer: Rule = ({ parts, names, own, into }) => {
  const ours = valuesOf(own.definitions, names.ErrorCodeEnum);
  const defining = parts.filter(({ definitions }) =>
    definitions.some((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === names.ErrorCodeEnum),
  );
  return defining.flatMap((part): MergeFinding[] => {
    const theirs = valuesOf(part.definitions, names.ErrorCodeEnum);
    const missing = [...ours].filter((code) => !theirs.has(code));
    const where = `${part.name}, ${names.ErrorCodeEnum}`;
    if (missing.length === ours.size) {
      const what = 'it is another enum of the same name: it shares no code with the module';
      const why = 'the two are merged into one, and clients see the codes of both';
      return [{ rule: 'foreign-type', severity: 'error', where, what, why, fix: renameFix }];
    }
    if (missing.length === 0) return [];
    return [
      {
        rule: 'versions-differ',
        severity: 'warning',
        where,
        what: `it lacks ${missing.join(', ')}: it is of another version of the module`,
        why:
          into === 'federation' || into === 'stitching'
            ? 'a code that the gateway does not know is null, or an error, by the time it reaches the client'
            : 'where this one wins, these codes fail their field',
        fix: 'use one version of the module everywhere; roll out the gateway before the services that answer new codes',
      },
    ];
  });
};

const moduleTwice: Rule = ({ parts, names, into }) =>
  into !== 'federation'
    ? []
    : parts
        .filter(
          ({ definitions }) =>
            definitions.filter(
              (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === names.ErrorCodeEnum,
            ).length > 1,
        )
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

const enumMapMissing: Rule = ({ parts, names, into }) => {
  if (into !== 'schema') return [];
  const maps = parts
    .filter(({ definitions }) => valuesOf(definitions, names.ErrorCodeEnum).size > 0)
    .map((part) => ({ part, map: enumMap(part, names.ErrorCodeEnum) }));
  const isMapped = (map: object | undefined) => map !== undefined && Object.keys(map).length > 0;
  if (!maps.some(({ map }) => isMapped(map))) return [];
  return maps
    .filter(({ map }) => map !== undefined && !isMapped(map))
    .map(({ part }) => ({
      rule: 'enum-map-missing',
      severity: 'error',
      where: `${part.name}, ${names.ErrorCodeEnum}`,
      what: 'it has no internal values, while another input has them',
      why: 'the last schema wins, and resolvers that answer the values of the other fail',
      fix: "give the module's resolvers to both, or values: 'name' to both",
    }));
};

const enumMapAtGateway: Rule = ({ into, names, gatewayResolvers }) =>
  into !== 'stitching' || !(names.ErrorCodeEnum in gatewayResolvers)
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
    : parts
        .filter(
          ({ resolvers }) =>
            resolvers && (resolvers[names.ErrorCodeEnum] ?? resolvers[names.DetailedError]?.__resolveType),
        )
        .map(({ name }) => ({
          rule: 'enum-map-ignored',
          severity: 'error',
          where: `${name}, ${names.ErrorCodeEnum}`,
          what: 'its resolvers are in the form of @graphql-tools',
          why: 'Mercurius ignores internal values, and reads resolveType where @graphql-tools reads __resolveType',
          fix: "give Mercurius the module's mercuriusResolvers, or a schema that is built already",
        }));

const duplicateValues: Rule = ({ parts, names }) =>
  parts.flatMap((part) => {
    const owner = new Map<unknown, string>();
    return Object.entries(enumMap(part, names.ErrorCodeEnum) ?? {}).flatMap(([code, value]): MergeFinding[] => {
      const first = owner.get(value);
      owner.set(value, code);
      if (first === undefined) return [];
      return [
        {
          rule: 'duplicate-internal-value',
          severity: 'error',
          where: `${part.name}, ${names.ErrorCodeEnum}.${code}`,
          what: `its internal value is ${JSON.stringify(value)}, as that of ${first}`,
          why: 'graphql answers one of the two names for both',
          fix: 'give each code an internal value of its own',
        },
      ];
    });
  });

const enumAsInput: Rule = ({ parts, names, into }) =>
  parts.flatMap((part) =>
    inputPositions(part.definitions, names.ErrorCodeEnum).map((position) => ({
      rule: 'enum-as-input',
      severity: into === 'federation' || into === 'stitching' ? 'error' : 'warning',
      where: `${part.name}, ${position}`,
      what: `${names.ErrorCodeEnum} is the type of an input`,
      why:
        into === 'federation'
          ? 'an enum in inputs must have the same values in all subgraphs: no code could be added any more'
          : 'internal values and names differ on their way through a gateway, and a new code would break old clients',
      fix: 'take the code as String',
    })),
  );

/** Where a type is used in arguments, input fields and directives, as schema coordinates. */
function inputPositions(definitions: readonly DefinitionNode[], name: string): string[] {
  const positions: string[] = [];
  for (const definition of definitions) {
    const owner = 'name' in definition && definition.name ? definition.name.value : '';
    let field = '';
    visit(definition, {
      FieldDefinition: { enter: (node) => void (field = `.${node.name.value}`), leave: () => void (field = '') },
      InputValueDefinition: (node) => {
        if (namedTypeOf(node.type) !== name) return;
        if (definition.kind === Kind.DIRECTIVE_DEFINITION) positions.push(`@${owner}(${node.name.value}:)`);
        else positions.push(field ? `${owner}${field}(${node.name.value}:)` : `${owner}.${node.name.value}`);
      },
    });
  }
  return positions;
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

/** What must be the same of the codes and their internal values. */
export const codeRules: readonly Rule[] = [
  versionsDiffer,
  moduleTwice,
  enumMapMissing,
  enumMapAtGateway,
  enumMapIgnored,
  duplicateValues,
  enumAsInput,
];
