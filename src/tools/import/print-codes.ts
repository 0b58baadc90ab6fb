import {
  DEFAULT_DEPRECATION_REASON,
  Kind,
  print,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type EnumTypeDefinitionNode,
  type EnumTypeExtensionNode,
  type EnumValueDefinitionNode,
  type NameNode,
} from 'graphql';
import type { KnownCode } from '../../codes/known-code.js';
import type { ImportedEnum } from '../choices.js';
import type { ImportedCode } from './read-row.js';
import { toWellFormed } from '../../internal/well-formed.js';

/** The enum that is printed. */
export interface PrintOptions {
  readonly as: ImportedEnum;
  /** The name of the enum. */
  readonly enumName: string;
  /** The description of a whole enum, or `null`. */
  readonly description: string | null;
}

const errorCodeArguments = [
  'value',
  'category',
  'fault',
  'retry',
  'exposure',
  'action',
  'since',
  'replacedBy',
  'details',
] as const satisfies readonly (keyof KnownCode)[];

const toName = (value: string): NameNode => ({ kind: Kind.NAME, value });

const toValue = (value: string | readonly string[]): ConstValueNode =>
  typeof value === 'string'
    ? // No document may have half of a character.
      { kind: Kind.STRING, value: toWellFormed(value) }
    : { kind: Kind.LIST, values: value.map((item) => toValue(item)) };

const toArgument = (name: string, value: string | readonly string[]): ConstArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: toName(name),
  value: toValue(value),
});

const toDirective = (name: string, values: readonly ConstArgumentNode[]): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: toName(name),
  arguments: values,
});

/** Whether a block has a text as it is: blocks lose what is around it, and some line breaks. */
const fitsBlock = (text: string): boolean => text.trim() === text && !/[^\n\P{Cc}]/u.test(text);

/** As printType of graphql prints descriptions: in a block. */
const toDescription = (text: string | null | undefined): object => {
  const value = text && toWellFormed(text);
  return value ? { description: { kind: Kind.STRING, value, block: fitsBlock(value) } } : {};
};

function toValueNode({ name: codeName, code }: ImportedCode): EnumValueDefinitionNode {
  const metadata = errorCodeArguments.flatMap((name) => {
    const value = code[name];
    return value === undefined ? [] : toArgument(name, value);
  });
  const { deprecationReason: reason } = code;
  const directives: ConstDirectiveNode[] = [];
  if (metadata.length > 0) directives.push(toDirective('errorCode', metadata));
  if (reason !== undefined) {
    const isDefault = reason === DEFAULT_DEPRECATION_REASON;
    directives.push(toDirective('deprecated', isDefault ? [] : [toArgument('reason', reason)]));
  }
  return { kind: Kind.ENUM_VALUE_DEFINITION, name: toName(codeName), directives, ...toDescription(code.description) };
}

/** Returns the codes as SDL. */
export function printSdl(codes: readonly ImportedCode[], { as, enumName, description }: PrintOptions): string {
  const parts = { name: toName(enumName), values: codes.map(toValueNode) };
  const node: EnumTypeDefinitionNode | EnumTypeExtensionNode =
    as === 'extend'
      ? { kind: Kind.ENUM_TYPE_EXTENSION, ...parts }
      : { kind: Kind.ENUM_TYPE_DEFINITION, ...parts, ...toDescription(description) };
  return `${print(node)}\n`;
}

/** The fields of a code in TypeScript, in the order of reading. */
const fields = ['description', ...errorCodeArguments, 'deprecationReason'] as const;

const lineWidth = 120;

/** Returns a string literal, with the quotes that need fewer escapes. */
function printString(text: string): string {
  const content = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  const count = (quote: string): number => content.split(quote).length - 1;
  const quote = count("'") > count('"') ? '"' : "'";
  return quote + content.replaceAll(quote, `\\${quote}`) + quote;
}

function printField(name: string, value: string | readonly string[]): string {
  const indent = ' '.repeat(6);
  if (typeof value === 'string') {
    const line = `${indent}${name}: ${printString(value)},`;
    return line.length <= lineWidth ? line : `${indent}${name}:\n${indent}  ${printString(value)},`;
  }
  const items = value.map(printString);
  const line = `${indent}${name}: [${items.join(', ')}],`;
  if (line.length <= lineWidth) return line;
  return `${indent}${name}: [\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}],`;
}

function printCode({ name: codeName, code }: ImportedCode): string {
  const given = fields.flatMap((name) => {
    const value = code[name];
    return value === undefined ? [] : printField(name, value);
  });
  if (given.length === 0) return `    ${codeName}: {},`;
  const line = `    ${codeName}: { ${given.map((field) => field.trim().replace(/,$/, '')).join(', ')} },`;
  if (line.length <= lineWidth && !line.includes('\n')) return line;
  return `    ${codeName}: {\n${given.join('\n')}\n    },`;
}

/** Returns the codes as TypeScript: a module with them, formatted as Prettier would. */
export function printModule(codes: readonly ImportedCode[], { as, enumName }: PrintOptions): string {
  const options = [
    ...(as === 'enum' ? ['  builtIn: false,'] : []),
    ...(enumName === 'ErrorCodeEnum' ? [] : [`  typeNames: { ErrorCodeEnum: '${enumName}' },`]),
  ];
  return `import { createErrorModule } from 'graphql-error-codes';

export const errorModule = createErrorModule({
${[...options, '  codes: {'].join('\n')}
${codes.map(printCode).join('\n')}
  },
});
`;
}
