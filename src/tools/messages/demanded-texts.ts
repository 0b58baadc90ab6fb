import {
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { createCatalogue, type PublicCode } from '../../docs/create-catalogue.js';
import { errorCodeEnum, type CodeEnumOptions } from '../../internal/error-code-enum.js';

/** What a field of a detail can fill: any placeholder, plain placeholders only, or none. */
export type FieldUse = 'number' | 'text' | 'nothing';

/** The fields that details of a code may have, by name; `undefined` when they are unknown. */
export type DetailFields = ReadonlyMap<string, FieldUse> | undefined;

/** A code that needs a text. */
export interface DemandedCode {
  readonly name: string;
  readonly fields: DetailFields;
  /** What the schema says of the code to people, in English. */
  readonly sentence: string;
}

/** A category that needs a text. */
export interface DemandedCategory {
  readonly name: string;
  /** The fields that details of any of its codes may have. */
  readonly fields: DetailFields;
}

/** The texts that a schema demands of each language. */
export interface DemandedTexts {
  /** The name of the enum. */
  readonly enumName: string;
  /** In the order of the schema. */
  readonly codes: readonly DemandedCode[];
  /** In the order of their first codes. */
  readonly categories: readonly DemandedCategory[];
  /** Whether `categories` has all of them. After introspection, most are unknown. */
  readonly hasAllCategories: boolean;
}

function useOf(type: GraphQLOutputType): FieldUse {
  const nullable = isNonNullType(type) ? type.ofType : type;
  const named = getNamedType(type);
  if (isListType(nullable)) return 'nothing';
  if (isEnumType(named)) return 'text';
  if (!isScalarType(named) || named.name === 'Boolean') return 'nothing';
  // A custom scalar may be a number.
  return isSpecifiedScalarType(named) && !['Int', 'Float'].includes(named.name) ? 'text' : 'number';
}

const usefulness: readonly FieldUse[] = ['nothing', 'text', 'number'];

/** Joins the fields of several types: a placeholder is filled from whichever detail can. */
function joinFields(all: readonly DetailFields[]): DetailFields {
  const joined = new Map<string, FieldUse>();
  for (const fields of all) {
    if (!fields) return undefined;
    for (const [name, use] of fields) {
      const before = joined.get(name) ?? 'nothing';
      joined.set(name, usefulness.indexOf(use) > usefulness.indexOf(before) ? use : before);
    }
  }
  return joined;
}

function fieldsOfType(schema: GraphQLSchema, name: string): DetailFields {
  const type = schema.getType(name);
  if (!isObjectType(type)) return undefined;
  return new Map(Object.values(type.getFields()).map((field) => [field.name, useOf(field.type)]));
}

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Returns the description and the action of a code; an empty string without both. */
const sentenceOf = ({ description, action }: PublicCode): string =>
  [description, action]
    .flatMap((text) => (text ? [text.trim().replaceAll(/\s+/g, ' ')] : []))
    .filter(Boolean)
    .map(asSentence)
    .join(' ');

/**
 * Returns the texts that clients of a schema need.
 *
 * @throws TypeError under the same conditions as `createCatalogue`.
 */
export function demandedTexts(schema: GraphQLSchema, options: CodeEnumOptions = {}): DemandedTexts {
  const { codes: type, members } = errorCodeEnum(schema, options);
  const catalogue = createCatalogue(schema, options);
  const fieldsOf = ({ details }: PublicCode): DetailFields => {
    const types = details ?? members;
    return types && joinFields(types.map((name) => fieldsOfType(schema, name)));
  };
  const codes = catalogue.map((code) => ({
    name: code.name,
    category: code.category,
    fields: fieldsOf(code),
    sentence: sentenceOf(code),
  }));
  const categories = [...new Set(codes.flatMap(({ category }) => category ?? []))];
  return {
    enumName: type.name,
    codes,
    categories: categories.map((name) => ({
      name,
      fields: joinFields(codes.filter(({ category }) => category === name).map(({ fields }) => fields)),
    })),
    hasAllCategories: catalogue.every(({ fault }) => fault !== null),
  };
}
