/**
 * Generates the types that the recipes import, with the real tools: graphql-codegen, gql.tada and
 * the compiler of Relay. Part of `npm run test:clients`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildPackage, linkPackage } from './package.js';

const folder = import.meta.dirname;
process.chdir(folder);
buildPackage();
linkPackage(folder);

rmSync('recipes/generated', { recursive: true, force: true });
mkdirSync('recipes/generated/relay', { recursive: true });
const { demoSchema } = await import('./codegen.js');
writeFileSync('recipes/generated/schema.graphql', demoSchema);

const run = (program: string, ...parameters: readonly string[]) =>
  execFileSync(resolve('node_modules/.bin', program), parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
run('graphql-codegen', '--config', 'codegen.ts');
run('gql.tada', 'generate-output', '--tsconfig', 'tsconfig.gql-tada.json');
run('relay-compiler', 'relay.config.json');
