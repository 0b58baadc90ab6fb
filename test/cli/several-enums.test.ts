import { Kind, parse, print } from 'graphql';
import { createErrorModule } from 'graphql-error-codes';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();

/** The SDL of a module with one code of the host, and a mutation that returns it. */
const hostSdl = (prefix: string, code: string): string => `
extend enum ${prefix}ErrorCodeEnum { ${code} }
extend type Mutation { ${code.toLowerCase()}: ${prefix}Payload @errors(codes: ["${code}"]) }
type ${prefix}Payload { errors: [${prefix}Error!]! }`;

function moduleSdl(prefix: string, code: string): string {
  const { definitions } = parse(createErrorModule({ typePrefix: prefix, builtIn: ['MFA_FAILED'] }).typeDefs);
  // The directives keep their names, so only one module brings them.
  const types = definitions.filter(({ kind }) => prefix === 'Shop' || kind !== Kind.DIRECTIVE_DEFINITION);
  return types.map(print).join('\n') + hostSdl(prefix, code);
}

const two = `type Mutation { ok: Boolean }\n${moduleSdl('Shop', 'CART_FULL')}\n${moduleSdl('Bank', 'NO_MONEY')}`;

describe('a schema with several enums of codes', () => {
  const files = {
    'two.graphql': two,
    'new.graphql': two
      .replace('{ NO_MONEY }', '{ NO_MONEY BANK_CLOSED }')
      .replace('{ CART_FULL }', '{ CART_FULL SOLD }'),
    'en.json': '{}',
  };
  const commands = {
    docs: ['docs', '--format', 'json', '--schema', 'two.graphql'],
    messages: ['messages', 'en.json', '--schema', 'two.graphql'],
    diff: ['diff', 'two.graphql', 'new.graphql'],
  };

  it('must be named with --enum', async () => {
    for (const command of Object.values(commands)) {
      expect(await program(createFolder(files), ...command)).toEqual({
        status: 2,
        stdout: '',
        stderr:
          'two.graphql: The schema has several enums of codes: ShopErrorCodeEnum, BankErrorCodeEnum. Set --enum to one of them.\n',
      });
    }
  });

  it('is read for the enum that --enum names', async () => {
    const folder = createFolder(files);
    const run = async (command: readonly string[]) =>
      (await program(folder, ...command, '--enum', 'BankErrorCodeEnum')).stdout;
    const documented = JSON.parse(await run(commands.docs)) as { name: string; mutations: string[] }[];
    expect(documented.map(({ name }) => name)).toEqual(['MFA_FAILED', 'NO_MONEY']);
    expect(documented[1]!.mutations).toEqual(['no_money']);
    expect(await run(['docs', '--schema', 'two.graphql'])).toContain('title: BankErrorCodeEnum');
    expect(await run(['docs', '--format', 'html', '--schema', 'two.graphql'])).not.toContain('CART_FULL');
    const messages = await run(['messages', 'en.json', '--schema', 'two.graphql', '--write']);
    expect(messages).toContain('codes.NO_MONEY was added as a stub.');
    expect(messages).not.toContain('CART_FULL');
    const diff = await run(commands.diff);
    expect(diff).toContain('BankErrorCodeEnum.BANK_CLOSED was added.');
    expect(diff).not.toContain('SOLD');
  });

  it('suggests the name that was meant', async () => {
    const run = (...args: string[]) => program(createFolder(files), 'docs', '--enum', 'BankErrorCodeEnm', ...args);
    expect((await run('--schema', 'two.graphql')).stderr).toBe(
      'two.graphql: The schema has no enum "BankErrorCodeEnm". Did you mean "BankErrorCodeEnum"?\n',
    );
    expect((await run()).stderr).toBe('--enum requires --schema.\n');
  });

  it('is chosen among several enums without their module, too', async () => {
    const folder = createFolder({
      'codes.graphql': 'enum Shop { A @errorCode(category: "a") } enum Bank { B @errorCode(category: "b") }',
    });
    const { stdout } = await program(folder, 'docs', '--schema', 'codes.graphql', '--enum', 'Bank');
    expect(stdout).toContain('| `B` |');
    expect(stdout).not.toContain('MFA_FAILED');
  });
});

describe('SDL whose codes clash with others', () => {
  const stderrOf = async (files: Readonly<Record<string, string>>, command: 'docs' | 'diff' | 'messages' = 'docs') => {
    const args = {
      docs: ['docs', '--schema', '*.graphql'],
      diff: ['diff', '*.graphql', '*.graphql'],
      messages: ['messages', 'en.json', '--schema', '*.graphql'],
    };
    const { status, stderr } = await program(createFolder({ ...files, 'en.json': '{}' }), ...args[command]);
    expect(status).toBe(2);
    return stderr;
  };

  it('locates a built-in code that the host defines again, and says what to do', async () => {
    const files = { 'codes.graphql': '\nextend enum ErrorCodeEnum {\n  MFA_FAILED @errorCode(category: "mine")\n}' };
    for (const command of ['docs', 'diff', 'messages'] as const) {
      expect(await stderrOf(files, command)).toBe(
        'codes.graphql:3:3 MFA_FAILED is a built-in code. To change its metadata, pass "codes" to createErrorModule, and pass SDL that includes the typeDefs of the module here. For another meaning, choose another name.\n',
      );
    }
  });

  it('locates both places of a code that two files define', async () => {
    expect(
      await stderrOf({
        'a.graphql': 'extend enum ErrorCodeEnum { OWN }',
        'b.graphql': 'extend enum ErrorCodeEnum {\n  OWN\n}',
      }),
    ).toBe('b.graphql:2:3 ErrorCodeEnum.OWN is already defined at a.graphql:1:29. Remove one of them.\n');
  });

  it('locates other definitions that the package has, in the file of the host', async () => {
    expect(await stderrOf({ 'a.graphql': '\ndirective @errorCode(value: String) on ENUM_VALUE' })).toBe(
      'a.graphql:2:12 There can be only one directive named "@errorCode".\n',
    );
  });

  it('says that the SDL of a renamed module is missing', async () => {
    const lacking = (name: string, call: string) =>
      `a.graphql:1:13 the enum ${name} is not defined. If a module has it, pass the SDL of the module, too: write ${call}.typeDefs to a file.\n`;
    const extend = (name: string) => ({ 'a.graphql': `extend enum ${name} { OWN @errorCode(category: "a") }` });
    expect(await stderrOf({ ...extend('ShopErrorCodeEnum'), 'b.graphql': 'type Error { a: Int }' })).toBe(
      lacking('ShopErrorCodeEnum', "createErrorModule({ typePrefix: 'Shop' })"),
    );
    expect(await stderrOf(extend('ShopCode'))).toBe(
      lacking('ShopCode', "createErrorModule({ typeNames: { ErrorCodeEnum: 'ShopCode' } })"),
    );
    const other = `${extend('ErrorCodeEnum')['a.graphql']} directive @errors(codes: [String!]!) on FIELD_DEFINITION`;
    expect(await stderrOf({ 'a.graphql': other })).toBe(lacking('ErrorCodeEnum', 'createErrorModule()'));
  });
});
