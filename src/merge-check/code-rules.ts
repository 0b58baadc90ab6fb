import { findType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import { isOneSchema, pairTypes, renameFix, type Rule } from './merge.js';

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
          fix: `To add codes, pass them to createErrorModule as "codes". If the enum is unrelated: ${renameFix}`,
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

/** The rules for the codes of the enum. */
export const codeRules: readonly Rule[] = [versionsDiffer, moduleTwice];
