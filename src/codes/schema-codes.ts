import { catalogue as builtInCatalogue } from '../generated/catalogue.js';
import { directiveArguments, isArguments } from '../internal/applied-directives.js';
import { oncePer, type EnumType, type EnumValue } from '../internal/executable-schema.js';
import { cutText, inspect } from '../internal/inspect.js';
import { codeMistakes, fieldMistakes } from './code-rules.js';
import { toSnakeCase, type KnownCode, type KnownCodes } from './known-code.js';

/** What a schema has of the codes of an enum. */
interface SchemaCodes {
  /** All codes, in the order of the enum. */
  readonly codes: KnownCodes;
  /** The codes of which nothing is known but their names: the schema was introspected. */
  readonly nameOnly: ReadonlySet<string>;
  /** The codes that `@errorCode` describes, as it does. */
  readonly described: Readonly<Record<string, Partial<KnownCode>>>;
  /** What is wrong with the directives, each in one sentence. */
  readonly mistakes: readonly string[];
}

/** In SDL and in extensions, a list of one may be written without brackets. */
const withList = (given: Readonly<Record<string, unknown>>): Partial<KnownCode> =>
  typeof given.details === 'string' ? { ...given, details: [given.details] } : given;

/** The texts that every schema has, also after introspection. */
const describe = ({ description, deprecationReason }: EnumValue): Partial<KnownCode> => ({
  ...(typeof description === 'string' && { description }),
  ...(typeof deprecationReason === 'string' && { deprecationReason }),
});

/** The texts of a catalogue are not those of the schema. */
function withoutTexts(known: Partial<KnownCode> | undefined): Partial<KnownCode> | undefined {
  if (!known || !('description' in known || 'deprecationReason' in known)) return known;
  const { description: _, deprecationReason: __, ...rest } = known;
  return rest;
}

function readDirectives(type: EnumType): Pick<SchemaCodes, 'described' | 'mistakes'> {
  const described: Record<string, Partial<KnownCode>> = {};
  const mistakes: string[] = [];
  for (const value of type.getValues()) {
    const given = directiveArguments(value, 'errorCode');
    if (given === undefined) continue;
    if (isArguments(given)) described[value.name] = withList(given);
    else mistakes.push(`${type.name}.${value.name}: @errorCode must have arguments by name, got ${inspect(given)}.`);
  }
  const where = (name: string): string => `${type.name}.${cutText(name)}`;
  mistakes.push(...fieldMistakes({ codes: described, where, kind: 'argument' }));
  return { described, mistakes };
}

/** The default value of a code that nobody described, unless another code has that value. */
function findFreeValue(name: string, taken: ReadonlySet<string>): string {
  const value = toSnakeCase(name);
  return taken.has(value) ? name : value;
}

const catalogues = new WeakMap<EnumType, KnownCodes>();

/** Keeps the catalogue that a schema was wrapped with, for tools that read the schema later. */
export const keepCatalogue = (type: EnumType, catalogue: KnownCodes): void => void catalogues.set(type, catalogue);

/** Returns the catalogue that a schema was wrapped with; else that of this package. */
export const catalogueOf = (type: EnumType): KnownCodes => catalogues.get(type) ?? builtInCatalogue;

/**
 * Whether an enum in SDL is that of the package without its directives: of an older version, or
 * printed. A host may have a few codes of the same names that mean something else.
 */
function isBuiltInEnum(values: readonly EnumValue[]): boolean {
  const builtIn = Object.keys(builtInCatalogue);
  const present = values.filter(({ name }) => builtIn.includes(name));
  return present.length > builtIn.length / 2;
}

/**
 * Reads the codes of an enum from a schema. A code has what its `@errorCode` declares; without the
 * directive, what `catalogue` has for its name.
 */
export const schemaCodes: (catalogue: KnownCodes) => (type: EnumType) => SchemaCodes = oncePer((catalogue) =>
  oncePer((type: EnumType): SchemaCodes => {
    const { described, mistakes } = readDirectives(type);
    const values = type.getValues();
    // Without SDL there are no directives to look for.
    const usesCatalogue =
      catalogue !== builtInCatalogue || !values.some(({ astNode }) => astNode) || isBuiltInEnum(values);
    const knownOf = ({ name }: EnumValue): Partial<KnownCode> | undefined => {
      if (Object.hasOwn(described, name)) return described[name];
      return usesCatalogue && Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
    };
    const taken = new Set(values.flatMap((value) => [value.name, knownOf(value)?.value ?? value.name]));
    const nameOnly = new Set<string>();
    const codes: Record<string, KnownCode> = {};
    for (const value of values) {
      const { name, astNode } = value;
      const known = knownOf(value);
      if (!known && !astNode) nameOnly.add(name);
      const internal = known ? (known.value ?? toSnakeCase(name)) : findFreeValue(name, taken);
      taken.add(internal);
      const fault = known?.fault ?? 'client';
      // In this order: new properties after a spread take a microsecond, for each of 10,000 codes.
      const code = { value: internal, fault, ...withoutTexts(known), ...describe(value) };
      codes[name] = Object.assign(code, { value: internal, fault });
    }
    return { codes, nameOnly, described, mistakes };
  }),
);

/**
 * Returns what is wrong with the directives of an enum, each in one sentence that starts with the
 * coordinate of the code.
 *
 * @param members the members of the union of details, if they are known
 */
export function schemaCodeMistakes(
  type: EnumType,
  catalogue: KnownCodes,
  members: readonly string[] | undefined,
): readonly string[] {
  const { codes, described, mistakes } = schemaCodes(catalogue)(type);
  const where = (name: string): string => `${type.name}.${cutText(name)}`;
  return [...mistakes, ...codeMistakes({ codes: described, where }, codes, members)];
}

/** @throws TypeError that lists the {@link schemaCodeMistakes}. */
export function checkSchemaCodes(type: EnumType, catalogue: KnownCodes, members: readonly string[] | undefined): void {
  const all = schemaCodeMistakes(type, catalogue, members);
  if (all.length > 0) throw new TypeError(`Invalid @errorCode:\n${all.map((mistake) => `- ${mistake}`).join('\n')}`);
}
