import type { ConstDirectiveNode, DefinitionNode, GraphQLSchema } from 'graphql';

/** Resolvers by type and field. */
export type ResolverMap = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An input of the merge, in the one form that the rules read. */
export interface Part {
  /** The name of the input in findings. */
  readonly name: string;
  /** All definitions of SDL; of a schema, only those of the types that the rules check. */
  readonly definitions: readonly DefinitionNode[];
  /**
   * Returns the arguments, input fields and directive arguments of a type, as schema coordinates.
   */
  readonly inputPositions: (type: string) => readonly string[];
  /** The directives of `schema` and `extend schema`, such as the `@link` of a subgraph. */
  readonly schemaDirectives: readonly ConstDirectiveNode[];
  /** The resolvers, if the input has them beside SDL. */
  readonly resolvers: ResolverMap | undefined;
  /** The schema, if the input is one. */
  readonly schema: GraphQLSchema | undefined;
  /** Whether the schema was built with another copy of graphql. Then nothing else can be read. */
  readonly isForeign: boolean;
}
