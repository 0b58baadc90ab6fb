/** A peer in a process of its own: sends its URL, and its CPU time when asked. */
import { answer } from './answer.js';
import { peers, type PeerName } from './peers.js';

answer(await peers[process.argv[2] as PeerName]());
