import { Kind, type ConstDirectiveNode } from 'graphql';
import { ownDefinitions, type MergeFinding, type Rule } from './merge-finding.js';

/** In a federated graph, every copy of an object type must be shareable, as the @link of its subgraph spells it. */
export const shareableRule: Rule = (merge) => {
  if (merge.into !== 'federation') return [];
  return ownDefinitions(merge).flatMap(({ part, node }): MergeFinding[] => {
    const expected = shareableOf(part.schemaDirectives);
    // Without a @link to federation 2, every type may be in several subgraphs.
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || expected === undefined) return [];
    const applied = [
      ...(node.directives ?? []),
      ...(node.fields ?? []).flatMap(({ directives }) => directives ?? []),
    ].map(({ name }) => name.value);
    if (applied.includes(expected)) return [];
    const misspelt = applied.find((name) => /share/i.test(name));
    return [
      {
        rule: misspelt === undefined ? 'not-shareable' : 'shareable-misspelt',
        severity: 'error',
        where: `${part.name}, ${node.name.value}`,
        what:
          misspelt === undefined
            ? `it is not @${expected}`
            : `it has @${misspelt}, which the @link of this subgraph calls @${expected}`,
        why: 'a type in several subgraphs must be shareable in each: composition fails with INVALID_FIELD_SHARING',
        fix: `createErrorModule({ federation: '@${expected}' })`,
      },
    ];
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
