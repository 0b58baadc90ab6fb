import { flatFieldErrors } from 'graphql-error-codes/client';
import { useFieldArray, useForm, type FieldPath, type Resolver } from 'react-hook-form';
import { fieldMessages, message } from './errors.js';
import type { OrderInput } from './generated/orders.js';
import { placeOrder } from './place-order.js';
import type { Send } from './send.js';

interface Properties {
  readonly send: Send;
  readonly onPlaced: (order: string) => void;
  readonly resolver?: Resolver<OrderInput>;
}

export function OrderForm({ send, onPlaced, ...options }: Properties) {
  const form = useForm<OrderInput>({ defaultValues: { customer: '', items: [{ name: '' }] }, ...options });
  const { fields, append } = useFieldArray({ control: form.control, name: 'items' });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (input, event) => {
    const order = await placeOrder(send, input);
    if (order.ok) return onPlaced(order.value);

    const { elements } = event!.target as HTMLFormElement;
    const isField = (name: string) => elements.namedItem(name) !== null;
    const texts = flatFieldErrors(fieldMessages(order.fieldErrors), isField);
    for (const [name, text] of Object.entries(texts))
      form.setError(name as FieldPath<OrderInput> | `root.${string}`, { type: 'server', message: text });
    form.setError('root.notice', { type: 'server', message: message(order.errors[0]).sentence });
  });

  return (
    <form onSubmit={submit}>
      {Object.entries(errors.root ?? {}).map(([name, error]) => (
        <p role="alert" key={name}>
          {typeof error === 'object' && error.message}
        </p>
      ))}
      <input {...form.register('customer')} aria-label="Customer" />
      <small>{errors.customer?.message}</small>
      {fields.map(({ id }, index) => (
        <label key={id}>
          <input {...form.register(`items.${index}.name`)} aria-label={`Item ${index + 1}`} />
          <small>{errors.items?.[index]?.name?.message}</small>
        </label>
      ))}
      <button type="button" onClick={() => append({ name: '' })}>
        Add an item
      </button>
      <button>Order</button>
    </form>
  );
}
