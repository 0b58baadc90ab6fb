import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const built = resolve(root, '.build/clients/graphql-error-codes');

/** Compiles the package as it is published, for tools that load its plugin by name. */
export function buildPackage(): void {
  rmSync(built, { recursive: true, force: true });
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', `${built}/dist`], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const name of ['package.json', 'messages']) cpSync(`${root}/${name}`, `${built}/${name}`, { recursive: true });
}

/** Installs the built package in a folder, by its name. */
export function linkPackage(folder: string): void {
  const link = resolve(folder, 'node_modules/graphql-error-codes');
  mkdirSync(resolve(link, '..'), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync(built, link);
}
