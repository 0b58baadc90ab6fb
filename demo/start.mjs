/**
 * Bundles the demo and runs it in this process: `npm start`. Bundling takes a tenth of a second; a
 * loader that compiles each file would take more than one. Supervisors should run this file instead
 * of npm, whose shell does not forward signals.
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
