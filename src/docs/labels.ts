import type { ErrorCategory, ErrorFault, ErrorRetry } from '../codes/catalogue.js';

/** The metadata of codes, as the page shows it. */
export const categoryLabels: Readonly<Record<ErrorCategory, string>> = {
  authentication: 'Authentication',
  mfa: 'MFA',
  identity: 'Identity',
  permission: 'Permission',
  input: 'Input',
  namespace: 'Namespace',
  runtime: 'Runtime',
  flow: 'Flow',
};
export const retryLabels: Readonly<Record<ErrorRetry, string>> = {
  never: 'Never',
  after_fix: 'After a fix',
  later: 'Later',
};
export const faultLabels: Readonly<Record<ErrorFault, string>> = { client: 'Request', server: 'Server' };
