import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import type { GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, ErrorCode, resolvers, typeDefs } from 'graphql-error-codes';
import { execute } from '../host.js';
import { buildHost, catalogueSize, quota, requestErrors } from './module-host.js';

/** A copy of a resolver map to compare it with later: the same functions in new objects. */
const copyOf = (map: object) => Object.fromEntries(Object.entries(map).map(([type, fields]) => [type, { ...fields }]));

describe('the resolver maps of a module', () => {
  it('do not change when a host merges them', async () => {
    const module = createErrorModule({ catalogueQuery: true });
    const maps = [resolvers, module.resolvers, module.gatewayResolvers, module.mercuriusResolvers];
    const before = maps.map(copyOf);

    const hostResolvers = {
      ErrorCodeEnum: { MFA_FAILED: 'host-value', QUOTA_EXCEEDED: 'quota-value' },
      Error: { errorCode: () => 'host-value', details: () => [] },
      DetailedError: { __resolveType: () => 'MessageError' },
      Query: { errorCatalogue: () => [] },
    };
    const typeDefsOfHost = [module.typeDefs, 'type Query { ok: Error } extend enum ErrorCodeEnum { QUOTA_EXCEEDED }'];
    for (const map of [resolvers, module.resolvers, module.gatewayResolvers]) {
      // Both merge the maps of a list with mergeResolvers.
      const schema = makeExecutableSchema({ typeDefs: typeDefsOfHost, resolvers: [map, hostResolvers] });
      mergeSchemas({ schemas: [schema], resolvers: [map, hostResolvers] });
      const codes = schema.getType('ErrorCodeEnum') as GraphQLEnumType;
      expect(codes.getValue('MFA_FAILED')!.value).toBe('host-value');
    }
    expect(maps.map(copyOf)).toEqual(before);
    expect(ErrorCode.MFA_FAILED).toBe('mfa_failed');
  });

  it('have an enum map of their own, which a host may change', async () => {
    const [first, second] = [createErrorModule(), createErrorModule()];
    first.resolvers.ErrorCodeEnum.MFA_FAILED = 'changed';
    expect(first.resolvers.ErrorCodeEnum.MFA_FAILED).toBe('changed');
    for (const codes of [ErrorCode, first.ErrorCode, second.resolvers.ErrorCodeEnum, resolvers.ErrorCodeEnum]) {
      expect(codes.MFA_FAILED).toBe('mfa_failed');
    }
    expect(first.catalogue.MFA_FAILED.value).toBe('mfa_failed');
  });
});

describe('resolvers', () => {
  it('have the internal values by default', () => {
    expect(Object.keys(resolvers)).toEqual(['ErrorCodeEnum', 'Error', 'DetailedError']);
    expect(resolvers.ErrorCodeEnum).toEqual(ErrorCode);
    const codes = buildHost(createErrorModule()).getType('ErrorCodeEnum') as GraphQLEnumType;
    expect(codes.getValue('MFA_FAILED')!.value).toBe('mfa_failed');
  });

  it('have no internal values with `enumValues: "name"`, and still accept them', async () => {
    const module = createErrorModule({ enumValues: 'name' });
    expect(Object.keys(module.resolvers)).toEqual(['Error', 'DetailedError']);
    for (const code of ['MFA_FAILED', 'mfa_failed'] as const) {
      const schema = buildHost(module, () => module.failure(code));
      expect((schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValue('MFA_FAILED')!.value).toBe('MFA_FAILED');
      expect(await requestErrors(schema)).toEqual([{ errorCode: 'MFA_FAILED', details: [] }]);
    }
  });
});

describe('gatewayResolvers', () => {
  it('are the resolvers without internal values', () => {
    const { resolvers: own, gatewayResolvers } = createErrorModule();
    expect(gatewayResolvers).toEqual({ Error: own.Error, DetailedError: own.DetailedError });
  });
});

describe('mercuriusResolvers', () => {
  it('have the type resolver of the union under the name that Mercurius reads', () => {
    const { resolvers: own, mercuriusResolvers } = createErrorModule();
    expect(mercuriusResolvers).toEqual({
      Error: own.Error,
      DetailedError: { resolveType: own.DetailedError.__resolveType },
    });
  });
});

describe('the query errorCatalogue', () => {
  const source = '{ errorCatalogue { code description deprecationReason category fault retry action } }';

  it("returns all codes, including the host's, in the order of the enum", async () => {
    const module = createErrorModule({ catalogueQuery: true, codes: { QUOTA_EXCEEDED: quota } });
    const { data } = await execute(buildHost(module), source);
    const entries = data!.errorCatalogue as readonly { readonly code: string }[];
    expect(entries.map(({ code }) => code)).toEqual([...Object.keys(ErrorCode), 'QUOTA_EXCEEDED']);
    expect(entries).toContainEqual({
      code: 'WRONG_TOTP',
      description: 'Invalid TOTP code provided',
      deprecationReason: null,
      category: 'mfa',
      fault: 'client',
      retry: 'after_fix',
      action: module.catalogue.WRONG_TOTP.action,
    });
    expect(entries).toContainEqual(
      expect.objectContaining({ code: 'PRIMARY_LEVEL_NOT_FOUND', deprecationReason: 'Outdated concept' }),
    );
    const { value: _value, ...metadata } = quota;
    expect(entries.at(-1)).toEqual({
      code: 'QUOTA_EXCEEDED',
      description: null,
      deprecationReason: null,
      ...metadata,
    });
  });

  it('returns a code that is only in the enum with its default metadata, whatever its name', async () => {
    const module = createErrorModule({ catalogueQuery: true });
    const schema = buildHost(module, undefined, 'extend enum ErrorCodeEnum { constructor toString }');
    const { errorCatalogue } = (await execute(schema, source)).data!;
    expect(errorCatalogue).toHaveLength(catalogueSize + 2);
    expect(errorCatalogue).toContainEqual({
      code: 'constructor',
      description: null,
      deprecationReason: null,
      category: null,
      fault: 'client',
      retry: null,
      action: null,
    });
  });

  it('is resolved in every kind of map, and absent by default', () => {
    const { typeDefs: sdl, ...module } = createErrorModule({ catalogueQuery: true });
    expect(sdl).toContain('errorCatalogue');
    for (const map of [module.resolvers, module.gatewayResolvers, module.mercuriusResolvers]) {
      expect(map).toHaveProperty('Query.errorCatalogue');
    }
    const without = createErrorModule();
    expect(typeDefs).not.toContain('errorCatalogue');
    for (const map of [without.resolvers, without.gatewayResolvers, without.mercuriusResolvers]) {
      expect(map).not.toHaveProperty('Query');
    }
  });
});
