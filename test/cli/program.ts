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

/** What a run has beside its arguments. */
export interface RunOptions {
  /** The standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Program {
  readonly path: string;
  /** Runs the CLI in a folder. */
  readonly run: (folder: string, ...args: readonly string[]) => Promise<Run>;
  /** Runs the CLI in a folder, with standard input and variables of the environment. */
  readonly runWith: (options: RunOptions, folder: string, ...args: readonly string[]) => Promise<Run>;
}

// The terminal of the tests must not color what the CLI writes into their pipes.
const { FORCE_COLOR: _force, NO_COLOR: _none, ...environment } = process.env;

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
  const runWith: Program['runWith'] = ({ input = '', env = {} }, cwd, ...args) =>
    new Promise((done) => {
      const options = { cwd, env: { ...environment, ...env } };
      const { stdin } = execFile(process.execPath, [path, ...args], options, (error, stdout, stderr) => {
        done({ status: error ? Number(error.code) : 0, stdout, stderr });
      });
      // A program that does not read it may have ended.
      stdin!.on('error', () => undefined);
      stdin!.end(input);
    });
  return { path, run: (folder, ...args) => runWith({}, folder, ...args), runWith };
}

/** Creates a folder with these files, until the end of the test. */
export function createFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
