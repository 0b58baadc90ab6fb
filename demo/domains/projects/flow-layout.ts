import type { FlowInput, NodeFunctionInput } from '../../generated/resolvers.js';

/** A node of a flow, and where it is in the input. */
export interface PlacedNode {
  readonly node: NodeFunctionInput;
  /** Joined with dots: `flow.startingNode.nextNode`. */
  readonly path: string;
  /** By the index of a parameter: the branch that starts in its value. */
  readonly nested: ReadonlyMap<number, Branch>;
}

/** A node and all nodes after it. */
export type Branch = readonly PlacedNode[];

/** The nodes of a flow in the order in which references count them. */
export interface FlowLayout {
  /** The main branch, then nested function nodes in pre-order. */
  readonly branches: readonly Branch[];
  readonly nodes: readonly PlacedNode[];
}

/** Returns the nodes of a flow, in time proportional to their number. */
export function layoutOf({ startingNode }: FlowInput): FlowLayout {
  const branches: Branch[] = [];
  const nodes: PlacedNode[] = [];

  // Nested as deep as the request's limit on values allows.
  function place(first: NodeFunctionInput, start: string): Branch {
    const branch: PlacedNode[] = [];
    branches.push(branch);
    let path = start;
    for (let node: NodeFunctionInput | null | undefined = first; node; node = node.nextNode, path += '.nextNode') {
      const nested = new Map<number, Branch>();
      const placed = { node, path, nested };
      branch.push(placed);
      nodes.push(placed);
      for (const [index, { value }] of node.parameters.entries()) {
        if (!value?.functionValue) continue;
        nested.set(index, place(value.functionValue, `${path}.parameters.${index}.value.functionValue`));
      }
    }
    return branch;
  }

  place(startingNode, 'flow.startingNode');
  return { branches, nodes };
}
