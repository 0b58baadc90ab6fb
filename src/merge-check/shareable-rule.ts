import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { findType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import { pairTypes, type Merge, type Rule, type TypePair } from './merge.js';

const textOf = (node: ConstValueNode | undefined): string | undefined =>
  node?.kind === Kind.STRING ? node.value : undefined;

/**
 * Returns the name of the directive that an item of `import` imports `@shareable` as, without the
 * `@`.
 */
function findImport(item: ConstValueNode): string | undefined {
  if (textOf(item) === '@shareable') return 'shareable';
  if (item.kind !== Kind.OBJECT) return undefined;
  const { name, as = '@shareable' } = Object.fromEntries(
    item.fields.map((field) => [field.name.value, textOf(field.value)]),
  );
  return name === '@shareable' ? as.slice(1) : undefined;
}

/**
 * Returns the name of `@shareable` in a subgraph; `undefined` when it does not link Federation 2.
 */
function findShareable(directives: readonly ConstDirectiveNode[]): string | undefined {
  for (const { name, arguments: args = [] } of directives) {
    const { url, import: imports, as } = Object.fromEntries(args.map((arg) => [arg.name.value, arg.value]));
    if (name.value !== 'link' || !/\/federation\/v2/.test(textOf(url) ?? '')) continue;
    const items = imports?.kind === Kind.LIST ? imports.values : [];
    const imported = items.map(findImport).find((each) => each !== undefined);
    return imported ?? `${textOf(as) ?? 'federation'}__shareable`;
  }
  return undefined;
}

const isSimilar = (directive: string): boolean => /(^|__)(shar\w*able|share)$/.test(directive);

function checkType(merge: Merge, { part, name, declared }: TypePair): MergeFinding[] {
  if (declared.kind !== 'type') return [];
  const where = `${part.name}, ${name}`;
  const spelling = findShareable(part.schemaDirectives);
  const applied = [...declared.directives, ...declared.fieldDirectives.flat()];
  const similar = applied.find((directive) => isSimilar(directive) && directive !== spelling);

  if (spelling === undefined) {
    const isDefined = part.definitions.some(
      (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === similar,
    );
    if (similar === undefined || isDefined) return [];
    return [
      {
        rule: 'shareable-misspelt',
        severity: 'error',
        where,
        what: `This subgraph neither links nor defines the directive @${similar}.`,
        why: 'Composition fails for an unknown directive.',
        fix: 'Link Federation 2 in this subgraph, or omit the option "shareable".',
      },
    ];
  }

  const isShareable =
    declared.directives.includes(spelling) ||
    declared.fieldDirectives.every((directives) => directives.includes(spelling));
  if (isShareable) return [];
  const why = 'Composition fails with INVALID_FIELD_SHARING: a type in several subgraphs must be shareable in each.';
  const fix = `Create the module with createErrorModule({ shareable: "@${spelling}" }).`;
  if (similar !== undefined) {
    const what = `The directive is called @${spelling} in the @link of this subgraph, not @${similar}.`;
    return [{ rule: 'shareable-misspelt', severity: 'error', where, what, why, fix }];
  }
  const isAlone = merge.parts.every((other) => other === part || !findType(other.definitions, name));
  const what = applied.includes(spelling) ? `Some of its fields are not @${spelling}.` : `It is not @${spelling}.`;
  return [{ rule: 'not-shareable', severity: isAlone ? 'warning' : 'error', where, what, why, fix }];
}

/**
 * In a federated graph, each copy of an object type must be shareable, as its subgraph spells it.
 */
export const shareableRule: Rule = (merge) =>
  merge.into === 'federation' ? pairTypes(merge).flatMap((pair) => checkType(merge, pair)) : [];
