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

describe('inspect of a large value', () => {
  const long = (value: unknown, maxLength?: number) => inspect(value, maxLength);
  it('has at most the given number of characters, then dots', () => {
    expect(long('x'.repeat(1000))).toBe(`"${'x'.repeat(199)}...`);
    expect(long('x'.repeat(1000), 10)).toBe(`"${'x'.repeat(9)}...`);
    expect(long(Array.from({ length: 1e6 }, () => 'x'))).toHaveLength(203);
    expect(long({ ['k'.repeat(1e6)]: 1 })).toHaveLength(203);
  });

  it('does not read more of it than it formats', () => {
    let reads = 0;
    const list = new Proxy(
      Array.from({ length: 1e6 }, (_, index) => index),
      { get: (target, key, receiver) => (reads++, Reflect.get(target, key, receiver) as unknown) },
    );
    expect(long(list)).toHaveLength(203);
    expect(reads).toBeLessThan(1000);
  });

  it('is finite for values of any depth', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 1e5; level++) deep = { deep };
    expect(long(deep).length).toBeLessThan(204);
  });

  it('does not split a pair of surrogates', () => {
    expect(long('😀'.repeat(200), 10)).toBe('"😀😀😀😀...');
  });
});

describe('inspect of text', () => {
  it.each([
    ['\0', String.raw`"\u0000"`],
    ['\ud800', String.raw`"\ud800"`],
    ['\u202e', String.raw`"\u202e"`],
    ['\u009b', String.raw`"\u009b"`],
    ['é😀', '"é😀"'],
  ])('escapes what cannot be shown: %j', (text, formatted) => {
    expect(inspect(text)).toBe(formatted);
  });

  it('formats `__proto__` like any other field, and never throws for proxies', () => {
    expect(inspect(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(() => inspect(proxy)).not.toThrow();
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
