/**
 * What `npm start` runs: bundles the demo and runs it in this very process. Bundling takes a tenth of a second; a loader that compiles each
 * file on import would take more than one. Let a supervisor run this file and not npm, whose shell keeps signals to itself.
 */
import { build } from 'esbuild';

await build({
  entryPoints: ['demo/main.ts'],
  outdir: '.build/demo',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
});

await import(new URL('../.build/demo/main.js', import.meta.url).href);
