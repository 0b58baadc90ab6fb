import { FORM_ERROR, getIn } from 'final-form';
import { flatFieldErrors, nestFieldErrors } from 'graphql-error-codes/client';
import { Field, Form } from 'react-final-form';
import { fieldMessages, message } from './errors.js';
import type { OrderInput } from './generated/orders.js';
import { placeOrder } from './place-order.js';
import type { Send } from './send.js';

interface Properties {
  readonly send: Send;
  readonly onPlaced: (order: string) => void;
}

const TextField = ({ name, label }: { readonly name: string; readonly label: string }) => (
  <Field name={name}>
    {({ input, meta }) => (
      <label>
        <input {...input} aria-label={label} />
        <small>{meta.submitError}</small>
      </label>
    )}
  </Field>
);

export const OrderForm = ({ send, onPlaced }: Properties) => (
  <Form<OrderInput>
    initialValues={{ customer: '', items: [{ name: '' }, { name: '' }] }}
    onSubmit={async (input) => {
      const order = await placeOrder(send, input);
      if (order.ok) return onPlaced(order.value);

      const isField = (name: string) => typeof getIn(input, name) === 'string';
      const texts = flatFieldErrors(fieldMessages(order.fieldErrors), isField);
      const { root = {}, ...fields } = nestFieldErrors(texts);
      return { ...fields, [FORM_ERROR]: [message(order.errors[0]).sentence, ...Object.values(root)] };
    }}
  >
    {({ handleSubmit, submitError = [] }) => (
      <form onSubmit={handleSubmit}>
        {(submitError as readonly string[]).map((text) => (
          <p role="alert" key={text}>
            {text}
          </p>
        ))}
        <TextField name="customer" label="Customer" />
        <TextField name="items.0.name" label="Item 1" />
        <TextField name="items.1.name" label="Item 2" />
        <button>Order</button>
      </form>
    )}
  </Form>
);
