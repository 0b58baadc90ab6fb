import { GraphQLError } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import {
  ErrorCode,
  failure,
  isFailure,
  isMutationError,
  keepMutationErrors,
  MutationError,
  success,
} from 'graphql-error-codes';
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

  it.each([Symbol('code'), 7, null, undefined, { code: 'MFA_FAILED' }])(
    'refuses a code that is no string: %s',
    (code) => {
      const { stackTraceLimit } = Error;
      for (const captures of [true, false]) {
        MutationError.captureStack = captures;
        try {
          expect(() => new MutationError(code as never)).toThrow(
            /^MutationError expects a code, such as "MFA_FAILED", got .+\.$/,
          );
        } finally {
          MutationError.captureStack = true;
        }
        expect(Error.stackTraceLimit).toBe(stackTraceLimit);
      }
    },
  );

  it('has a cause, given after its details', () => {
    const cause = new Error('connection lost');
    for (const details of [[], [taken], [taken, { message: 'No.' }]]) {
      const error = new MutationError('INVALID_SETTING', ...details, { cause });
      expect([error.cause, error.details]).toEqual([cause, details]);
    }
    expect(new MutationError('MFA_FAILED', taken)).not.toHaveProperty('cause');
    expect(new MutationError('MFA_FAILED', { cause: undefined }).details).toEqual([]);
  });

  it('keeps a detail of the host that has a field cause', () => {
    const detail = { __typename: 'CauseDetail', cause: 'rain' };
    expect(new MutationError('MFA_FAILED', detail)).toMatchObject({ details: [detail] });
  });

  it('has the public name of its code as extensions, and no internal value', () => {
    for (const code of ['MFA_FAILED', ErrorCode.MFA_FAILED] as const) {
      expect(new MutationError(code).extensions).toEqual({ code: 'MFA_FAILED' });
    }
    expect(new MutationError('QUOTA_EXCEEDED' as never).extensions).toEqual({ code: 'QUOTA_EXCEEDED' });
    expect(new MutationError('quota_exceeded' as never).extensions).toEqual({});
    expect(Object.keys(new MutationError('MFA_FAILED'))).not.toContain('extensions');
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

describe('keepMutationErrors', () => {
  const masked = new Error('masked');
  const received: unknown[] = [];
  const maskError = keepMutationErrors((...parameters: [error: unknown, message: string]) => {
    received.push(...parameters);
    return masked;
  });

  it('keeps what graphql made of a MutationError', () => {
    const original = new MutationError('MFA_FAILED');
    const located = new GraphQLError('MFA_FAILED', { originalError: original });
    const twice = new GraphQLError('MFA_FAILED', { originalError: located });
    for (const error of [original, located, twice]) expect(maskError(error, 'Unexpected error.')).toBe(error);
    expect(received).toEqual([]);
  });

  it('passes everything else on, with all parameters', () => {
    const cycle = new Error('a cycle') as Error & { originalError?: Error };
    cycle.originalError = cycle;
    for (const error of [new Error('a bug'), new GraphQLError('mine'), cycle, 'text', null]) {
      received.length = 0;
      expect(maskError(error, 'Unexpected error.')).toBe(masked);
      expect(received).toEqual([error, 'Unexpected error.']);
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
