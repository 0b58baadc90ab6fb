import { Kind, OperationTypeNode, type DefinitionNode } from 'graphql';
import { isInstalled } from '../boundary/installed.js';
import { earlierWrapping, wrappingOf } from '../boundary/wrapping.js';
import { errorPayloadFields, hasForeignErrors, hasModuleMembers } from '../internal/error-payload-fields.js';
import { namedType, type ExecutableSchema, type ObjectType } from '../internal/executable-schema.js';
import { findType, type DeclaredType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import type { Merge, Rule } from './merge.js';
import type { Part } from './part.js';

const nameIn = (signature: string): string => signature.replaceAll(/[[\]!]/g, '');
const isList = (signature: string | undefined): signature is string => /^\[[^[]*$/.test(signature ?? '');

/** Returns the name of the root type of mutations. */
function mutationName(definitions: readonly DefinitionNode[]): string {
  const operations = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.operationTypes ?? []) : [],
  );
  return operations.find(({ operation }) => operation === OperationTypeNode.MUTATION)?.type.name.value ?? 'Mutation';
}

/** Whether the type is the module's `Error`, whatever it is called. */
function isModuleError(definitions: readonly DefinitionNode[], { fields }: DeclaredType): boolean {
  const details = fields.get('details');
  const union = isList(details) ? findType(definitions, nameIn(details)) : undefined;
  const members = [...(union?.members ?? [])].flatMap((member) => findType(definitions, member) ?? []);
  return hasModuleMembers(members.map((member) => [...member.fields.keys()]));
}

/** Returns the payload types in SDL whose `errors` look like typed errors. */
function foreignTypesOfSdl(definitions: readonly DefinitionNode[]): string[] {
  const fieldsOf = (type: string) => [...(findType(definitions, type)?.fields.values() ?? [])].map(nameIn);
  const direct = fieldsOf(mutationName(definitions));
  // The payloads of mutations in a namespace, too.
  const payloads = new Set([...direct, ...direct.flatMap(fieldsOf)]);
  return [...payloads].filter((payload) => {
    const errors = findType(definitions, payload)?.fields.get('errors');
    const error = isList(errors) ? findType(definitions, nameIn(errors)) : undefined;
    const code = error?.fields.get('errorCode');
    if (!error || code === undefined || findType(definitions, nameIn(code))?.kind !== 'enum') return false;
    return !isModuleError(definitions, error);
  });
}

const typesReturnedBy = (type: Partial<ObjectType>): unknown[] =>
  Object.values(type.getFields?.() ?? {}).map((field) => namedType(field.type));

function foreignTypesOfSchema(schema: ExecutableSchema): string[] {
  const direct = typesReturnedBy(schema.getMutationType() ?? {});
  const payloads = new Set([...direct, ...direct.flatMap((type) => typesReturnedBy(type as Partial<ObjectType>))]);
  return [...payloads].filter(hasForeignErrors).map((type) => (type as ObjectType).name);
}

/** Returns the payload types with foreign errors, by the input that declares them. */
function findForeignTypes({ parts }: Merge): { readonly part: Part; readonly type: string }[] {
  const ofSdl = foreignTypesOfSdl(parts.flatMap(({ schema, definitions }) => (schema ? [] : definitions)));
  return parts.flatMap((part) => {
    const types = part.schema
      ? foreignTypesOfSchema(part.schema)
      : ofSdl.filter((type) => findType(part.definitions, type));
    return types.map((type) => ({ part, type }));
  });
}

const foreignErrors: Rule = (merge) =>
  findForeignTypes(merge).map(({ part, type }) => ({
    rule: 'foreign-errors',
    severity: 'warning',
    where: `${part.name}, ${type}.errors`,
    what: 'A list of errors with an enum "errorCode" that is not of the module.',
    why:
      'withErrorPayloads leaves these errors alone: they are not checked or reported, ' +
      'and a MutationError that is thrown there becomes a top-level error.',
    fix: `To return typed errors, declare the field as [${merge.names.Error}!]!.`,
  }));

const boundaryReplaced: Rule = ({ parts }) =>
  parts.flatMap(({ name, schema }) => {
    if (!schema) return [];
    return errorPayloadFields(schema).flatMap(({ coordinate, field, payload }): MergeFinding[] => {
      if (!earlierWrapping(field)) return [];
      const replaced = [
        ...(wrappingOf(field.resolve) ? [] : [coordinate]),
        ...(isInstalled(payload.getFields().errors!.resolve) ? [] : [`${payload.name}.errors`]),
      ];
      return replaced.map((where) => ({
        rule: 'boundary-replaced',
        severity: 'warning',
        where: `${name}, ${where}`,
        what: 'The field was wrapped by withErrorPayloads, and has another resolver now.',
        why:
          'If addResolversToSchema or a transformation replaced the resolver, thrown failures become top-level errors. ' +
          'If it was put around it, nothing breaks.',
        fix: 'Call withErrorPayloads last, on the final schema. Wrapping it again is safe.',
      }));
    });
  });

/** The rules for the mutations that withErrorPayloads wraps. */
export const boundaryRules: readonly Rule[] = [foreignErrors, boundaryReplaced];
