import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, typeDefs } from 'graphql-error-codes';
import { createErrorDocument, renameErrorTypes, typeDefsDocument } from 'graphql-error-codes/document';

describe('typeDefsDocument', () => {
  it('is the SDL, parsed', () => {
    expect(print(typeDefsDocument)).toBe(print(parse(typeDefs)));
  });
});

describe('createErrorDocument', () => {
  it('returns the module with its SDL, parsed', () => {
    const options = { shareable: '@shareable', typePrefix: 'Shop' } as const;
    const { typeDefsDocument, ...module } = createErrorDocument(options);
    expect(print(typeDefsDocument)).toBe(print(parse(createErrorModule(options).typeDefs)));
    expect(Object.keys(module)).toEqual(Object.keys(createErrorModule(options)));
    expect(module.typeDefs).toBe(createErrorModule(options).typeDefs);
  });

  it('rejects the options that createErrorModule rejects', () => {
    expect(() => createErrorDocument({ typePrefix: '1' })).toThrow('createErrorModule: "typePrefix" must be');
  });
});

describe('renameErrorTypes', () => {
  it('renames the types in the details of codes, and nothing else of a directive', () => {
    const sdl =
      'extend enum ErrorCodeEnum { A @errorCode(category: "Error", details: ["MessageError", "Own"]) B @other(of: "Error") }';
    const { typeNames: names } = createErrorModule({ typePrefix: 'Shop' });
    expect(print(renameErrorTypes(sdl, names))).toBe(
      print(
        parse(
          'extend enum ShopErrorCodeEnum { A @errorCode(category: "Error", details: ["ShopMessageError", "Own"]) B @other(of: "Error") }',
        ),
      ),
    );
  });

  const { typeNames } = createErrorModule({ typePrefix: 'Shop', typeNames: { MessageError: 'ShopMessage' } });

  it.each([
    ['a field', 'type A { error: Error }', 'type A { error: ShopError }'],
    ['a list', 'type A { errors: [Error!]! }', 'type A { errors: [ShopError!]! }'],
    ['an argument', 'type A { b(code: ErrorCodeEnum!): Int }', 'type A { b(code: ShopErrorCodeEnum!): Int }'],
    [
      'an argument of a directive',
      'directive @a(codes: [ErrorCodeEnum!]) on OBJECT',
      'directive @a(codes: [ShopErrorCodeEnum!]) on OBJECT',
    ],
    ['an input field', 'input A { code: ErrorCodeEnum }', 'input A { code: ShopErrorCodeEnum }'],
    ['a union', 'union A = B | Error | MessageError', 'union A = B | ShopError | ShopMessage'],
    ['an interface', 'type A implements B & Error { b: Int }', 'type A implements B & ShopError { b: Int }'],
    ['an extended enum', 'extend enum ErrorCodeEnum { A }', 'extend enum ShopErrorCodeEnum { A }'],
    ['an extended type', 'extend type Error { a: Int }', 'extend type ShopError { a: Int }'],
    [
      'an extended union',
      'extend union DetailedError = A | ActiveModelError',
      'extend union ShopDetailedError = A | ShopActiveModelError',
    ],
  ])('renames the reference in %s', (_place, sdl, renamed) => {
    expect(print(renameErrorTypes(sdl, typeNames))).toBe(print(parse(renamed)));
  });

  it('changes only references to types', () => {
    const sdl = print(
      parse(`
        "Returns an Error with an ErrorCodeEnum."
        type Errors @Error(Error: Error) @key(fields: "Error") {
          "The Error"
          Error(Error: String = "Error"): String @deprecated(reason: "Error")
        }
        enum Level { Error MessageError }
        directive @Error(Error: Level = Error) on OBJECT
        type Mutation { pay: String @errors(codes: ["MFA_FAILED"]) }
      `),
    );
    expect(print(renameErrorTypes(sdl, typeNames))).toBe(sdl);
  });

  it('accepts a document, and does not change it', () => {
    const document = parse('type A { error: Error }');
    expect(print(renameErrorTypes(document, typeNames))).toContain('error: ShopError');
    expect(print(document)).toContain('error: Error');
  });

  it('returns the same document when nothing is renamed', () => {
    const document = parse('type A { error: Error } type MessageError { own: Int }');
    expect(renameErrorTypes(document, createErrorModule().typeNames)).toBe(document);
    expect(print(renameErrorTypes('type A { error: Error }', createErrorModule().typeNames))).toBe(
      print(parse('type A { error: Error }')),
    );
  });

  it('exchanges names in one pass', () => {
    const { typeNames } = createErrorModule({ typeNames: { ActiveModelError: 'MessageError', MessageError: 'Note' } });
    expect(print(renameErrorTypes('union A = ActiveModelError | MessageError', typeNames))).toBe(
      'union A = MessageError | Note',
    );
  });

  it.each(['type Error { reason: String }', 'interface Error { reason: String }', 'scalar Error'])(
    'rejects a definition of its own: %s',
    (definition) => {
      expect(() => renameErrorTypes(`type A { error: Error } ${definition}`, typeNames)).toThrow(
        new TypeError(
          'renameErrorTypes: the SDL defines a type "Error", so references to Error are ambiguous. ' +
            'Write "ShopError" in the SDL for the type of the module instead of renaming it.',
        ),
      );
    },
  );

  it('accepts a definition whose name is not renamed', () => {
    const { typeNames } = createErrorModule({ typeNames: { MessageError: 'ShopMessage' } });
    const sdl = 'extend union DetailedError = MessageError type Error { reason: String }';
    expect(print(renameErrorTypes(sdl, typeNames))).toContain('= ShopMessage');
  });

  it.each([undefined, null, createErrorModule()])('rejects anything but typeNames', (names) => {
    expect(() => renameErrorTypes('type A { error: Error }', names as never)).toThrow(
      new TypeError('renameErrorTypes: the second argument must be the typeNames of a module.'),
    );
  });

  it('rejects SDL that cannot be parsed', () => {
    expect(() => renameErrorTypes('type', typeNames)).toThrow('Syntax Error: Expected Name, found <EOF>.');
  });
});
