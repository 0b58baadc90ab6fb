import type { ErrorModuleOptions } from '../../module/create-error-module.js';

/** Which module a project merges. */
export interface ModuleOptions {
  /** Whether the project declares all codes itself. */
  readonly isWhole: boolean;
  /** The start of the names of the module's types; empty for none. */
  readonly prefix: string;
  /** Whether the enum of codes has its usual name all the same: the project declares it. */
  readonly keepsEnum: boolean;
}

/** The file for the SDL of a module with renamed types, which commands read. */
export const modulePath = 'error-module.graphql';

/** Whether the module that the package exports will do. */
export const isDefaultModule = ({ isWhole, prefix }: ModuleOptions): boolean => !isWhole && prefix === '';

/** Returns the options of the module that the project merges. */
export const moduleOptions = ({ isWhole, prefix, keepsEnum }: ModuleOptions): ErrorModuleOptions => ({
  ...(isWhole && { builtIn: false }),
  ...(prefix !== '' && { typePrefix: prefix }),
  ...(prefix !== '' && keepsEnum && { typeNames: { ErrorCodeEnum: 'ErrorCodeEnum' } }),
});

/** Returns the call that creates the module. */
export function moduleCall(options: ModuleOptions, quote = "'"): string {
  const text = JSON.stringify(moduleOptions(options), null, 1).replaceAll(/\n\s*/g, ' ');
  return `createErrorModule(${text.replaceAll(/"(\w+)":/g, '$1:').replaceAll('"', quote)})`;
}

/** Returns a line that imports names, in ES modules or in CommonJS. */
export const importLine = (names: string, from: string, isModule: boolean): string =>
  isModule ? `import { ${names} } from '${from}';` : `const { ${names} } = require('${from}');`;
