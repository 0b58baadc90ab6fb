import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './demo/database/tables.ts',
  out: './demo/database/migrations',
});
