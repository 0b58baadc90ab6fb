/** Escapes text for a template literal. */
export const escapeTemplate = (text: string): string => text.replaceAll(/[\\`]|\$\{/g, '\\$&');
