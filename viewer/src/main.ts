// The page: reads its graph, puts its parts together and keeps state, link and picture the same.

import "./style.css";
import { Data, type Raw } from "./data.ts";
import { counted, h, icon, iconButton } from "./dom.ts";
import { Filters } from "./filters.ts";
import { Panel } from "./panel.ts";
import { savePng, saveSvg } from "./picture.ts";
import { Scene } from "./scene.ts";
import { type Hit, Search } from "./search.ts";
import { fromHash, type State, toHash } from "./state.ts";
import { Timeline } from "./timeline.ts";
import { type Visible, visible } from "./visible.ts";

const THEME = "kg-theme";
const KEYS: [string, string][] = [
  ["/", "search"],
  ["Esc", "back"],
  ["E", "surroundings of what is open, one step, two, all"],
  ["P", "path from what is open to another node"],
  ["F", "fit into view"],
  ["+ −", "zoom"],
  ["← ↑ → ↓", "move"],
  ["T", "light or dark"],
  ["Shift and click on a type", "only this type"],
];

class App {
  private state: State;
  private shown: Visible;
  private readonly data: Data;
  private readonly search: Search;
  private readonly scene: Scene | null;
  private readonly panel: Panel;
  private readonly filters: Filters;
  private readonly timeline: Timeline;
  private readonly canvas = h("div", { class: "canvas", role: "img", tabindex: "0", "aria-label": "Picture of the graph; everything in it can be reached through the search and the panel" });
  private readonly side = h("aside", { class: "panel", tabindex: "-1", "aria-label": "Details" });
  private readonly results = h("div", { class: "results", id: "results", role: "listbox", "aria-label": "Found", hidden: true });
  private readonly input = h("input", { type: "search", class: "query", role: "combobox", "aria-expanded": "false", "aria-controls": "results", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: "Search people, places, events…", "aria-label": "Search" });
  private readonly help = h("dialog", { class: "help" });
  private readonly main = h("main", { class: "app" });
  private hits: Hit[] = [];
  private active = -1;
  private seekingPath = false;
  private linkTimer = 0;

  constructor(raw: Raw) {
    this.data = new Data(raw);
    this.search = new Search(this.data);
    this.state = fromHash(location.hash);
    this.shown = visible(this.data, this.state);
    this.filters = new Filters(this.data, (change) => this.change(change));
    this.timeline = new Timeline(this.data, (change) => this.change(change));
    this.panel = new Panel(this.data, this.side, {
      select: (id) => this.open(id),
      ego: (steps) => this.change({ ego: steps }, true),
      pathFrom: () => this.seekPath(),
      clearPath: () => this.change({ to: "" }, true),
      copyLink: (button) => void this.copyLink(button),
    });
    this.buildPage();
    this.scene = this.buildScene();
    this.listen();
    this.render();
    if (this.state.camera) this.scene?.sigma.getCamera().setState({ x: this.state.camera[0], y: this.state.camera[1], ratio: this.state.camera[2] });
    else this.scene?.fit(false);
    // Only now, so that the first view does not put itself into the link.
    requestAnimationFrame(() => this.scene && (this.scene.onCamera = () => this.keepCamera()));
  }

  // --------------------------------------------------------------------------------- building

  private buildPage(): void {
    const pictures = h("div", { class: "menu", hidden: true, role: "menu" });
    const item = (text: string, action: () => void) => h("button", { type: "button", role: "menuitem", onclick: () => { pictures.hidden = true; action(); } }, text);
    pictures.append(item("Save as PNG", () => this.scene && void savePng(this.scene)), item("Save as SVG", () => this.scene && saveSvg(this.scene)));
    const toggleFilters = iconButton("filter", "Filters", () => this.main.classList.toggle("with-filters"));
    toggleFilters.classList.add("filter-button");
    const top = h("div", { class: "search" }, icon("search") as unknown as Node, this.input, h("kbd", { title: "Press / to search" }, "/"), toggleFilters, this.results);
    const tools = h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "Picture" },
      iconButton("plus", "Zoom in (+)", () => this.scene?.zoom(0.65)),
      iconButton("minus", "Zoom out (−)", () => this.scene?.zoom(1.55)),
      iconButton("fit", "Fit into view (F)", () => this.scene?.fit()),
      h("span", { class: "menu-place" }, iconButton("picture", "Save a picture", () => (pictures.hidden = !pictures.hidden)), pictures),
      iconButton("moon", "Light or dark (T)", () => this.toggleTheme()),
      iconButton("help", "Keys and help (?)", () => this.help.showModal()),
    );
    this.help.append(
      h("h2", {}, "How to read it"),
      h("p", {}, "A disc is a person, an organization, a place or an event, the larger the more often it is mentioned. A ring is a claim: what somebody said. Red: sources contradict each other."),
      h("dl", {}, ...KEYS.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)])),
      h("form", { method: "dialog" }, h("button", { class: "tool" }, "Close")),
    );
    this.main.append(h("div", { class: "stage" }, this.canvas, h("div", { class: "left" }, top, this.filters.root), tools, this.timeline.root), this.side, this.help);
    document.body.append(this.main);
    this.applyTheme();
  }

  private buildScene(): Scene | null {
    try {
      const scene = new Scene(this.data, this.canvas, this.shown);
      scene.onSelect = (id) => (this.seekingPath && id ? this.endPath(id) : this.open(id));
      return scene;
    } catch (error) {
      this.canvas.append(h("p", { class: "no-picture" }, "This browser cannot draw with WebGL. Search and the panel work all the same."));
      console.warn(error);
      return null;
    }
  }

  private listen(): void {
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("focus", () => this.find());
    this.input.addEventListener("keydown", (event) => this.searchKey(event));
    document.addEventListener("pointerdown", (event) => {
      const target = event.target as Element;
      if (!target.closest(".search")) this.closeResults();
      if (!target.closest(".menu-place")) this.main.querySelectorAll<HTMLElement>(".menu").forEach((menu) => (menu.hidden = true));
    });
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("popstate", () => this.restore());
    addEventListener("hashchange", () => this.restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.applyTheme(true));
    new ResizeObserver(() => {
      this.scene?.sigma.resize();
      this.scene?.sigma.scheduleRender();
    }).observe(this.canvas);
  }

  // ------------------------------------------------------------------------------------ state

  private change(change: Partial<State>, step = false): void {
    const before = this.state;
    this.state = { ...this.state, ...change };
    if (step && toHash(before) !== toHash(this.state)) {
      this.state.camera = null;
      history.pushState(null, "", toHash(this.state) || location.pathname + location.search);
    } else this.keepLink();
    this.render();
    if (step) this.scene?.fit();
  }

  private restore(): void {
    this.state = fromHash(location.hash);
    this.render();
    if (this.state.camera) this.scene?.sigma.getCamera().setState({ x: this.state.camera[0], y: this.state.camera[1], ratio: this.state.camera[2] });
    else this.scene?.fit();
  }

  private keepLink(): void {
    clearTimeout(this.linkTimer);
    this.linkTimer = window.setTimeout(() => history.replaceState(null, "", toHash(this.state) || location.pathname + location.search), 200);
  }

  private keepCamera(): void {
    const camera = this.scene?.sigma.getCamera();
    if (!camera || camera.isAnimated()) return;
    this.state.camera = [camera.x, camera.y, camera.ratio];
    this.keepLink();
  }

  private render(): void {
    this.shown = visible(this.data, this.state);
    this.scene?.update(this.state, this.shown, this.isDark());
    this.filters.show(this.state, this.shown.nodes.reduce((sum, one) => sum + one, 0), this.scene?.hidden ?? 0);
    this.timeline.show(this.state);
    const key = `${this.state.selected} ${this.state.to} ${this.state.ego} ${this.shown.path?.join()}`;
    if (this.side.dataset.key !== key) {
      this.side.dataset.key = key;
      this.panel.show(this.state, this.shown.path);
    }
    this.main.classList.toggle("has-selection", this.data.index.has(this.state.selected));
  }

  private open(id: string): void {
    this.closeResults();
    this.endSeeking();
    if (!id && !this.state.selected) return;
    this.change({ selected: id, to: "", ego: id ? this.state.ego : 0 }, true);
  }

  private seekPath(): void {
    this.seekingPath = true;
    this.main.classList.add("seeking");
    this.input.placeholder = "Path to whom or what?";
    this.input.value = "";
    this.input.focus();
  }

  private endSeeking(): void {
    this.seekingPath = false;
    this.main.classList.remove("seeking");
    this.input.placeholder = "Search people, places, events…";
  }

  private endPath(id: string): void {
    this.closeResults();
    this.endSeeking();
    this.change({ to: id, ego: 0 }, true);
  }

  private async copyLink(button: HTMLElement): Promise<void> {
    history.replaceState(null, "", toHash(this.state) || location.pathname);
    const label = button.lastChild as Text;
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(location.href);
      label.textContent = "Copied";
    } catch {
      label.textContent = "It is in the address bar";
    }
    setTimeout(() => (label.textContent = before), 1600);
  }

  // ----------------------------------------------------------------------------------- search

  private find(): void {
    this.hits = this.search.find(this.input.value);
    this.active = this.hits.length ? 0 : -1;
    const asked = this.input.value.trim();
    this.results.replaceChildren(
      ...this.hits.map((hit, place) => this.result(hit, place)),
      ...(asked && !this.hits.length ? [h("p", { class: "none" }, "Nothing has that name. Fewer letters find more.")] : []),
      ...(asked && this.hits.length ? [] : []),
    );
    this.results.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(!this.results.hidden));
    this.mark();
  }

  private result({ node: number, alias }: Hit, place: number): HTMLElement {
    const node = this.data.nodes[number];
    const dot = h("span", { class: this.data.kind(node) === "Claim" ? "dot ring" : "dot" });
    dot.style.setProperty("--color", this.data.color(node));
    const aside = this.data.kind(node) === "Claim" ? (node.subtype ?? "") : counted(node.mentions, "mention");
    return h(
      "div",
      { class: "result", role: "option", id: `result-${place}`, "data-id": node.id, onclick: () => this.choose(place), onpointermove: () => { this.active = place; this.mark(); } },
      dot,
      h("span", { class: "result-name", dir: "auto" }, node.label, alias && h("small", {}, ` ${alias}`)),
      h("span", { class: "aside" }, aside),
    );
  }

  private mark(): void {
    [...this.results.querySelectorAll(".result")].forEach((row, place) => row.setAttribute("aria-selected", String(place === this.active)));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `result-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private choose(place: number): void {
    const hit = this.hits[place];
    if (!hit) return;
    const { id } = this.data.nodes[hit.node];
    this.input.value = "";
    this.input.blur();
    if (this.seekingPath) this.endPath(id);
    else this.open(id);
  }

  private closeResults(): void {
    this.results.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  private searchKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = Math.max(0, Math.min(this.hits.length - 1, this.active + step));
      this.mark();
      this.results.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      this.choose(this.active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.input.value = "";
      this.closeResults();
      this.endSeeking();
      this.input.blur();
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || this.help.open) return;
    if (target instanceof HTMLInputElement && (target.type === "search" || event.key.startsWith("Arrow"))) return;
    const inPanel = Boolean(target.closest(".panel, .relation-list"));
    const actions: Record<string, () => void> = {
      "/": () => this.input.focus(),
      Escape: () => (this.state.to ? this.change({ to: "" }, true) : this.open("")),
      e: () => this.state.selected && this.change({ ego: (this.state.ego + 1) % 3 }, true),
      p: () => this.state.selected && this.seekPath(),
      f: () => this.scene?.fit(),
      "0": () => this.scene?.fit(),
      t: () => this.toggleTheme(),
      "?": () => this.help.showModal(),
      "+": () => this.scene?.zoom(0.65),
      "=": () => this.scene?.zoom(0.65),
      "-": () => this.scene?.zoom(1.55),
    };
    if (!inPanel) {
      actions.ArrowLeft = () => this.scene?.pan(-1, 0);
      actions.ArrowRight = () => this.scene?.pan(1, 0);
      actions.ArrowUp = () => this.scene?.pan(0, -1);
      actions.ArrowDown = () => this.scene?.pan(0, 1);
    }
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  // ------------------------------------------------------------------------------------ theme

  private isDark(): boolean {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  private applyTheme(redraw = false): void {
    try {
      const kept = localStorage.getItem(THEME);
      if (kept) document.documentElement.dataset.theme = kept;
    } catch {
      // Without storage the page follows the system.
    }
    if (redraw) this.render();
  }

  private toggleTheme(): void {
    const theme = this.isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(THEME, theme);
    } catch {
      // Then it holds until the page is closed.
    }
    this.render();
  }
}

const raw = JSON.parse(document.getElementById("graph")?.textContent ?? "null") as Raw | null;
if (raw) new App(raw);
