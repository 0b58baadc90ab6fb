import type { GraphQLSchema } from 'graphql';
import { readErrorCodes, type KnownCode } from 'graphql-error-codes';

/** Formats a string as prettier does. */
const literal = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value);
  return value.includes("'") ? JSON.stringify(value) : `'${value.replaceAll('\\', '\\\\')}'`;
};

/** The values that the package completes are left out. */
const isDefault = (name: string, field: string, value: unknown): boolean =>
  (field === 'value' && value === name.toLowerCase()) || (field === 'fault' && value === 'client');

const renderCode = ([name, code]: [string, KnownCode]): string => {
  const fields = Object.entries(code).filter(([field, value]) => !isDefault(name, field, value));
  return `  ${name}: {\n${fields.map(([field, value]) => `    ${field}: ${literal(value)},\n`).join('')}  },\n`;
};

/** A plugin of graphql-codegen that writes what the SDL says of the codes. */
export const plugin = (schema: GraphQLSchema): string => `\
import { completeCodes, type CompleteCodes } from '../codes/known-code.js';

const declared = {
${Object.entries(readErrorCodes(schema)).map(renderCode).join('')}} as const;

/** The built-in codes with their metadata, as schema/errors.graphql declares them. */
export const catalogue: CompleteCodes<typeof declared> = /* @__PURE__ */ completeCodes(declared);
`;
