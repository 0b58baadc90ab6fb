import { CriticalityLevel, diff as compareSchemas } from '@graphql-inspector/core';
import {
  getNamedType,
  isObjectType,
  isUnionType,
  type ASTNode,
  type GraphQLEnumType,
  type GraphQLSchema,
} from 'graphql';
import { errorCodeEnum } from '../docs/error-code-enum.js';
import { compareCodes } from './code-changes.js';
import { compareDeclarations, readDeclarations } from './declaration-changes.js';
import { placeOf, type Finding } from './report.js';
import { loadSchema, withSource, type SchemaOptions } from './schema-source.js';

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;
const levelOrder: readonly Finding['level'][] = ['breaking', 'dangerous', 'safe'];

// loadSchema has built the schema with graphql, so the enum is one of graphql's own.
const readCodes = (source: string, schema: GraphQLSchema): GraphQLEnumType =>
  withSource(source, () => errorCodeEnum(schema)) as unknown as GraphQLEnumType;

/**
 * Returns the names of the types that carry the codes, also of renamed ones: the enum, the types
 * with an `errorCode`, and their details.
 */
function errorTypeNames(schema: GraphQLSchema, codes: GraphQLEnumType): readonly string[] {
  const errors = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => getNamedType(type.getFields().errorCode?.type) === codes);
  const details = errors.flatMap((type) => getNamedType(type.getFields().details?.type) ?? []);
  const members = details.filter(isUnionType).flatMap((union) => union.getTypes());
  return [codes, ...errors, ...details, ...members].map(({ name }) => name);
}

/** Finds the name node of a type or field. The node of a definition starts at its description. */
function findNameNode(schema: GraphQLSchema, typeName: string, member: string | undefined): ASTNode | undefined {
  const type = schema.getType(typeName);
  if (member === undefined) return type?.astNode?.name;
  return isObjectType(type) ? type.getFields()[member]?.astNode?.name : undefined;
}

const byCoordinate = (a: Finding, b: Finding): number =>
  Number(a.coordinate > b.coordinate) - Number(a.coordinate < b.coordinate);

/**
 * Returns what changed for clients between two schemas: in the codes, in the types that carry them,
 * and in the declarations of mutations. Other types are ignored.
 *
 * @returns breaking changes first; within a level, ordered by coordinate.
 * @throws UsageError when a schema cannot be loaded or has no enum of codes.
 */
export async function diff(oldSource: string, newSource: string, options: SchemaOptions): Promise<readonly Finding[]> {
  const [before, after] = await Promise.all([loadSchema(oldSource, options), loadSchema(newSource, options)]);
  const [oldCodes, newCodes] = [readCodes(oldSource, before), readCodes(newSource, after)];

  const typeNames = new Set([...errorTypeNames(before, oldCodes), ...errorTypeNames(after, newCodes)]);
  const changedCodes = new Set<string>();
  const findings: Finding[] = [];
  for (const { path = '', type, message, criticality } of await compareSchemas(before, after)) {
    const [typeName = '', member] = path.split('.');
    // Clients do not see directives. A deprecation is reported as a change of its own.
    if (!typeNames.has(typeName) || type.startsWith('DIRECTIVE_USAGE')) continue;
    if (typeName === newCodes.name && member !== undefined) {
      changedCodes.add(member);
      continue;
    }
    const node =
      findNameNode(after, typeName, member) ??
      findNameNode(before, typeName, member) ??
      findNameNode(after, typeName, undefined);
    findings.push({
      level: levels[criticality.level],
      coordinate: path,
      message: `${message}.`,
      place: placeOf(node),
    });
  }
  const oldDeclarations = withSource(oldSource, () => readDeclarations(before));
  const newDeclarations = withSource(newSource, () => readDeclarations(after));
  findings.push(
    ...compareCodes(changedCodes, oldCodes, newCodes),
    ...compareDeclarations(oldDeclarations, newDeclarations, after),
  );
  return levelOrder.flatMap((level) => findings.filter((finding) => finding.level === level).toSorted(byCoordinate));
}
