/**
 * Runs codegen.ts without the CLI of graphql-codegen, which brings a hundred packages: `npm run
 * generate`. With `--check` it writes nothing, and fails with the names of the files that are out
 * of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import type { CodegenPlugin, Types } from '@graphql-codegen/plugin-helpers';
import { parse } from 'graphql';
import config from '../codegen.js';

type Plugins = Pick<Types.GenerateOptions, 'plugins' | 'pluginMap'>;

/** Finds a plugin as graphql-codegen does: by path, or as a package of its own. */
const importPlugin = (name: string): Promise<CodegenPlugin> =>
  import(name.startsWith('.') ? pathToFileURL(resolve(name)).href : `@graphql-codegen/${name}`);

async function loadPlugins(output: Types.ConfiguredOutput): Promise<Plugins> {
  const plugins = output.plugins!.map((plugin) => (typeof plugin === 'string' ? { [plugin]: {} } : plugin));
  const names = plugins.flatMap((plugin) => Object.keys(plugin));
  const loaded = await Promise.all(names.map(async (name) => [name, await importPlugin(name)] as const));
  return { plugins, pluginMap: Object.fromEntries(loaded) };
}

async function generate(filename: string, output: Types.ConfiguredOutput): Promise<string> {
  // codegen.ts has schemas and documents as text.
  const { schema = config.schema, documents } = output as Record<'schema' | 'documents', string | undefined>;
  return codegen({
    filename,
    schema: parse(schema as string),
    documents: documents === undefined ? [] : [{ location: filename, document: parse(documents) }],
    config: { ...config.config, ...output.config },
    ...(await loadPlugins(output)),
  });
}

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, output] of Object.entries(config.generates)) {
  const text = await generate(file, output as Types.ConfiguredOutput);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(file);
}
if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
}
