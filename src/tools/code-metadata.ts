import type { GraphQLEnumType } from 'graphql';
import { completeCode, type KnownCode } from '../codes/known-code.js';
import { schemaCodes } from '../codes/schema-codes.js';
import { catalogue } from '../generated/catalogue.js';
import { inspect } from '../internal/inspect.js';
import { askedFields, catalogueFields, type CatalogueField } from './error-catalogue.js';
import type { Finding } from './report.js';

type MetadataField = CatalogueField | 'exposure' | 'value';

const metadataFields: readonly MetadataField[] = [...catalogueFields, 'exposure', 'value'];

/** What a schema itself declares of its codes: in SDL, or with the query `errorCatalogue`. */
export interface CodeMetadata {
  /** The fields that the schema can have. Servers never return internal values. */
  readonly fields: ReadonlySet<MetadataField>;
  /** Returns what is declared of a code, with default values. */
  readonly of: (name: string) => KnownCode;
}

/**
 * Returns the metadata of a schema; `undefined` when it describes none of its codes, as after
 * introspection.
 */
export function readMetadata(codes: GraphQLEnumType): CodeMetadata | undefined {
  const { described } = schemaCodes(catalogue)(codes);
  if (Object.keys(described).length === 0) return undefined;
  const of = (name: string): KnownCode => completeCode(name, Object.hasOwn(described, name) ? described[name]! : {});
  return { fields: new Set(askedFields(codes) ?? metadataFields), of };
}

/** The change of one field of a code. */
export interface MetadataChange {
  readonly level: Finding['level'];
  /** Continues the coordinate of the code. */
  readonly message: string;
}

/** How changes of a field are reported. */
interface Report {
  readonly label: string;
  readonly level: Finding['level'];
  /** What a change means, as a sentence; empty where it is obvious. */
  readonly meaning: string;
}

const reports: { readonly [Field in Exclude<MetadataField, 'details'>]: Report } = {
  fault: {
    label: 'fault',
    level: 'dangerous',
    meaning: 'Alerts and retries may depend on it.',
  },
  retry: { label: 'retry', level: 'dangerous', meaning: 'Clients may retry by it.' },
  exposure: {
    label: 'exposure',
    level: 'dangerous',
    meaning: 'Callers may see what was hidden from them, or the reverse.',
  },
  category: { label: 'category', level: 'safe', meaning: '' },
  action: { label: 'action', level: 'safe', meaning: '' },
  since: { label: 'version', level: 'safe', meaning: '' },
  replacedBy: { label: 'replacement', level: 'safe', meaning: '' },
  value: {
    label: 'internal value',
    level: 'safe',
    meaning: 'Clients never receive it; resolvers, logs and metrics may use it.',
  },
};

const quote = (value: unknown): string => (value === undefined ? 'none' : inspect(value));

const quoteList = (types: readonly string[]): string => types.join(', ');

function compareDetails(before: KnownCode['details'], after: KnownCode['details']): MetadataChange[] {
  const level = 'dangerous';
  if (!before && !after) return [];
  if (!before) {
    const message = `now restricts its details to ${quoteList(after!) || 'none'}. Clients may expect others.`;
    return [{ level, message }];
  }
  if (!after) {
    const message = `no longer restricts its details to ${quoteList(before) || 'none'}. Clients may not expect others.`;
    return [{ level, message }];
  }
  const removed = before.filter((type) => !after.includes(type));
  const added = after.filter((type) => !before.includes(type));
  return [
    ...(removed.length > 0
      ? [{ level, message: `no longer has details of ${quoteList(removed)}. Clients may expect them.` } as const]
      : []),
    ...(added.length > 0
      ? [{ level, message: `now has details of ${quoteList(added)}. Clients may not expect them.` } as const]
      : []),
  ];
}

/** Returns what changed in the metadata of a code, as far as both schemas can have it. */
export function compareMetadata(name: string, before: CodeMetadata, after: CodeMetadata): MetadataChange[] {
  const [oldCode, newCode] = [before.of(name), after.of(name)];
  return metadataFields
    .filter((field) => before.fields.has(field) && after.fields.has(field))
    .flatMap((field): MetadataChange[] => {
      if (field === 'details') return compareDetails(oldCode.details, newCode.details);
      const [oldValue, newValue] = [oldCode[field], newCode[field]];
      if (oldValue === newValue) return [];
      const { label, level, meaning } = reports[field];
      const message = `changed its ${label} from ${quote(oldValue)} to ${quote(newValue)}.`;
      // The first decision changes nothing: until then, nobody had made one.
      if (field === 'exposure' && oldValue === undefined) return [{ level: 'safe', message }];
      return [{ level, message: meaning === '' ? message : `${message} ${meaning}` }];
    });
}
