import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationSettings } from '../../demo/database/tables.js';
import {
  ApplicationSettingsUpdateDocument,
  SettingsDocument,
  type ApplicationSettingsUpdateInput,
} from '../generated/operations.js';
import { error, openDemo, signIn, type Demo } from './open-demo.js';

let demo: Demo;
let admin: string;
let alice: string;
beforeAll(async () => {
  demo = await openDemo();
  [admin, alice] = [await signIn(demo, 'admin'), await signIn(demo, 'alice')];
});
afterAll(() => demo.close());

const update = async (input: ApplicationSettingsUpdateInput, token?: string) =>
  (await demo.ask(ApplicationSettingsUpdateDocument, { input }, token)).applicationSettingsUpdate!;
const settings = async (token?: string) => (await demo.ask(SettingsDocument, {}, token)).applicationSettings;

describe('applicationSettings', () => {
  it('is null unless the caller is an instance admin', async () => {
    expect(await settings()).toBeNull();
    expect(await settings(alice)).toBeNull();
    expect(await settings(admin)).toEqual({ userRegistrationEnabled: true, organizationCreationRestricted: false });
  });
});

describe('applicationSettingsUpdate', () => {
  it('changes the given settings and keeps the others', async () => {
    expect(await update({ organizationCreationRestricted: true }, admin)).toMatchObject({
      applicationSettings: { userRegistrationEnabled: true, organizationCreationRestricted: true },
      errors: [],
    });
    expect(await update({}, admin)).toMatchObject({
      applicationSettings: { organizationCreationRestricted: true },
      errors: [],
    });
    expect((await update({ organizationCreationRestricted: false }, admin)).errors).toEqual([]);
  });

  it('returns MISSING_PERMISSION unless the caller is an instance admin', async () => {
    for (const token of [undefined, alice]) {
      expect(await update({ userRegistrationEnabled: null }, token)).toMatchObject({
        applicationSettings: null,
        errors: [error('MISSING_PERMISSION')],
      });
    }
  });

  const both = ['userRegistrationEnabled', 'organizationCreationRestricted'] as const;
  it.each([
    ['literals', both, (input: string) => ({ query: `mutation { applicationSettingsUpdate(input: ${input})` })],
    [
      'literals',
      both.toReversed(),
      (input: string) => ({ query: `mutation { applicationSettingsUpdate(input: ${input})` }),
    ],
    ['variables', both, undefined],
    ['variables', both.toReversed(), undefined],
    [
      'a default',
      both.toReversed(),
      (input: string) => ({
        query: `mutation ($input: ApplicationSettingsUpdateInput! = ${input}) { applicationSettingsUpdate(input: $input)`,
      }),
    ],
  ] as const)('applies the settings of %s in the order of the input: %j', async (_case, order, write) => {
    const literal = `{ ${order.map((name) => `${name}: null`).join(', ')} }`;
    const { query, variables } = {
      query: 'mutation ($input: ApplicationSettingsUpdateInput!) { applicationSettingsUpdate(input: $input)',
      variables: write ? {} : { input: Object.fromEntries(order.map((name) => [name, null])) },
      ...write?.(literal),
    };
    const selection = '{ errors { details { ... on ActiveModelError { attribute } } } } }';
    const response = await demo.post(JSON.stringify({ query: `${query} ${selection}`, variables }), {
      authorization: `Session ${admin}`,
    });
    expect(await response.json()).toEqual({
      data: { applicationSettingsUpdate: { errors: [{ details: [{ attribute: order[0] }] }] } },
    });
  });

  it('returns INVALID_SETTING for null, and rolls back the other changes', async () => {
    const before = await settings(admin);
    expect(await update({ userRegistrationEnabled: false, organizationCreationRestricted: null }, admin)).toMatchObject(
      {
        applicationSettings: null,
        errors: [error('INVALID_SETTING', { attribute: 'organizationCreationRestricted', type: 'inclusion' })],
      },
    );
    expect(await settings(admin)).toEqual(before);
  });

  it('uses the default of a setting whose row is missing', async () => {
    const deleted = await demo.database.delete(applicationSettings).returning();
    expect(await settings(admin)).toEqual({ userRegistrationEnabled: true, organizationCreationRestricted: false });
    await demo.database.insert(applicationSettings).values(deleted);
  });

  it('returns INVALID_SETTING when the row of the setting is missing', async () => {
    const row = eq(applicationSettings.setting, 'user_registration_enabled');
    const [deleted] = await demo.database.delete(applicationSettings).where(row).returning();
    expect((await update({ userRegistrationEnabled: true }, admin)).errors).toEqual([
      error('INVALID_SETTING', { attribute: 'userRegistrationEnabled', type: 'required' }),
    ]);
    await demo.database.insert(applicationSettings).values(deleted!);
  });
});
