import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromIssues, type FromIssuesOptions, type StandardIssue } from 'graphql-error-codes';

/** The part of Standard Schema that every validator implements. */
interface StandardSchema {
  readonly '~standard': { validate(value: unknown): Result | Promise<Result> };
}
interface Result {
  readonly issues?: readonly StandardIssue[] | undefined;
}

async function details(schema: StandardSchema, value: unknown, options?: FromIssuesOptions) {
  const { issues = [] } = await schema['~standard'].validate(value);
  return fromIssues(issues, value, options);
}

const zod = z.object({
  user_name: z.string().min(3),
  bio: z.string().max(5),
  mail: z.email(),
  role: z.enum(['ADMIN', 'MEMBER']),
  settings: z.array(z.object({ 'display-name': z.string() })),
});
const valibot = v.object({
  user_name: v.pipe(v.string(), v.minLength(3)),
  bio: v.pipe(v.string(), v.maxLength(5)),
  mail: v.pipe(v.string(), v.email()),
  role: v.picklist(['ADMIN', 'MEMBER']),
  settings: v.array(v.object({ 'display-name': v.string() })),
});
const arktype = type({
  user_name: 'string >= 3',
  bio: 'string <= 5',
  mail: 'string.email',
  role: '"ADMIN" | "MEMBER"',
  settings: type({ 'display-name': 'string' }).array(),
});
const wrong = {
  user_name: 'al',
  bio: 'too long',
  mail: 'nowhere',
  role: 'GUEST',
  settings: [{ 'display-name': 'x' }, { 'display-name': 1 }],
};
const expected = [
  { attribute: 'bio', type: 'too_long' },
  { attribute: 'mail', type: 'invalid' },
  { attribute: 'role', type: 'inclusion' },
  { attribute: 'settings.1.display-name', type: 'invalid' },
  { attribute: 'user_name', type: 'too_short' },
];

describe('fromIssues', () => {
  it.each([
    ['zod', zod],
    ['valibot', valibot],
    ['arktype', arktype],
  ])(
    'returns a detail for each issue of %s, with its path as the input spells it and a validation key',
    async (_name, schema) => {
      const converted = await details(schema, wrong);
      expect(converted.toSorted((one, other) => one.attribute.localeCompare(other.attribute))).toEqual(expected);
    },
  );

  it.each([
    ['zod', z.object({ name: z.string() })],
    ['valibot', v.object({ name: v.string() })],
    ['arktype', type({ name: 'string' })],
  ])('returns `blank` for a value that %s reports as absent', async (_name, schema) => {
    expect(await details(schema, {})).toEqual([{ attribute: 'name', type: 'blank' }]);
  });

  it('returns a message that is a validation key as the type', async () => {
    expect(await details(z.object({ name: z.string().min(3, 'much_too_short') }), { name: 'x' })).toEqual([
      { attribute: 'name', type: 'much_too_short' },
    ]);
    expect(await details(v.pipe(v.string(), v.minLength(3, 'taken')), 'x')).toEqual([{ attribute: '', type: 'taken' }]);
  });

  it('never returns a message in plain language, which may repeat what the user typed', () => {
    expect(fromIssues([{ message: 'secret123 is too weak', path: ['password'] }])).toEqual([
      { attribute: 'password', type: 'invalid' },
    ]);
  });

  it.each([
    ['a number that is too small', z.number().min(18), 3],
    ['a date that is too late', z.date().max(new Date(0)), new Date(1)],
  ])('returns `invalid` for %s', async (_case, schema, value) => {
    expect(await details(schema, value)).toEqual([{ attribute: '', type: 'invalid' }]);
  });

  it.each([
    ['string', z.string().min(1), ''],
    ['array', z.array(z.string()).min(1), []],
    ['set', z.set(z.string()).min(1), new Set()],
    ['map', z.map(z.string(), z.string()).check(z.minSize(1)), new Map()],
    ['file', z.file().min(1), new File([], 'empty')],
  ])('returns `too_short` for a %s that is', async (_kind, schema, value) => {
    expect(await details(schema, value)).toEqual([{ attribute: '', type: 'too_short' }]);
  });

  it.each([
    ['non_empty', 'blank'],
    ['required', 'blank'],
    ['unit', 'inclusion'],
    ['union', 'inclusion'],
    ['toString', 'invalid'],
    [undefined, 'invalid'],
  ])('maps the kind of issue %s to `%s`', (kind, type) => {
    for (const issue of [{ code: kind }, { type: kind }]) {
      const library: StandardIssue = { message: 'No.', ...issue };
      expect(fromIssues([library])).toEqual([{ attribute: '', type }]);
    }
  });

  it('returns `blank` for a null, by the input or by the issue', () => {
    const issue = { message: 'No.', path: ['user', 'name'] };
    for (const input of [{}, { user: null }, { user: { name: null } }]) {
      expect(fromIssues([issue], input)).toEqual([{ attribute: 'user.name', type: 'blank' }]);
    }
    expect(fromIssues([issue], { user: { name: '' } })).toEqual([{ attribute: 'user.name', type: 'invalid' }]);
    for (const received of ['null', 'undefined']) {
      const nullish = { ...issue, received };
      expect(fromIssues([nullish])).toEqual([{ attribute: 'user.name', type: 'blank' }]);
    }
  });

  it('keeps the spelling of the input, which is the one that clients know', () => {
    const path = ['shipping_address', 'zip_code', '_id', 'a-b', { key: 0 }];
    expect(fromIssues([{ message: 'No.', path }])).toEqual([
      { attribute: 'shipping_address.zip_code._id.a-b.0', type: 'invalid' },
    ]);
  });

  it('converts separators between words to camel case on demand, and finds the value by its own name', () => {
    const path = ['_id', 'zip_code', 'a-b', 'c d', 'e__f', 'g-', { key: 0 }];
    expect(fromIssues([{ message: 'No.', path }], undefined, { camelCase: true })).toEqual([
      { attribute: '_id.zipCode.aB.cD.eF.g-.0', type: 'invalid' },
    ]);
    const issue = { message: 'No.', path: ['zip_code'] };
    expect(fromIssues([issue], { zip_code: 'x' }, { camelCase: true })).toEqual([
      { attribute: 'zipCode', type: 'invalid' },
    ]);
  });

  it('returns no details for no issues', () => {
    expect(fromIssues([])).toEqual([]);
  });
});
