import {
  isObjectType,
  isUnionType,
  Kind,
  print,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { resolveDetailType } from '../error-resolvers.js';
import { kindOf, ownDefinitions, renameFix, type MergeFinding, type Rule } from './merge-finding.js';
import type { Part } from './merge-input.js';

const twoCopies: Rule = ({ parts }) =>
  parts
    .filter(({ isForeign }) => isForeign)
    .map(({ name }) => ({
      rule: 'two-copies-of-graphql',
      severity: 'error',
      where: name,
      what: 'its schema was built by another copy or version of graphql than the one that is used here',
      why: 'graphql refuses types "from another module or realm"',
      fix: 'install one copy ("npm ls graphql" shows them), or give the SDL and the resolvers instead of the schema',
    }));

const kindClash: Rule = (merge) =>
  ownDefinitions(merge)
    .filter(({ node, own }) => node.kind !== own.kind)
    .map(({ part, node, own }) => ({
      rule: 'kind-clash',
      severity: 'error',
      where: `${part.name}, ${node.name.value}`,
      what: `it is declared as ${kindOf[node.kind]}, and by the module as ${kindOf[own.kind]}`,
      why: 'tools that merge SDL let the last one win, without a word',
      fix: renameFix,
    }));

const fieldsFix =
  'use one version of the module everywhere, and put fields of your own into details: extend union DetailedError';

const fieldsOf = (node: ObjectTypeDefinitionNode): ReadonlyMap<string, string> =>
  new Map(node.fields?.map((field) => [field.name.value, print(field.type)]));

const otherFields: Rule = (merge) =>
  ownDefinitions(merge).flatMap(({ part, node, own }) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || own.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const [theirs, ours] = [fieldsOf(node), fieldsOf(own)];
    const differing = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
      (field) => theirs.get(field) !== ours.get(field),
    );
    if (differing.length === 0) return [];
    const isForeign = [...ours.keys()].every((field) => !theirs.has(field));
    const where = `${part.name}, ${node.name.value}`;
    const list = differing.map((field) => `"${field}"`).join(', ');
    return [
      isForeign
        ? {
            rule: 'foreign-type',
            severity: 'error',
            where,
            what: `it is another type of the same name, with the fields ${[...theirs.keys()].join(', ')}`,
            why: 'the two are merged into one, or null each other at run time',
            fix: renameFix,
          }
        : {
            rule: 'fields-differ',
            severity: 'error',
            where,
            what: `it differs from the module's in ${list}`,
            why: 'merged, one of the two loses; composed, a field that not every subgraph has cannot be asked of all',
            fix: fieldsFix,
          },
    ];
  });

const addedFields: Rule = ({ parts, names }) => {
  const own = new Set(Object.values(names));
  return parts.flatMap((part) =>
    part.definitions.flatMap((node): MergeFinding[] => {
      if (node.kind !== Kind.OBJECT_TYPE_EXTENSION || !own.has(node.name.value) || !node.fields?.length) return [];
      return [
        {
          rule: 'fields-differ',
          severity: 'error',
          where: `${part.name}, ${node.name.value}`,
          what: `it is extended by ${node.fields.map(({ name }) => `"${name.value}"`).join(', ')}`,
          why: 'composed, a field that not every subgraph has cannot be asked of all',
          fix: fieldsFix,
        },
      ];
    }),
  );
};

const missingMembers: Rule = (merge) =>
  ownDefinitions(merge).flatMap(({ part, node, own }) => {
    if (node.kind !== Kind.UNION_TYPE_DEFINITION || own.kind !== Kind.UNION_TYPE_DEFINITION) return [];
    const theirs = new Set(node.types?.map(({ name }) => name.value));
    const missing = (own.types ?? []).map(({ name }) => name.value).filter((member) => !theirs.has(member));
    if (missing.length === 0) return [];
    return [
      {
        rule: 'members-missing',
        severity: 'error',
        where: `${part.name}, ${node.name.value}`,
        what: `it is another union of the same name, without ${missing.join(' and ')}`,
        why: "details of the module's kinds cannot be resolved where this one wins",
        fix: renameFix,
      },
    ];
  });

const directiveClash: Rule = ({ parts, own }) => {
  const find = (part: Part) =>
    part.definitions.filter(
      (node): node is DirectiveDefinitionNode =>
        node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'errors',
    );
  const signature = ({ arguments: args = [], locations }: DirectiveDefinitionNode) =>
    `(${args.map(({ name, type }) => `${name.value}: ${print(type)}`).join()}) on ${locations.map(({ value }) => value).join()}`;
  const [ours] = find(own).map(signature);
  return parts.flatMap((part) =>
    find(part)
      .filter((node) => signature(node) !== ours)
      .map((node) => ({
        rule: 'directive-clash',
        severity: 'error',
        where: `${part.name}, @errors`,
        what: `it is declared as @errors${signature(node)}, and by the module as @errors${ours}`,
        why: 'a directive has one definition in a schema',
        fix: 'rename the directive of the host',
      })),
  );
};

const memberWithoutCheck: Rule = ({ parts, names, own }) => {
  const ownMembers = new Set(unionMembers(own.definitions, names.DetailedError));
  return parts.flatMap((part) => {
    const known = part.resolvers ?? part.schema;
    // A type resolver of the host's own knows better.
    const resolve = part.schema
      ? resolveTypeOf(part, names.DetailedError)
      : part.resolvers?.[names.DetailedError]?.__resolveType;
    if (!known || (resolve && resolve !== resolveDetailType)) return [];
    return [...new Set(unionMembers(part.definitions, names.DetailedError))]
      .filter((member) => !ownMembers.has(member) && !hasTypeCheck(part, member))
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

const unionMembers = (definitions: readonly DefinitionNode[], name: string): string[] =>
  definitions.flatMap((node) =>
    (node.kind === Kind.UNION_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_EXTENSION) && node.name.value === name
      ? (node.types ?? []).map((type) => type.name.value)
      : [],
  );

function resolveTypeOf({ schema }: Part, name: string): unknown {
  const type = schema?.getType(name);
  return isUnionType(type) ? type.resolveType : undefined;
}

function hasTypeCheck({ resolvers, schema }: Part, member: string): boolean {
  if (resolvers) return '__isTypeOf' in (resolvers[member] ?? {}) || 'isTypeOf' in (resolvers[member] ?? {});
  const type = schema?.getType(member);
  return isObjectType(type) && Boolean(type.isTypeOf);
}

/** What must be the same of the module's types wherever they are declared. */
export const typeRules: readonly Rule[] = [
  twoCopies,
  kindClash,
  otherFields,
  addedFields,
  missingMembers,
  directiveClash,
  memberWithoutCheck,
];
