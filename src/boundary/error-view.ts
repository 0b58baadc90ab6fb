/**
 * Returns an error with other details, that reads everything else from the error itself: a copy
 * would lose its getters and private state. It was returned by a resolver, which may return it
 * again, so it must not be changed.
 */
export const viewWithDetails = (error: object, details: unknown): object =>
  // The target is empty, since a proxy must report the properties of a frozen target as they are.
  new Proxy(
    {},
    {
      has: (_target, key) => key in error,
      getPrototypeOf: () => Object.getPrototypeOf(error) as object | null,
      get(_target, key) {
        if (key === 'details') return details;
        const property: unknown = Reflect.get(error, key, error);
        return typeof property === 'function' ? (property.bind(error) as unknown) : property;
      },
    },
  );
