/**
 * The codes of another team, in SDL: 12 codes of its own in categories of its own, two of them
 * deprecated, and one with details of its own.
 */
export const billingCodes = /* GraphQL */ `
  """
  The errors of billing
  """
  enum ErrorCodeEnum {
    "The quota of the plan is used up"
    QUOTA_EXCEEDED
      @errorCode(category: "plans", retry: "later", action: "Wait until tomorrow, or choose a larger plan.")
    "The plan does not include this feature"
    FEATURE_NOT_IN_PLAN
      @errorCode(category: "plans", retry: "after_fix", action: "Choose a larger plan.", since: "2.3.0")
    "The plan is too small for the request"
    PLAN_TOO_SMALL
      @errorCode(category: "plans", since: "2.1.0", replacedBy: "QUOTA_EXCEEDED")
      @deprecated(reason: "Use QUOTA_EXCEEDED")
    "Too many requests were sent"
    RATE_LIMITED
      @errorCode(category: "traffic", retry: "later", action: "Wait, then send it again.", details: ["RetryInfo"])
    "The bank declined the card"
    CARD_DECLINED @errorCode(category: "gift_cards", retry: "after_fix", action: "Use another card.")
    "The card has expired"
    CARD_EXPIRED @errorCode(category: "gift_cards", retry: "after_fix", action: "Enter a card that is valid.")
    "The voucher was redeemed before"
    VOUCHER_REDEEMED
      @errorCode(category: "gift_cards", since: "2.2.0", replacedBy: "none")
      @deprecated(reason: "Vouchers were abolished.")
    "The bank did not respond in time"
    BANK_TIMEOUT
      @errorCode(value: "bank_down", category: "traffic", fault: "server", retry: "later", action: "Try again later.")
    "The invoice is paid and cannot change"
    INVOICE_PAID @errorCode(category: "invoices", retry: "never")
    "The address is not one of the country | region"
    ADDRESS_INVALID @errorCode(category: "invoices", retry: "after_fix", details: ["ActiveModelError", "RetryInfo"])
    "The currency is not supported"
    CURRENCY_UNSUPPORTED
    "The account is closed"
    ACCOUNT_CLOSED @errorCode(retry: "never")
  }
`;

/** The rest of its schema: details, mutations in a namespace, and a list of payloads. */
export const billingTypes = /* GraphQL */ `
  extend union DetailedError = RetryInfo
  "When the request can be sent again"
  type RetryInfo {
    seconds: Int!
    scope: Scope!
    limits: [Limit!]
  }
  enum Scope {
    ACCOUNT
    ADDRESS
  }
  type Limit {
    name: String
  }
  type Query {
    ok: Boolean
  }
  type Mutation {
    users: UsersMutations
    pay(amount: Int): PayPayload @errors(codes: ["CARD_DECLINED", "CARD_EXPIRED", "BANK_TIMEOUT", "QUOTA_EXCEEDED"])
    changeInvoices: [PayPayload!]! @errors(codes: ["INVOICE_PAID", "ADDRESS_INVALID"])
  }
  type UsersMutations {
    login: PayPayload @errors(codes: ["RATE_LIMITED", "ACCOUNT_CLOSED"])
  }
  type PayPayload {
    receipt: String
    errors: [Error!]!
  }
`;
