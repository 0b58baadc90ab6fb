import { codeMistakes, fieldMistakes } from '../codes/code-rules.js';
import type { Catalogue } from '../codes/error-code.js';
import {
  completeCodes,
  toSnakeCase,
  type CompleteCode,
  type ErrorExposure,
  type ErrorFault,
  type ErrorRetry,
  type KnownCode,
  type KnownCodes,
} from '../codes/known-code.js';
import { catalogue } from '../generated/catalogue.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';
import type { ModuleTypeName } from '../generated/sdl.js';
import { didYouMean } from '../internal/did-you-mean.js';
import { cutText, inspect } from '../internal/inspect.js';
import type { AnyTypeNames } from './type-names.js';
import { toWellFormed } from '../internal/well-formed.js';

/**
 * A code of a host, or what a host changes of a built-in code. Strings of a constant without
 * `as const` are accepted; {@link CheckedHostCodes} checks literals.
 */
export interface HostCode extends Omit<Partial<KnownCode>, 'fault' | 'retry' | 'exposure'> {
  readonly fault?: ErrorFault | (string & {});
  readonly retry?: ErrorRetry | (string & {});
  readonly exposure?: ErrorExposure | (string & {});
}

/** The codes of a host, by name. */
export type HostCodes = Readonly<Record<string, HostCode>>;

/** What is wrong with a field that takes one of a few strings. A constant may have any string. */
type ChoiceMistake<Given, Choice, Message extends string> = string extends Given
  ? never
  : Given extends Choice
    ? never
    : `${Message}, got "${Given & string}"`;

/** What is wrong with a code: one sentence for each mistake. */
type CodeMistake<Name extends string, Code> =
  | `codes.${Name} has no field "${Exclude<keyof Code, keyof KnownCode> & string}"`
  | (Code extends { readonly fault: infer Given }
      ? ChoiceMistake<Given, ErrorFault, `codes.${Name}: "fault" must be "client" or "server"`>
      : never)
  | (Code extends { readonly retry: infer Given }
      ? ChoiceMistake<Given, ErrorRetry, `codes.${Name}: "retry" must be "never", "after_fix" or "later"`>
      : never)
  | (Code extends { readonly exposure: infer Given }
      ? ChoiceMistake<
          Given,
          ErrorExposure,
          `codes.${Name}: "exposure" must be "public", "authenticated" or "sensitive"`
        >
      : never)
  | (Code extends { readonly value: infer Value }
      ? string extends Value
        ? `codes.${Name}: "value" must be a literal: add "as const" to the constant`
        : never
      : never);

/** What is wrong with codes: one sentence for each mistake, as the compiler prints it. */
export type CodeMistakes<Codes> = { [Name in keyof Codes]: CodeMistake<Name & string, Codes[Name]> }[keyof Codes];

/**
 * Codes whose fields have been checked, or what is wrong with them. Computed names are checked at
 * run time only.
 */
export type CheckedHostCodes<Codes> = string extends keyof Codes
  ? Codes
  : [CodeMistakes<Codes>] extends [never]
    ? Codes
    : CodeMistakes<Codes>;

/** Which of the built-in codes a module has: all, none, or a list of names. */
export type BuiltInSelection = boolean | readonly ErrorCodeName[];

/** The names of the selected built-in codes. */
export type SelectedName<BuiltIn extends BuiltInSelection> = BuiltIn extends readonly (infer Name)[]
  ? Name
  : BuiltIn extends false
    ? never
    : ErrorCodeName;

/** The codes of a module with their metadata. Without any, the host's SDL has them. */
export type ModuleCodes<Codes extends HostCodes, BuiltIn extends BuiltInSelection> = [
  SelectedName<BuiltIn> | keyof Codes,
] extends [never]
  ? KnownCodes
  : {
      readonly [Name in SelectedName<BuiltIn> | (keyof Codes & string)]: Name extends keyof Codes
        ? Name extends SelectedName<BuiltIn>
          ? KnownCode & Omit<Catalogue[Name], keyof Codes[Name]> & Codes[Name]
          : KnownCode & CompleteCode<Name, Codes[Name]>
        : Name extends ErrorCodeName
          ? Catalogue[Name]
          : never;
    };

/** @throws TypeError for a list that has anything else than built-in codes. */
function selectBuiltIn(builtIn: BuiltInSelection): KnownCodes {
  if (typeof builtIn === 'boolean') return builtIn ? catalogue : {};
  const names = Object.keys(catalogue);
  const unknown = builtIn.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `createErrorModule: "builtIn" has ${inspect(unknown)}, which is not a built-in code.${didYouMean(unknown, names)}`,
    );
  }
  // In the order of the catalogue.
  return Object.fromEntries(Object.entries(catalogue).filter(([name]) => builtIn.includes(name as ErrorCodeName)));
}

const where = (name: string): string => `createErrorModule: codes.${cutText(name)}`;

/**
 * Returns the codes of a module: the selected built-in ones, and those of the host.
 *
 * @throws TypeError for an invalid name or field, for a taken internal value, and for an unknown
 * replacement.
 */
export function createModuleCodes<Codes extends HostCodes, BuiltIn extends BuiltInSelection>(
  hostCodes: Codes,
  builtIn: BuiltIn,
): ModuleCodes<Codes, BuiltIn> {
  const selected = selectBuiltIn(builtIn);
  for (const name of Object.keys(hostCodes)) {
    if (/^(?!__|true$|false$|null$)[A-Za-z_]\w*$/.test(name)) continue;
    throw new TypeError(`createErrorModule: "codes" has ${inspect(name)}. A code must be a valid GraphQL name.`);
  }
  // Whatever the types let through, is checked here.
  const given = hostCodes as Readonly<Record<string, Partial<KnownCode>>>;
  const [invalid] = fieldMistakes({ codes: given, where, kind: 'field' });
  if (invalid !== undefined) throw new TypeError(invalid);
  const codes: Record<string, Partial<KnownCode>> = { ...selected };
  for (const [name, code] of Object.entries(given)) {
    codes[name] = Object.hasOwn(selected, name) ? { ...selected[name], ...code } : code;
  }
  const known = completeCodes(codes) as KnownCodes;
  const [mistake] = codeMistakes({ codes: given, where }, known);
  if (mistake !== undefined) throw new TypeError(mistake);
  return known as ModuleCodes<Codes, BuiltIn>;
}

const described = ['category', 'retry', 'exposure', 'action', 'since', 'replacedBy', 'details'] as const;

/**
 * Returns a text or a list as SDL. JSON strings and lists are GraphQL strings and lists, but for
 * half of a character, which no document may have.
 */
const toSdl = (value: string | readonly string[]): string =>
  JSON.stringify(typeof value === 'string' ? toWellFormed(value) : value.map((item) => toWellFormed(item)));

/** Returns `@errorCode` with what the code has beside its default values; empty for nothing. */
function renderDirective(name: string, code: KnownCode): string {
  const given = described.flatMap((field) => (code[field] === undefined ? [] : [[field, code[field]] as const]));
  const { value, fault } = code;
  const list = [
    ...(value === toSnakeCase(name) ? [] : [['value', value] as const]),
    ...(fault === 'client' ? [] : [['fault', fault] as const]),
    ...given,
  ].map(([argument, text]) => `${argument}: ${toSdl(text)}`);
  return list.length === 0 ? '' : ` @errorCode(${list.join(', ')})`;
}

/** Renames the module's own types in the details of codes, as in its SDL. */
const renameDetails = (code: KnownCode, names: AnyTypeNames): KnownCode =>
  code.details
    ? {
        ...code,
        details: code.details.map((type) => (Object.hasOwn(names, type) ? names[type as ModuleTypeName] : type)),
      }
    : code;

/** Returns the SDL of codes, as values of the enum. */
export const renderCodes = (codes: KnownCodes, names: AnyTypeNames): string =>
  Object.entries(codes)
    .map(([name, code]) => {
      const { description, deprecationReason } = code;
      const text = description === undefined ? '' : `  ${toSdl(description)}\n`;
      const deprecated = deprecationReason === undefined ? '' : ` @deprecated(reason: ${toSdl(deprecationReason)})`;
      return `${text}  ${name}${renderDirective(name, renameDetails(code, names))}${deprecated}\n`;
    })
    .join('\n');
