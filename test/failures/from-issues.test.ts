import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromIssues, type StandardIssue } from 'graphql-error-codes';

/** What all validators of Standard Schema offer. */
interface StandardSchema {
  readonly '~standard': { validate(value: unknown): Result | Promise<Result> };
}
interface Result {
  readonly issues?: readonly StandardIssue[] | undefined;
}

async function details(schema: StandardSchema, value: unknown) {
  const { issues = [] } = await schema['~standard'].validate(value);
  return fromIssues(issues, value);
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
  { attribute: 'settings.1.displayName', type: 'invalid' },
  { attribute: 'userName', type: 'too_short' },
];

describe('fromIssues', () => {
  it.each([
    ['zod', zod],
    ['valibot', valibot],
    ['arktype', arktype],
  ])('gives a detail per issue of %s, with the full path in camel case and a validation key', async (_name, schema) => {
    const found = await details(schema, wrong);
    expect(found.toSorted((one, other) => one.attribute.localeCompare(other.attribute))).toEqual(expected);
  });

  it.each([
    ['zod', z.object({ name: z.string() })],
    ['valibot', v.object({ name: v.string() })],
    ['arktype', type({ name: 'string' })],
  ])('calls a value that %s finds absent blank', async (_name, schema) => {
    expect(await details(schema, {})).toEqual([{ attribute: 'name', type: 'blank' }]);
  });

  it('takes a message that is a validation key as the type', async () => {
    expect(await details(z.object({ name: z.string().min(3, 'much_too_short') }), { name: 'x' })).toEqual([
      { attribute: 'name', type: 'much_too_short' },
    ]);
    expect(await details(v.pipe(v.string(), v.minLength(3, 'taken')), 'x')).toEqual([{ attribute: '', type: 'taken' }]);
  });

  it('never passes on a message in words: it may repeat what the user typed', () => {
    expect(fromIssues([{ message: 'secret123 is no good', path: ['password'] }])).toEqual([
      { attribute: 'password', type: 'invalid' },
    ]);
  });

  it('calls a number that is too small invalid: it is not too short', async () => {
    expect(await details(z.object({ age: z.number().min(18) }), { age: 3 })).toEqual([
      { attribute: 'age', type: 'invalid' },
    ]);
  });

  it('keeps what is no separator in a path, and knows no kinds but its own', () => {
    expect(fromIssues([{ message: 'No.', path: ['_id', 'a-b', { key: 0 }] }])).toEqual([
      { attribute: '_id.aB.0', type: 'invalid' },
    ]);
    const odd: StandardIssue & { code: string } = { message: 'No.', code: 'toString' };
    expect(fromIssues([odd])).toEqual([{ attribute: '', type: 'invalid' }]);
  });

  it('gives no details for no issues', () => {
    expect(fromIssues([])).toEqual([]);
  });
});
