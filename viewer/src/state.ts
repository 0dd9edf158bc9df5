// What a reader has chosen, and the link that brings it back.

export interface State {
  selected: string;
  ego: number; // how many steps around the selected node are shown; 0: everything
  to: string; // the other end of a path from the selected node
  hiddenTypes: Set<string>;
  hiddenRelations: Set<string>;
  from: string; // first and last day, "" for no limit
  until: string;
  undated: boolean;
  camera: [x: number, y: number, ratio: number] | null;
}

export function toHash(state: State): string {
  const parts = new URLSearchParams();
  if (state.selected) parts.set("node", state.selected);
  if (state.ego) parts.set("around", String(state.ego));
  if (state.to) parts.set("path", state.to);
  if (state.hiddenTypes.size) parts.set("without", [...state.hiddenTypes].sort().join(" "));
  if (state.hiddenRelations.size) parts.set("cut", [...state.hiddenRelations].sort().join(" "));
  if (state.from) parts.set("from", state.from);
  if (state.until) parts.set("until", state.until);
  if (!state.undated) parts.set("undated", "no");
  if (state.camera) parts.set("at", state.camera.map((value) => Number(value.toFixed(4))).join(" "));
  const text = parts.toString().replaceAll("%3A", ":");
  return text && `#${text}`;
}

export function fromHash(hash: string): State {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (name: string) => new Set((parts.get(name) ?? "").split(" ").filter(Boolean));
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name) ?? "") ? (parts.get(name) as string) : "");
  const camera = (parts.get("at") ?? "").split(" ").map(Number);
  const around = Number(parts.get("around") ?? 0);
  return {
    selected: parts.get("node") ?? "",
    ego: around === 1 || around === 2 ? around : 0,
    to: parts.get("path") ?? "",
    hiddenTypes: list("without"),
    hiddenRelations: list("cut"),
    from: day("from"),
    until: day("until"),
    undated: parts.get("undated") !== "no",
    camera: camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0 ? (camera as State["camera"]) : null,
  };
}
