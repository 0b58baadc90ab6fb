import { describe, expect, it } from 'vitest';
import { flatFieldErrors, nestFieldErrors } from 'graphql-error-codes/client';

/** Returns every text in errors of any shape. */
function textsIn(errors: unknown): string[] {
  if (typeof errors === 'string') return errors.split(' ');
  return Object.values(errors ?? {}).flatMap(textsIn);
}

describe('nestFieldErrors', () => {
  it.each([
    ['no errors', {}, {}],
    ['fields of the form', { email: 'a', name: 'b' }, { email: 'a', name: 'b' }],
    ['nested fields', { 'address.city': 'a', 'address.zip': 'b' }, { address: { city: 'a', zip: 'b' } }],
    ['items of a list', { 'items.0.name': 'a' }, { items: [{ name: 'a' }] }],
    ['lists in lists', { 'rows.1.0': 'a' }, { rows: [undefined, ['a']] }],
    ['items in any order', { 'items.2': 'c', 'items.0': 'a' }, { items: ['a', undefined, 'c'] }],
    ['the whole input', { '': 'a', email: 'b' }, { '': 'a', email: 'b' }],
    ['failed validations', { 'items.0.name': ['blank', 'taken'] }, { items: [{ name: ['blank', 'taken'] }] }],
    ['an index beside a name', { 'items.0': 'a', 'items.size': 'b' }, { items: { 0: 'a', size: 'b' } }],
    [
      'numbers that are no indexes',
      { 'codes.007': 'a', 'sums.9999999': 'b' },
      { codes: { '007': 'a' }, sums: { 9999999: 'b' } },
    ],
  ])('returns %s in the shape of the values', (_case, fields: Record<string, string | string[]>, nested) => {
    expect(nestFieldErrors(fields)).toEqual(nested);
  });

  it.each([
    [
      { items: 'a', 'items.0.name': 'b' },
      { '': 'a', items: [{ name: 'b' }] },
    ],
    [
      { 'items.0.name': 'b', items: 'a' },
      { '': 'a', items: [{ name: 'b' }] },
    ],
    [
      { '': 'a', x: 'b', 'x.y': 'c', 'x.y.0': 'd' },
      { '': 'a b c', x: { y: ['d'] } },
    ],
    [{ '.a': 'b', '': 'c' }, { '': 'b c' }],
    [
      { x: ['a'], 'x.y': ['b'], '': ['c'] },
      { '': ['c', 'a'], x: { y: ['b'] } },
    ],
  ])(
    'keeps a message that has no place under the empty key: %j',
    (fields: Record<string, string | string[]>, nested) => {
      expect(nestFieldErrors(fields)).toEqual(nested);
    },
  );

  it('never reads or changes an inherited property', () => {
    const fields = JSON.parse('{ "__proto__": "a", "constructor.name": "b", "__proto__.polluted": "c" }');
    const nested = nestFieldErrors<string>(fields);
    expect(Object.keys(nested)).toEqual(['__proto__', 'constructor', '']);
    expect({}).not.toHaveProperty('polluted');
    expect(textsIn(nested).toSorted()).toEqual(['a', 'b', 'c']);
  });
});

describe('flatFieldErrors', () => {
  const flat = (fields: Record<string, string>, ...known: string[]) =>
    flatFieldErrors(fields, (name) => known.includes(name));

  it('keeps the names of fields that the form has', () => {
    expect(flat({ email: 'a', 'items.0.name': 'b' }, 'email', 'items.0.name')).toEqual({
      email: 'a',
      'items.0.name': 'b',
    });
  });

  it('names all others below root, where form libraries clear them', () => {
    expect(flat({ email: 'a', 'items.0.name': 'b', '': 'c', "it['s]": 'd' })).toEqual({
      'root.email': 'a',
      'root.items-0-name': 'b',
      'root.server': 'c',
      'root.it--s-': 'd',
    });
  });

  it.each([[['items', 'items.0.name']], [['items.0.name', 'items']]])(
    'names an error above another one below root: %j',
    (names) => {
      const fields = Object.fromEntries(names.map((name) => [name, `text of ${name}`]));
      expect(flat(fields, ...names)).toEqual({
        'root.items': 'text of items',
        'items.0.name': 'text of items.0.name',
      });
    },
  );

  it('keeps an error above one of an unknown field, and beside a field with a similar name', () => {
    expect(flat({ items: 'a', 'items.0.name': 'b', items2: 'c' }, 'items', 'items2')).toEqual({
      items: 'a',
      'root.items-0-name': 'b',
      items2: 'c',
    });
  });

  it('loses no message when names become the same', () => {
    expect(flat({ '': 'a', server: 'b', 'x.y': 'c', 'x-y': 'd' })).toEqual({ 'root.server': 'a b', 'root.x-y': 'c d' });
    expect(flatFieldErrors({ '': ['a'], server: ['b'] }, () => false)).toEqual({ 'root.server': ['a', 'b'] });
  });
});
