/** What the server shows to callers without a session. */
export interface Exposure {
  /** Introspection, suggestions in error messages, and the page /errors. */
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** /metrics: for everyone, for those who send this token, or for nobody. */
  readonly metrics: boolean | string;
  /** Whether browsers must use HTTPS from now on: the server is behind a proxy that speaks it. */
  readonly strictTransport: boolean;
}

/** All of it, for development. */
export const openExposure: Exposure = {
  introspection: true,
  graphiql: true,
  metrics: true,
  strictTransport: false,
};
