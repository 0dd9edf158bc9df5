// Places for the few nodes of a narrow view: rings around the one in the middle, a row for a path.

import type { Data } from "./data.ts";
import type { State } from "./state.ts";
import type { Visible } from "./visible.ts";

export type Place = { x: number; y: number };

// New places by number of the node, in a disc of radius 1 around (0, 0); null where the wide view is shown.
export function arranged(data: Data, state: State, shown: Visible): Map<number, Place> | null {
  if (shown.path) return row(shown.path);
  const start = data.index.get(state.selected);
  if (!state.ego || start === undefined) return null;
  return rings(data, shown, start);
}

function row(path: number[]): Map<number, Place> {
  const last = Math.max(path.length - 1, 1);
  return new Map(path.map((node, place) => [node, { x: (place / last) * 2 - 1, y: (place % 2 ? -1 : 1) * Math.min(0.16, 0.08 * last) }]));
}

// Each neighbour gets as much of the circle as it has neighbours of its own.
function rings(data: Data, shown: Visible, start: number): Map<number, Place> {
  const places = new Map<number, Place>([[start, { x: 0, y: 0 }]]);
  const first = neighbours(data, shown, start, places);
  const taken = new Map(places);
  for (const node of first) taken.set(node, { x: 0, y: 0 });
  const second = first.map((node) => {
    const found = neighbours(data, shown, node, taken);
    for (const other of found) taken.set(other, { x: 0, y: 0 });
    return found;
  });
  const whole = second.reduce((sum, found) => sum + 1 + found.length, 0);
  const radii = first.length > 24 ? [0.4, 0.55] : [0.5];
  let from = Math.PI / 2;
  first.forEach((node, place) => {
    const share = ((1 + second[place].length) / whole) * 2 * Math.PI;
    places.set(node, at(from + share / 2, radii[place % radii.length]));
    second[place].forEach((other, step) => {
      const far = second[place].length > 6 ? [0.82, 0.92, 1.02][step % 3] : 0.9;
      places.set(other, at(from + (share * (step + 0.5)) / second[place].length, far));
    });
    from += share;
  });
  return places;
}

function at(angle: number, radius: number): Place {
  return { x: radius * Math.cos(angle) * 1.25, y: radius * Math.sin(angle) };
}

function neighbours(data: Data, shown: Visible, node: number, placed: Map<number, Place>): number[] {
  const found = new Set<number>();
  for (const edge of data.edgesOf(node)) {
    const other = data.other(edge, node);
    if (shown.edges[edge.index] && !placed.has(other)) found.add(other);
  }
  return [...found].sort((a, b) => data.nodes[a].type - data.nodes[b].type || a - b);
}
