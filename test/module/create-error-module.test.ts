import { parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  createErrorModule,
  failure,
  MutationError,
  typeDefs,
  type ErrorModuleOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { throwing } from '../host.js';
import { buildHost, quota, requestErrors } from './module-host.js';

describe('createErrorModule', () => {
  it('returns the default module without options, and with undefined ones', () => {
    expect(createErrorModule().typeDefs).toBe(typeDefs);
    const { typeDefs: sdl, resolvers } = createErrorModule({ typePrefix: undefined, codes: undefined } as object);
    expect(sdl).toBe(typeDefs);
    expect(Object.keys(resolvers)).toEqual(['ErrorCodeEnum', 'Error', 'DetailedError']);
  });

  it('returns failure and MutationError of the package, typed for its codes', () => {
    const module = createErrorModule({ codes: { QUOTA_EXCEEDED: quota } });
    expect(module.failure).toBe(failure);
    expect(new module.MutationError('QUOTA_EXCEEDED')).toBeInstanceOf(MutationError);
    expect(createErrorModule().MutationError).toBe(MutationError);
  });

  it('returns a MutationError that has the public names of its codes', () => {
    const { MutationError: OwnError } = createErrorModule({ codes: { QUOTA_EXCEEDED: quota } });
    for (const code of ['QUOTA_EXCEEDED', quota.value, 'MFA_FAILED', 'mfa_failed'] as const) {
      const name = code.toUpperCase() === 'MFA_FAILED' ? 'MFA_FAILED' : 'QUOTA_EXCEEDED';
      expect(new OwnError(code)).toMatchObject({ name: 'MutationError', message: name, extensions: { code: name } });
    }
  });
});

describe('shareable', () => {
  it.each(['@shareable', '@federation__shareable'])('puts %s on every object type and nothing else', (spelling) => {
    const federated = createErrorModule({ shareable: spelling }).typeDefs;
    const shareable: string[] = [];
    visit(parse(federated), {
      ObjectTypeDefinition: ({ name, directives }) => {
        if (directives?.[0]?.name.value === spelling.slice(1)) shareable.push(name.value);
      },
    });
    expect(shareable).toEqual(['Error', 'ActiveModelError', 'MessageError']);
    expect(federated.replaceAll(` ${spelling}`, '')).toBe(typeDefs);
  });

  it('applies to the query errorCatalogue, too', () => {
    const { typeDefs: sdl } = createErrorModule({ catalogueQuery: true, typePrefix: 'Shop', shareable: '@shareable' });
    expect(sdl).toContain('extend type Query {');
    expect(sdl).toContain('type ShopErrorCatalogueEntry @shareable {');
    expect(sdl).toContain('errorCatalogue: [ShopErrorCatalogueEntry!]! @shareable');
  });

  it.each(['shareable', '@', '@share able', '@a @b', '', true, ['@shareable']])('must not be %j', (shareable) => {
    expect(() => createErrorModule({ shareable } as ErrorModuleOptions)).toThrow(
      new TypeError(
        'createErrorModule: "shareable" must be the directive as your @link spells it, such as "@shareable" or ' +
          `"@federation__shareable", got ${JSON.stringify(shareable)}.`,
      ),
    );
  });
});

describe('createErrorModule refuses', () => {
  it.each([
    [null, ' expects an options object, got null.'],
    [[], ' expects an options object, got [].'],
    ['Shop', ' expects an options object, got "Shop".'],
    [{ catalogQuery: true }, ' has no option "catalogQuery". Did you mean "catalogueQuery"?'],
    [
      { colour: 1 },
      ' has no option "colour". It accepts typePrefix, typeNames, shareable, enumValues, catalogueQuery, codes, builtIn.',
    ],
    [{ typePrefix: 3 }, ': "typePrefix" must be a string, got 3.'],
    [{ typeNames: 'x' }, ': "typeNames" must be an object, got "x".'],
    [{ typeNames: [] }, ': "typeNames" must be an object, got [].'],
    [{ enumValues: 'names' }, ': "enumValues" must be "internal" or "name", got "names". Did you mean "name"?'],
    [{ enumValues: null }, ': "enumValues" must be "internal" or "name", got null.'],
    [{ catalogueQuery: 'yes' }, ': "catalogueQuery" must be true or false, got "yes".'],
    [{ codes: [] }, ': "codes" must be an object, got [].'],
    [{ codes: null }, ': "codes" must be an object, got null.'],
  ])('%j', (options, message) => {
    expect(() => createErrorModule(options as ErrorModuleOptions)).toThrow(
      new TypeError(`createErrorModule${message}`),
    );
  });
});

describe("a module's withErrorPayloads", () => {
  const module = createErrorModule({ codes: { QUOTA_EXCEEDED: quota } });

  it('returns the same schema, changed in place, also without options', () => {
    const schema = buildHost(module);
    const { rename } = schema.getMutationType()!.getFields();
    const before = rename!.resolve;
    expect(module.withErrorPayloads(schema)).toBe(schema);
    expect(rename!.resolve).not.toBe(before);
  });

  it.each(['QUOTA_EXCEEDED', 'quota_exceeded'] as const)(
    "reports a host's code, returned or thrown as %s, with its category and fault",
    async (code) => {
      const events: PayloadErrorEvent[] = [];
      for (const rename of [() => module.failure(code), throwing(new module.MutationError(code))]) {
        const schema = module.withErrorPayloads(buildHost(module, rename), { onError: (event) => events.push(event) });
        expect(await requestErrors(schema)).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: [] }]);
      }
      const event = {
        coordinate: 'Mutation.rename',
        code: 'QUOTA_EXCEEDED',
        category: 'billing',
        fault: 'client',
        retry: 'later',
        declared: null,
        deprecated: false,
        replacedBy: null,
        exposure: null,
        concealedAs: null,
      };
      expect(events).toEqual([event, event]);
    },
  );

  it('accepts a code by its internal value where the enum has none', async () => {
    const byName = createErrorModule({ enumValues: 'name', codes: { QUOTA_EXCEEDED: quota } });
    const events: PayloadErrorEvent[] = [];
    for (const options of [{ onError: (event: PayloadErrorEvent) => events.push(event) }, undefined]) {
      const host = buildHost(byName, () => byName.failure('quota_exceeded'));
      const schema = byName.withErrorPayloads(host, options);
      expect(await requestErrors(schema)).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: [] }]);
    }
    expect(events).toMatchObject([{ code: 'QUOTA_EXCEEDED', category: 'billing' }]);
  });

  it('refuses the option "catalogue"', () => {
    const options = { catalogue: module.catalogue } as object;
    expect(() => module.withErrorPayloads(buildHost(module), options)).toThrow(
      new TypeError('withErrorPayloads of a module passes its own catalogue. Remove the option "catalogue".'),
    );
  });

  it.each([
    [{ strict: 'no' }, ': "strict" must be true or false, got "no".'],
    [{ requireDeclarations: true }, ' has no option "requireDeclarations". Did you mean "requireDeclaration"?'],
    [null, ' expects an options object, got null.'],
    [[], ' expects an options object, got [].'],
    ['strict', ' expects an options object, got "strict".'],
  ])('checks its options as the exported function does: %j', (options, message) => {
    expect(() => module.withErrorPayloads(buildHost(module), options as object)).toThrow(
      new TypeError(`withErrorPayloads${message}`),
    );
  });
});
