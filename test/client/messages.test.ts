import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMessages, type KnownErrorCode, type Message, type Messages } from 'graphql-error-codes/client';
import { catalogue } from 'graphql-error-codes';

const read = (file: string) => JSON.parse(readFileSync(`messages/${file}`, 'utf8')) as Messages;
const en = read('en.json');
const sorted = (texts: object) => Object.keys(texts).toSorted();

describe.each(readdirSync('messages'))('messages/%s', (file) => {
  const messages = read(file);
  const texts = [...Object.values(messages.codes), ...Object.values(messages.categories), messages.generic];

  it('has a text for exactly the codes of the catalogue, in the same order', () => {
    expect(Object.keys(messages.codes)).toEqual(Object.keys(catalogue));
  });

  it('has a text for exactly the categories of the catalogue and the validations of en.json', () => {
    expect(sorted(messages.categories)).toEqual(
      [...new Set(Object.values(catalogue).map(({ category }) => category))].toSorted(),
    );
    expect(sorted(messages.validations)).toEqual(sorted(en.validations));
  });

  it('has short titles and full sentences', () => {
    for (const { title, sentence } of texts) {
      expect(title).toMatch(/^\p{Lu}.{4,49}[^.!?\s]$/u);
      expect(sentence).toMatch(/^\p{Lu}.{40,190}\.$/u);
    }
    for (const text of Object.values(messages.validations)) expect(text).toMatch(/^\p{Lu}.{10,70}\.$/u);
  });

  it('names its language, which selects plurals and the format of numbers', () => {
    expect(`${messages.locale}.json`).toBe(file);
  });

  it('is type-checked by client.test-d.ts', () => {
    expect(readFileSync('test/client/client.test-d.ts', 'utf8')).toContain(`graphql-error-codes/messages/${file}`);
  });

  it('contains no names of codes', () => {
    for (const { title, sentence } of texts) expect(title + sentence).not.toMatch(/[A-Z]{2,}_|_[A-Z]{2,}/);
  });
});

it('no two languages share a sentence', () => {
  const sentences = readdirSync('messages').flatMap((file) =>
    Object.values(read(file).codes).map(({ sentence }) => sentence),
  );
  expect(new Set(sentences).size).toBe(sentences.length);
});

describe('message', () => {
  const { message } = createMessages(en);

  it('returns the text of the code', () => {
    for (const code of Object.keys(catalogue) as KnownErrorCode[]) {
      expect(message({ errorCode: code })).toBe(en.codes[code]);
    }
  });

  it('returns the text of the category when the language lacks the code', () => {
    const { MFA_FAILED: _missing, ...codes } = en.codes;
    const incomplete = createMessages({ ...en, codes: codes as unknown as Messages['codes'] });
    expect(incomplete.message({ errorCode: 'MFA_FAILED' })).toBe(en.categories.mfa);
  });

  it('returns the generic text when the language lacks the code and its category', () => {
    const empty = createMessages({ ...en, codes: {} as Messages['codes'], categories: {} as Messages['categories'] });
    expect(empty.message({ errorCode: 'MFA_FAILED' })).toBe(en.generic);
  });

  it.each(['NEWER_THAN_THIS_CLIENT', 'mfa_failed', 'constructor', 'toString', '__proto__', '', undefined])(
    'returns the generic text for the code %j, which is unknown',
    (errorCode) => {
      expect(message({ errorCode: errorCode as string })).toBe(en.generic);
    },
  );

  it('returns the generic text when there is no error', () => {
    expect(message(undefined)).toBe(en.generic);
    expect(message(null)).toBe(en.generic);
  });

  it('returns the text that a host added for its own code', () => {
    const full = { title: 'Storage full', sentence: 'Delete something.' };
    const host = createMessages<KnownErrorCode | 'QUOTA_EXCEEDED'>({
      ...en,
      codes: { ...en.codes, QUOTA_EXCEEDED: full },
    });
    expect(host.message({ errorCode: 'QUOTA_EXCEEDED' })).toBe(full);
    expect(host.message({ errorCode: 'MFA_FAILED' })).toBe(en.codes.MFA_FAILED);
  });
});

describe('message with own categories', () => {
  const billing = { title: 'Payment failed', sentence: 'Please try again later.' };
  const constructor = { title: 'Constructor', sentence: 'A category named like a property of every object.' };
  const map = { CARD_DECLINED: 'billing', SOLD_OUT: null, BUILT: 'constructor', MFA_FAILED: 'billing' } as const;
  const incomplete = { ...en, codes: {}, categories: { billing, constructor, mfa: en.categories.mfa } };
  const { message } = createMessages(incomplete as never, map);

  it('falls back to the category that the map has for the code, also for a built-in code', () => {
    expect(message({ errorCode: 'CARD_DECLINED' })).toBe(billing);
    expect(message({ errorCode: 'BUILT' })).toBe(constructor);
    expect(message({ errorCode: 'MFA_FAILED' })).toBe(billing);
  });

  it.each(['WRONG_TOTP', 'NEWER_THAN_THIS_CLIENT', 'toString', undefined])(
    'falls back to the generic text for the code %j, which the map does not have',
    (errorCode) => {
      expect(message({ errorCode: errorCode as string })).toBe(en.generic);
    },
  );

  it('falls back to the generic text for a category without a text, and without any categories', () => {
    const { generic } = en;
    const without = createMessages<'CARD_DECLINED'>({ codes: {} as never, generic });
    expect(without.message({ errorCode: 'CARD_DECLINED' })).toBe(generic);
    expect(without.message({ errorCode: 'MFA_FAILED' })).toBe(generic);
    const renamed = createMessages({ ...en, codes: {}, categories: {} } as never, map);
    expect(renamed.message({ errorCode: 'CARD_DECLINED' })).toBe(generic);
  });

  it('returns the generic text for a code without a category', () => {
    const categories = { billing };
    const shop = createMessages({ ...en, codes: {}, categories } as never, map);
    expect(shop.message({ errorCode: 'SOLD_OUT' })).toBe(en.generic);
  });
});

/** Returns the messages of a host with one code, whose sentence has placeholders. */
function createHost(sentence: string, others: Partial<Messages<'LIMITED', 'limits'>> = {}) {
  const { message } = createMessages(
    {
      locale: 'en',
      codes: { LIMITED: { title: 'Limit reached', sentence } },
      categories: { limits: { title: 'A limit', sentence: 'A limit was reached.' } },
      generic: { title: 'Failed', sentence: 'Something went wrong.' },
      validations: en.validations,
      ...others,
    },
    { LIMITED: 'limits' } as const,
  );
  return (...details: readonly unknown[]): Message => message({ errorCode: 'LIMITED', details });
}

describe('a placeholder', () => {
  const limited = createHost('Try again in {seconds} seconds, {name}.');

  it('is filled from the own properties of any detail', () => {
    expect(limited({ __typename: 'RetryInfo', seconds: 30 }, { name: 'Mia' })).toEqual({
      title: 'Limit reached',
      sentence: 'Try again in 30 seconds, Mia.',
    });
  });

  it('is filled from the first detail that has a string or a finite number', () => {
    const details = [null, 'text', { seconds: null }, { seconds: Number.NaN }, { seconds: [1] }, { seconds: true }];
    expect(limited(...details, { seconds: 2 }, { seconds: 3, name: ' ' }).sentence).toBe('Try again in 2 seconds,  .');
  });

  it('is filled with numbers as the language writes them', () => {
    const detail = { seconds: 12_345.5, name: '12345' };
    expect(limited(detail).sentence).toBe('Try again in 12,345.5 seconds, 12345.');
    expect(createHost('{seconds} {name}', { locale: 'de' })(detail).sentence).toBe('12.345,5 12345');
  });

  it('may have spaces, occur more than once, and be in the title', () => {
    const codes = { LIMITED: { title: '{ seconds } seconds', sentence: '{seconds}, {seconds} {\nseconds\t}' } };
    expect(createHost('', { codes })({ seconds: 0 })).toEqual({ title: '0 seconds', sentence: '0, 0 0' });
  });

  it.each(['$&', '$1', '{name}', '{seconds, plural, other {#}}', '#', '<b>'])(
    'is filled with the text %j of a detail unchanged',
    (name) => {
      expect(limited({ seconds: 1, name }).sentence).toBe(`Try again in 1 seconds, ${name}.`);
    },
  );

  it.each([
    ['without details', undefined],
    ['with details that are null', null],
    ['with no details', []],
    ['when no detail has the name', [{ name: 'Mia' }]],
    ['when the value is neither a string nor a number', [{ name: 'Mia', seconds: { value: 30 } }]],
    ['when the value is an empty string', [{ name: '', seconds: 30 }]],
    ['when the number is not finite', [{ name: 'Mia', seconds: Number.POSITIVE_INFINITY }]],
    ['when the property is inherited', [Object.create({ name: 'Mia', seconds: 30 })]],
  ])('%s makes its text that of the category', (_case, details) => {
    const { message } = createMessages(
      {
        ...en,
        codes: { LIMITED: { title: 'Limit reached', sentence: 'Try again in {seconds} seconds, {name}.' } },
        categories: { limits: { title: 'A limit', sentence: 'A limit was reached.' } },
      },
      { LIMITED: 'limits' } as const,
    );
    expect(message({ errorCode: 'LIMITED', details: details as readonly unknown[] })).toEqual({
      title: 'Limit reached',
      sentence: 'A limit was reached.',
    });
  });

  it('is filled from another detail when its value is an empty string', () => {
    expect(limited({ name: '', seconds: 30 }, { name: 'Mia' }).sentence).toBe('Try again in 30 seconds, Mia.');
  });

  it.each([
    '{a, number}',
    '{ a , date, short }',
    '{a,number,::currency/EUR}',
    '{a, select, x {y} other {z}}',
    '{a, selectordinal, one {#st} other {#th}}',
    '{a, plural}',
    '{a, plural, one {# item}',
    '{a, plural, other {{a, number}}}',
    '{a, plural, other {{b, plural, other {{c}}}}}',
    '{a,}',
  ])('in a format that is not supported makes its text that of the category: %j', (sentence) => {
    expect(createHost(`A ${sentence}`)({ a: 1, b: 2, c: 3, undefined: 4 }).sentence).toBe('A limit was reached.');
  });

  it.each(['{constructor}', '{toString}', '{__proto__}'])('%s is never filled with an inherited property', (text) => {
    expect(createHost(text)({}).sentence).toBe('A limit was reached.');
  });

  it('in the text of a category is filled, too, or makes the text the generic one', () => {
    const categories = { limits: { title: 'Limit of {limit}', sentence: 'At most {limit}.' } };
    const host = createHost('{seconds}', { categories });
    expect(host({ limit: 5 })).toEqual({ title: 'Limit reached', sentence: 'At most 5.' });
    expect(host({})).toEqual({ title: 'Limit reached', sentence: 'Something went wrong.' });
  });

  it('is never shown, not even in a generic text', () => {
    const generic = { title: 'Failed', sentence: '{seconds}' };
    const { message } = createMessages({ ...en, generic });
    expect(message(undefined)).toEqual({ title: 'Failed', sentence: '' });
  });

  it.each(['{}', '{ a', 'a }', '{ }', '{a b}', '{a-b}', '}{', '{"a": 1}', '{{}}'])(
    'is not what %j contains, which stays as it is',
    (sentence) => {
      expect(createHost(sentence)({ a: 1, b: 2 }).sentence).toBe(sentence);
    },
  );

  it('is not what the text of a validation contains', () => {
    const { fieldMessages } = createMessages({ ...en, validations: { ...en.validations, taken: '{a}' } });
    expect(fieldMessages({ email: ['taken'] })).toEqual({ email: '{a}' });
  });
});

describe('a plural', () => {
  const sentence = 'Try again in {seconds, plural, =0 {a moment} one {# second} other {# seconds}}.';

  it.each([
    [0, 'Try again in a moment.'],
    [1, 'Try again in 1 second.'],
    [30, 'Try again in 30 seconds.'],
    [1.5, 'Try again in 1.5 seconds.'],
    [1200, 'Try again in 1,200 seconds.'],
  ])('for %j selects the text for the number, with the number in it', (seconds, expected) => {
    expect(createHost(sentence)({ seconds }).sentence).toBe(expected);
  });

  it('selects the category that the language has for the number', () => {
    const polish = createHost('{n, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}', {
      locale: 'pl',
    });
    expect([1, 2, 5, 22, 1.5].map((n) => polish({ n }).sentence)).toEqual([
      '1 plik',
      '2 pliki',
      '5 plików',
      '22 pliki',
      '1,5 pliku',
    ]);
  });

  it('prefers an exact number to a category, wherever it is', () => {
    expect(createHost('{n, plural, other {many} one {one} =1 {just one}}')({ n: 1 }).sentence).toBe('just one');
  });

  it('has the text of "other" for a category without one', () => {
    expect(createHost('{n, plural, =2 {a pair} other {# items}}')({ n: 1 }).sentence).toBe('1 items');
  });

  it('may have no spaces, line breaks, empty texts, commas, and several number signs', () => {
    expect(createHost('{n,plural,one{#, #}other{}}')({ n: 1 }).sentence).toBe('1, 1');
    expect(createHost('{n,plural,one{#, #}other{}}')({ n: 2 }).sentence).toBe('');
    expect(createHost('{ n , plural ,\n  one { # }\n  other\n{ a }\n}')({ n: 1 }).sentence).toBe(' 1 ');
  });

  it('may have placeholders in its texts, beside others', () => {
    const host = createHost('{n, plural, one {# second, {name}} other {# seconds, {name}}} or {m, plural, other {#}}.');
    expect(host({ n: 2, name: 'Mia', m: 7 }).sentence).toBe('2 seconds, Mia or 7.');
    expect(host({ n: 2, m: 7 }).sentence).toBe('A limit was reached.');
  });

  it.each([
    ['a string', { seconds: '30' }],
    ['null', { seconds: null }],
    ['missing', {}],
  ])('whose number is %s makes its text that of the category', (_case, detail) => {
    expect(createHost(sentence)(detail).sentence).toBe('A limit was reached.');
  });

  it('without a text for the number makes its text that of the category', () => {
    expect(createHost('{n, plural, one {# second}}')({ n: 2 }).sentence).toBe('A limit was reached.');
    expect(createHost('{n, plural, }')({ n: 2 }).sentence).toBe('A limit was reached.');
  });

  it('in a language that the engine does not accept makes its text that of the category', () => {
    expect(createHost(sentence, { locale: 'not a language' })({ seconds: 2 }).sentence).toBe('A limit was reached.');
  });

  it('without a language has the form that the engine defaults to', () => {
    expect(createHost(sentence, { locale: undefined })({ seconds: 30 }).sentence).toContain('30');
  });
});

describe('fieldMessages', () => {
  const { fieldMessages } = createMessages(en);

  it('joins the texts of each field', () => {
    expect(fieldMessages({ email: ['taken'], password: ['too_short', 'confirmation'] })).toEqual({
      email: en.validations.taken,
      password: `${en.validations.too_short} ${en.validations.confirmation}`,
    });
  });

  it('uses the text of "invalid", once, for unknown validations', () => {
    expect(fieldMessages({ name: ['brand_new', 'constructor', 'invalid'] })).toEqual({ name: en.validations.invalid });
  });

  it('returns the generic sentence when the host has no texts for validations', () => {
    const { generic } = en;
    const host = createMessages<never>({ codes: {}, generic });
    expect(host.fieldMessages({ email: ['taken', 'blank'] })).toEqual({ email: generic.sentence });
  });

  it('returns the text that a host added for its own validation', () => {
    const host = createMessages({ ...en, validations: { ...en.validations, brand_new: 'Choose another name.' } });
    expect(host.fieldMessages({ name: ['brand_new'] })).toEqual({ name: 'Choose another name.' });
  });
});
