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

  it('names the kind of an object whose `toJSON` throws, whatever it throws', () => {
    for (const thrown of [new TypeError('no'), new RangeError('no')]) {
      const toJSON = () => {
        throw thrown;
      };
      expect(inspect({ toJSON })).toBe('[object Object]');
    }
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
