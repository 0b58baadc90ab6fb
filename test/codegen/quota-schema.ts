import { createErrorModule } from 'graphql-error-codes';

/** The SDL of the module without codes: that of the host declares the enum. */
export const moduleSdl = createErrorModule({ builtIn: false }).typeDefs;

/** The SDL of a host that has only codes of its own. */
export const quotaSdl = /* GraphQL */ `
  enum ErrorCodeEnum {
    """
    The quota of the plan's "month" is used up
    """
    QUOTA_EXCEEDED @errorCode(category: "billing", retry: "later", action: "Wait until tomorrow.", since: "1.2.0")
    PLAN_TOO_SMALL
      @errorCode(value: "small_plan", category: "billing", since: "2.1.0", replacedBy: "QUOTA_EXCEEDED")
      @deprecated(reason: "Use QUOTA_EXCEEDED */")
    RATE_LIMITED @errorCode(category: "access", fault: "server", details: ["RetryInfo", "ActiveModelError"])
    SILENT @errorCode(details: [])
    constructor
    delete
  }
  enum Unit {
    DAY
    HOUR
  }
  interface Amount {
    cents: Int!
  }
  interface Unused {
    cents: Int!
  }
  union Cost = Price | RetryInfo
  type Price implements Amount {
    cents: Int!
    unit: Unit!
    taxes: [Tax]
    before: Price
  }
  type Tax implements Amount {
    cents: Int!
    price: Price
  }
  scalar Money
  scalar Color
  type RetryInfo {
    seconds: Int!
    unit: Unit
    price: Money
  }
  extend union DetailedError = RetryInfo
  type Query {
    ok: Boolean
  }
  type Mutation {
    order: OrderPayload @errors(codes: ["QUOTA_EXCEEDED", "RATE_LIMITED"])
    users: UsersMutations!
  }
  type UsersMutations {
    remove: OrderPayload @errors(codes: ["constructor", "delete"])
  }
  type OrderPayload {
    id: ID
    errors: [Error!]!
  }
`;
