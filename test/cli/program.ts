import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { bundleCli, bundleLibraries } from '../../bundles.js';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly path: string;
  /** Runs the CLI in a folder. */
  readonly run: (folder: string, ...args: readonly string[]) => Promise<Run>;
}

/**
 * Bundles the CLI for the tests of one file, into a folder outside the project.
 *
 * @param peers the packages to install beside it
 */
export function bundleProgram(peers: readonly string[] = []): Program {
  const outside = mkdtempSync(join(tmpdir(), 'graphql-error-codes-program-'));
  const path = join(outside, 'dist/cli/main.js');
  beforeAll(async () => {
    const dist = join(outside, 'dist');
    await Promise.all([bundleCli(dist), bundleLibraries(dist)]);
    copyFileSync('package.json', join(outside, 'package.json'));
    symlinkSync(resolve('messages'), join(outside, 'messages'));
    for (const peer of peers) {
      mkdirSync(join(outside, 'node_modules', dirname(peer)), { recursive: true });
      symlinkSync(resolve('node_modules', peer), join(outside, 'node_modules', peer));
    }
  });
  afterAll(() => rmSync(outside, { recursive: true }));
  const run: Program['run'] = (cwd, ...args) =>
    new Promise((done) => {
      execFile(process.execPath, [path, ...args], { cwd }, (error, stdout, stderr) => {
        done({ status: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  return { path, run };
}

/** Creates a folder with these files, until the end of the test. */
export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
