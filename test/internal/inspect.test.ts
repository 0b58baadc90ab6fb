import { describe, expect, it } from 'vitest';
import { inspect, inspectChoices } from '../../src/internal/inspect.js';

const cycle: { self?: unknown } = {};
cycle.self = cycle;

describe('inspect', () => {
  it.each([
    ['text', '"text"'],
    [7, '7'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [{ list: [1] }, '{"list":[1]}'],
    [10n, '[object BigInt]'],
    [cycle, '[object Object]'],
    [() => 1, 'a function'],
    [function named() {}, 'the function named'],
    [Map, 'the function Map'],
  ])('formats %o as %s', (value, text) => {
    expect(inspect(value)).toBe(text);
  });

  it('throws what a `toJSON` throws, unless it is a TypeError', () => {
    const throwing = (error: Error) => ({
      toJSON: () => {
        throw error;
      },
    });
    expect(inspect(throwing(new TypeError('no JSON')))).toBe('[object Object]');
    expect(() => inspect(throwing(new RangeError('a bug')))).toThrow(new RangeError('a bug'));
  });
});

describe('inspectChoices', () => {
  it.each([
    [[], 'nothing'],
    [['one'], '"one"'],
    [['one', 'two'], '"one" or "two"'],
    [['one', 'two', 'three'], '"one", "two" or "three"'],
  ])('formats %j as %s', (choices, text) => {
    expect(inspectChoices(choices)).toBe(text);
  });
});
