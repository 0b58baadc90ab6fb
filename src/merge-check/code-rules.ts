import { Kind, print, type EnumValueDefinitionNode } from 'graphql';
import { schemaCodeMistakes } from '../codes/schema-codes.js';
import type { EnumType } from '../internal/executable-schema.js';
import { findType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import { isOneSchema, pairTypes, renameFix, type Rule } from './merge.js';
import type { Part } from './part.js';

const versionsDiffer: Rule = (merge) =>
  pairTypes(merge).flatMap(({ part, name, declared, expected }): MergeFinding[] => {
    if (name !== merge.names.ErrorCodeEnum || declared.kind !== 'enum' || declared.declarations === 0) return [];
    const missing = [...expected.values].filter((code) => !declared.values.has(code));
    if (missing.length === 0) return [];
    const where = `${part.name}, ${name}`;
    if (missing.length === expected.values.size) {
      return [
        {
          rule: 'foreign-type',
          severity: isOneSchema(merge) && !part.schema ? 'warning' : 'error',
          where,
          what: 'An unrelated enum with the same name: it has none of the codes of the module.',
          why: 'The two enums are merged into one, and clients see the codes of both.',
          fix:
            'To use only these codes: createErrorModule({ builtIn: false }). ' +
            `To use them beside the built-in ones, write "extend enum ${name}". If the enum is unrelated: ${renameFix}`,
        },
      ];
    }
    return [
      {
        rule: 'versions-differ',
        severity: 'warning',
        where,
        what:
          `The enum lacks ${missing.join(', ')}: ` +
          'this is another version of the module, or one created without these codes.',
        why: isOneSchema(merge)
          ? 'The merged enum has the codes of both, with the last description and deprecation of each code.'
          : 'A code that the gateway does not have reaches the client as null or as an error.',
        fix:
          'Use one version of the module everywhere. ' +
          'To add codes, deploy the gateway before the services that return them.',
      },
    ];
  });

const moduleTwice: Rule = ({ parts, names, into }) =>
  into !== 'federation'
    ? []
    : parts
        .filter(({ definitions }) => (findType(definitions, names.ErrorCodeEnum)?.declarations ?? 0) > 1)
        .map(({ name }) => ({
          rule: 'module-twice',
          severity: 'error',
          where: name,
          what: 'The input contains the SDL of the module more than once.',
          why: 'buildSubgraphSchema throws: a type can be defined only once.',
          fix: 'Pass the typeDefs of the module once.',
        }));

type ValueNodes = ReadonlyMap<string, EnumValueDefinitionNode>;

const isDescribed = ({ directives = [] }: EnumValueDefinitionNode): boolean =>
  directives.some(({ name }) => name.value === 'errorCode');

const printDirectives = ({ directives = [] }: EnumValueDefinitionNode): string => directives.map(print).join(' ');

/** Returns the values of an enum by name: for each, the node that has its `@errorCode`. */
function findValues({ definitions }: Part, enumName: string): ValueNodes {
  const values = new Map<string, EnumValueDefinitionNode>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION && node.kind !== Kind.ENUM_TYPE_EXTENSION) continue;
    if (node.name.value !== enumName) continue;
    for (const value of node.values ?? []) {
      const { value: name } = value.name;
      if (!values.has(name) || isDescribed(value)) values.set(name, value);
    }
  }
  return values;
}

const toEnum = (name: string, values: ValueNodes): EnumType => ({
  name,
  getValue: (value) => (values.has(value) ? { value } : undefined),
  getValues: () =>
    [...values].map(([value, node]) => {
      const deprecation = node.directives?.find((directive) => directive.name.value === 'deprecated');
      return { name: value, value, astNode: node, deprecationReason: deprecation && 'deprecated' };
    }),
});

const invalidCode: Rule = ({ parts, names, own }) => {
  const name = names.ErrorCodeEnum;
  const declared = parts.map((part) => ({ part, values: findValues(part, name) }));
  const all = [findValues(own, name), ...declared.map(({ values }) => values)];
  const merged = toEnum(name, new Map(all.flatMap((values) => [...values])));
  const members = [own, ...parts].flatMap((part) => [
    ...(findType(part.definitions, names.DetailedError)?.members ?? []),
  ]);
  return schemaCodeMistakes(merged, {}, members).map((mistake) => {
    const [coordinate = ''] = /^[\w.]+/.exec(mistake) ?? [];
    const code = coordinate.slice(name.length + 1);
    const { part } = declared.find(({ values }) => values.has(code)) ?? { part: own };
    return {
      rule: 'invalid-code',
      severity: 'error',
      where: `${part.name}, ${coordinate}`,
      what: `@errorCode is invalid: ${mistake.slice(coordinate.length).replace(/^: /, '')}`,
      why: 'withErrorPayloads throws for an invalid @errorCode.',
      fix: 'Correct the arguments of @errorCode.',
    };
  });
};

/** A code that several inputs describe: tools that merge SDL keep one description, silently. */
const codeTwice: Rule = (merge) => {
  if (!isOneSchema(merge)) return [];
  const name = merge.names.ErrorCodeEnum;
  const own = { part: merge.own, values: findValues(merge.own, name) };
  const inputs = merge.parts.map((part) => ({ part, values: findValues(part, name) }));
  return inputs.flatMap(({ part, values }, index) =>
    [...values].flatMap(([code, node]): MergeFinding[] => {
      if (!isDescribed(node)) return [];
      const other = [own, ...inputs.slice(0, index)].find(({ values: described }) => {
        const first = described.get(code);
        return first && isDescribed(first) && printDirectives(first) !== printDirectives(node);
      });
      if (!other) return [];
      return [
        {
          rule: 'code-twice',
          severity: 'warning',
          where: `${part.name}, ${name}.${code}`,
          what: `The code has another @errorCode in ${other === own ? 'the module' : other.part.name}.`,
          why: 'Tools that merge SDL keep the arguments of one definition, without a warning.',
          fix:
            other === own
              ? `Change the code in the module: createErrorModule({ codes: { ${code}: { ... } } }).`
              : 'Describe the code in one place.',
        },
      ];
    }),
  );
};

/** The rules for the codes of the enum. */
export const codeRules: readonly Rule[] = [versionsDiffer, moduleTwice, codeTwice, invalidCode];
