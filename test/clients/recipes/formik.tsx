import { Field, Form, Formik, getIn } from 'formik';
import { flatFieldErrors, nestFieldErrors } from 'graphql-error-codes/client';
import { fieldMessages, message } from './errors.js';
import type { OrderInput } from './generated/orders.js';
import { placeOrder } from './place-order.js';
import type { Send } from './send.js';

interface Properties {
  readonly send: Send;
  readonly onPlaced: (order: string) => void;
}

export const OrderForm = ({ send, onPlaced }: Properties) => (
  <Formik<OrderInput>
    initialValues={{ customer: '', items: [{ name: '' }, { name: '' }] }}
    onSubmit={async (input, { setErrors, setStatus }) => {
      const order = await placeOrder(send, input);
      if (order.ok) return onPlaced(order.value);

      const isField = (name: string) => typeof getIn(input, name) === 'string';
      const texts = flatFieldErrors(fieldMessages(order.fieldErrors), isField);
      const { root = {}, ...fields } = nestFieldErrors(texts);
      setErrors(fields);
      setStatus([message(order.errors[0]).sentence, ...Object.values(root)]);
    }}
  >
    {({ errors, status = [] }) => (
      <Form>
        {(status as readonly string[]).map((text) => (
          <p role="alert" key={text}>
            {text}
          </p>
        ))}
        <Field name="customer" aria-label="Customer" />
        <small>{errors.customer}</small>
        {[0, 1].map((index) => (
          <label key={index}>
            <Field name={`items.${index}.name`} aria-label={`Item ${index + 1}`} />
            <small>{getIn(errors, `items.${index}.name`)}</small>
          </label>
        ))}
        <button>Order</button>
      </Form>
    )}
  </Formik>
);
