import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { bundleCli } from '../../bundle-cli.js';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Bundles the program for the tests of one file, into a folder outside of the project, and returns what runs it in a folder.
 *
 * @param peers packages that are installed beside it
 */
export function bundledProgram(
  peers: readonly string[] = [],
): (folder: string, ...args: readonly string[]) => Promise<Run> {
  const outside = mkdtempSync(join(tmpdir(), 'graphql-error-codes-program-'));
  beforeAll(async () => {
    await bundleCli(join(outside, 'dist/cli/main.js'));
    copyFileSync('package.json', join(outside, 'package.json'));
    for (const peer of peers) {
      mkdirSync(join(outside, 'node_modules', dirname(peer)), { recursive: true });
      symlinkSync(resolve('node_modules', peer), join(outside, 'node_modules', peer));
    }
  });
  afterAll(() => rmSync(outside, { recursive: true }));
  return (cwd, ...args) =>
    new Promise((done) => {
      execFile(process.execPath, [join(outside, 'dist/cli/main.js'), ...args], { cwd }, (error, stdout, stderr) => {
        done({ status: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
}

/** A folder with these files, until the end of the test. */
export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
