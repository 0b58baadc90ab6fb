/**
 * Returns how an option is called where a message is read: `"columns"` in code, `--columns` on the
 * command line. With a value, it returns how the option is set to it.
 */
export type NameOption = (option: string, value?: string) => string;

/** Names an option as code does. */
export const nameInCode: NameOption = (option, value) =>
  value === undefined ? `"${option}"` : `{ ${option}: '${value}' }`;

/** No line of a message is longer: a file that has only one line must not become a message. */
const longestLine = 1000;

const cutLines = (message: string): string =>
  message
    .split('\n')
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}...` : line))
    .join('\n');

/**
 * An error that the user can fix, such as a schema that cannot be loaded. The message says what is
 * wrong where, and what to do. The CLI writes it without a stack and exits with 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly #describe: (nameOption: NameOption) => string;

  /** @internal */
  constructor(message: string | ((nameOption: NameOption) => string)) {
    const describe = typeof message === 'string' ? () => message : message;
    super(cutLines(describe(nameInCode)));
    this.#describe = describe;
  }

  /**
   * Returns the message for readers of other names of options.
   *
   * @internal
   */
  describe(nameOption: NameOption): string {
    return cutLines(this.#describe(nameOption));
  }
}
