import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './src/demo/database/tables.ts',
  out: './src/demo/database/migrations',
});
