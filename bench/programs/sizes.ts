import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What users and contributors download. */
export interface Sizes {
  /** In kB: the package as npm packs it, and as it is installed. */
  readonly packed: number;
  readonly installed: number;
  /** In MB: what `npm ci` installs in the project. */
  readonly dependencies: number;
}

/** What the files in a folder take on the disk, in bytes. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.blocks * 512 : 0), 0);

/** Builds and packs the package, and measures what is installed. */
export function measureSizes(): Sizes {
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent'], { encoding: 'utf8' });
  const [{ size, unpackedSize }] = JSON.parse(printed) as [{ size: number; unpackedSize: number }];
  return { packed: size / 1e3, installed: unpackedSize / 1e3, dependencies: sizeOf('node_modules') / 1e6 };
}
