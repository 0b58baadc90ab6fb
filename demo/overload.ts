/** Too much work waits already. The request was refused before it changed anything. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  readonly retryAfterSeconds: number;

  constructor(what: string, retryAfterSeconds = 1) {
    super(`too many ${what} are waiting`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
