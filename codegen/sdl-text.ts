import { escapeTemplate } from './template.js';

interface SdlTextConfig {
  /** The name of the exported constant. */
  readonly name: string;
  readonly text: string;
}

/** A plugin of graphql-codegen that writes SDL as a string. */
export const plugin = (_schema: unknown, _documents: unknown, { name, text }: SdlTextConfig): string =>
  `export const ${name}: string = /* GraphQL */ \`\n${escapeTemplate(text)}\`;\n`;
