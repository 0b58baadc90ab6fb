import { readFileSync } from 'node:fs';

/** One row of the reference: a value of the enum with its description or deprecation reason. */
export interface ReferenceRow {
  readonly name: string;
  readonly description: string | null;
  readonly deprecationReason: string | null;
}

/** The rows of errorcodeenum.md, in its order. */
export function readReference(): ReferenceRow[] {
  const page = readFileSync(new URL('errorcodeenum.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, text]) => {
    const reason = /^\*\*Deprecated:\*\* (.*)$/.exec(text!)?.[1];
    return { name: name!, description: reason === undefined ? text! : null, deprecationReason: reason ?? null };
  });
}
