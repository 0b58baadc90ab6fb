/** The configuration of `npm run generate:migration`. */
export default {
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './demo/database/tables.ts',
  out: './demo/database/migrations',
};
