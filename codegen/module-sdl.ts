import { readFileSync } from 'node:fs';
import { isTypeDefinitionNode, parse, visit, type NameNode } from 'graphql';
import { escapeTemplate } from './template.js';

/** Code to insert into the SDL in place of the text between two positions. */
interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly code: string;
}

/** Finds where type names, `@shareable` and the codes go. */
function findInsertions(sdl: string, types: readonly string[]): Insertion[] {
  const insertions: Insertion[] = [];
  const insertAt = (position: number, code: string) => insertions.push({ start: position, end: position, code });
  const rename = ({ value, loc }: NameNode) => {
    if (types.includes(value)) insertions.push({ start: loc!.start, end: loc!.end, code: `\${names.${value}}` });
  };
  visit(parse(sdl), {
    NamedType: ({ name }) => rename(name),
    StringValue: ({ block, loc, value }) => {
      // Descriptions mention types in backticks.
      if (!block) return;
      for (const [quoted, word] of value.matchAll(/`(\w+)`/g)) {
        if (!types.includes(word!)) continue;
        const start = sdl.indexOf(quoted, loc!.start) + 1;
        insertions.push({ start, end: start + word!.length, code: `\${names.${word}}` });
      }
    },
    ObjectTypeDefinition: ({ name }) => {
      rename(name);
      insertAt(name.loc!.end, '${shareable}');
    },
    ObjectTypeExtension: ({ fields }) => {
      // Only on the fields: the host's own `type Query` may be shareable, and a type is so only
      // once.
      for (const { loc } of fields ?? []) insertAt(loc!.end, '${shareable}');
    },
    UnionTypeDefinition: ({ name }) => rename(name),
    // Without codes, the host's SDL defines the enum.
    EnumTypeDefinition: ({ name, description, loc }) => {
      const code = `\${values && \`"""\n${escapeTemplate(description!.value)}\n"""\nenum \${names.${name.value}} {\n\${values}}\`}`;
      insertions.push({ start: loc!.start, end: loc!.end, code });
      return false;
    },
  });
  return insertions.toSorted((one, other) => one.start - other.start);
}

/** Returns the body of a template literal that renders the SDL. */
function templateOf(sdl: string, types: readonly string[]): string {
  let template = '';
  let end = 0;
  for (const { start, end: next, code } of findInsertions(sdl, types)) {
    template += escapeTemplate(sdl.slice(end, start)) + code;
    end = next;
  }
  return template + escapeTemplate(sdl.slice(end));
}

/**
 * A plugin of graphql-codegen that writes the module's SDL as functions of what a host may change:
 * the names of the types, `@shareable`, and further codes.
 */
export function plugin(): string {
  const [sdl, query] = ['schema/errors.graphql', 'schema/catalogue-query.graphql'].map((file) =>
    readFileSync(file, 'utf8'),
  ) as [string, string];
  const types = [sdl, query].flatMap((text) =>
    parse(text).definitions.flatMap((definition) => (isTypeDefinitionNode(definition) ? [definition.name.value] : [])),
  );
  return `/** The default names of the module's types. */
export type ModuleTypeName = ${types.map((type) => `'${type}'`).join(' | ')};

type Names = Readonly<Record<ModuleTypeName, string>>;

/**
 * Renders the SDL of schema/errors.graphql.
 *
 * @param shareable the directive for all object types, after a space; empty for none
 * @param values the values of the enum, as SDL; empty for a schema that defines the enum itself
 */
export const renderSdl = (names: Names, shareable: string, values: string): string => /* GraphQL */ \`
${templateOf(sdl, types)}\`;

/** Renders the SDL of schema/catalogue-query.graphql. */
export const renderCatalogueQuery = (names: Names, shareable: string): string => /* GraphQL */ \`
${templateOf(query, types)}\`;
`;
}
