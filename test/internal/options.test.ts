import { describe, expect, it } from 'vitest';
import {
  checkOptions,
  isBoolean,
  isFunction,
  isObject,
  isOneOf,
  isString,
  optionMistakes,
  type OptionRule,
} from '../../src/internal/options.js';

const rules = { level: isOneOf('low', 'high'), verbose: isBoolean };
const check = (options: unknown) => checkOptions('openLog', options as { level: string; verbose: boolean }, rules);

describe('checkOptions', () => {
  it.each([{}, { level: 'low' }, { verbose: false, level: undefined }])('accepts %o', (options) => {
    expect(() => check(options)).not.toThrow();
  });

  it.each([
    [null, 'openLog expects an options object, got null.'],
    [['low'], 'openLog expects an options object, got ["low"].'],
    [() => ({}), 'openLog expects an options object, got a function.'],
    [{ levle: 'low' }, 'openLog has no option "levle". It accepts level, verbose.'],
    [{ leve: 'low' }, 'openLog has no option "leve". Did you mean "level"?'],
    [{ toString: 'low' }, 'openLog has no option "toString". It accepts level, verbose.'],
    [{ level: 'middle' }, 'openLog: "level" must be "low" or "high", got "middle".'],
    [{ level: 'hihg' }, 'openLog: "level" must be "low" or "high", got "hihg".'],
    [{ level: 'High' }, 'openLog: "level" must be "low" or "high", got "High". Did you mean "high"?'],
    [{ level: null }, 'openLog: "level" must be "low" or "high", got null.'],
    [{ level: 'low', verbose: 0 }, 'openLog: "verbose" must be true or false, got 0.'],
  ])('refuses %o', (options, message) => {
    expect(() => check(options)).toThrow(new TypeError(message));
  });

  it('names fields instead of options for a part of the options', () => {
    const mistakes = (part: unknown) =>
      optionMistakes('openLog.file', part as { level: string; verbose: boolean }, rules, 'field');
    expect(mistakes('low')).toEqual(['openLog.file must be an object, got "low".']);
    expect(mistakes({ leve: 'low', verbose: 1 })).toEqual([
      'openLog.file has no field "leve". Did you mean "level"?',
      'openLog.file: "verbose" must be true or false, got 1.',
    ]);
  });
});

describe('a rule', () => {
  const values = [true, 'low', 7, null, undefined, {}, [], () => 1];
  const acceptedBy = ({ accepts }: OptionRule) => values.filter(accepts);

  it('accepts exactly the values of its kind', () => {
    expect(acceptedBy(isBoolean)).toEqual([true]);
    expect(acceptedBy(isString)).toEqual(['low']);
    expect(acceptedBy(isFunction)).toEqual([values.at(-1)]);
    expect(acceptedBy(isObject)).toEqual([{}]);
    expect(acceptedBy(isOneOf('low', 'high'))).toEqual(['low']);
    expect([true, false].every(isBoolean.accepts)).toBe(true);
  });
});
