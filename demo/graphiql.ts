import { createPage, type Page } from './page.js';

/** Example operations. The comment of each names the code that it returns, and the cause. */
export const examples: readonly string[] = [
  `# INVALID_LOGIN_DATA: the password is wrong.
# The password of alice is "alice-of-the-demo".
mutation WrongPassword {
  usersLogin(input: { username: "alice", password: "wrong" }) {
    userSession {
      token
    }
    errors {
      errorCode
      details {
        __typename
      }
    }
  }
}
`,
  `# MFA_FAILED: the password is correct, the TOTP code is missing.
# The terminal shows a valid code. Add mfa: { type: TOTP, value: "123456" }
mutation SecondFactor {
  usersLogin(
    input: { username: "mia", password: "mia-of-the-demo" }
  ) {
    userSession {
      token
    }
    errors {
      errorCode
    }
  }
}
`,
  `# INVALID_LOGIN_DATA: each detail names its attribute.
mutation UnacceptableAccount {
  usersRegister(
    input: {
      username: "nora"
      email: "no address"
      password: "short"
      passwordRepeat: "another"
    }
  ) {
    userSession {
      token
    }
    errors {
      errorCode
      details {
        ... on ActiveModelError {
          attribute
          type
        }
      }
    }
  }
}
`,
  `# IDENTITY_VALIDATION_FAILED: the OpenID provider rejects the code.
# The code "nora" succeeds; "nobody" and "no-email" also fail.
mutation ExternalIdentity {
  usersIdentityRegister(
    input: { providerId: "local", args: { code: "refused" } }
  ) {
    userSession {
      token
    }
    errors {
      errorCode
      details {
        ... on ActiveModelError {
          attribute
          type
        }
        ... on MessageError {
          message
        }
      }
    }
  }
}
`,
  `# All codes with their descriptions and deprecation reasons.
query Codes {
  __type(name: "ErrorCodeEnum") {
    enumValues(includeDeprecated: true) {
      name
      description
      deprecationReason
    }
  }
}
`,
];

/**
 * GraphiQL, as one page that loads nothing from elsewhere. Its package is loaded on the first
 * visit, because its script has 9 MB.
 */
export const graphiqlPage: Page = createPage(async () => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({
    title: 'graphql-error-codes demo',
    defaultTabs: examples.map((query) => ({ query })),
  });
});
