/**
 * Loaded into the server by `--import`, together with `--expose-gc`: on SIGUSR2, collects garbage
 * and prints the bytes in use, so that two measurements of one process can be compared.
 */
process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`heap ${heapUsed} ${external}\n`);
});
