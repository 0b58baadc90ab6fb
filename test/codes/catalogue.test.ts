import { describe, expect, it } from 'vitest';
import { catalogue, type KnownCode } from 'graphql-error-codes';
import { readReference } from '../reference/rows.js';

const entries = Object.entries(catalogue);

describe('catalogue', () => {
  it('has an entry for each code of the reference, in the same order', () => {
    expect(Object.keys(catalogue)).toEqual(readReference().map(({ name }) => name));
  });

  it('has a unique snake_case value for every code', () => {
    const values = entries.map(([, { value }]) => value);
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(value).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it('has an action in whole sentences for every code', () => {
    for (const [, { action }] of entries) expect(action).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('has the version since which a code is deprecated', () => {
    const deprecated = Object.values<KnownCode>(catalogue).filter(({ deprecationReason }) => deprecationReason);
    expect(deprecated).toHaveLength(3);
    for (const { since, replacedBy } of deprecated) {
      expect(since).toMatch(/^\d+\.\d+\.\d+$/);
      expect(replacedBy).toBe('none');
    }
  });

  it('declares to whom each code may be shown', () => {
    const sensitive = entries.filter(([, { exposure }]) => exposure === 'sensitive').map(([name]) => name);
    expect(sensitive).toEqual([
      'EXTERNAL_IDENTITY_DOES_NOT_EXIST',
      'MFA_FAILED',
      'MFA_REQUIRED',
      'TOTP_SECRET_ALREADY_SET',
    ]);
    for (const [name, { exposure }] of entries) expect([name, exposure]).not.toContain(undefined);
  });

  it('recommends a later retry exactly where the server is at fault', () => {
    for (const [name, { fault, retry }] of entries) {
      expect([name, retry === 'later']).toEqual([name, fault === 'server']);
    }
  });
});
