import { isObjectType, isUnionType, Kind, print, type DirectiveDefinitionNode } from 'graphql';
import { resolveDetailType } from '../failures/detail-type-resolver.js';
import { inspect } from '../internal/inspect.js';
import { findType, type DeclaredType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import { allResolvers, isOneSchema, pairTypes, renameFix, type Rule } from './merge.js';
import type { Part, ResolverMap } from './part.js';

const twoCopies: Rule = ({ parts, into }) =>
  parts
    .filter(({ isForeign }) => isForeign)
    .map(({ name }) => ({
      rule: 'two-copies-of-graphql',
      // Composition works on SDL, where copies of graphql do not matter.
      severity: into === 'federation' ? 'warning' : 'error',
      where: name,
      what: 'The schema was built with another copy or version of graphql, so it was not checked.',
      why: 'graphql rejects types "from another module or realm" in one schema.',
      fix: 'Install a single copy of graphql (see "npm ls graphql"), or pass SDL and resolvers instead of the schema.',
    }));

const kindClash: Rule = (merge) =>
  pairTypes(merge)
    .filter(({ declared, expected }) => declared.kind !== expected.kind)
    .map(({ part, name, declared, expected }) => ({
      rule: 'kind-clash',
      severity: 'error',
      where: `${part.name}, ${name}`,
      what: `"${declared.kind} ${name}" conflicts with "${expected.kind} ${name}" of the module.`,
      why: 'Tools that merge SDL keep the last declaration, without a warning.',
      fix: renameFix,
    }));

const quote = (names: readonly string[]): string => names.map((name) => inspect(name)).join(', ');

/** Returns the names of the fields that differ. An extension is not missing any. */
function compareFields(declared: DeclaredType, expected: DeclaredType) {
  return {
    missing:
      declared.declarations === 0 ? [] : [...expected.fields.keys()].filter((field) => !declared.fields.has(field)),
    added: [...declared.fields.keys()].filter((field) => !expected.fields.has(field)),
    changed: [...declared.fields.keys()].filter(
      (field) => expected.fields.has(field) && expected.fields.get(field) !== declared.fields.get(field),
    ),
  };
}

const fieldsDiffer: Rule = (merge) =>
  pairTypes(merge).flatMap(({ part, name, declared, expected }): MergeFinding[] => {
    if (declared.kind !== 'type' || expected.kind !== 'type') return [];
    const { missing, added, changed } = compareFields(declared, expected);
    if (missing.length + added.length + changed.length === 0) return [];
    const where = `${part.name}, ${name}`;
    if (missing.length === expected.fields.size) {
      return [
        {
          rule: 'foreign-type',
          severity: 'error',
          where,
          what: `An unrelated type with the same name as ${name} of the module. Its fields: ${quote(added)}.`,
          why: 'The two types are merged into one, or make each other null at run time.',
          fix: renameFix,
        },
      ];
    }
    const isExtended = missing.length + changed.length === 0;
    const differences = Object.entries({ missing, added, changed })
      .filter(([, fields]) => fields.length > 0)
      .map(([difference, fields]) => `${difference} ${quote(fields)}`);
    return [
      {
        rule: 'fields-differ',
        severity: isExtended && isOneSchema(merge) ? 'warning' : 'error',
        where,
        what: `The fields differ from ${name} of the module: ${differences.join('; ')}.`,
        why: isOneSchema(merge)
          ? 'One declaration of each field wins. If the schema later becomes a subgraph, composition fails.'
          : 'A gateway cannot resolve a field that some subgraphs or subschemas do not have.',
        fix:
          'Use one version of the module everywhere. ' +
          `For additional data, add a detail type with "extend union ${merge.names.DetailedError}".`,
      },
    ];
  });

const membersMissing: Rule = (merge) =>
  pairTypes(merge).flatMap(({ part, name, declared, expected }): MergeFinding[] => {
    if (declared.kind !== 'union' || declared.declarations === 0) return [];
    const missing = [...expected.members].filter((member) => !declared.members.has(member));
    if (missing.length === 0) return [];
    return [
      {
        rule: 'members-missing',
        // When SDL is merged, a union that is declared twice has the members of both.
        severity: isOneSchema(merge) && !part.schema ? 'warning' : 'error',
        where: `${part.name}, ${name}`,
        what: `The union is declared without ${missing.join(' and ')}.`,
        why: 'This union alone cannot resolve details of these types.',
        fix: `To add members, write "extend union ${name}". If the union is unrelated: ${renameFix}`,
      },
    ];
  });

const findDirective = ({ definitions }: Part, name: string): DirectiveDefinitionNode | undefined =>
  definitions.find(
    (node): node is DirectiveDefinitionNode => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === name,
  );

const printArguments = ({ arguments: args = [] }: DirectiveDefinitionNode): string =>
  args.map((arg) => `${arg.name.value}: ${print(arg.type)}`).join(', ');

const listLocations = ({ locations }: DirectiveDefinitionNode): string[] => locations.map(({ value }) => value);

const printDirective = (directive: DirectiveDefinitionNode): string =>
  `@${directive.name.value}(${printArguments(directive)}) on ${listLocations(directive).join(' | ')}`;

const directiveClash: Rule = (merge) => {
  const ownDirectives = ['errors', 'errorCode'].map((name) => findDirective(merge.own, name)!);
  const pairs = merge.parts.flatMap((part) => ownDirectives.map((expected) => ({ part, expected })));
  return pairs.flatMap(({ part, expected }): MergeFinding[] => {
    const name = expected.name.value;
    const declared = findDirective(part, name);
    // A directive stays within its subgraph or subschema, so it conflicts only beside the module.
    const isSeparate = !isOneSchema(merge) && !findType(part.definitions, merge.names.Error);
    if (!declared || isSeparate) return [];
    const coversLocations = listLocations(expected).every((location) => listLocations(declared).includes(location));
    if (printArguments(declared) === printArguments(expected) && coversLocations) return [];
    return [
      {
        rule: 'directive-clash',
        severity: 'error',
        where: `${part.name}, @${name}`,
        what: `"${printDirective(declared)}" conflicts with "${printDirective(expected)}" of the module.`,
        why: 'A schema can have only one definition of a directive.',
        fix: 'Rename the directive of the host.',
      },
    ];
  });
};

/** Returns the type resolver of the union; `undefined` when there is none. */
function findTypeResolver({ schema }: Part, resolvers: readonly ResolverMap[], union: string): unknown {
  if (schema) {
    const type = schema.getType(union);
    return isUnionType(type) ? type.resolveType : undefined;
  }
  // The last one wins, as in makeExecutableSchema.
  const map = resolvers.findLast((each) => each[union])?.[union];
  return map?.__resolveType ?? map?.resolveType;
}

function hasTypeCheck({ schema }: Part, resolvers: readonly ResolverMap[], member: string): boolean {
  const type = schema?.getType(member);
  if (type) return isObjectType(type) && Boolean(type.isTypeOf);
  return resolvers.some(({ [member]: map = {} }) => '__isTypeOf' in map || 'isTypeOf' in map);
}

const memberWithoutCheck: Rule = ({ parts, names, own }) => {
  const ownMembers = findType(own.definitions, names.DetailedError)!.members;
  const resolvers = allResolvers(parts);
  return parts.flatMap((part) => {
    // SDL without resolvers does not show how its details are resolved.
    if (!part.schema && !part.resolvers) return [];
    const resolveType = findTypeResolver(part, resolvers, names.DetailedError);
    // A type resolver of the host may distinguish its own members.
    if (resolveType && resolveType !== resolveDetailType) return [];
    const members = findType(part.definitions, names.DetailedError)?.members ?? [];
    return [...members]
      .filter((member) => !ownMembers.has(member) && !hasTypeCheck(part, resolvers, member))
      .map((member) => ({
        rule: 'member-without-type-check',
        severity: 'warning',
        where: `${part.name}, ${member}`,
        what: `Only a __typename distinguishes ${member} from the other members of ${names.DetailedError}.`,
        why: 'A detail of this type without __typename makes "details" null and causes a top-level error.',
        fix: `Set __typename on every ${member}, or add an __isTypeOf resolver to the type.`,
      }));
  });
};

/** The rules for the module's types and directives. */
export const typeRules: readonly Rule[] = [
  twoCopies,
  kindClash,
  fieldsDiffer,
  membersMissing,
  directiveClash,
  memberWithoutCheck,
];
