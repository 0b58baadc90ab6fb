/**
 * The demo in a process of its own, as in production but for the rate limits, and for accounts
 * whose passwords are hashed with the least work that argon2 allows: what is measured of a login is
 * everything else. Runs on PGlite, or on the PostgreSQL server of `DATABASE_URL`.
 */
import { hash } from '@node-rs/argon2';
import { users } from '../../demo/database/tables.js';
import { openDatabase } from '../../demo/database/open.js';
import { openExposure } from '../../demo/exposure.js';
import { seed } from '../../demo/seed.js';
import { openServer } from '../../demo/server.js';
import { answer } from './answer.js';

const { database, guessPool } = await openDatabase({ url: process.env.DATABASE_URL }, (reason) => {
  throw reason;
});
await seed(database, []);
const passwordHash = await hash('password', { memoryCost: 8, timeCost: 1, parallelism: 1 });
await database.insert(users).values(
  Array.from({ length: 64 }, (_, index) => ({
    username: `bench-${index}`,
    email: `bench-${index}@mail.example`,
    passwordHash,
  })),
);
const { url } = await openServer({
  database,
  guessPool,
  host: '127.0.0.1',
  port: 0,
  secretKey: '7hYk2pQv9sLw4xZt8bNc3mRd6fGj1aEu',
  findProviders: async () => [],
  rateLimitFactor: 1e6,
  exposure: openExposure,
  onMessage: () => {},
  logStream: process.stderr,
});
answer(url);
