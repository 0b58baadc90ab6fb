import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCli, bundleLibraries } from '../../bundles.js';
import { compare, type Program, type ProgramTime } from './compare.js';

const folder = '.build/bench/cli';

/** An enum of codes that say all about themselves. */
function largeEnum(count: number): string {
  const codes = Array.from(
    { length: count },
    (_, index) => `
      "The meaning of ${index}"
      CODE_${index} @errorCode(value: "code_${index}", category: "billing", fault: "client", retry: "later", action: "Wait.")`,
  );
  return `type Query { ok: Boolean } enum ErrorCodeEnum { ${codes.join('')} }`;
}

const host = `
  type Query { ok: Boolean }
  type Mutation { rename(name: String!): RenamePayload }
  type RenamePayload { name: String errors: [Error!]! }
`;

/** A mutation with a file of its own, as front ends have them. */
const operation = (index: number): string => `mutation Rename${index}($name: String!) {
  rename(name: $name) {
    name
    errors { errorCode details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } } }
  }
}`;

/** A program that parses files with graphql, and does nothing else. */
const parsing = (files: string): Program => ({
  name: 'parsing them',
  parameters: [
    '--input-type=module',
    '-e',
    `import fs from 'node:fs'; import { parse } from 'graphql';
    for (const file of ${files}) parse(fs.readFileSync(file, 'utf8'));`,
  ],
});

/** Bundles the CLI as it is published, and returns its file. */
async function bundle(): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const dist = join(folder, 'dist');
  await Promise.all([bundleCli(dist), bundleLibraries(dist)]);
  writeFileSync(join(folder, 'package.json'), '{ "version": "0.0.0", "type": "module" }');
  cpSync('messages', join(folder, 'messages'), { recursive: true });
  return join(dist, 'cli/main.js');
}

/**
 * Measures the CLI: its start, over `node -e 0`, and its commands on large inputs, over a process
 * that parses the same files with graphql.
 */
export async function measureCli(isQuick: boolean): Promise<ProgramTime[]> {
  const file = await bundle();
  const cli = (name: string, ...parameters: readonly string[]): Program => ({
    name,
    parameters: [file, ...parameters],
  });
  const nothing: Program = { name: 'node -e 0', parameters: ['-e', '0'] };
  const times = [compare(cli('graphql-error-codes --help', '--help'), nothing, isQuick ? 3 : 15)];
  const runs = isQuick ? 2 : 9;
  const schema = join(folder, 'host.graphql');
  writeFileSync(schema, host);
  for (const size of isQuick ? [10] : [1, 10]) {
    const [codes, documents] = [1000 * size, 200 * size];
    const [before, after] = [join(folder, `before-${codes}.graphql`), join(folder, `after-${codes}.graphql`)] as const;
    writeFileSync(before, largeEnum(codes));
    writeFileSync(after, largeEnum(codes).replace('CODE_7 ', 'CODE_SEVEN '));
    const renamed = join(folder, `renamed-${codes}.graphql`);
    writeFileSync(renamed, largeEnum(codes).replaceAll('CODE_', 'RENAMED_'));
    const sources = join(folder, `documents-${documents}`);
    mkdirSync(sources);
    for (let index = 0; index < documents; index++) writeFileSync(join(sources, `${index}.graphql`), operation(index));
    const ofCodes = `${codes.toLocaleString('en')} codes`;
    times.push(
      compare(cli(`docs, ${ofCodes}`, 'docs', '--schema', before), parsing(JSON.stringify([before])), runs),
      compare(cli(`diff, ${ofCodes}`, 'diff', before, after), parsing(JSON.stringify([before, after])), runs),
      compare(
        cli(`diff, ${ofCodes}, all renamed`, 'diff', before, renamed, '--quiet'),
        parsing(JSON.stringify([before, renamed])),
        runs,
      ),
      compare(
        cli(`lint, ${documents.toLocaleString('en')} documents`, 'lint', sources, '--schema', schema),
        parsing(`fs.readdirSync('${sources}').map((name) => '${sources}/' + name)`),
        runs,
      ),
    );
  }
  return times;
}
