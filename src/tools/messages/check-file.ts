import { didYouMean } from '../../internal/did-you-mean.js';
import { inspect } from '../../internal/inspect.js';
import { offsetInString, showJson, type JsonMember, type JsonNode, type JsonObject } from '../json-tree.js';
import type { Finding } from '../report.js';
import type { NameOption } from '../usage-error.js';
import type { DemandedTexts, DetailFields } from './demanded-texts.js';
import { createReport, type MessageFile, type ReportAt } from './message-file.js';
import { readPlaceholders, type Placeholder } from './placeholders.js';
import { caseMistakes, localeMistake } from './plural-rules.js';

/** The two parts of a text. */
export const messageParts = ['title', 'sentence'] as const;

/** The members of a file, in their usual order. */
export const sectionNames = ['locale', 'codes', 'categories', 'generic', 'validations'] as const;

/** Of more unknown codes, none is a misspelling: the file belongs to another schema. */
const maxHints = 100;

/** The start of the title of a stub. */
export const stubMark = 'TODO:';

/** What other files are compared with: the texts of one language. */
export interface CheckedFile {
  readonly file: MessageFile;
  readonly findings: readonly Finding[];
  /** The language, unless the file does not say it. */
  readonly locale: string | undefined;
  readonly localeOffset: number;
  /** The names of the placeholders of each code that has a complete text. */
  readonly placeholders: ReadonlyMap<string, ReadonlySet<string>>;
  /** The offset of the name of each code. */
  readonly offsets: ReadonlyMap<string, number>;
}

/** A text as {@link FileChecker.#checkMessage} returns it. */
interface ReadMessage {
  readonly placeholders: readonly string[];
  /** Title and sentence, to find duplicates; `undefined` for an incomplete text. */
  readonly key: string | undefined;
}

class FileChecker {
  readonly findings: Finding[] = [];
  readonly placeholders = new Map<string, ReadonlySet<string>>();
  readonly offsets = new Map<string, number>();
  readonly #file: MessageFile;
  readonly #demanded: DemandedTexts;
  readonly #added: ReadonlySet<string>;
  readonly #nameOption: NameOption;
  readonly #report: ReportAt;
  #locale: string | undefined;
  #hasPlurals = false;

  constructor(file: MessageFile, demanded: DemandedTexts, added: ReadonlySet<string>, nameOption: NameOption) {
    this.#file = file;
    this.#demanded = demanded;
    this.#added = added;
    this.#nameOption = nameOption;
    this.#report = createReport(file, this.findings);
  }

  #checkDuplicates(object: JsonObject, path: string): void {
    for (const member of object.members) {
      const last = object.named.get(member.name)!;
      if (member === last) continue;
      this.#report(member.start, path + member.name, 'occurs twice. Remove one: only the last is used.');
    }
  }

  /** Returns the object that a member has. */
  #readObject(member: JsonMember, path: string, expected: string): JsonObject | undefined {
    if (member.node.kind !== 'object') {
      this.#report(member.node.start, path, `must be ${expected}, got ${showJson(member.node)}.`);
      return undefined;
    }
    this.#checkDuplicates(member.node, `${path}.`);
    return member.node;
  }

  #checkPlaceholder(node: JsonNode, path: string, placeholder: Placeholder, fields: DetailFields, owner: string): void {
    const { name, index, cases } = placeholder;
    const offset = offsetInString(this.#file.text, node, index);
    const use = fields?.get(name);
    if (fields && use === undefined) {
      const names = [...fields].flatMap(([field, fieldUse]) => (fieldUse === 'nothing' ? [] : [field]));
      const hint = didYouMean(name, names) || (names.length > 0 ? ` They have ${names.join(', ')}.` : '');
      this.#report(offset, path, `has the placeholder {${name}}, but details of ${owner} have no such field.${hint}`);
    } else if (use === 'nothing') {
      this.#report(offset, path, `has the placeholder {${name}}, but that field is neither a string nor a number.`);
    } else if (use === 'text' && cases) {
      this.#report(offset, path, `has the plural {${name}}, but that field is not a number.`);
    }
    if (!cases) return;
    this.#hasPlurals = true;
    if (cases.length === 0) this.#report(offset, path, `has the plural {${name}} without cases.`);
    else for (const mistake of caseMistakes(cases, this.#locale)) this.#report(offset, path, mistake);
  }

  /** Returns the names of the placeholders. */
  #checkText(node: JsonNode & { readonly kind: 'string' }, path: string, fields: DetailFields, owner: string) {
    const { placeholders, mistakes } = readPlaceholders(node.value);
    for (const { index, message } of mistakes) {
      this.#report(offsetInString(this.#file.text, node, index), path, message);
    }
    for (const placeholder of placeholders) {
      if (owner === 'generic') {
        const offset = offsetInString(this.#file.text, node, placeholder.index);
        const message = `has the placeholder {${placeholder.name}}, which the last fallback must not have.`;
        this.#report(offset, path, message);
      } else this.#checkPlaceholder(node, path, placeholder, fields, owner);
    }
    return placeholders.map(({ name }) => name);
  }

  /** Checks a title and a sentence. */
  #checkMessage(member: JsonMember, path: string, fields: DetailFields, owner: string): ReadMessage {
    const object = this.#readObject(member, path, '{ "title": "...", "sentence": "..." }');
    if (!object) return { placeholders: [], key: undefined };
    const placeholders: string[] = [];
    const texts: string[] = [];
    for (const part of messageParts) {
      const found = object.named.get(part);
      if (!found) this.#report(member.start, path, `has no ${part}.`);
      else if (found.node.kind !== 'string') {
        this.#report(found.node.start, `${path}.${part}`, `must be a string, got ${showJson(found.node)}.`);
      } else if (found.node.value.trim() === '') this.#report(found.node.start, `${path}.${part}`, 'is empty.');
      else {
        texts.push(found.node.value);
        placeholders.push(...this.#checkText(found.node, `${path}.${part}`, fields, owner));
      }
    }
    this.#checkUnknownMembers(object, `${path}.`, messageParts);
    if (texts.some((text) => text.startsWith(stubMark))) {
      const state = this.#added.has(path) ? 'was added as a stub' : 'is still a stub';
      this.#report(member.start, path, `${state}. Write its title, and check its sentence.`);
      return { placeholders: [], key: undefined };
    }
    return { placeholders, key: texts.length === messageParts.length ? JSON.stringify(texts) : undefined };
  }

  #checkUnknownMembers(object: JsonObject, path: string, known: readonly string[]): void {
    for (const { name, start } of object.members) {
      if (known.includes(name)) continue;
      this.#report(start, path + name, `is not read.${didYouMean(name, known)}`, 'warning');
    }
  }

  #checkCodes(member: JsonMember): void {
    const object = this.#readObject(member, 'codes', 'an object with a text for each code');
    if (!object) return;
    const { codes, enumName } = this.#demanded;
    const names = codes.map(({ name }) => name);
    const sameTexts = new Map<string, string>();
    const unwritten = names.filter((name) => !object.named.has(name));
    for (const { name, fields } of codes) {
      const entry = object.named.get(name);
      if (!entry) {
        this.#report(
          member.start,
          'codes',
          `has no text for ${name}. Add one, or run with ${this.#nameOption('write')}.`,
        );
        continue;
      }
      this.offsets.set(name, entry.start);
      const { placeholders, key } = this.#checkMessage(entry, `codes.${name}`, fields, name);
      if (key === undefined) continue;
      this.placeholders.set(name, new Set(placeholders));
      const same = sameTexts.get(key);
      if (same === undefined) sameTexts.set(key, name);
      else this.#report(entry.start, `codes.${name}`, `has the same text as ${same}.`, 'warning');
    }
    const known = new Set(names);
    const unknown = object.members.filter(({ name }) => !known.has(name));
    for (const { name, start } of unknown) {
      // A code that was renamed is one without a text.
      const hint = unknown.length > maxHints ? '' : didYouMean(name, unwritten) || didYouMean(name, names);
      this.#report(start, `codes.${name}`, `is not a code of ${enumName}. Remove the text.${hint}`);
    }
  }

  #checkCategories(member: JsonMember | undefined, root: JsonNode): void {
    const { categories, hasAllCategories } = this.#demanded;
    const object = member && this.#readObject(member, 'categories', 'an object with a text for each category');
    if (member && !object) return;
    const names = categories.map(({ name }) => name);
    for (const { name, fields } of categories) {
      const entry = object?.named.get(name);
      if (entry) this.#checkMessage(entry, `categories.${name}`, fields, `the category ${inspect(name)}`);
      else {
        const message = `has no text for ${inspect(name)}. Add one, or run with ${this.#nameOption('write')}.`;
        this.#report(member?.start ?? root.start, 'categories', message);
      }
    }
    for (const entry of object?.members ?? []) {
      if (names.includes(entry.name)) continue;
      const path = `categories.${entry.name}`;
      this.#checkMessage(entry, path, undefined, `the category ${inspect(entry.name)}`);
      if (!hasAllCategories) continue;
      this.#report(
        entry.start,
        path,
        `is not a category of any code. Remove the text.${didYouMean(entry.name, names)}`,
      );
    }
  }

  #checkValidations(member: JsonMember): void {
    const object = this.#readObject(member, 'validations', 'an object with a text for each validation');
    if (!object) return;
    for (const { name, node } of object.members) {
      const path = `validations.${name}`;
      if (node.kind !== 'string') this.#report(node.start, path, `must be a string, got ${showJson(node)}.`);
      else if (node.value.trim() === '') this.#report(node.start, path, 'is empty.');
      else if (node.value.startsWith(stubMark)) this.#report(node.start, path, 'is still a stub. Write it.');
    }
    if (object.named.has('invalid')) return;
    this.#report(member.start, 'validations', 'has no "invalid", the text for unknown validations.', 'warning');
  }

  #checkLocale(member: JsonMember): void {
    const { node } = member;
    const mistake =
      node.kind === 'string'
        ? localeMistake(node.value)
        : `must be the tag of a language, such as "de", got ${showJson(node)}.`;
    if (mistake === '' && node.kind === 'string') this.#locale = node.value;
    else this.#report(node.start, 'locale', mistake);
  }

  check(): CheckedFile {
    const { root } = this.#file;
    const locale = root.kind === 'object' ? root.named.get('locale') : undefined;
    if (root.kind === 'object') {
      this.#checkDuplicates(root, '');
      this.#checkUnknownMembers(root, '', sectionNames);
      if (locale) this.#checkLocale(locale);
      const [codes, categories, generic, validations] = ['codes', 'categories', 'generic', 'validations'].map((name) =>
        root.named.get(name),
      );
      if (codes) this.#checkCodes(codes);
      else
        this.#report(
          root.start,
          'codes',
          `is missing. Add { "codes": { ... } }, or run with ${this.#nameOption('write')}.`,
        );
      this.#checkCategories(categories, root);
      if (generic) this.#checkMessage(generic, 'generic', undefined, 'generic');
      else this.#report(root.start, 'generic', 'is missing: the text for unknown codes and unexpected failures.');
      if (validations) this.#checkValidations(validations);
      if (this.#hasPlurals && !locale) {
        this.#report(root.start, 'locale', 'is missing. Plurals need the language: add { "locale": "en" }.');
      }
    } else {
      this.#report(root.start, this.#file.path, `must be an object with "codes" and "generic", got ${showJson(root)}.`);
    }
    return {
      file: this.#file,
      findings: this.findings,
      locale: this.#locale,
      localeOffset: locale?.start ?? root.start,
      placeholders: this.placeholders,
      offsets: this.offsets,
    };
  }
}

/**
 * Checks the texts of one language.
 *
 * @param added the paths of the stubs that were just added
 * @param nameOption names options in findings
 */
export const checkFile = (
  file: MessageFile,
  demanded: DemandedTexts,
  added: ReadonlySet<string>,
  nameOption: NameOption,
): CheckedFile => new FileChecker(file, demanded, added, nameOption).check();
