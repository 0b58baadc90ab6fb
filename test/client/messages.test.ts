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

  it('has a text for every code in the order of the catalogue, deprecated ones too, and for no other', () => {
    expect(Object.keys(messages.codes)).toEqual(Object.keys(catalogue));
  });

  it('has a text for every category and validation, and for no other', () => {
    expect(sorted(messages.categories)).toEqual(
      [...new Set(Object.values(catalogue).map(({ category }) => category))].toSorted(),
    );
    expect(sorted(messages.validations)).toEqual(sorted(en.validations));
  });

  it('says what happened and what to do in whole sentences, under a short title', () => {
    for (const { title, sentence } of texts) {
      expect(title).toMatch(/^\p{Lu}.{4,49}[^.!?\s]$/u);
      expect(sentence).toMatch(/^\p{Lu}.{40,190}\.$/u);
    }
    for (const text of Object.values(messages.validations)) expect(text).toMatch(/^\p{Lu}.{10,70}\.$/u);
  });

  it('is named in test/types, where the compiler checks it', () => {
    expect(readFileSync('test/types/client.ts', 'utf8')).toContain(`graphql-error-codes/messages/${file}`);
  });

  it('never shows a person the name of a code', () => {
    for (const { title, sentence } of texts) expect(title + sentence).not.toMatch(/[A-Z]{2,}_|_[A-Z]{2,}/);
  });
});

it('every language has texts of its own', () => {
  const sentences = readdirSync('messages').flatMap((file) =>
    Object.values(read(file).codes).map(({ sentence }) => sentence),
  );
  expect(new Set(sentences).size).toBe(sentences.length);
});

describe('message', () => {
  const { message } = createMessages(en);

  it('is the text of the code', () => {
    for (const code of Object.keys(catalogue)) expect(message({ errorCode: code })).toBe(en.codes[code]);
  });

  it('is the text of the category where the language has none for the code, as one older than the client', () => {
    const { MFA_FAILED: _missing, ...codes } = en.codes;
    const older = createMessages({ ...en, codes: codes as unknown as Messages['codes'] });
    expect(older.message({ errorCode: 'MFA_FAILED' })).toBe(en.categories.mfa);
    const oldest = createMessages({ ...en, codes: {} as Messages['codes'], categories: {} as Messages['categories'] });
    expect(oldest.message({ errorCode: 'MFA_FAILED' })).toBe(en.generic);
  });

  it('is the generic text for a code that is newer than the client, for none, and for names that every object has', () => {
    for (const errorCode of ['NEWER_THAN_THIS_CLIENT', 'mfa_failed', 'constructor', '__proto__', '', undefined])
      expect(message({ errorCode: errorCode as string })).toBe(en.generic);
    expect(message(undefined)).toBe(en.generic);
    expect(message(null)).toBe(en.generic);
  });

  it('is the text that the host gave to a code of its own', () => {
    const full = { title: 'Storage full', sentence: 'Delete something.' };
    const host = createMessages({ ...en, codes: { ...en.codes, QUOTA_EXCEEDED: full } });
    expect(host.message({ errorCode: 'QUOTA_EXCEEDED' })).toBe(full);
  });
});

describe('fieldMessages', () => {
  const { fieldMessages } = createMessages(en);

  it('gives each field one text', () => {
    expect(fieldMessages({ email: ['taken'], password: ['too_short', 'confirmation'] })).toEqual({
      email: en.validations.taken,
      password: `${en.validations.too_short} ${en.validations.confirmation}`,
    });
  });

  it('says of validations that it does not know that the value cannot be used, once', () => {
    expect(fieldMessages({ name: ['brand_new', 'constructor', 'invalid'] })).toEqual({ name: en.validations.invalid });
  });
});
