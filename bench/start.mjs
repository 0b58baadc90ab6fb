/** `npm run bench`: compiles the benchmark, and runs it as in production. */
import { build } from 'esbuild';

// graphql and the module read it when they are loaded.
process.env.NODE_ENV = 'production';
const common = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: { run: 'bench/run.ts', 'http/peer': 'bench/http/peer.ts' },
  outdir: 'bench/.build',
  splitting: true,
});
// Elsewhere, so that it has the packages of the project only.
await build({ ...common, entryPoints: { demo: 'bench/http/demo.ts' }, outdir: '.build/bench' });
await import(new URL('.build/run.js', import.meta.url).href);
