import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeTemplate } from './template.js';

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A plugin of graphql-codegen that writes the style and the script of the page of all codes, and
 * the policy that allows these two, by their digests, and nothing else.
 */
export function plugin(): string {
  const [style, script] = ['src/docs/page.css', 'src/docs/page-script.js'].map(
    (file) => `\n${readFileSync(file, 'utf8')}`,
  ) as [string, string];
  const policy = [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `/** The contents of src/docs/page.css. */
export const style: string = /* CSS */ \`${escapeTemplate(style)}\`;

/** The contents of src/docs/page-script.js. */
export const script: string = /* JavaScript */ \`${escapeTemplate(script)}\`;

/** Allows the style and the script by their digests, and nothing else. */
export const contentSecurityPolicy: string =
  "${policy}";
`;
}
