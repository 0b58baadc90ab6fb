import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

let folder: string;
let packed: string[];

/** What the command prints; fails with all that it printed. */
function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** A folder of this name whose only package is ours. */
function copyAlone(name: string): string {
  const alone = mkdtempSync(join(tmpdir(), `graphql-error-codes-${name}-`));
  onTestFinished(() => rmSync(alone, { recursive: true }));
  cpSync(join(folder, 'node_modules/graphql-error-codes'), join(alone, 'node_modules/graphql-error-codes'), {
    recursive: true,
  });
  return alone;
}

/** An empty project beside ours, which installs the tarball as everybody would. */
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
  it('holds the module and its texts alone: no demo, no tests, no sources', () => {
    expect(packed).toContain('dist/index.js');
    expect(packed).toContain('messages/en.json');
    expect(
      packed.filter(
        (path) =>
          !/^(dist\/|messages\/\w+\.json$|package\.json$|README\.md$|LICENSE$|docs\/[\w-]+\.(md|png)$|CONTRIBUTING\.md$)/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(packed.filter((path) => /demo|test/.test(path))).toEqual([]);
  });

  it('installs one package and no dependency', () => {
    const { dependencies } = JSON.parse(run('npm', 'ls', '--json')) as { dependencies: Record<string, object> };
    expect(dependencies['graphql-error-codes']).not.toHaveProperty('dependencies');
  });

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

  it('is merged into a foreign schema and answers a typed error', () => {
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

  it('offers as subpaths its reporters, its codegen plugin and what needs graphql', () => {
    const subpaths = `
      import { createApolloReporter } from 'graphql-error-codes/apollo';
      import { plugin } from 'graphql-error-codes/codegen';
      import { createOpenTelemetryReporter } from 'graphql-error-codes/opentelemetry';
      import { document } from 'graphql-error-codes/document';
      import { checkMerge } from 'graphql-error-codes/merge-check';
      console.log([createApolloReporter, plugin, createOpenTelemetryReporter].map((subpath) => typeof subpath).join());
      console.log(checkMerge(document).length, checkMerge('interface Error { reason: String }').length);
    `;
    writeFileSync(join(folder, 'subpaths.mjs'), subpaths);
    expect(run('node', 'subpaths.mjs')).toBe('function,function,function\n0 1\n');
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

  it('offers the client kit and its languages as subpaths', () => {
    writeFileSync(join(folder, 'client.mjs'), client);
    expect(run('node', '--no-warnings', 'client.mjs')).toBe(
      'Enter your security code\nSicherheitscode eingeben\nfalse\n',
    );
  });

  it('runs its program, which needs nothing beside it', () => {
    const reference = readFileSync('test/reference/errorcodeenum.md', 'utf8');
    // Alone: without the graphql that stands beside it for the other tests.
    const program = join(copyAlone('program'), 'node_modules/graphql-error-codes/dist/cli/main.js');
    expect(run(process.execPath, program, 'docs')).toBe(reference);
    expect(run(process.execPath, program, 'docs', '--format', 'html')).toContain('<article id="MFA_FAILED"');

    expect(run('npx', '--no-install', 'graphql-error-codes', 'docs')).toBe(reference);
    const [before, after] = [join(folder, 'before.graphql'), join(folder, 'after.graphql')];
    writeFileSync(before, 'enum ErrorCodeEnum { A B }');
    writeFileSync(after, 'enum ErrorCodeEnum { A B C }');
    expect(run('npx', '--no-install', 'graphql-error-codes', 'diff', before, after)).toContain('1 change, 0 breaking.');
  });

  it('brings the licenses of what is in its program', () => {
    const licenses = readFileSync(
      join(folder, 'node_modules/graphql-error-codes/dist/cli/third-party-licenses.txt'),
      'utf8',
    );
    for (const name of ['graphql', '@graphql-inspector/core', 'commander', 'tinyglobby'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)\n\n.*(MIT License|MIT)`, 'm'));
  });

  it('offers the catalogue as data', () => {
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
        deprecation: null,
        category: 'mfa',
        fault: 'client',
        retry: 'after_fix',
        action: 'Enter the current code of your authenticator app, or a backup code that you have not used yet.',
      },
      mutations: ['usersLogin', 'usersUpdate'],
    });
  });

  it('loads nothing but itself', () => {
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

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('type-checks in a strict project (module %s, moduleResolution %s)', (module, moduleResolution) => {
    writeFileSync(
      join(folder, 'program.ts'),
      `${program}\n// @ts-expect-error no such code\nnew MutationError('MFA_FAILD');`,
    );
    writeFileSync(join(folder, 'client.ts'), client + clientMistakes);
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module,
      moduleResolution,
      types: [],
      lib: ['es2023', 'esnext.disposable', 'dom'],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['program.ts', 'client.ts'] }),
    );
    expect(run(process.execPath, resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toBe('');
  });
});
