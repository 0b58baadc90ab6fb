/** What a server sends to the benchmark. */
export interface ServerMessage {
  readonly url?: string;
  /** The CPU time of the process, in microseconds. */
  readonly cpu?: number;
}

/** Sends the URL of a server to the parent process, and its usage on each message. */
export function answer(url: string): void {
  const send = (message: ServerMessage): void => void process.send!(message);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    send({ cpu: user + system });
  });
  process.once('disconnect', () => process.exit());
  send({ url });
}
