import type { NameOption } from '../tools/usage-error.js';

/** The options whose flags have names of their own. */
const flags: Readonly<Record<string, string>> = {
  enumName: '--enum',
  headers: '--header',
  introduction: '--intro',
  text: '"-"',
};

/** Names an option of a function as its flag, for messages. */
export const nameFlag: NameOption = (option, value) => {
  const kebab = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const flag = flags[option] ?? `--${kebab}`;
  return value === undefined ? flag : `${flag} ${value}`;
};
