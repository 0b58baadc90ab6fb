import pLimit from 'p-limit';

/** Work that no response waits for. */
export interface Background {
  /** Starts `job` after the current response was sent. Failures are reported to `onFailure`. */
  readonly run: (job: () => Promise<void>) => void;
  /** Waits until all jobs have ended. */
  readonly close: () => Promise<void>;
}

/**
 * Jobs that run at the same time, and jobs that may wait; further ones are dropped and reported.
 */
const limits = { running: 2, waiting: 1000 };

/**
 * The range of the delay of a job, in milliseconds: its work must not show in the response time.
 */
const delay = { least: 20, most: 100 };

export function openBackground(onFailure: (error: unknown) => void): Background {
  const limit = pLimit(limits.running);
  const pending = new Set<Promise<void>>();

  const later = async (job: () => Promise<void>): Promise<void> => {
    const milliseconds = delay.least + Math.random() * (delay.most - delay.least);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await limit(job);
  };

  return {
    run(job) {
      if (pending.size >= limits.waiting) {
        onFailure(new Error(`a job was dropped, because ${limits.waiting} jobs wait`));
        return;
      }
      const running = later(job)
        .catch(onFailure)
        .finally(() => pending.delete(running));
      pending.add(running);
    },
    async close() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
