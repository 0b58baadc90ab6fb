import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

let folder: string;
let packed: string[];

/** Runs a command in the project and returns its output. */
function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Creates a folder whose only package is this one, until the end of the test. */
function copyAlone(name: string): string {
  const alone = mkdtempSync(join(tmpdir(), `graphql-error-codes-${name}-`));
  onTestFinished(() => rmSync(alone, { recursive: true }));
  cpSync(join(folder, 'node_modules/graphql-error-codes'), join(alone, 'node_modules/graphql-error-codes'), {
    recursive: true,
  });
  return alone;
}

/** An empty project that installs the tarball as any user would. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-outside-'));
  const [tarball] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], { encoding: 'utf8' }),
  ) as [{ filename: string; files: { path: string }[] }];
  packed = tarball.files.map(({ path }) => path);

  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  // The package has no dependencies, so this needs no registry.
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${tarball.filename}`);
  mkdirSync(join(folder, 'node_modules/@graphql-tools'));
  mkdirSync(join(folder, 'node_modules/@opentelemetry'));
  for (const host of ['graphql', '@graphql-tools/schema', '@opentelemetry/api']) {
    symlinkSync(resolve('node_modules', host), join(folder, 'node_modules', host));
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('contains the module, its SDL, messages and documentation, but no demo, tests or sources', () => {
    expect(packed).toContain('dist/index.js');
    expect(packed).toEqual(expect.arrayContaining(['messages/en.json', 'schema/errors.graphql']));
    expect(
      packed.filter(
        (path) =>
          !/^(dist\/|messages\/\w+\.json$|schema\/errors\.graphql$|package\.json$|(README|CHANGELOG|CONTRIBUTING)\.md$|LICENSE$|docs\/)/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(packed.filter((path) => /^dist\/(?!testing\/).*(demo|test)/.test(path))).toEqual([]);
  });

  it('installs without dependencies', () => {
    const { dependencies } = JSON.parse(run('npm', 'ls', '--json')) as { dependencies: Record<string, object> };
    expect(dependencies['graphql-error-codes']).not.toHaveProperty('dependencies');
  });

  const common = `
    const { createErrorModule, ErrorCode } = require('graphql-error-codes');
    const { findPayloadErrors } = require('graphql-error-codes/client');
    const data = { usersLogin: { errors: [{ errorCode: 'MFA_FAILED' }] } };
    console.log(createErrorModule().ErrorCode.MFA_FAILED, findPayloadErrors(data)[0].error.errorCode);
  `;

  const program = `
    import { graphql } from 'graphql';
    import { makeExecutableSchema } from '@graphql-tools/schema';
    import { ErrorCode, MutationError, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

    const host = /* GraphQL */ \`
      type Query { ok: Boolean }
      type Mutation { rename: RenamePayload }
      type RenamePayload { name: String errors: [Error!]! }
    \`;
    const Mutation = {
      rename: () => {
        throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' });
      },
    };
    const schema = withErrorPayloads(makeExecutableSchema({ typeDefs: [typeDefs, host], resolvers: [resolvers, { Mutation }] }));
    const source = 'mutation { rename { name errors { errorCode details { __typename } } } }';
    console.log(JSON.stringify(await graphql({ schema, source })));
  `;

  it('merges into a foreign schema and returns a typed error', () => {
    writeFileSync(join(folder, 'program.mjs'), program);
    expect(JSON.parse(run('node', 'program.mjs'))).toEqual({
      data: {
        rename: {
          name: null,
          errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError' }] }],
        },
      },
    });
  });

  it('is loaded by require, too', () => {
    writeFileSync(join(folder, 'program.cjs'), common);
    expect(run('node', '--no-warnings', 'program.cjs')).toBe('mfa_failed MFA_FAILED\n');
  });

  it('exports its reporters, its codegen plugin, its documentation and all that needs graphql as subpaths', () => {
    const subpaths = `
      import { buildSchema, print } from 'graphql';
      import { createErrorModule } from 'graphql-error-codes';
      import { createApolloReporter } from 'graphql-error-codes/apollo';
      import { plugin } from 'graphql-error-codes/codegen';
      import { createCatalogue, createErrorPage, createErrorTable } from 'graphql-error-codes/docs';
      import { createErrorDocument, renameErrorTypes, typeDefsDocument } from 'graphql-error-codes/document';
      import { checkMerge } from 'graphql-error-codes/merge-check';
      import { createOpenTelemetryReporter } from 'graphql-error-codes/opentelemetry';
      import { createErrorLedger, failedPayload } from 'graphql-error-codes/testing';

      const { typeNames } = createErrorModule({ typePrefix: 'Shop' });
      const schema = buildSchema(print(typeDefsDocument) + 'type Query { error: Error }');
      console.log(JSON.stringify({
        functions: [
          createApolloReporter, plugin, createOpenTelemetryReporter, createErrorDocument, createErrorLedger, failedPayload,
        ].map((value) => typeof value),
        findings: [checkMerge(typeDefsDocument), checkMerge('interface Error { reason: String }')].map(({ length }) => length),
        renamed: print(renameErrorTypes('type Payload { errors: [Error!]! }', typeNames)).includes('[ShopError!]!'),
        codes: createCatalogue(schema).length,
        table: createErrorTable(schema).includes('| \`MFA_FAILED\` |'),
        page: createErrorPage(schema).includes('<article id="MFA_FAILED"'),
      }));
    `;
    writeFileSync(join(folder, 'subpaths.mjs'), subpaths);
    expect(JSON.parse(run('node', 'subpaths.mjs'))).toEqual({
      functions: Array(6).fill('function'),
      findings: [0, 1],
      renamed: true,
      codes: 31,
      table: true,
      page: true,
    });
  });

  it('exports the SDL as a file', () => {
    const sdl = `
      import { readFileSync } from 'node:fs';
      console.log(readFileSync(new URL(import.meta.resolve('graphql-error-codes/schema/errors.graphql')), 'utf8'));
    `;
    writeFileSync(join(folder, 'sdl.mjs'), sdl);
    expect(run('node', 'sdl.mjs')).toBe(`${readFileSync('schema/errors.graphql', 'utf8')}\n`);
  });

  const client = `
    import { createMessages, createResultOf, matchError, result } from 'graphql-error-codes/client';
    import de from 'graphql-error-codes/messages/de.json' with { type: 'json' };
    import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };

    const data = {
      usersLogin: { userSession: null, errors: [{ errorCode: 'MFA_FAILED', details: null }] },
    };
    const login = createResultOf()(data, 'usersLogin', 'userSession');
    const texts = [en, de].map((language) => createMessages(language).message);
    if (!login.ok)
      matchError(login.errors[0], { MFA_FAILED: (error) => texts.map((message) => console.log(message(error).title)) }, () => 0);
    console.log(result(data.usersLogin).ok);
  `;

  it('exports the client kit and its messages as subpaths', () => {
    writeFileSync(join(folder, 'client.mjs'), client);
    expect(run('node', '--no-warnings', 'client.mjs')).toBe(
      'Enter your security code\nSicherheitscode eingeben\nfalse\n',
    );
  });

  it('includes a self-contained CLI', () => {
    const reference = readFileSync('test/reference/errorcodeenum.md', 'utf8');
    // Without the graphql that the other tests use.
    const program = join(copyAlone('program'), 'node_modules/graphql-error-codes/dist/cli/main.js');
    expect(run(process.execPath, program, 'docs', '--columns', 'description')).toBe(reference);
    expect(run(process.execPath, program, 'docs', '--format', 'html')).toContain('<article id="MFA_FAILED"');

    expect(run('npx', '--no-install', 'graphql-error-codes', 'docs', '--columns', 'description')).toBe(reference);
    const [before, after] = [join(folder, 'before.graphql'), join(folder, 'after.graphql')];
    writeFileSync(before, 'enum ErrorCodeEnum { A B }');
    writeFileSync(after, 'enum ErrorCodeEnum { A B C }');
    expect(run('npx', '--no-install', 'graphql-error-codes', 'diff', before, after)).toContain('1 change, 0 breaking.');
  });

  it('exports the commands of the CLI for build scripts, which need no other package than graphql', () => {
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { buildSchema } from 'graphql';
      import { typeDefs } from 'graphql-error-codes';
      import {
        checkMessages, createDocs, diffSchemas, formatReport, importCodes, initProject, lintDocuments, UsageError,
      } from 'graphql-error-codes/tools';

      const host = 'type Query { ok: Boolean } type Mutation { rename: Rename } type Rename { errors: [Error!]! }';
      const schema = buildSchema(typeDefs + host);
      writeFileSync('schema.graphql', host);
      writeFileSync('operation.graphql', 'mutation { rename { __typename } }');
      const messages = 'node_modules/graphql-error-codes/messages';
      const { findings } = await lintDocuments(['operation.graphql'], { schema: 'schema.graphql' });
      const failure = await createDocs({ schema: 'absent.graphql' }).catch((error) => error);
      console.log(JSON.stringify({
        table: (await createDocs({ schema, columns: ['retry'] })).includes('| \`MFA_FAILED\` | after_fix |'),
        changes: (await diffSchemas(schema, 'schema.graphql')).findings.length,
        report: formatReport(findings, { summary: 'Done.' }).split('\\n').length,
        texts: (await checkMessages([messages], { schema })).files,
        html: (await importCodes({ text: '<table><tr><th>Code<tr><td>A_B</table>' })).output,
        csv: (await importCodes({ text: 'Code,Text\\nA_B,Text' })).codes,
        written: (await initProject('project')).written.length,
        texts2: Object.keys(JSON.parse(readFileSync('project/messages/en.json', 'utf8')).codes).length,
        failure: [failure instanceof UsageError, failure.name],
      }));
    `;
    const alone = copyAlone('tools');
    writeFileSync(join(alone, 'build.mjs'), script);
    for (const graphql of ['node_modules/graphql', 'test/graphql-17/node_modules/graphql']) {
      // npm run test:graphql-17 installs the other version.
      if (!existsSync(graphql)) continue;
      rmSync(join(alone, 'project'), { recursive: true, force: true });
      rmSync(join(alone, 'node_modules/graphql'), { force: true });
      symlinkSync(resolve(graphql), join(alone, 'node_modules/graphql'));
      const { stdout, stderr } = spawnSync(process.execPath, ['build.mjs'], { cwd: alone, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        table: true,
        changes: 0,
        report: 3,
        texts: 2,
        html: 'enum ErrorCodeEnum {\n  A_B\n}\n',
        csv: 1,
        written: 3,
        texts2: 33,
        failure: [true, 'UsageError'],
      });
    }
  });

  it('includes the licenses of the packages in the CLI', () => {
    const licenses = readFileSync(
      join(folder, 'node_modules/graphql-error-codes/dist/cli/third-party-licenses.txt'),
      'utf8',
    );
    for (const name of ['graphql', '@graphql-inspector/core', 'commander', 'tinyglobby'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)\n\n.*(MIT License|MIT)`, 'm'));
  });

  it('exports the catalogue as data', () => {
    const data = `
      import catalogue from 'graphql-error-codes/catalogue.json' with { type: 'json' };
      const { mutations, ...code } = catalogue.find(({ name }) => name === 'MFA_FAILED');
      console.log(JSON.stringify({ codes: catalogue.length, code, mutations }));
    `;
    writeFileSync(join(folder, 'data.mjs'), data);
    expect(JSON.parse(run('node', '--no-warnings', 'data.mjs'))).toEqual({
      codes: 31,
      code: {
        name: 'MFA_FAILED',
        description: 'Invalid MFA data provided',
        since: null,
        deprecation: null,
        category: 'mfa',
        fault: 'client',
        retry: 'after_fix',
        exposure: 'sensitive',
        action: 'Enter the current code of your authenticator app, or a backup code that you have not used yet.',
        details: null,
      },
      mutations: ['usersLogin', 'usersUpdate', 'usersMfaTotpValidateSecret', 'usersMfaBackupCodesRotate'],
    });
  });

  it('has a main entry that loads without any other package', () => {
    const alone = copyAlone('alone');
    writeFileSync(join(alone, 'alone.mjs'), "console.log(Object.keys(await import('graphql-error-codes')).length > 5)");
    const { stdout } = spawnSync('node', ['alone.mjs'], { cwd: alone, encoding: 'utf8' });
    expect(stdout).toBe('true\n');
  });

  const clientMistakes = `
    const { WRONG_TOTP, ...codes } = en.codes;
    // @ts-expect-error a language without WRONG_TOTP
    createMessages({ ...en, codes });
    // @ts-expect-error the payload has no such field
    result(data.usersLogin, 'session');
    const declared = createResultOf<{ usersLogin: 'MFA_FAILED' | 'INVALID_LOGIN_DATA' }>()(data, 'usersLogin');
    if (!declared.ok) {
      matchError(declared.errors[0], { MFA_FAILED: () => 1, INVALID_LOGIN_DATA: () => 2 }, () => 3) satisfies number;
      // @ts-expect-error INVALID_LOGIN_DATA has no handler
      matchError(declared.errors[0], { MFA_FAILED: () => 1 }, () => 3);
    }
  `;

  const compilerOptions = {
    strict: true,
    target: 'es2022',
    types: [],
    lib: ['es2023', 'esnext.disposable', 'dom'],
  };
  /** Compiles the files and returns what tsc reports. */
  const compile = (options: object, files: readonly string[]) => {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files }),
    );
    return run(process.execPath, resolve('node_modules/typescript/bin/tsc'), '-p', '.');
  };

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('type-checks in a strict project (module %s, moduleResolution %s)', (module, moduleResolution) => {
    writeFileSync(
      join(folder, 'program.ts'),
      `${program}\n// @ts-expect-error no such code\nnew MutationError('MFA_FAILD');`,
    );
    writeFileSync(join(folder, 'client.ts'), client + clientMistakes);
    expect(compile({ noEmit: true, module, moduleResolution }, ['program.ts', 'client.ts'])).toBe('');
  });

  it('type-checks in a CommonJS file', () => {
    writeFileSync(
      join(folder, 'common.cts'),
      "import { ErrorCode } from 'graphql-error-codes';\nErrorCode.MFA_FAILED satisfies 'mfa_failed';",
    );
    expect(compile({ noEmit: true, module: 'nodenext' }, ['common.cts'])).toBe('');
  });

  it('exports every type in the signatures of what it exports', () => {
    const entries = [
      '',
      '/apollo',
      '/client',
      '/codegen',
      '/docs',
      '/document',
      '/merge-check',
      '/opentelemetry',
      '/testing',
      '/tools',
    ].map((subpath) => `graphql-error-codes${subpath}`);
    const list = `
      const entries = await Promise.all(${JSON.stringify(entries)}.map((entry) => import(entry)));
      console.log(JSON.stringify(entries.map((entry) => Object.keys(entry))));
    `;
    writeFileSync(join(folder, 'exports.mjs'), list);
    const names = JSON.parse(run('node', 'exports.mjs')) as readonly (readonly string[])[];
    // The declaration file spells out each signature, and tsc reports the types that it cannot
    // name.
    const expand = `
      function expand<Parameters extends readonly unknown[], Returned>(
        value: (...parameters: Parameters) => Returned,
      ): (...parameters: Parameters) => Returned;
      function expand<Value>(value: Value): Value;
      function expand(value: unknown) {
        return value;
      }
    `;
    const lines = entries.flatMap((entry, index) => [
      `import * as entry${index} from '${entry}';`,
      ...names[index]!.map((name) => `export const ${name}${index} = expand(entry${index}.${name});`),
    ]);
    writeFileSync(join(folder, 'signatures.ts'), [expand, ...lines].join('\n'));
    expect(names.flat().length).toBeGreaterThan(30);
    const options = { declaration: true, emitDeclarationOnly: true, outDir: 'signatures', module: 'nodenext' };
    expect(compile(options, ['signatures.ts'])).toBe('');
  });
});
