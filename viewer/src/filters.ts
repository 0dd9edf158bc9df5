// What is shown: types of nodes and relations, each with how many there are.

import type { Data } from "./data.ts";
import { counted, h, icon } from "./dom.ts";
import type { State } from "./state.ts";

const PLURALS: Record<string, string> = {
  Person: "People",
  Organization: "Organizations",
  Place: "Places",
  Facility: "Facilities",
  AnonymousSource: "Unnamed sources",
  Event: "Events",
  Claim: "Claims",
};

export class Filters {
  readonly root: HTMLElement;
  private readonly types = new Map<string, HTMLButtonElement>();
  private readonly relations = new Map<string, HTMLInputElement>();
  private readonly note = h("p", { class: "note", "aria-live": "polite" });
  private state: State | null = null;

  constructor(
    private readonly data: Data,
    private readonly onChange: (change: Partial<State>) => void,
  ) {
    const types = h("div", { class: "types", role: "group", "aria-label": "Types of nodes" });
    data.typeNames.forEach((name, type) => {
      const count = data.nodes.filter((node) => node.type === type).length;
      if (!count) return;
      const dot = h("span", { class: name === "Claim" ? "dot ring" : "dot" });
      dot.style.setProperty("--color", data.colors[type]);
      const button = h("button", { type: "button", class: "type", "aria-pressed": "true", "data-type": name, onclick: (event) => this.toggleType(name, event) }, dot, PLURALS[name] ?? name, h("span", { class: "count" }, count.toLocaleString("en")));
      this.types.set(name, button);
      types.append(button);
    });
    const counts = new Map<string, [words: string, count: number]>();
    for (const edge of data.edges) counts.set(edge.relation, [edge.words, (counts.get(edge.relation)?.[1] ?? 0) + 1]);
    const list = h("div", { class: "relation-list" });
    for (const [name, [words, count]] of [...counts].sort((a, b) => b[1][1] - a[1][1] || a[0].localeCompare(b[0]))) {
      const box = h("input", { type: "checkbox", checked: true, "data-relation": name, onchange: () => this.toggleRelation(name) });
      this.relations.set(name, box);
      list.append(h("label", { class: "check" }, box, words, h("span", { class: "count" }, count.toLocaleString("en"))));
    }
    const all = h("button", { type: "button", class: "more", onclick: () => this.onChange({ hiddenRelations: new Set() }) }, "All");
    const none = h("button", { type: "button", class: "more", onclick: () => this.onChange({ hiddenRelations: new Set(this.relations.keys()) }) }, "None");
    this.root = h("div", { class: "filters" }, types, h("details", { class: "relations" }, h("summary", {}, icon("chevron"), "Relations"), h("div", { class: "both" }, all, none), list), this.note);
  }

  // With Shift, Alt or a second click on the only one: only this type, or all again.
  private toggleType(name: string, event: MouseEvent): void {
    const hidden = new Set(this.state?.hiddenTypes);
    if (event.shiftKey || event.altKey) {
      const others = [...this.types.keys()].filter((other) => other !== name);
      const alone = others.every((other) => hidden.has(other)) && !hidden.has(name);
      this.onChange({ hiddenTypes: new Set(alone ? [] : others) });
      return;
    }
    if (!hidden.delete(name)) hidden.add(name);
    this.onChange({ hiddenTypes: hidden });
  }

  private toggleRelation(name: string): void {
    const hidden = new Set(this.state?.hiddenRelations);
    if (!hidden.delete(name)) hidden.add(name);
    this.onChange({ hiddenRelations: hidden });
  }

  show(state: State, shown: number, undrawn: number): void {
    this.state = state;
    for (const [name, button] of this.types) button.setAttribute("aria-pressed", String(!state.hiddenTypes.has(name)));
    for (const [name, box] of this.relations) box.checked = !state.hiddenRelations.has(name);
    const all = this.data.nodes.length;
    const missing = undrawn ? ` The ${(all - undrawn).toLocaleString("en")} most mentioned are drawn; search for the others, opening one draws it.` : "";
    this.note.textContent = shown < all || undrawn ? `${shown.toLocaleString("en")} of ${counted(all, "node")} match.${missing}` : "";
  }
}
