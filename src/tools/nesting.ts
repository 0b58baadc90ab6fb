import { UsageError } from './usage-error.js';

/**
 * Returns what a parser returns. Parsers and what reads their trees call themselves for each level,
 * so that a text with thousands of levels uses up the stack.
 *
 * @param source what messages call the text
 * @throws UsageError for a text that is nested too deeply.
 */
export function withinStack<Parsed>(source: string, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${source}: the text is nested too deeply.`);
    throw error;
  }
}
