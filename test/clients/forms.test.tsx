import './dom.js';
import { zodResolver } from '@hookform/resolvers/zod';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { ComponentType } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openOrders } from './orders.js';
import { OrderForm as FinalForm } from './recipes/final-form.js';
import { OrderForm as FormikForm } from './recipes/formik.js';
import { OrderForm as HookForm } from './recipes/react-hook-form.js';
import { createSend, type Send } from './recipes/send.js';

const order = z.object({ customer: z.string(), items: z.array(z.object({ name: z.string() })) });

type OrderForm = ComponentType<{ readonly send: Send; readonly onPlaced: (order: string) => void }>;

const forms: readonly (readonly [string, OrderForm])[] = [
  ['React Hook Form', HookForm],
  ['React Hook Form with a resolver', (properties) => <HookForm {...properties} resolver={zodResolver(order)} />],
  ['Formik', FormikForm],
  ['Final Form', FinalForm],
];

let orders: Awaited<ReturnType<typeof openOrders>>;
beforeAll(async () => {
  orders = await openOrders();
});
afterAll(() => orders.close());
afterEach(cleanup);

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.click(screen.getByText('Order'));
const alerts = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent);
const noteOf = (label: string) =>
  screen.getByLabelText(label).parentElement!.querySelector('label > small, small')!.textContent;

const { sentence } = en.codes.INVALID_SETTING;
const { blank, invalid, taken, too_long } = en.validations;

describe.each(forms)('%s', (_name, Form) => {
  const onPlaced = vi.fn<(order: string) => void>();
  const open = () => {
    onPlaced.mockClear();
    render(<Form send={createSend(orders.url)} onPlaced={onPlaced} />);
  };
  /** Fills in an order that the server accepts, and waits until it is placed. */
  const placeValidOrder = async () => {
    type('Customer', 'alice');
    type('Item 1', 'pen');
    if (!screen.queryByLabelText('Item 2')) fireEvent.click(screen.getByText('Add an item'));
    type('Item 2', 'paper');
    submit();
    await waitFor(() => expect(onPlaced.mock.calls).toEqual([['1']]));
  };

  it('shows an error at its field, and is submitted again', async () => {
    open();
    type('Customer', 'nobody');
    type('Item 1', 'sold out');
    submit();
    await waitFor(() => expect(alerts()).toEqual([sentence]));
    expect([noteOf('Customer'), noteOf('Item 1')]).toEqual([invalid, taken]);
    await placeValidOrder();
  });

  it.each([
    ['a field that it does not have', 'foreigner', blank],
    ['the whole input', 'blocked', invalid],
  ])('shows an error of %s, and is submitted again', async (_case, customer, text) => {
    open();
    type('Customer', customer);
    submit();
    await waitFor(() => expect(alerts()).toEqual(expect.arrayContaining([sentence, text])));
    await placeValidOrder();
  });

  it('shows errors of a list and of its items, then of the list alone, and is submitted again', async () => {
    open();
    type('Customer', 'limited');
    type('Item 1', 'sold out');
    submit();
    await waitFor(() => expect(noteOf('Item 1')).toBe(taken));
    await waitFor(() => expect(alerts()).toEqual(expect.arrayContaining([sentence, too_long])));
    type('Item 1', 'pen');
    submit();
    await waitFor(() => expect(noteOf('Item 1')).toBe(''));
    await waitFor(() => expect(alerts()).toEqual(expect.arrayContaining([sentence, too_long])));
    await placeValidOrder();
  });
});
