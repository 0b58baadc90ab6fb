import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  createMessages,
  createResultOf,
  isKnownErrorCode,
  matchError,
  result,
  type CheckedMessages,
  type DeclaredErrorOf,
  type HandledError,
  type KnownErrorCode,
  type Messages,
  type PayloadError,
} from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import shop from './shop-messages.json' with { type: 'json' };

/** As the codegen plugin writes it for a shop with two codes. */
const errorCategories = { CARD_DECLINED: 'billing', RATE_LIMITED: null } as const;
type ShopCode = keyof typeof errorCategories;
interface ErrorDetails {
  RATE_LIMITED: 'RetryInfo';
  CARD_DECLINED: 'DeclineInfo' | 'MessageError';
}
interface DeclaredErrorCodes {
  pay: 'CARD_DECLINED' | 'RATE_LIMITED';
  refund: 'MFA_FAILED' | 'RATE_LIMITED';
}

type Detail =
  | { __typename: 'ActiveModelError'; attribute: string; type: string }
  | { __typename: 'MessageError'; message: string }
  | { __typename: 'RetryInfo'; seconds: number }
  | { __typename: 'DeclineInfo'; reason: string | null };
type ShopError = { errorCode: ShopCode | 'MFA_FAILED'; details: Array<Detail> | null };
/** As typescript-operations writes it: object types inline. */
type PayMutation = {
  pay: { receipt: string | null; errors: Array<ShopError> } | null;
  again: { receipt: string | null; errors: Array<ShopError> } | null;
};

const text = { title: 'Title', sentence: 'Sentence.' };
const { codes, categories, generic, validations } = shop;

describe('createMessages<OwnCode>(texts)', () => {
  it('requires a text for each of the codes, and no categories', () => {
    createMessages<ShopCode>(shop);
    createMessages<ShopCode>({ codes, generic, validations });
    createMessages<ShopCode>({
      // @ts-expect-error: RATE_LIMITED is missing
      codes: { CARD_DECLINED: text },
      generic,
      validations,
    });
    // @ts-expect-error: SOLD_OUT is missing in the JSON file
    createMessages<ShopCode | 'SOLD_OUT'>(shop);
  });

  it('rejects other codes in a literal, also built-in ones', () => {
    const { CARD_DECLINED, RATE_LIMITED } = codes;
    // @ts-expect-error: SOLD_OUT is stale
    createMessages<ShopCode>({ codes: { CARD_DECLINED, RATE_LIMITED, SOLD_OUT: text }, generic, validations });
    // @ts-expect-error: MFA_FAILED is not merged
    createMessages<ShopCode>({ codes: { CARD_DECLINED, RATE_LIMITED, MFA_FAILED: text }, generic, validations });
  });

  it('requires no texts for validations, but one for unknown ones if there are any', () => {
    createMessages<ShopCode>({ codes, generic });
    createMessages({ codes, categories, generic }, errorCategories);
    createMessages({ codes, categories, generic, validations: { invalid: 'Wrong.' } }, errorCategories);
    // @ts-expect-error: invalid is missing
    createMessages({ codes, categories, generic, validations: { blank: 'Fill in.' } }, errorCategories);
    // @ts-expect-error: the validations of the built-in codes are missing
    createMessages<KnownErrorCode | ShopCode>({ ...en, codes: { ...en.codes, ...codes }, validations: undefined });
  });

  it('requires all built-in texts when OwnCode includes the built-in codes', () => {
    createMessages<KnownErrorCode | ShopCode>({ ...en, codes: { ...en.codes, ...codes } });
    // @ts-expect-error: RATE_LIMITED is missing
    createMessages<KnownErrorCode | ShopCode>({ ...en, codes: { ...en.codes, CARD_DECLINED: text } });
    // @ts-expect-error: the built-in categories are missing
    createMessages<KnownErrorCode | ShopCode>({ codes: { ...en.codes, ...codes }, generic, validations });
  });
});

describe('createMessages(texts, errorCategories)', () => {
  it('accepts texts for exactly the codes and the categories of the map', () => {
    createMessages(shop, errorCategories);
    createMessages({ codes, categories, generic, validations }, errorCategories);
    createMessages({ codes, generic, validations }, { CARD_DECLINED: null, RATE_LIMITED: null } as const);
    createMessages(shop, {} as Readonly<Record<ShopCode, string | null>>);
    createMessages(shop as Messages<ShopCode, 'billing'>, errorCategories);
  });

  it('rejects texts that lack a code, also in an imported file', () => {
    // @ts-expect-error: SOLD_OUT is missing
    createMessages(shop, { ...errorCategories, SOLD_OUT: 'billing' } as const);
    // @ts-expect-error: RATE_LIMITED is missing
    createMessages({ codes: { CARD_DECLINED: text }, categories, generic, validations }, errorCategories);
  });

  it('rejects stale texts, also in an imported file', () => {
    // @ts-expect-error: RATE_LIMITED is stale
    createMessages(shop, { CARD_DECLINED: 'billing' } as const);
    // @ts-expect-error: SOLD_OUT is stale
    createMessages({ ...shop, codes: { ...codes, SOLD_OUT: text } }, errorCategories);
    // @ts-expect-error: the category plans is stale
    createMessages({ ...shop, categories: { ...categories, plans: text } }, errorCategories);
  });

  it('rejects texts of categories when no code has one', () => {
    const uncategorized = { CARD_DECLINED: null, RATE_LIMITED: null } as const;
    // @ts-expect-error: the category billing is stale
    createMessages({ codes, categories, generic, validations }, uncategorized);
    // @ts-expect-error: the category billing is stale in the JSON file
    createMessages(shop, uncategorized);
    createMessages({ codes, categories: {}, generic }, uncategorized);
    createMessages({ codes, generic } as Messages<ShopCode>, uncategorized);
  });

  it('rejects a member that does not exist, also in an imported file', () => {
    const misspelled = { codes, categories, generic, local: 'en' };
    // @ts-expect-error: local
    createMessages(misspelled, errorCategories);
    // @ts-expect-error: local
    createMessages({ codes, categories, generic, local: 'en' }, errorCategories);
    // @ts-expect-error: local
    createMessages<ShopCode>({ codes, generic, local: 'en' });
    // @ts-expect-error: local
    createMessages({ ...en, local: 'en' });
  });

  it('rejects texts that lack a category', () => {
    // @ts-expect-error: limits is missing
    createMessages(shop, { CARD_DECLINED: 'billing', RATE_LIMITED: 'limits' } as const);
    // @ts-expect-error: billing is missing
    createMessages({ codes, categories: {}, generic, validations }, errorCategories);
    // @ts-expect-error: billing is missing
    createMessages({ codes, generic, validations }, errorCategories);
  });

  it('rejects texts without a sentence or a generic text', () => {
    // @ts-expect-error: the sentence is missing
    createMessages({ ...shop, codes: { ...codes, CARD_DECLINED: { title: 'Declined' } } }, errorCategories);
    // @ts-expect-error: the generic text is missing
    createMessages({ codes, categories, validations }, errorCategories);
  });

  it('prints one sentence for each missing or stale text', () => {
    expectTypeOf<CheckedMessages<typeof shop, ShopCode, 'billing'>>().toEqualTypeOf<typeof shop>();
    expectTypeOf<CheckedMessages<typeof shop, ShopCode | 'SOLD_OUT', 'billing' | 'limits'>>().toEqualTypeOf<
      'createMessages: no text for the code SOLD_OUT' | 'createMessages: no text for the category limits'
    >();
    expectTypeOf<CheckedMessages<typeof shop, 'CARD_DECLINED', 'limits'>>().toEqualTypeOf<
      | 'createMessages: RATE_LIMITED is not a code: remove its text'
      | 'createMessages: billing is not a category: remove its text'
      | 'createMessages: no text for the category limits'
    >();
    expectTypeOf<
      CheckedMessages<typeof shop, ShopCode, never, true>
    >().toEqualTypeOf<'createMessages: billing is not a category: remove its text'>();
    expectTypeOf<
      CheckedMessages<typeof shop & { local: string }, ShopCode, 'billing'>
    >().toEqualTypeOf<'createMessages: local is not locale, codes, categories, generic or validations: rename or remove it'>();
  });
});

describe('Messages', () => {
  it('has the built-in codes and categories by default', () => {
    expectTypeOf<keyof Messages['codes']>().toEqualTypeOf<KnownErrorCode>();
    assertType<Messages>(en);
  });

  it('requires categories only when they are named', () => {
    assertType<Messages<ShopCode>>({ codes, generic, validations });
    assertType<Messages<ShopCode, 'billing'>>(shop);
    // @ts-expect-error: the categories are missing
    assertType<Messages<ShopCode, 'billing'>>({ codes, generic, validations });
  });
});

describe('isKnownErrorCode with the generated map', () => {
  const received = '' as string;

  it('narrows a string to the codes of the map', () => {
    if (isKnownErrorCode(received, errorCategories)) expectTypeOf(received).toEqualTypeOf<ShopCode>();
  });

  it('narrows the elements of a list to the built-in codes without it', () => {
    expectTypeOf([received].filter(isKnownErrorCode)).toEqualTypeOf<KnownErrorCode[]>();
  });
});

describe('matchError with types of details', () => {
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();
  const payment = resultOf({} as PayMutation | null, 'pay', 'receipt');
  const error = payment.ok ? undefined : payment.errors[0];
  const { message } = createMessages(shop, errorCategories);

  it('passes the handler of a code an error with the details of that code', () => {
    const matched = matchError(
      error,
      {
        RATE_LIMITED: ({ details }) => {
          expectTypeOf(details).toEqualTypeOf<Array<{ __typename: 'RetryInfo'; seconds: number }> | null>();
          return details?.[0]?.seconds;
        },
        CARD_DECLINED: ({ details }) => {
          expectTypeOf(details).toEqualTypeOf<Array<
            Extract<Detail, { __typename: 'DeclineInfo' | 'MessageError' }>
          > | null>();
          return details?.length;
        },
      },
      (unhandled) => {
        expectTypeOf(unhandled?.details).toEqualTypeOf<Array<Detail> | null | undefined>();
        return null;
      },
    );
    expectTypeOf(matched).toEqualTypeOf<number | undefined | null>();
  });

  it('still requires a handler for each declared code, and rejects others', () => {
    // @ts-expect-error: CARD_DECLINED is missing
    matchError(error, { RATE_LIMITED: () => 1 }, () => 0);
    // @ts-expect-error: pay does not declare MFA_FAILED
    matchError(error, { RATE_LIMITED: () => 1, CARD_DECLINED: () => 1, MFA_FAILED: () => 1 }, () => 0);
  });

  it('leaves the details of a code without types as they were selected', () => {
    type Refund = { refund: PayMutation['pay'] };
    expectTypeOf<
      HandledError<DeclaredErrorOf<DeclaredErrorCodes, Refund, 'refund', ErrorDetails>, 'MFA_FAILED'>['details']
    >().toEqualTypeOf<Array<Detail> | null>();
  });

  it('passes typed details under an alias, too, where handlers are optional', () => {
    const again = resultOf({} as PayMutation | null, 'again', 'receipt');
    if (again.ok) return;
    assertType<number | undefined>(
      matchError(again.errors[0], { RATE_LIMITED: ({ details }) => details?.[0]?.seconds }, () => 0),
    );
  });

  it('passes errors on to message, and to handlers of any error', () => {
    const log = (handled: PayloadError) => handled.errorCode;
    matchError(error, { RATE_LIMITED: (handled) => message(handled), CARD_DECLINED: log }, message);
    matchError(error, { RATE_LIMITED: message, CARD_DECLINED: message }, message);
  });

  it('accepts lists and details that are readonly, nullable or optional, as they were selected', () => {
    type Selected = {
      readonly errorCode: ShopCode;
      readonly details?: ReadonlyArray<{ readonly __typename?: 'RetryInfo'; readonly seconds: number } | null>;
    };
    type Data = { pay: { receipt: string; errors: Selected[] } };
    expectTypeOf<
      HandledError<DeclaredErrorOf<DeclaredErrorCodes, Data, 'pay', ErrorDetails>, 'RATE_LIMITED'>['details']
    >().toEqualTypeOf<Selected['details']>();
  });

  it.each(['without __typename', 'whose __typename is any string'])('leaves details %s as they were selected', () => {
    type Selected = {
      errorCode: ShopCode;
      details: Array<{ attribute: string } | { __typename: string; seconds: number }> | null;
    };
    type Data = { pay: { receipt: string; errors: Selected[] } };
    expectTypeOf<
      HandledError<DeclaredErrorOf<DeclaredErrorCodes, Data, 'pay', ErrorDetails>, 'RATE_LIMITED'>['details']
    >().toEqualTypeOf<Selected['details']>();
  });

  it('changes nothing without the second parameter, and for errors without details', () => {
    const untyped = createResultOf<DeclaredErrorCodes>()({} as PayMutation | null, 'pay', 'receipt');
    if (untyped.ok) return;
    matchError(
      untyped.errors[0],
      {
        RATE_LIMITED: ({ details }) => expectTypeOf(details).toEqualTypeOf<Array<Detail> | null>(),
        CARD_DECLINED: () => 1,
      },
      () => 0,
    );
    const other = result({} as PayMutation['pay'], 'receipt');
    if (!other.ok) matchError(other.errors[0], { RATE_LIMITED: (handled) => assertType<ShopError>(handled) }, () => 0);
    type Data = { pay: { receipt: string; errors: { errorCode: ShopCode }[] } };
    const bare = resultOf({} as Data, 'pay', 'receipt');
    if (bare.ok) return;
    matchError(
      bare.errors[0],
      { RATE_LIMITED: ({ errorCode }) => assertType<ShopCode>(errorCode), CARD_DECLINED: () => 1 },
      () => 0,
    );
  });
});
