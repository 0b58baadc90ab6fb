import { Kind, type ConstDirectiveNode } from 'graphql';
import { findType, ownTypes, type MergeFinding, type Rule } from './finding.js';

/** In a federated graph, every copy of an object type must be shareable, as the @link of its subgraph spells it. */
export const shareableRule: Rule = (merge) => {
  if (merge.into !== 'federation') return [];
  return ownTypes(merge).flatMap(({ part, name, theirs }): MergeFinding[] => {
    if (theirs.kind !== 'type') return [];
    const expected = shareableOf(part.schemaDirectives);
    const applied = [...theirs.directives, ...theirs.fieldDirectives.flat()];
    const similar = applied.find((directive) => /(^|__)(shar\w*able|share)$/.test(directive) && directive !== expected);
    const where = `${part.name}, ${name}`;
    const why = 'a type in several subgraphs must be shareable in each: composition fails with INVALID_FIELD_SHARING';
    if (expected === undefined) {
      const isDefined = part.definitions.some(
        (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === similar,
      );
      if (similar === undefined || isDefined) return [];
      const what = `it has @${similar}, which this subgraph neither links nor defines`;
      const fix = 'link federation 2 in the subgraph, or leave the option shareable out';
      return [{ rule: 'shareable-misspelt', severity: 'error', where, what, why: 'no tool knows the directive', fix }];
    }
    const isShared =
      theirs.directives.includes(expected) ||
      theirs.fieldDirectives.every((directives) => directives.includes(expected));
    if (isShared) return [];
    const fix = `createErrorModule({ shareable: '@${expected}' })`;
    if (similar !== undefined) {
      const what = `it has @${similar}, which the @link of this subgraph calls @${expected}`;
      return [{ rule: 'shareable-misspelt', severity: 'error', where, what, why, fix }];
    }
    const isAlone = merge.parts.every((other) => other === part || !findType(other, name));
    const what = applied.includes(expected) ? `not all of its fields are @${expected}` : `it is not @${expected}`;
    return [{ rule: 'not-shareable', severity: isAlone ? 'warning' : 'error', where, what, why, fix }];
  });
};

/** How a subgraph spells @shareable, without the @; undefined when it does not link federation 2. */
function shareableOf(directives: readonly ConstDirectiveNode[]): string | undefined {
  for (const { name, arguments: args = [] } of directives) {
    const argument = (called: string) => args.find((arg) => arg.name.value === called)?.value;
    const url = argument('url');
    if (name.value !== 'link' || url?.kind !== Kind.STRING || !/\/federation\/v2/.test(url.value)) continue;
    const imports = argument('import');
    for (const item of imports?.kind === Kind.LIST ? imports.values : []) {
      if (item.kind === Kind.STRING && item.value === '@shareable') return 'shareable';
      if (item.kind !== Kind.OBJECT) continue;
      const text = Object.fromEntries(
        item.fields.map((field) => [field.name.value, field.value.kind === Kind.STRING ? field.value.value : '']),
      );
      if (text.name === '@shareable') return (text.as ?? '@shareable').slice(1);
    }
    const namespace = argument('as');
    return `${namespace?.kind === Kind.STRING ? namespace.value : 'federation'}__shareable`;
  }
  return undefined;
}
