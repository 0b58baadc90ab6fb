/**
 * Bundles the demo and runs it in this process: `npm start`. Bundling takes a tenth of a second; a
 * loader that compiles each file would take more than one. Supervisors should run this file instead
 * of npm, whose shell does not forward signals.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = join(root, '.build/demo/main.js');

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['demo/main.ts'],
  outdir: dirname(entry),
  write: false,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
});

/** Writes a file so that other processes see either all of it or the one before. */
async function replace({ path, contents }) {
  const part = `${path}.${randomUUID()}`;
  await writeFile(part, contents);
  await rename(part, path);
}

// Other processes may be starting from the same folder. The entry comes last: what it imports is
// there when they see it.
await mkdir(dirname(entry), { recursive: true });
await Promise.all(outputFiles.filter(({ path }) => path !== entry).map(replace));
await Promise.all(outputFiles.filter(({ path }) => path === entry).map(replace));

await import(pathToFileURL(entry).href);
