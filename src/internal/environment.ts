/** Not every platform has its type. */
declare const process: { readonly env: { readonly NODE_ENV?: string } };

function readIsProduction(): boolean {
  try {
    // Bundlers replace exactly this expression with its value.
    return process.env.NODE_ENV === 'production';
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof TypeError)) throw error;
    // Edge platforms have no `process`, or one without `env`. What runs there is deployed.
    return true;
  }
}

/**
 * Whether `NODE_ENV` is `production` when the package is loaded. `true` where there is no `process`
 * to read it from.
 */
export const isProduction: boolean = readIsProduction();
