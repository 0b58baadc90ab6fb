import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMessages, type Messages } from 'graphql-error-codes/client';
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
    for (const code of Object.keys(catalogue)) expect(message({ errorCode: code })).toBe(en.codes[code]);
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
    const host = createMessages({ ...en, codes: { ...en.codes, QUOTA_EXCEEDED: full } });
    expect(host.message({ errorCode: 'QUOTA_EXCEEDED' })).toBe(full);
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

  it('returns the text that a host added for its own validation', () => {
    const host = createMessages({ ...en, validations: { ...en.validations, brand_new: 'Choose another name.' } });
    expect(host.fieldMessages({ name: ['brand_new'] })).toEqual({ name: 'Choose another name.' });
  });
});
