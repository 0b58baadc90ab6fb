import * as v from 'valibot';
import { isStorable, text } from '../../text.js';

/** What an organization or a role may be called. A message is the `type` that the client receives. */
export const displayName = v.pipe(v.string(), v.trim(), text(3, 50), v.check(isStorable, 'invalid'));
