/**
 * The graph of `npm run demo:gateway` with as many replicas as the argument says. Sends the URL of
 * the gateway and, on each message, the CPU time of the gateway and of all replicas. Ends with its
 * parent. Runs with the packages of test/gateways.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { openGraph } from '../../test/gateways/demo/graph.js';

/** The clock ticks of the kernel, in microseconds. */
const tick = 10_000;

/** Returns the CPU time of the processes below this one with a part in their command line. */
function cpuOf(part: string): number {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number(fields[1]) !== process.pid || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(part)) continue;
    sum += (Number(fields[11]) + Number(fields[12])) * tick;
  }
  return sum;
}

const graph = await openGraph({ replicas: Number(process.argv[2]) });
process.on('message', () => {
  process.send!({ cpu: cpuOf('hive'), replicas: cpuOf('demo/start.mjs') });
});
process.once('disconnect', () => void graph.close().then(() => process.exit()));
process.send!({ url: graph.url });
