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

function rings(data: Data, shown: Visible, start: number): Map<number, Place> {
  const places = new Map<number, Place>([[start, { x: 0, y: 0 }]]);
  const first = neighbours(data, shown, start, places);
  spread(places, first, first.length > 24 ? [0.4, 0.55] : [0.5], 0, 2 * Math.PI);
  const share = (2 * Math.PI) / Math.max(first.length, 1);
  first.forEach((node, place) => {
    const second = neighbours(data, shown, node, places);
    const middle = angle(place, first.length);
    spread(places, second, second.length > 6 ? [0.82, 0.92, 1.02] : [0.9], middle - share / 2, share);
  });
  return places;
}

function neighbours(data: Data, shown: Visible, node: number, placed: Map<number, Place>): number[] {
  const found = new Set<number>();
  for (const edge of data.edgesOf(node)) {
    const other = data.other(edge, node);
    if (shown.edges[edge.index] && !placed.has(other)) found.add(other);
  }
  return [...found].sort((a, b) => data.nodes[a].type - data.nodes[b].type || a - b);
}

// Half a step of offset keeps the first node off the horizontal, where its label would meet the middle one.
function angle(place: number, count: number): number {
  return ((place + 0.5) / Math.max(count, 1)) * 2 * Math.PI + Math.PI / 2;
}

function spread(places: Map<number, Place>, nodes: number[], radii: number[], from: number, share: number): void {
  const whole = share > 6;
  nodes.forEach((node, place) => {
    const at = whole ? angle(place, nodes.length) : from + (share * (place + 0.5)) / nodes.length;
    const radius = radii[place % radii.length];
    places.set(node, { x: radius * Math.cos(at) * 1.25, y: radius * Math.sin(at) });
  });
}
