// The side panel: what the graph holds of one node, each line with the sentence behind it.

import { type Data, dateOf, type Edge, inWords, type Node, type Range, rangeInWords, type Span } from "./data.ts";
import { type Child, counted, h, icon, svg } from "./dom.ts";
import { shortened } from "./scene.ts";
import type { State } from "./state.ts";

export interface Actions {
  select(id: string): void;
  ego(steps: number): void;
  pathFrom(): void;
  clearPath(): void;
  copyLink(button: HTMLElement): void;
}

const VICTIMS = ["killed", "wounded", "arrested"];
const ROLES = [...VICTIMS, "agent", "target", "participant", "place", "subEventOf"];
const ROLE_NAMES: Record<string, string> = {
  killed: "Killed",
  wounded: "Wounded",
  arrested: "Arrested",
  agent: "Who did it",
  target: "Target",
  participant: "Taking part",
  place: "Where",
  subEventOf: "Part of",
};
const AMONG_CLAIMS = ["about", "addressee", "supports", "supersedes", "conflictsWith"];
const MOST = 12; // rows before "show all"

export class Panel {
  constructor(
    private readonly data: Data,
    private readonly root: HTMLElement,
    private readonly actions: Actions,
  ) {}

  show(state: State, path: number[] | null): void {
    const number = this.data.index.get(state.selected);
    const children = number === undefined ? this.overview() : state.to ? this.path(state, path) : this.card(number, state);
    this.root.replaceChildren(...children.filter((child): child is Node & globalThis.Node => Boolean(child)) as unknown as globalThis.Node[]);
    this.root.scrollTop = 0;
  }

  // --------------------------------------------------------------------------------- overview

  private overview(): Child[] {
    const { data } = this;
    const numbers = data.nodes.map((_, number) => number);
    const of = (kind: string) => numbers.filter((number) => data.kind(data.nodes[number]) === kind);
    const events = of("Event");
    const disputed = events.filter((number) => data.nodes[number].disputed);
    const latest = events
      .filter((number) => data.nodes[number].from && (data.nodes[number].factuality ?? "actual") === "actual")
      .sort((a, b) => (data.nodes[b].to ?? "").localeCompare(data.nodes[a].to ?? "") || a - b);
    const documents = new Set(data.raw.stories.map(([, , path]) => path)).size;
    return [
      h("header", { class: "intro" }, h("h1", {}, "What the news says"), h("p", {}, `${counted(documents, "document")}, ${counted(of("Person").length, "person").replace("persons", "people")}, ${counted(of("Organization").length, "organization")}, ${counted(events.length, "event")}, ${counted(of("Claim").length, "claim")}. Every line has its sentence.`)),
      this.section("Sources disagree", disputed.map((number) => this.row(number, this.spread(data.nodes[number]))), "disputed"),
      this.section("People", of("Person").slice(0, 6).map((number) => this.row(number, counted(data.nodes[number].mentions, "mention")))),
      this.section("Organizations", of("Organization").slice(0, 6).map((number) => this.row(number, counted(data.nodes[number].mentions, "mention")))),
      this.section("Latest events", latest.slice(0, 8).map((number) => this.row(number, dateOf(data.nodes[number])))),
    ];
  }

  private spread(node: Node): string {
    const parts = [node.deaths && `${rangeInWords(node.deaths)} dead`, node.injuries && `${rangeInWords(node.injuries)} wounded`];
    return parts.filter(Boolean).join(", ") || dateOf(node);
  }

  // ------------------------------------------------------------------------------------- card

  private card(number: number, state: State): Child[] {
    const node = this.data.nodes[number];
    const kind = this.data.kind(node);
    const body = kind === "Event" ? this.event(number, node) : kind === "Claim" ? this.claim(number, node) : this.entity(number, node);
    return [this.head(node, kind), this.tools(state), ...body];
  }

  private head(node: Node, kind: string): HTMLElement {
    const what = [inKind(kind), node.subtype === "other" ? "" : node.subtype].filter(Boolean).join(" · ");
    const many = kind === "Claim" ? "" : `${counted(node.mentions, "mention")} in ${counted(node.documents, "document")}`;
    return h(
      "header",
      { class: "card-head" },
      h("button", { class: "back", type: "button", onclick: () => this.actions.select(""), title: "Back to the overview (Esc)", "aria-label": "Back to the overview" }, icon("back")),
      h("p", { class: "kind" }, this.dot(node), what),
      h("h1", { dir: "auto" }, node.label),
      h("p", { class: "meta" }, [dateOf(node), many].filter(Boolean).join(" · ")),
    );
  }

  private tools(state: State): HTMLElement {
    const tool = (name: string, text: string, pressed: boolean | null, onclick: (event: MouseEvent) => void, title: string) =>
      h("button", { type: "button", class: "tool", "aria-pressed": pressed === null ? undefined : String(pressed), onclick, title }, icon(name), text);
    return h(
      "div",
      { class: "tools" },
      tool("ego", state.ego === 2 ? "Two steps" : "Surroundings", state.ego > 0, () => this.actions.ego((state.ego + 1) % 3), "Only what is next to it; again for two steps; again for everything (E)"),
      tool("path", "Path to…", null, () => this.actions.pathFrom(), "How it hangs together with another one (P)"),
      tool("link", "Copy link", null, (event) => this.actions.copyLink(event.currentTarget as HTMLElement), "A link to just this view"),
    );
  }

  private entity(number: number, node: Node): Child[] {
    const edges = this.data.edgesOf(number);
    const isEvent = (edge: Edge) => this.data.kind(this.data.nodes[this.data.other(edge, number)]) === "Event";
    const isClaim = (edge: Edge) => this.data.kind(this.data.nodes[this.data.other(edge, number)]) === "Claim";
    const relations = edges.filter((edge) => !isEvent(edge) && !isClaim(edge));
    const events = edges.filter(isEvent).sort((a, b) => this.begin(b, number).localeCompare(this.begin(a, number)) || a.index - b.index);
    const says = edges.filter((edge) => isClaim(edge) && edge.source === number);
    const about = edges.filter((edge) => isClaim(edge) && edge.source !== number && edge.relation === "about");
    return [
      this.names(node),
      this.section("Roles", (node.roles ?? []).map(([title, span]) => this.fact([h("span", { dir: "auto" }, title)], [span]))),
      this.section("Relations", relations.map((edge) => this.relation(edge, number))),
      this.section("Events", events.map((edge) => this.took(edge, number))),
      this.section("Says", says.map((edge) => this.statement(this.data.other(edge, number), false))),
      this.section("Others say", about.map((edge) => this.statement(this.data.other(edge, number), true))),
      this.section("In the text", (node.spans ?? []).map((span) => this.quote(span)), "", node.spans?.length),
    ];
  }

  private begin(edge: Edge, number: number): string {
    return this.data.nodes[this.data.other(edge, number)].from ?? "";
  }

  private names(node: Node): HTMLElement | null {
    const aliases = node.aliases ?? [];
    if (!aliases.length) return null;
    const place = h("div", { class: "alias-evidence", "aria-live": "polite" });
    const chips = aliases.map((alias) => {
      const found = (node.spans ?? []).filter((span) => this.data.text(span).toLowerCase() === alias.toLowerCase());
      const chip: HTMLButtonElement = h("button", { type: "button", class: "chip", dir: "auto", "aria-expanded": "false", disabled: !found.length }, alias);
      chip.addEventListener("click", () => {
        const open = chip.getAttribute("aria-expanded") !== "true";
        for (const other of chips) other.setAttribute("aria-expanded", "false");
        chip.setAttribute("aria-expanded", String(open));
        place.replaceChildren(...(open ? found.slice(0, 3).map((span) => this.quote(span)) : []));
      });
      return chip;
    });
    return h("section", {}, h("h2", {}, "Also called"), h("div", { class: "chips" }, ...chips), place);
  }

  private event(number: number, node: Node): Child[] {
    const edges = this.data.edgesOf(number);
    const state = [node.factuality ?? "actual", node.sources ? `reported by ${counted(node.sources, "source")}` : "", node.weapons?.join(", ")];
    const roles = ROLES.map((role) => {
      const found = edges.filter((edge) => edge.relation === role && (edge.source === number || role === "subEventOf"));
      return this.section(ROLE_NAMES[role], found.map((edge) => this.fact([this.link(this.data.other(edge, number)), this.roleOf(this.data.other(edge, number))], edge.spans, VICTIMS.includes(role))), VICTIMS.includes(role) ? "victims" : "");
    });
    const claims = edges.filter((edge) => edge.relation === "about").map((edge) => edge.source);
    return [
      h("p", { class: "facts" }, state.filter(Boolean).join(" · ")),
      ...roles.slice(0, VICTIMS.length),
      ...this.tolls(claims),
      this.section("The same day", this.sameDay(number, node)),
      ...roles.slice(VICTIMS.length),
      this.section("Who says what", this.contestedFirst(claims).map((claim) => this.statement(claim, true))),
      this.section("In the text", (node.spans ?? []).map((span) => this.quote(span)), "", node.spans?.length),
    ];
  }

  // Other accounts of one happening often stand under its day.
  private sameDay(number: number, node: Node): HTMLElement[] {
    if (!node.from || node.from !== node.to) return [];
    const others = this.data.nodes.map((_, other) => other).filter((other) => {
      const { from, to } = this.data.nodes[other];
      return other !== number && from === node.from && to === node.to && this.data.kind(this.data.nodes[other]) === "Event";
    });
    const victims = (other: number) => this.data.edgesOf(other).filter((edge) => edge.source === other && VICTIMS.includes(edge.relation));
    return others
      .sort((a, b) => victims(b).length - victims(a).length || a - b)
      .map((other) => {
        const edges = victims(other);
        const named = edges.flatMap((edge) => [h("span", { class: "relation victim" }, edge.words), this.link(edge.target)]);
        return this.fact([this.link(other), ...named], edges.flatMap((edge) => edge.spans));
      });
  }

  private roleOf(number: number): HTMLElement | null {
    const role = this.data.nodes[number].roles?.[0];
    return role ? h("span", { class: "aside", dir: "auto" }, shortened(role[0], 70)) : null;
  }

  private contestedFirst(claims: number[]): number[] {
    const rank = (claim: number) => (this.against(claim).length ? 0 : 1);
    return [...new Set(claims)].sort((a, b) => rank(a) - rank(b) || a - b);
  }

  private against(claim: number): number[] {
    return this.data.edgesOf(claim).filter((edge) => edge.relation === "conflictsWith").map((edge) => this.data.other(edge, claim));
  }

  // The claims that give a later figure of a running toll.
  private replacing(claim: number): number[] {
    return this.data.edgesOf(claim).filter((edge) => edge.relation === "supersedes" && edge.target === claim).map((edge) => edge.source);
  }

  // Who gives which number, on one scale for each measure.
  private tolls(claims: number[]): Child[] {
    const rows: { measure: string; range: Range; claim: number }[] = [];
    const seen = new Set<string>(); // copies of a text say the same once
    for (const claim of [...new Set(claims)].sort((a, b) => this.against(b).length - this.against(a).length || a - b)) {
      for (const [measure, low, high] of this.data.nodes[claim].quantities ?? []) {
        const key = [measure, low, high, this.data.nodes[claim].label].join("|");
        if (!seen.has(key)) rows.push({ measure, range: [low, high], claim });
        seen.add(key);
      }
    }
    const names: Record<string, string> = {
      deaths: "How many died",
      injuries: "How many were wounded",
      arrests: "How many were arrested",
      missing: "How many are missing",
      displaced: "How many had to leave their homes",
      protesters: "How many protested",
      hostages: "How many hostages came free",
      abductions: "How many were taken away",
      munitions: "How much was fired",
    };
    return Object.entries(names).map(([measure, title]) => {
      const found = rows.filter((row) => row.measure === measure).sort((a, b) => (a.range[0] ?? 0) - (b.range[0] ?? 0) || a.claim - b.claim);
      if (!found.length) return null;
      const conflict = found.some((row) => found.some((other) => this.against(row.claim).includes(other.claim)));
      const top = Math.max(...found.map(({ range }) => range[1] ?? (range[0] ?? 0) * 1.25), 1);
      return this.section(title, found.map((row) => this.toll(row, measure, top, found.map(({ claim }) => claim))), conflict ? "tolls disputed" : "tolls");
    });
  }

  private toll({ range, claim }: { range: Range; claim: number }, measure: string, top: number, others: number[]): HTMLElement {
    const node = this.data.nodes[claim];
    const against = this.against(claim).filter((other) => others.includes(other));
    const speaker = this.speaker(claim);
    const isOld = this.replacing(claim).some((later) => (this.data.nodes[later].quantities ?? []).some(([what, low, high]) => what === measure && (low !== range[0] || high !== range[1])));
    const [low, high] = [range[0] ?? 0, range[1] ?? top];
    const at = (value: number) => 4 + (value / top) * 192;
    const line = svg("svg", { viewBox: "0 0 200 12", class: "range", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("line", { x1: 4, x2: 196, y1: 6, y2: 6, class: "axis" }), svg("line", { x1: at(low), x2: Math.max(at(high), at(low) + 0.1), y1: 6, y2: 6, class: range[1] === null ? "span open" : "span" }));
    return h(
      "div",
      { class: against.length ? "toll contested" : "toll" },
      h("div", { class: "toll-head" }, h("strong", {}, rangeInWords(range)), speaker === null ? null : this.link(speaker), isOld ? h("span", { class: "aside" }, "replaced by a later figure") : null, line as unknown as globalThis.Node),
      ...(node.spans ?? []).slice(0, 1).map((span) => this.quote(span)),
    );
  }

  private claim(number: number, node: Node): Child[] {
    const edges = this.data.edgesOf(number);
    const speaker = this.speaker(number);
    const section = (title: string, relation: string) => {
      const found = edges.filter((edge) => edge.relation === relation && edge.source === number).map((edge) => this.data.other(edge, number));
      return this.section(title, found.map((other) => (this.data.kind(this.data.nodes[other]) === "Claim" ? this.statement(other, true) : this.fact([this.link(other)], []))));
    };
    return [
      this.section("Who says it", speaker === null ? [] : [this.fact([this.link(speaker)], [])]),
      h("section", {}, h("h2", {}, "The sentence"), ...(node.spans ?? []).map((span) => this.quote(span))),
      this.section("Contradicted by", this.against(number).map((other) => this.statement(other, true)), "disputed"),
      section("About", "about"),
      section("Said to", "addressee"),
      section("Supports", "supports"),
      section("Replaces", "supersedes"),
      this.section("Replaced by", this.replacing(number).map((other) => this.statement(other, true))),
    ];
  }

  private speaker(claim: number): number | null {
    const edge = this.data.edgesOf(claim).find((edge) => edge.target === claim && !AMONG_CLAIMS.includes(edge.relation));
    return edge ? edge.source : null;
  }

  private speechAct(claim: number): string {
    return this.data.nodes[claim].subtype ?? "";
  }

  // ------------------------------------------------------------------------------------- path

  private path(state: State, path: number[] | null): Child[] {
    const [from, to] = [this.data.index.get(state.selected) as number, this.data.index.get(state.to)];
    const end = to === undefined ? state.to : this.data.nodes[to].label;
    const head = h(
      "header",
      { class: "card-head" },
      h("button", { class: "back", type: "button", onclick: () => this.actions.clearPath(), title: "Back (Esc)", "aria-label": "Back" }, icon("back")),
      h("p", { class: "kind" }, "Path"),
      h("h1", { dir: "auto" }, `${this.data.nodes[from].label} → ${end}`),
    );
    if (!path) return [head, h("p", { class: "facts" }, "There is no way between the two in what is shown. Show more types or relations, or another time.")];
    const steps = path.slice(0, -1).map((node, place) => this.step(node, path[place + 1]));
    return [head, h("p", { class: "facts" }, counted(steps.length, "step")), h("section", { class: "steps" }, ...steps)];
  }

  private step(from: number, to: number): HTMLElement {
    const between = this.data.edgesOf(from).filter((edge) => this.data.other(edge, from) === to);
    return h(
      "div",
      { class: "step" },
      ...between.map((edge) => {
        const forwards = edge.source === from;
        return this.fact([this.link(forwards ? from : to), h("span", { class: "relation" }, edge.words), this.link(forwards ? to : from)], edge.spans, true);
      }),
    );
  }

  // ------------------------------------------------------------------------------------ pieces

  private section(title: string, rows: Child[], name = "", count?: number): HTMLElement | null {
    if (!rows.length) return null;
    const all = h("section", { class: name }, h("h2", {}, title, h("span", { class: "count" }, rows.length > 1 || count ? String(rows.length) : "")), ...rows.slice(0, MOST));
    if (rows.length > MOST) {
      const more: HTMLButtonElement = h("button", { type: "button", class: "more", onclick: () => more.replaceWith(...(rows.slice(MOST) as globalThis.Node[])) }, `Show ${rows.length - MOST} more`);
      all.append(more);
    }
    return all;
  }

  private dot(node: Node): HTMLElement {
    const dot = h("span", { class: this.data.kind(node) === "Claim" ? "dot ring" : "dot", "aria-hidden": "true" });
    dot.style.setProperty("--color", this.data.color(node));
    return dot;
  }

  private link(number: number): HTMLElement {
    const node = this.data.nodes[number];
    return h("button", { type: "button", class: "node-link", dir: "auto", onclick: () => this.actions.select(node.id) }, this.dot(node), h("span", {}, node.label));
  }

  private row(number: number, aside: string): HTMLElement {
    return h("div", { class: "row" }, this.link(number), h("span", { class: "aside" }, aside));
  }

  private relation(edge: Edge, number: number): HTMLElement {
    const other = this.data.other(edge, number);
    const parts = edge.source === number ? [h("span", { class: "relation" }, edge.words), this.link(other)] : [this.link(other), h("span", { class: "relation" }, `${edge.words} it`)];
    return this.fact(parts, edge.spans);
  }

  private took(edge: Edge, number: number): HTMLElement {
    const other = this.data.other(edge, number);
    const node = this.data.nodes[other];
    const state = node.factuality && node.factuality !== "actual" ? node.factuality : "";
    return this.fact([h("span", { class: VICTIMS.includes(edge.relation) ? "relation victim" : "relation" }, edge.words), this.link(other), h("span", { class: "aside" }, [dateOf(node), state].filter(Boolean).join(" · "))], edge.spans);
  }

  private statement(claim: number, named: boolean): HTMLElement {
    const node = this.data.nodes[claim];
    const speaker = this.speaker(claim);
    const against = this.against(claim).length;
    const words = node.spans?.length ? this.data.text(node.spans[0]) : node.label;
    return h(
      "details",
      { class: against ? "statement contested" : "statement" },
      h(
        "summary",
        {},
        h("span", { class: "says" }, named && speaker !== null ? h("strong", { dir: "auto" }, this.data.nodes[speaker].label) : null, ` ${this.speechAct(claim)} `, against ? h("em", { class: "against" }, `contradicted by ${against}`) : null),
        h("q", { dir: "auto" }, shortened(words, 220)),
      ),
      ...(node.spans ?? []).map((span) => this.quote(span)),
      h("p", { class: "open-claim" }, speaker === null ? null : this.link(speaker), this.linkTo(claim, "Open this claim")),
    );
  }

  private linkTo(number: number, text: string): HTMLElement {
    return h("button", { type: "button", class: "node-link plain", onclick: () => this.actions.select(this.data.nodes[number].id) }, text);
  }

  // A line that opens to the sentences behind it.
  private fact(parts: Child[], spans: Span[], open = false): HTMLElement {
    if (!spans.length) return h("div", { class: "row" }, ...parts);
    const quotes = h("div", { class: "quotes" });
    const toggle = h("button", { type: "button", class: "evidence-toggle", title: "The sentences that say so", "aria-expanded": "false" }, icon("chevron"), h("span", { class: "sr" }, "Sentences"), spans.length > 1 ? String(spans.length) : "");
    const set = (wanted: boolean) => {
      toggle.setAttribute("aria-expanded", String(wanted));
      quotes.replaceChildren(...(wanted ? spans.slice(0, 8).map((span) => this.quote(span)) : []));
    };
    toggle.addEventListener("click", () => set(toggle.getAttribute("aria-expanded") !== "true"));
    set(open);
    return h("div", { class: "fact" }, h("div", { class: "row" }, ...parts, toggle), quotes);
  }

  quote(span: Span): HTMLElement {
    const { before, parts, after, story } = this.data.evidence(span);
    const [start, marked, end] = parts;
    const source = [story.title, story.publisher, story.published && inWords(story.published)].filter(Boolean).join(" · ");
    const tail = shortened(after, 160);
    const lead = [...before].length > 160 ? `…${[...before].slice(-158).join("").trimStart()}` : before;
    return h(
      "figure",
      { class: "quote" },
      h("blockquote", { dir: "auto" }, lead && h("span", { class: "context" }, lead), start, h("mark", {}, marked), end, tail && h("span", { class: "context" }, tail)),
      h("figcaption", { dir: "auto" }, source && h("span", {}, source), h("code", {}, story.path)),
    );
  }
}

function inKind(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/, " ").toLowerCase();
}
