/** The hosts that the laws are checked in. To add one, write a file in `apps`, and add it here. */
import type { Host } from './host.js';
import { envelopHost, yoga } from './apps/envelop.js';
import { middlewareBetween, middlewareFirst, middlewareLast } from './apps/graphql-middleware.js';
import { shieldBetween, shieldExternal, shieldFallback } from './apps/graphql-shield.js';
import { nestCodeFirst } from './apps/nest-code-first.js';
import { nestSchemaFirst } from './apps/nest-schema-first.js';
import { apollo, mercurius } from './apps/nest.js';
import { pothos } from './apps/pothos.js';
import { routerRuntime } from './apps/router-runtime.js';
import { typeGraphql } from './apps/type-graphql.js';

export const hosts: readonly Host[] = [
  nestSchemaFirst(apollo),
  nestSchemaFirst(mercurius),
  nestCodeFirst(apollo),
  nestCodeFirst(mercurius),
  typeGraphql,
  pothos(false),
  pothos(true),
  middlewareFirst,
  middlewareLast,
  middlewareBetween,
  shieldFallback,
  shieldExternal,
  shieldBetween,
  envelopHost,
  yoga,
  routerRuntime,
];
