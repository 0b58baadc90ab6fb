/** What a project forgets. Each is a name or a coordinate of what the complete project has. */
export interface Omission {
  /** The code without a text. */
  readonly text?: string;
  /** The code without a handler. */
  readonly handler?: string;
  /** The code that its mutation does not declare. */
  readonly declaration?: string;
  /** The category without a text. */
  readonly category?: string;
  /** The code whose detail lacks its field. */
  readonly field?: string;
}

const count = 100;
const perMutation = 10;
const categories = ['billing', 'stock', 'delivery', 'account', 'limits'];

const names = Array.from({ length: count }, (_, index) => `CODE_${String(index).padStart(3, '0')}`);
const mutations = Array.from({ length: count / perMutation }, (_, index) => ({
  name: `change${index}`,
  codes: names.slice(index * perMutation, (index + 1) * perMutation),
}));
/** Every tenth code has a detail of its own. */
const hasDetail = (name: string): boolean => name.endsWith('5');

export const hundredCodes: readonly string[] = names;

/** The mutation of each code. */
export const operations: readonly { readonly code: string; readonly source: string }[] = mutations.flatMap(
  ({ name, codes }) =>
    codes.map((code) => ({
      code,
      source: `mutation { ${name}(code: "${code}") { value errors { errorCode details { __typename ... on RetryInfo { seconds } } } } }`,
    })),
);

const declareCode = (name: string, index: number): string => {
  const category = categories[index % categories.length]!;
  const details = hasDetail(name) ? ', details: ["RetryInfo"]' : '';
  const isDeprecated = name.endsWith('99');
  const deprecation = isDeprecated ? `, since: "2.0.0", replacedBy: "${names[0]}"` : '';
  return `  "The meaning of ${name}"
  ${name} @errorCode(category: "${category}", retry: "later", action: "Do ${name}."${details}${deprecation})${isDeprecated ? ' @deprecated(reason: "Too vague")' : ''}`;
};

/** Returns the SDL of the host: the only place that names and describes its codes. */
export const createSdl = ({ declaration }: Omission = {}): string => `
type Query {
  ok: Boolean
}
type Mutation {
${mutations
  .map(({ name, codes }) => {
    const declared = codes.filter((code) => code !== declaration).map((code) => `"${code}"`);
    return `  ${name}(code: String!): ${name}Payload @errors(codes: [${declared.join(', ')}])`;
  })
  .join('\n')}
}
${mutations.map(({ name }) => `type ${name}Payload { value: String errors: [Error!]! }`).join('\n')}
enum ErrorCodeEnum {
${names.map(declareCode).join('\n')}
}
extend union DetailedError = RetryInfo
type RetryInfo { seconds: Int! }
`;

const returnCode = (name: string, { field }: Omission): string => {
  if (!hasDetail(name)) return `return failure('${name}');`;
  return `return failure('${name}', { __typename: 'RetryInfo'${name === field ? '' : ', seconds: 30'} });`;
};

/** Returns the resolvers, in TypeScript. */
export const createServer = (omission: Omission = {}): string => `
import { failure, type DeclaredResolvers } from './generated.js';

export const resolvers: DeclaredResolvers = {
  Mutation: {
${mutations
  .map(
    ({ name, codes }) => `    ${name}: (_parent, { code }) => {
      switch (code) {
${codes.map((each) => `        case '${each}': ${returnCode(each, omission)}`).join('\n')}
        default: return { value: code, errors: [] };
      }
    },`,
  )
  .join('\n')}
  },
};
`;

/** Returns the client, in TypeScript, with a handler for each code of each mutation. */
export const createClient = ({ handler }: Omission = {}): string => `
import { createMessages, createResultOf, matchError } from 'graphql-error-codes/client';
import { errorCategories, type DeclaredErrorCodes, type ErrorDetails, type Mutation } from './generated.js';
import texts from './texts.json' with { type: 'json' };

const { message } = createMessages(texts, errorCategories);
const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();

export function read(data: Mutation): string[] {
  const shown: string[] = [];
${mutations
  .map(
    ({ name, codes }) => `  const ${name} = resultOf(data, '${name}', 'value');
  if (data.${name} && !${name}.ok) {
    shown.push(matchError(${name}.errors[0], {
${codes
  .filter((code) => code !== handler)
  .map((code) =>
    hasDetail(code)
      ? `      ${code}: (error) => \`\${message(error).sentence} \${error.details?.[0]?.seconds.toFixed(1)}\`,`
      : `      ${code}: (error) => message(error).sentence,`,
  )
  .join('\n')}
    }, (error) => message(error).sentence));
  }`,
  )
  .join('\n')}
  return shown;
}
`;

/** Returns the file of texts. */
export const createTexts = ({ text, category }: Omission = {}): string => {
  const message = (name: string, sentence: string) => ({ title: `Title of ${name}`, sentence });
  return `${JSON.stringify(
    {
      locale: 'en',
      codes: Object.fromEntries(
        names
          .filter((name) => name !== text)
          .map((name) => [
            name,
            message(name, hasDetail(name) ? `${name}: wait for {seconds} seconds.` : `Text of ${name}.`),
          ]),
      ),
      categories: Object.fromEntries(
        categories.filter((name) => name !== category).map((name) => [name, message(name, `Text of ${name}.`)]),
      ),
      generic: message('generic', 'It failed.'),
    },
    null,
    2,
  )}\n`;
};
