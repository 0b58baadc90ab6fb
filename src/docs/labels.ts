import type { ErrorExposure, ErrorFault, ErrorRetry } from '../codes/known-code.js';

/** Abbreviations, which are not capitalized like words. */
const abbreviations = new Set(['api', 'id', 'mfa', 'sso', 'url', 'vat']);

/** Returns a category as the page shows it: `Gift cards` for `gift_cards`. */
export function categoryLabel(category: string): string {
  const spaced = category.replaceAll(/[_-]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  const words = spaced.split(' ');
  const shown = words.map((word) => (abbreviations.has(word.toLowerCase()) ? word.toUpperCase() : word)).join(' ');
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

export const retryLabels: Readonly<Record<ErrorRetry, string>> = {
  never: 'Never',
  after_fix: 'After a fix',
  later: 'Later',
};
export const exposureLabels: Readonly<Record<ErrorExposure, string>> = {
  public: 'Everybody',
  authenticated: 'Signed-in callers',
  sensitive: 'Callers who gave a proof',
};
export const faultLabels: Readonly<Record<ErrorFault, string>> = { client: 'Request', server: 'Server' };
