import type { PublicCode } from './create-catalogue.js';

/** Returns a response to `errors { errorCode details { __typename } }`, as JSON. */
export const sampleResponse = ({ name, mutations }: PublicCode): string => `{
  "data": {
    "${mutations[0] ?? 'yourMutation'}": {
      "errors": [{ "errorCode": "${name}", "details": [] }]
    }
  }
}`;

/** Returns client code that handles the code with `graphql-error-codes/client`, in TypeScript. */
export const sampleHandler = ({ name, mutations, action }: PublicCode): string => `\
const outcome = result(data.${mutations[0] ?? 'yourMutation'});

if (!outcome.ok) {
  matchError(
    outcome.errors[0],
    {
      ${name}: () => {
        // ${action ?? 'Tell the user what to do next.'}
      },
    },
    (error) => notify(message(error)),
  );
}`;
