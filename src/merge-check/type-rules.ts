import { isObjectType, isUnionType, Kind, print, type DirectiveDefinitionNode } from 'graphql';
import { resolveDetailType } from '../failures/detail-type-resolver.js';
import { findType, isOneSchema, ownTypes, renameFix, type MergeFinding, type Rule } from './finding.js';
import type { Part } from './input.js';

const twoCopies: Rule = ({ parts, into }) =>
  parts
    .filter(({ isForeign }) => isForeign)
    .map(({ name }) => ({
      rule: 'two-copies-of-graphql',
      // What is composed is SDL.
      severity: into === 'federation' ? 'warning' : 'error',
      where: name,
      what: 'its schema was built by another copy or version of graphql than the one that is used here, so it was not checked',
      why: 'graphql refuses types "from another module or realm" in one schema',
      fix: 'install one copy ("npm ls graphql" shows them), or give the SDL and the resolvers instead of the schema',
    }));

const kindClash: Rule = (merge) =>
  ownTypes(merge)
    .filter(({ theirs, ours }) => theirs.kind !== ours.kind)
    .map(({ part, name, theirs, ours }) => ({
      rule: 'kind-clash',
      severity: 'error',
      where: `${part.name}, ${name}`,
      what: `it is declared as ${theirs.kind}, and by the module as ${ours.kind}`,
      why: 'tools that merge SDL let the last one win, without a word',
      fix: renameFix,
    }));

const otherFields: Rule = (merge) =>
  ownTypes(merge).flatMap(({ part, name, theirs, ours }): MergeFinding[] => {
    if (theirs.kind !== 'type' || ours.kind !== 'type') return [];
    const missing = [...ours.fields.keys()].filter((field) => theirs.isDeclared && !theirs.fields.has(field));
    const added = [...theirs.fields.keys()].filter((field) => !ours.fields.has(field));
    const changed = [...theirs.fields]
      .filter(([field, type]) => (ours.fields.get(field) ?? type) !== type)
      .map(([field]) => field);
    if (missing.length + added.length + changed.length === 0) return [];
    const where = `${part.name}, ${name}`;
    if (missing.length === ours.fields.size) {
      return [
        {
          rule: 'foreign-type',
          severity: 'error',
          where,
          what: `it is another type of the same name, with the fields ${added.join(', ')}`,
          why: 'the two are merged into one, or null each other at run time',
          fix: renameFix,
        },
      ];
    }
    const onlyAdded = missing.length + changed.length === 0;
    return [
      {
        rule: 'fields-differ',
        severity: onlyAdded && isOneSchema(merge) ? 'warning' : 'error',
        where,
        what: `it differs from the module's in ${[...missing, ...added, ...changed].map((field) => `"${field}"`).join(', ')}`,
        why: isOneSchema(merge)
          ? 'merged, one declaration of a field wins; and once the schema becomes a subgraph, it no longer composes'
          : 'a field that not every subgraph or subschema has cannot be asked of all',
        fix: 'use one version of the module everywhere, and put fields of your own into details: extend union DetailedError',
      },
    ];
  });

const missingMembers: Rule = (merge) =>
  ownTypes(merge).flatMap(({ part, name, theirs, ours }): MergeFinding[] => {
    const missing = [...ours.members].filter(
      (member) => theirs.isDeclared && theirs.kind === 'union' && !theirs.members.has(member),
    );
    if (missing.length === 0) return [];
    return [
      {
        rule: 'members-missing',
        // Where SDL is merged, a union that is declared twice has the members of both.
        severity: isOneSchema(merge) && !part.schema ? 'warning' : 'error',
        where: `${part.name}, ${name}`,
        what: `it is declared without ${missing.join(' and ')}`,
        why: "details of the module's kinds cannot be resolved by this union alone",
        fix: `if it is meant to add members, write "extend union ${name}"; else ${renameFix}`,
      },
    ];
  });

const directiveClash: Rule = (merge) => {
  const find = ({ definitions }: Part) =>
    definitions.find(
      (node): node is DirectiveDefinitionNode =>
        node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'errors',
    );
  const argumentsOf = ({ arguments: args = [] }: DirectiveDefinitionNode) =>
    args.map((arg) => `${arg.name.value}: ${print(arg.type)}`).join(', ');
  const ours = find(merge.own)!;
  return merge.parts.flatMap((part): MergeFinding[] => {
    const theirs = find(part);
    // Directives of subgraphs and subschemas stay there: another one clashes only where the module is.
    const isApart = !isOneSchema(merge) && !findType(part, merge.names.ErrorCodeEnum);
    if (!theirs || isApart) return [];
    const covers = theirs.locations.some(({ value }) => value === 'FIELD_DEFINITION');
    if (argumentsOf(theirs) === argumentsOf(ours) && covers) return [];
    return [
      {
        rule: 'directive-clash',
        severity: 'error',
        where: `${part.name}, @errors`,
        what: `it is declared as @errors(${argumentsOf(theirs)}) on ${theirs.locations.map(({ value }) => value).join(' | ')}, and by the module as @errors(${argumentsOf(ours)}) on FIELD_DEFINITION`,
        why: 'a directive has one definition in a schema',
        fix: 'rename the directive of the host',
      },
    ];
  });
};

const memberWithoutCheck: Rule = ({ parts, names, own }) => {
  const ownMembers = findType(own, names.DetailedError)!.members;
  // Resolvers of one input hold for the SDL of another, where both are given to makeExecutableSchema.
  const given = parts.flatMap(({ resolvers }) => (resolvers ? [resolvers] : []));
  return parts.flatMap((part) => {
    const resolve = part.schema
      ? resolveTypeOf(part, names.DetailedError)
      : given.map((map) => map[names.DetailedError]).map((union) => union?.__resolveType ?? union?.resolveType)[0];
    // A type resolver of the host's own knows better; and of SDL alone, nothing is known.
    const isKnown = part.schema !== undefined || part.resolvers !== undefined;
    if (!isKnown || (resolve && resolve !== resolveDetailType)) return [];
    return [...(findType(part, names.DetailedError)?.members ?? [])]
      .filter((member) => !ownMembers.has(member) && !hasTypeCheck(part, given, member))
      .map((member) => ({
        rule: 'member-without-type-check',
        severity: 'warning',
        where: `${part.name}, ${member}`,
        what: `it is a member of ${names.DetailedError} that only a __typename tells from the others`,
        why: 'a detail of this type without a __typename makes details null, with an error',
        fix: `give every such detail a __typename, or ${member} an __isTypeOf`,
      }));
  });
};

function resolveTypeOf({ schema }: Part, name: string): unknown {
  const type = schema?.getType(name);
  return isUnionType(type) ? type.resolveType : undefined;
}

function hasTypeCheck(
  { schema }: Part,
  given: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[],
  member: string,
): boolean {
  const type = schema?.getType(member);
  if (type) return isObjectType(type) && Boolean(type.isTypeOf);
  return given.some(({ [member]: map = {} }) => '__isTypeOf' in map || 'isTypeOf' in map);
}

/** What must be the same of the module's types wherever they are declared. */
export const typeRules: readonly Rule[] = [
  twoCopies,
  kindClash,
  otherFields,
  missingMembers,
  directiveClash,
  memberWithoutCheck,
];
