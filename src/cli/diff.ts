import { CriticalityLevel, diff as compareSchemas } from '@graphql-inspector/core';
import {
  getNamedType,
  isObjectType,
  isUnionType,
  type ASTNode,
  type GraphQLEnumType,
  type GraphQLEnumValue,
  type GraphQLSchema,
} from 'graphql';
import { createCatalogue, errorCodeEnum } from '../docs/create-catalogue.js';
import { placeOf, type Finding } from './report.js';
import { explained, loadSchema, type SchemaOptions } from './schema-source.js';

/**
 * What changed for clients between two schemas: in the codes, in the types that carry them, and in what mutations declare. All other
 * types are no concern of this program.
 *
 * @returns breaking changes first, each kind by coordinate.
 */
export async function diff(oldSource: string, newSource: string, options: SchemaOptions): Promise<readonly Finding[]> {
  const [before, after] = await Promise.all([loadSchema(oldSource, options), loadSchema(newSource, options)]);
  const [oldCodes, newCodes] = [codesOf(oldSource, before), codesOf(newSource, after)];

  const contract = new Set([...contractOf(before, oldCodes), ...contractOf(after, newCodes)]);
  const changedCodes = new Set<string>();
  const findings: Finding[] = [];
  for (const { path = '', type, message, criticality } of await compareSchemas(before, after)) {
    const [typeName = '', member] = path.split('.');
    // What a directive on a type says reaches no client; a deprecation is a change of its own.
    if (!contract.has(typeName) || type.startsWith('DIRECTIVE_USAGE')) continue;
    if (typeName === newCodes.name && member !== undefined) changedCodes.add(member);
    else {
      const node =
        nameOf(after, typeName, member) ?? nameOf(before, typeName, member) ?? after.getType(typeName)?.astNode?.name;
      findings.push({
        level: levels[criticality.level],
        coordinate: path,
        message: `${message}.`,
        place: placeOf(node),
      });
    }
  }
  findings.push(...judgeCodes(changedCodes, oldCodes, newCodes));
  const oldDeclarations = explained(oldSource, () => declarationsOf(before));
  findings.push(
    ...changedDeclarations(
      oldDeclarations,
      explained(newSource, () => declarationsOf(after)),
      after,
    ),
  );
  return order.flatMap((level) =>
    findings
      .filter((finding) => finding.level === level)
      .toSorted((a, b) => Number(a.coordinate > b.coordinate) - Number(a.coordinate < b.coordinate)),
  );
}

/** The types that carry the codes, whatever the host calls them: those with an `errorCode`, and what their details may be. */
function contractOf(schema: GraphQLSchema, codes: GraphQLEnumType): readonly string[] {
  const errors = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => getNamedType(type.getFields().errorCode?.type) === codes);
  const details = errors.flatMap((type) => getNamedType(type.getFields().details?.type) ?? []);
  const members = details.filter(isUnionType).flatMap((union) => union.getTypes());
  return [codes, ...errors, ...details, ...members].map(({ name }) => name);
}

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;
const order: readonly Finding['level'][] = ['breaking', 'dangerous', 'safe'];

// By now it is known to be one of graphql's own.
const codesOf = (source: string, schema: GraphQLSchema) =>
  explained(source, () => errorCodeEnum(schema)) as unknown as GraphQLEnumType;

/**
 * What the changes of single codes mean. The inspector finds which codes changed; what it says of a code is judged anew here, since it
 * takes the default reason of a deprecation for none, and an added code for dangerous: clients are told that there will be more.
 */
function judgeCodes(names: ReadonlySet<string>, oldCodes: GraphQLEnumType, newCodes: GraphQLEnumType): Finding[] {
  const renamed = findRenamed(names, oldCodes, newCodes);
  const newNames = new Set(renamed.values());
  return [...names].flatMap((name): Finding[] => {
    const [before, after] = [oldCodes.getValue(name), newCodes.getValue(name)];
    const coordinate = `${newCodes.name}.${name}`;
    const find = (level: Finding['level'], message: string): Finding => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf((after ?? before)?.astNode?.name),
    });
    if (before && after) return judgeCode(before, after, find);
    if (after) return newNames.has(name) ? [] : [find('safe', 'was added.')];
    const newName = renamed.get(name);
    if (newName !== undefined) {
      return [
        find(
          'breaking',
          `was renamed to ${newName}, as the same description tells: keep it as deprecated and add ${newName}.`,
        ),
      ];
    }
    return before && isDeprecated(before)
      ? [find('dangerous', 'was removed after it had been deprecated.')]
      : [find('breaking', 'was removed without being deprecated: put it back with @deprecated(reason: "...").')];
  });
}

function judgeCode(
  before: GraphQLEnumValue,
  after: GraphQLEnumValue,
  find: (level: Finding['level'], message: string) => Finding,
): Finding[] {
  const findings: Finding[] = [];
  const [oldReason, newReason] = [before.deprecationReason, after.deprecationReason];
  if (!isDeprecated(before) && isDeprecated(after)) findings.push(find('safe', `was deprecated: ${quote(newReason)}.`));
  else if (isDeprecated(before) && !isDeprecated(after))
    findings.push(find('dangerous', 'is no longer deprecated: clients may have stopped to handle it.'));
  else if (oldReason !== newReason)
    findings.push(find('safe', `has another reason of deprecation: ${quote(oldReason)} became ${quote(newReason)}.`));
  if ((before.description ?? null) !== (after.description ?? null)) {
    const was = before.description == null ? 'no description' : quote(before.description);
    const is = after.description == null ? 'none' : quote(after.description);
    findings.push(find('safe', `has another description: ${was} became ${is}.`));
  }
  return findings;
}

const isDeprecated = ({ deprecationReason }: GraphQLEnumValue) => deprecationReason != null;
const quote = (text: string | null | undefined) => JSON.stringify(text ?? null);

/** Guesses which codes were renamed: the description of one that is gone is that of one new code, and of no other. */
function findRenamed(
  names: ReadonlySet<string>,
  oldCodes: GraphQLEnumType,
  newCodes: GraphQLEnumType,
): ReadonlyMap<string, string> {
  const added = [...names].flatMap((name) => (oldCodes.getValue(name) ? [] : [newCodes.getValue(name)!]));
  const renamed = new Map<string, string>();
  for (const name of names) {
    const before = oldCodes.getValue(name);
    if (!before || newCodes.getValue(name) || isDeprecated(before) || !before.description) continue;
    const same = added.filter(({ description }) => description === before.description);
    if (same.length === 1) renamed.set(name, same[0]!.name);
  }
  return renamed;
}

/** Codes that a mutation declares or no longer does, where it declares some on both sides. */
function changedDeclarations(before: Declarations, after: Declarations, newSchema: GraphQLSchema): Finding[] {
  return [...after].flatMap(([mutation, codes]) => {
    const oldCodes = before.get(mutation);
    if (!oldCodes) return [];
    const type = newSchema.getMutationType()!;
    const find = (code: string, verb: string): Finding => ({
      level: 'safe',
      coordinate: `${type.name}.${mutation}`,
      message: `${type.name}.${mutation} ${verb} ${code}.`,
      place: placeOf(type.getFields()[mutation]?.astNode?.name),
    });
    return [
      ...[...codes].filter((code) => !oldCodes.has(code)).map((code) => find(code, 'now declares')),
      ...[...oldCodes].filter((code) => !codes.has(code)).map((code) => find(code, 'no longer declares')),
    ];
  });
}

/** The codes of each mutation that declares some. */
type Declarations = ReadonlyMap<string, ReadonlySet<string>>;

function declarationsOf(schema: GraphQLSchema): Declarations {
  const declarations = new Map<string, Set<string>>();
  for (const { name, mutations } of createCatalogue(schema)) {
    for (const mutation of mutations) declarations.set(mutation, (declarations.get(mutation) ?? new Set()).add(name));
  }
  return declarations;
}

/** Where a type or a field of it is named: its node begins with the description. */
function nameOf(schema: GraphQLSchema, typeName: string, member: string | undefined): ASTNode | undefined {
  const type = schema.getType(typeName);
  if (member === undefined) return type?.astNode?.name;
  return isObjectType(type) ? type.getFields()[member]?.astNode?.name : undefined;
}
