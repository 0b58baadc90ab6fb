import type { PublicCode } from './create-catalogue.js';

/** What a client receives that asked for `errors { errorCode details { __typename } }`, as JSON. */
export const samplePayload = ({ name, mutations }: PublicCode): string => `{
  "data": {
    "${mutations[0] ?? 'yourMutation'}": {
      "errors": [{ "errorCode": "${name}", "details": [] }]
    }
  }
}`;

/** How a client handles the code with graphql-error-codes/client, in TypeScript. */
export const sampleHandler = ({ name, mutations, action }: PublicCode): string => `\
const outcome = result(data.${mutations[0] ?? 'yourMutation'});

if (!outcome.ok) {
  matchError(
    outcome.errors[0],
    {
      ${name}: () => {
        // ${action ?? 'Tell what can be done now.'}
      },
    },
    (error) => notify(message(error)),
  );
}`;
