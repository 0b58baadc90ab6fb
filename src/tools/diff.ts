import { CriticalityLevel, diff as compareSchemas } from '@graphql-inspector/core';
import {
  getNamedType,
  isObjectType,
  isUnionType,
  type ASTNode,
  type GraphQLEnumType,
  type GraphQLSchema,
} from 'graphql';
import { readErrorCodes } from '../codes/read-error-codes.js';
import { errorCodeEnum } from '../internal/error-code-enum.js';
import { checkOptions, checkRequired } from '../internal/options.js';
import { compareCodes, describeSkippedNames, type ComparedCodes } from './code-changes.js';
import { readMetadata } from './code-metadata.js';
import { compareMutations, readMutations, type ComparedMutations } from './mutation-changes.js';
import { placeOf } from './place.js';
import type { Finding } from './report.js';
import {
  codesRules,
  isSchemaInput,
  isUrl,
  loadSchema,
  schemaName,
  withSource,
  type CodesOptions,
  type SchemaInput,
} from './schema-source.js';

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;
const levelOrder: readonly Finding['level'][] = ['breaking', 'dangerous', 'safe'];

/** What changed between two schemas. */
export interface SchemaDiff {
  /** Breaking changes first; within a level, ordered by coordinate. */
  readonly findings: readonly Finding[];
  /** What could not be compared, each in a sentence. */
  readonly notes: readonly string[];
}

/** One of the two schemas. */
interface Side {
  readonly source: string;
  readonly schema: GraphQLSchema;
  readonly codes: ComparedCodes;
  readonly mutations: ComparedMutations;
  /** The types that carry the codes: the enum, the types with an `errorCode`, and their details. */
  readonly typeNames: ReadonlySet<string>;
  /** Whether the schema has nothing but the enum. */
  readonly hasCodesOnly: boolean;
}

/** Returns the types with an `errorCode`, also renamed ones, and their details. */
function errorTypeNames(schema: GraphQLSchema, codes: GraphQLEnumType): readonly string[] {
  const errors = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => getNamedType(type.getFields().errorCode?.type) === codes);
  const details = errors.flatMap((type) => getNamedType(type.getFields().details?.type) ?? []);
  const members = details.filter(isUnionType).flatMap((union) => union.getTypes());
  return [...errors, ...details, ...members].map(({ name }) => name);
}

async function loadSide(input: SchemaInput, source: string, options: CodesOptions): Promise<Side> {
  const schema = await loadSchema(input, { ...options, catalogue: true });
  return withSource(source, () => {
    // loadSchema has built the schema with graphql, so the enum is one of graphql's own.
    const type = errorCodeEnum(schema, { enumName: options.enumName }).codes as unknown as GraphQLEnumType;
    // It throws for invalid directives.
    readErrorCodes(schema, { enumName: options.enumName });
    const errorTypes = errorTypeNames(schema, type);
    return {
      source,
      schema,
      codes: { type, metadata: readMetadata(type) },
      mutations: readMutations(schema, type),
      typeNames: new Set([type.name, ...errorTypes]),
      hasCodesOnly: errorTypes.length === 0,
    };
  });
}

/** Finds the name node of a type or field. The node of a definition starts at its description. */
function findNameNode(schema: GraphQLSchema, typeName: string, member: string | undefined): ASTNode | undefined {
  const type = schema.getType(typeName);
  if (member === undefined) return type?.astNode?.name;
  return isObjectType(type) ? type.getFields()[member]?.astNode?.name : undefined;
}

/** Returns the changes of the types that carry the codes, but for those of the codes themselves. */
async function compareTypes(before: Side, after: Side): Promise<Finding[]> {
  const codes = new Set([before.codes.type.name, after.codes.type.name]);
  const findings: Finding[] = [];
  for (const { path = '', type, message, criticality } of await compareSchemas(before.schema, after.schema)) {
    const [typeName = '', member] = path.split('.');
    // Clients do not see directives. A deprecation is reported as a change of its own.
    if (type.startsWith('DIRECTIVE_USAGE') || (codes.has(typeName) && member !== undefined)) continue;
    if (!before.typeNames.has(typeName) && !after.typeNames.has(typeName)) continue;
    const node =
      findNameNode(after.schema, typeName, member) ??
      findNameNode(before.schema, typeName, member) ??
      findNameNode(after.schema, typeName, undefined);
    findings.push({
      level: levels[criticality.level],
      coordinate: path,
      message: `${message}.`,
      place: placeOf(node),
    });
  }
  return findings;
}

/** Returns what only one of the schemas has, so that it cannot be compared. */
function describeGaps(before: Side, after: Side): string[] {
  const lacking = (lacks: (side: Side) => boolean): readonly string[] =>
    lacks(before) === lacks(after) ? [] : [(lacks(before) ? before : after).source];
  const onlyCodes = lacking(({ hasCodesOnly }) => hasCodesOnly);
  return [
    ...lacking(({ codes }) => codes.metadata === undefined).map(
      (source) =>
        `${source} has no metadata of its codes (@errorCode or errorCatalogue), so changes of fault, retry, exposure, category, action, version, replacement, details and internal value are not reported.`,
    ),
    ...onlyCodes.map((source) => `${source} has codes only, so changes of types and of mutations are not reported.`),
    ...(onlyCodes.length > 0 ? [] : lacking(hasUnknownDeclarations)).map(
      (source) => `${source} declares no codes of mutations (@errors), so changes of declarations are not reported.`,
    ),
  ];
}

const hasUnknownDeclarations = ({ mutations }: Side): boolean =>
  mutations.withErrors.size > 0 && !mutations.hasDeclarations;

const byCoordinate = (a: Finding, b: Finding): number =>
  Number(a.coordinate > b.coordinate) - Number(a.coordinate < b.coordinate);

/**
 * Returns what changed for clients and operators between two schemas: in the codes and their
 * metadata, in the types that carry them, and in the errors of mutations. The rest of the schemas
 * is ignored.
 *
 * @param oldSchema the released schema
 * @param newSchema the schema to compare with it
 * @throws TypeError for an invalid option.
 * @throws UsageError when a schema cannot be loaded, has no enum of codes, or has invalid
 * directives.
 * @example
 * const { findings } = await diffSchemas('schema/released.graphql', 'schema/*.graphql');
 * if (findings.some(({ level }) => level === 'breaking')) throw new Error(formatReport(findings));
 */
export async function diffSchemas(
  oldSchema: SchemaInput,
  newSchema: SchemaInput,
  options: CodesOptions = {},
): Promise<SchemaDiff> {
  checkRequired('diffSchemas', { oldSchema, newSchema }, { oldSchema: isSchemaInput, newSchema: isSchemaInput });
  checkOptions('diffSchemas', options, codesRules);
  const loadOld = () => loadSide(oldSchema, schemaName(oldSchema, 'the old schema'), options);
  const loadNew = () => loadSide(newSchema, schemaName(newSchema, 'the new schema'), options);
  const [before, after] = [oldSchema, newSchema].some(isUrl)
    ? await Promise.all([loadOld(), loadNew()])
    : // One after the other, so that of two errors the first is always reported.
      [await loadOld(), await loadNew()];
  const findings = compareCodes(before.codes, after.codes);
  if (!before.hasCodesOnly && !after.hasCodesOnly) {
    findings.push(...(await compareTypes(before, after)), ...compareMutations(before.mutations, after.mutations));
  }
  return {
    findings: levelOrder.flatMap((level) =>
      findings.filter((finding) => finding.level === level).toSorted(byCoordinate),
    ),
    notes: [...describeGaps(before, after), ...describeSkippedNames(before.codes, after.codes)],
  };
}
