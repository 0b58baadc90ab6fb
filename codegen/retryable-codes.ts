import type { GraphQLSchema } from 'graphql';
import { readErrorCodes } from 'graphql-error-codes';

/** A plugin of graphql-codegen that writes the codes whose mutations clients may send again. */
export function plugin(schema: GraphQLSchema): string {
  const lines = Object.entries(readErrorCodes(schema)).flatMap(([name, { retry }]) =>
    retry === 'later' ? [`  ${name}: '${retry}',`] : [],
  );
  return `/** The codes of errors that may disappear without any change. Others are left out, to be small. */
export const retryableCodes: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}
