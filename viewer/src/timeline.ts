// A slider with two ends over the days on which something happened; every step is one such day.

import { type Data, inWords } from "./data.ts";
import { h, svg } from "./dom.ts";
import type { State } from "./state.ts";

const BARS = 120;

export class Timeline {
  readonly root: HTMLElement;
  private readonly low: HTMLInputElement;
  private readonly high: HTMLInputElement;
  private readonly undated: HTMLInputElement;
  private readonly label: HTMLElement;
  private readonly bars: SVGElement[] = [];
  private readonly barOf: (day: number) => number;

  constructor(
    private readonly data: Data,
    private readonly onChange: (change: Partial<State>) => void,
  ) {
    const last = Math.max(data.days.length - 1, 0);
    const slider = (name: string, value: number) =>
      h("input", { type: "range", min: 0, max: last, step: 1, value, "aria-label": name, oninput: () => this.changed(name === "First day") });
    this.low = slider("First day", 0);
    this.high = slider("Last day", last);
    this.undated = h("input", { type: "checkbox", checked: true, onchange: () => this.onChange({ undated: this.undated.checked }) });
    this.label = h("output", { class: "period" });
    const count = Math.min(BARS, data.days.length);
    this.barOf = (day) => Math.min(count - 1, Math.floor((day * count) / data.days.length));
    this.root = h(
      "div",
      { class: "timeline", role: "group", "aria-label": "Time" },
      h("div", { class: "timeline-head" }, this.label, h("label", { class: "check" }, this.undated, "undated")),
      h("div", { class: "track" }, this.histogram(count) as unknown as Node, this.low, this.high),
      this.years(),
    );
    if (data.days.length < 2) this.root.classList.add("short");
  }

  private histogram(count: number): SVGElement {
    const number = new Map(this.data.days.map((day, index) => [day, index]));
    const heights = new Array<number>(count).fill(0);
    for (const node of this.data.nodes) {
      if (node.from && this.data.isDatedKind(node)) heights[this.barOf(number.get(node.from) ?? 0)]++;
    }
    const most = Math.max(1, ...heights);
    heights.forEach((height, bar) => {
      const x = count > 1 ? (bar / (count - 1)) * 1000 : 500;
      this.bars.push(svg("line", { x1: x, x2: x, y1: 31, y2: 31 - Math.max(2, Math.sqrt(height / most) * 28) }));
    });
    return svg("svg", { viewBox: "0 0 1000 32", preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, ...this.bars);
  }

  private years(): HTMLElement {
    const { days } = this.data;
    const marks = h("div", { class: "years", "aria-hidden": "true" });
    let lastAt = -100;
    days.forEach((day, number) => {
      const at = (number / Math.max(days.length - 1, 1)) * 100;
      const starts = !number || days[number - 1].slice(0, 4) !== day.slice(0, 4);
      if (!starts || at - lastAt < 7 || at > 99) return;
      lastAt = at;
      const mark = h("span", {}, day.slice(0, 4));
      mark.style.left = `${at}%`;
      marks.append(mark);
    });
    return marks;
  }

  private changed(lowMoved: boolean): void {
    let [low, high] = [this.low.valueAsNumber, this.high.valueAsNumber];
    if (low > high) [low, high] = lowMoved ? [high, high] : [low, low];
    const last = this.data.days.length - 1;
    this.onChange({ from: low === 0 ? "" : this.data.days[low], until: high === last ? "" : this.data.days[high] });
  }

  show(state: State): void {
    const { days } = this.data;
    if (!days.length) return;
    const first = state.from ? days.findIndex((day) => day >= state.from) : 0;
    const low = first < 0 ? days.length - 1 : first;
    const high = state.until ? Math.max(days.findLastIndex((day) => day <= state.until), 0) : days.length - 1;
    this.low.value = String(low);
    this.high.value = String(high);
    this.low.setAttribute("aria-valuetext", inWords(days[low]));
    this.high.setAttribute("aria-valuetext", inWords(days[high]));
    this.undated.checked = state.undated;
    const [from, until] = [state.from || days[0], state.until || days[days.length - 1]];
    this.label.textContent = from === until ? inWords(from) : `${inWords(from)} – ${inWords(until)}`;
    this.bars.forEach((bar, number) => bar.classList.toggle("out", number < this.barOf(low) || number > this.barOf(high)));
  }
}
