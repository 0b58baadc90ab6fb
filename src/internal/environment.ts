/** Absent on edge platforms. */
const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };

/** Whether `NODE_ENV` is `production` when the package is loaded. */
export const isProduction: boolean = process?.env?.NODE_ENV === 'production';
