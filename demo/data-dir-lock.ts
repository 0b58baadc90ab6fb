import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Another process uses the data folder: two would destroy the data. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
}

/** Who holds the lock. */
interface Holder {
  readonly pid: number;
  /** Differs between processes that have the same pid, one after the other, where it is known. */
  readonly started: string;
  /** The machine since its last start: process ids mean nothing elsewhere. */
  readonly machine: string;
}

/** In milliseconds: how often the holder shows that it lives, and when it is taken for dead. */
const heartbeat = { interval: 2_000, limit: 10_000 };

/** Reads a file of Linux about processes, or returns an empty text elsewhere. */
const readProcFile = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Field 22 of the file, counted after the name, which may contain spaces: see proc(5). */
const startedOf = (pid: number): string => readProcFile(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[19] ?? '';

const machine = `${hostname()} ${readProcFile('/proc/sys/kernel/random/boot_id').trim()}`;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signaled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    // Deleted meanwhile, or its holder crashed while writing it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the holder lives: at once on the same machine, otherwise by its heartbeat. */
function isAlive(file: string, holder: Holder | undefined): boolean {
  if (holder?.machine === machine) {
    return holder.pid !== process.pid && isRunning(holder.pid) && holder.started === startedOf(holder.pid);
  }
  return Date.now() - statSync(file).mtimeMs < heartbeat.limit;
}

/**
 * Removes the lock of a process that has ended. Returns `false`, and leaves the lock, when another
 * process has taken it over meanwhile: however slow this one is, it must not remove that one.
 */
function removeDead(file: string): boolean {
  const removed = `${file}.${randomUUID()}`;
  try {
    renameSync(file, removed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  if (isAlive(removed, readHolder(removed))) {
    // Who has written a lock in this moment finds that it is not their own.
    renameSync(removed, file);
    return false;
  }
  rmSync(removed);
  return true;
}

/**
 * Takes the lock of a data folder of PGlite: a file beside it. A lock that a process left behind
 * when it was killed is taken over.
 *
 * @returns what releases it
 * @throws DataDirInUseError when a running process holds it
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const file = `${dataDir.replace(/\/+$/, '')}.lock`;
  const own: Holder = { pid: process.pid, started: startedOf(process.pid), machine };
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (attempt > 3 || isAlive(file, holder) || !removeDead(file)) {
      const who = holder
        ? `the process ${holder.pid}${holder.machine === machine ? '' : ' of another machine'}`
        : 'another process';
      throw new DataDirInUseError(`DATA_DIR is in use by ${who}: stop it first, or set DATA_DIR to another folder.`);
    }
  }
  // Two processes may have taken over the same lock: the last one to write it has it.
  await pause(50);
  const holder = readHolder(file);
  if (holder?.pid !== own.pid || holder.started !== own.started) {
    throw new DataDirInUseError('DATA_DIR is in use by another process, which started at the same time.');
  }
  const beating = setInterval(() => utimesSync(file, new Date(), new Date()), heartbeat.interval).unref();
  return () => {
    clearInterval(beating);
    rmSync(file, { force: true });
  };
}
