import { describe, expect, it, vi } from 'vitest';
import { ErrorCode, failure, isFailure, isMutationError, MutationError, success } from 'graphql-error-codes';
import { taken } from '../host.js';

describe('MutationError', () => {
  it('is an Error with a name, the code as its message, and details', () => {
    const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('MutationError: INVALID_SETTING');
    expect([error.code, error.details]).toEqual(['invalid_setting', [taken]]);
    expect(Object.keys(error)).toEqual(['code', 'details']);
  });

  it('has a code outside the catalogue as its message, too', () => {
    const { captureStack } = MutationError;
    try {
      for (const captures of [true, false]) {
        MutationError.captureStack = captures;
        expect(new MutationError('quota_exceeded' as never).message).toBe('quota_exceeded');
        expect(new MutationError('mfa_failed').message).toBe('MFA_FAILED');
      }
    } finally {
      MutationError.captureStack = captureStack;
    }
  });

  it('captures no stack in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    vi.resetModules();
    const production = await import('graphql-error-codes');
    vi.unstubAllEnvs();
    expect(production.MutationError.captureStack).toBe(false);
  });

  it('captures its stack unless told otherwise, and restores the stack limit for other errors', () => {
    const { stackTraceLimit } = Error;
    expect(MutationError.captureStack).toBe(true);
    expect(new MutationError(ErrorCode.MFA_FAILED).stack).toContain('mutation-error.test');
    MutationError.captureStack = false;
    try {
      expect(new MutationError(ErrorCode.MFA_FAILED).stack).not.toContain('mutation-error.test');
      expect(Error.stackTraceLimit).toBe(stackTraceLimit);
      expect(new Error('other').stack).toContain('mutation-error.test');
    } finally {
      MutationError.captureStack = true;
    }
  });

  it('can be thrown where the stack limit is frozen', () => {
    const { stackTraceLimit } = Error;
    Object.defineProperty(Error, 'stackTraceLimit', { writable: false });
    MutationError.captureStack = false;
    try {
      expect(new MutationError(ErrorCode.MFA_FAILED).code).toBe('mfa_failed');
    } finally {
      MutationError.captureStack = true;
      Object.defineProperty(Error, 'stackTraceLimit', { value: stackTraceLimit, writable: true });
    }
  });

  it('does not hide another error in setting the stack limit', () => {
    const descriptor = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')!;
    const refused = new RangeError('the limit is guarded');
    const set = () => {
      throw refused;
    };
    Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, get: () => 10, set });
    MutationError.captureStack = false;
    try {
      expect(() => new MutationError(ErrorCode.MFA_FAILED)).toThrow(refused);
    } finally {
      MutationError.captureStack = true;
      Object.defineProperty(Error, 'stackTraceLimit', descriptor);
    }
  });
});

describe('isMutationError', () => {
  it('is true for a MutationError and false for everything else', () => {
    expect(isMutationError(new MutationError('MFA_FAILED'))).toBe(true);
    for (const other of [new Error('MFA_FAILED'), { code: 'mfa_failed' }, 'mfa_failed', null, undefined]) {
      expect(isMutationError(other)).toBe(false);
    }
  });
});

describe('isFailure', () => {
  it.each([
    ['a failure', failure(ErrorCode.MFA_FAILED)],
    ['a list with a failure', [success({}), failure(ErrorCode.MFA_FAILED)]],
    ['a payload with another iterable of errors', { errors: new Set([new MutationError('MFA_FAILED')]) }],
    ['a returned MutationError', new MutationError(ErrorCode.MFA_FAILED)],
    ['any other returned error', new Error('a bug')],
  ])('is true for %s', (_case, payload) => {
    expect(isFailure(payload)).toBe(true);
  });

  it.each([
    ['a success', success({ name: 'nora' })],
    ['a bare result', { name: 'nora' }],
    ['a list of successes', [success({})]],
    ['an empty list', []],
    ['an empty iterable of errors', { errors: new Set() }],
    ['null errors', { errors: null }],
    ['a text as errors', { errors: 'mfa_failed' }],
    ['null', null],
    ['undefined', undefined],
    ['a string', 'errors'],
  ])('is false for %s', (_case, payload) => {
    expect(isFailure(payload)).toBe(false);
  });
});
