import { describe, expect, it } from 'vitest';
import { catalogue, ErrorCode, errorCodeName, isErrorCode, type CatalogueEntry } from 'graphql-error-codes';
import { readReference } from '../reference/rows.js';

const entries = Object.entries(catalogue);

describe('catalogue', () => {
  it('has an entry for each code of the reference, in its order', () => {
    expect(Object.keys(catalogue)).toEqual(readReference().map(({ name }) => name));
  });

  it('gives every code a snake_case value of its own', () => {
    const values = entries.map(([, { value }]) => value);
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(value).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it('tells for every code what to do, in whole sentences', () => {
    for (const [, { action }] of entries) expect(action).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('says since which version a code is deprecated', () => {
    const deprecations = Object.values<CatalogueEntry>(catalogue).flatMap(({ deprecation }) => deprecation ?? []);
    expect(deprecations).toHaveLength(3);
    for (const { since } of deprecations) expect(since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('asks for a fix only where the client can make one, and for patience only where the server failed', () => {
    for (const [name, { fault, retry }] of entries)
      expect([name, retry === 'later']).toEqual([name, fault === 'server']);
  });
});

describe('ErrorCode', () => {
  it('maps names to internal values and cannot be changed', () => {
    expect(ErrorCode.MFA_FAILED).toBe('mfa_failed');
    expect(Object.keys(ErrorCode)).toEqual(Object.keys(catalogue));
    expect(Object.isFrozen(ErrorCode)).toBe(true);
  });

  it('is recognised by internal value', () => {
    expect(isErrorCode('mfa_failed')).toBe(true);
    for (const other of ['MFA_FAILED', 'mfa_faild', 'constructor', '', null, undefined, 1])
      expect(isErrorCode(other)).toBe(false);
  });

  it('is named by internal value or by name', () => {
    expect(errorCodeName('mfa_failed')).toBe('MFA_FAILED');
    expect(errorCodeName('MFA_FAILED')).toBe('MFA_FAILED');
    for (const other of ['mfa_faild', 'constructor', 'toString', '', null, undefined, 1])
      expect(errorCodeName(other)).toBeUndefined();
  });
});
