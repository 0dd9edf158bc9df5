// Which nodes and edges a state shows, and ways between nodes.

import type { Data } from "./data.ts";
import type { State } from "./state.ts";

export interface Visible {
  nodes: Uint8Array;
  edges: Uint8Array;
  path: number[] | null; // nodes from the selected one to the other end; null where there is none
}

export function visible(data: Data, state: State): Visible {
  const nodes = new Uint8Array(data.nodes.length);
  const edges = new Uint8Array(data.edges.length);
  const types = data.typeNames.map((name) => !state.hiddenTypes.has(name));
  const timed = Boolean(state.from || state.until || !state.undated);
  const from = state.from || "0000";
  const until = state.until || "9999";
  data.nodes.forEach((node, number) => {
    if (types[node.type] && (!timed || data.isActive(number, from, until, state.undated))) nodes[number] = 1;
  });
  for (const edge of data.edges) {
    if (nodes[edge.source] && nodes[edge.target] && !state.hiddenRelations.has(edge.relation)) edges[edge.index] = 1;
  }
  const start = data.index.get(state.selected);
  const end = data.index.get(state.to);
  if (start === undefined) return { nodes, edges, path: null };
  nodes[start] = 1; // what was asked for is there, whatever the filters
  const path = end === undefined ? null : shortest(data, edges, start, end);
  if (path) cut(data, nodes, edges, new Set(path));
  else if (state.ego) cut(data, nodes, edges, within(data, edges, start, state.ego));
  return { nodes, edges, path };
}

// The nodes at most `steps` edges away.
function within(data: Data, edges: Uint8Array, start: number, steps: number): Set<number> {
  const kept = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step++) {
    const next: number[] = [];
    for (const node of rim) {
      for (const edge of data.around[node]) {
        const other = data.other(data.edges[edge], node);
        if (edges[edge] && !kept.has(other)) {
          kept.add(other);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return kept;
}

function cut(data: Data, nodes: Uint8Array, edges: Uint8Array, kept: Set<number>): void {
  for (let node = 0; node < nodes.length; node++) if (!kept.has(node)) nodes[node] = 0;
  for (const edge of data.edges) if (!nodes[edge.source] || !nodes[edge.target]) edges[edge.index] = 0;
}

// Breadth first; of ways of one length the one through the most mentioned nodes that comes first.
function shortest(data: Data, edges: Uint8Array, start: number, end: number): number[] | null {
  const before = new Map([[start, start]]);
  let rim = [start];
  while (rim.length && !before.has(end)) {
    const next: number[] = [];
    for (const node of rim) {
      for (const edge of data.around[node]) {
        const other = data.other(data.edges[edge], node);
        if (!edges[edge] || before.has(other)) continue;
        before.set(other, node);
        next.push(other);
      }
    }
    rim = next.sort((a, b) => data.nodes[b].mentions - data.nodes[a].mentions || a - b);
  }
  if (!before.has(end)) return null;
  const path = [end];
  while (path[0] !== start) path.unshift(before.get(path[0]) as number);
  return path;
}
