/** The SDL of a host. */
export const sdl = /* GraphQL */ `
  type Query {
    ok: Boolean
  }
  type Mutation {
    rename(id: Int!): RenamePayload @errors(codes: ["MISSING_PERMISSION", "INVALID_SETTING"])
    renameAll(ids: [Int!]!): [RenamePayload!]! @errors(codes: ["MISSING_PERMISSION"])
    close: RenamePayload! @errors(codes: [])
    open: RenamePayload
  }
  type RenamePayload {
    name: String
    owner: User
    errors: [Error!]!
  }
  type User {
    id: ID!
  }
`;

/** Resolvers of it that must not compile. */
export const mistakes = `
  // @ts-expect-error rename does not declare WRONG_TOTP
  const byName: DeclaredMutationResolvers['rename'] = () => failure('WRONG_TOTP');
  // @ts-expect-error rename does not declare WRONG_TOTP
  const byValue: DeclaredMutationResolvers['rename'] = async () => failure(ErrorCode.WRONG_TOTP);
  // @ts-expect-error close declares no codes
  const none: DeclaredMutationResolvers['close'] = () => failure('MISSING_PERMISSION');
  // @ts-expect-error the name is a string
  const result: DeclaredMutationResolvers['rename'] = () => success({ name: 7, owner: null });
  export { byName, byValue, none, result };
`;
