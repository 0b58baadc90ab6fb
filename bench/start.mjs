/** `npm run bench`: compiles the benchmark, and runs it as in production. */
import { build } from 'esbuild';

// graphql and the module read it when they are loaded.
process.env.NODE_ENV = 'production';
await build({
  entryPoints: ['bench/run.ts'],
  outdir: 'bench/.build',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  logLevel: 'warning',
});
await import(new URL('.build/run.js', import.meta.url).href);
