/**
 * Returns a text in which each half of a character (a lone surrogate) is U+FFFD: neither SDL nor
 * UTF-8 can have it.
 */
export const toWellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
