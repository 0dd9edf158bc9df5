// The drawn graph: sigma over a graphology graph, with what is chosen in front and the rest behind.

import { createNodeBorderProgram } from "@sigma/node-border";
import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";
import { EdgeArrowProgram, EdgeLineProgram, EdgeRectangleProgram, NodePointProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, PartialButFor } from "sigma/types";
import { arranged } from "./arrange.ts";
import type { Data } from "./data.ts";
import type { State } from "./state.ts";
import type { Visible } from "./visible.ts";

export const DRAWN_AT_FIRST = 20000; // nodes; the others appear when they are opened
const MANY = 3000; // nodes from which edges rest while the picture moves
const FONT = '"Inter", "Segoe UI", system-ui, -apple-system, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

interface Palette {
  paper: string;
  ink: string;
  faint: string;
  edge: string;
  near: string;
  alarm: string;
  focus: string;
}

const LIGHT: Palette = { paper: "#faf9f6", ink: "#1c1d20", faint: "#e6e4dd", edge: "#bab7ad", near: "#77757c", alarm: "#c0392b", focus: "#1c1d20" };
const DARK: Palette = { paper: "#15171b", ink: "#ecebe6", faint: "#26292f", edge: "#4b515b", near: "#9a9aa2", alarm: "#ff6b57", focus: "#ffffff" };

export class Scene {
  readonly graph = new MultiGraph();
  readonly sigma: Sigma;
  palette: Palette = LIGHT;
  onSelect: (id: string) => void = () => {};
  onCamera: () => void = () => {};
  private shown: Visible;
  private selected = "";
  private near = new Set<string>();
  private nearEdges = new Set<string>();
  private hovered = "";
  private readonly contested: Set<number>;
  private readonly extent: { x: [number, number]; y: [number, number] };
  private moved = new Map<string, { x: number; y: number }>();
  private stopMoving: () => void = () => {};
  private labels: Label[] = [];
  private spots: Spot[] | null = null;

  constructor(
    private readonly data: Data,
    private readonly container: HTMLElement,
    shown: Visible,
  ) {
    this.shown = shown;
    this.contested = new Set(data.edges.filter((edge) => edge.relation === "conflictsWith").flatMap((edge) => [edge.source, edge.target]));
    data.nodes.slice(0, DRAWN_AT_FIRST).forEach((_, number) => this.addNode(number));
    for (const edge of data.edges) this.addEdge(edge.index);
    const many = this.graph.order > MANY;
    this.sigma = new Sigma(this.graph, container, {
      defaultNodeType: "disc",
      nodeProgramClasses: {
        point: NodePointProgram,
        disc: createNodeBorderProgram({
          borders: [
            { size: { attribute: "rim", defaultValue: 0.1 }, color: { attribute: "rimColor", defaultValue: "#ffffff" } },
            { size: { fill: true }, color: { attribute: "color" } },
          ],
        }),
      },
      edgeProgramClasses: { line: many ? EdgeLineProgram : EdgeRectangleProgram, arrow: EdgeArrowProgram },
      defaultEdgeType: "line",
      renderEdgeLabels: true,
      edgeLabelSize: 11,
      edgeLabelFont: FONT,
      labelFont: FONT,
      labelSize: 13,
      labelDensity: 0.7,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: many ? 5 : 4.5,
      minEdgeThickness: 0.6,
      stagePadding: 48,
      zIndex: true,
      hideEdgesOnMove: many,
      hideLabelsOnMove: many,
      dragTimeout: many ? 400 : 100, // a slow frame is no rest
      minCameraRatio: 0.01,
      maxCameraRatio: 2.5,
      allowInvalidContainer: true,
      // Discs grow slower than the picture, and are smaller where there is less room.
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.6) * Math.max(1, 640 / Math.min(container.clientWidth, container.clientHeight)),
      nodeReducer: (id, attributes) => this.reduceNode(id, attributes),
      edgeReducer: (id, attributes) => this.reduceEdge(id, attributes),
      defaultDrawNodeLabel: (_, node) => void this.labels.push(node as unknown as Label),
      defaultDrawNodeHover: (context, node) => this.drawHover(context, node),
    });
    this.extent = this.sigma.getBBox();
    this.sigma.setCustomBBox(this.extent); // so that nothing jumps when nodes are placed anew
    // sigma asks the graphics card what lies under the pointer, and waits; looking it up is faster and more lenient.
    Object.assign(this.sigma, { getNodeAtPosition: (point: { x: number; y: number }) => this.nodeAt(point) });
    const { nodePrograms } = this.sigma as unknown as { nodePrograms: Record<string, { pickProgram: unknown }> };
    for (const program of Object.values(nodePrograms)) program.pickProgram = null; // and so it need not draw all nodes twice
    this.sigma.on("afterProcess", () => (this.spots = null));
    this.sigma.on("beforeRender", () => (this.labels = []));
    this.sigma.on("afterRender", () => this.drawLabels());
    this.sigma.on("clickNode", ({ node }) => this.onSelect(node));
    this.sigma.on("clickStage", () => this.onSelect(""));
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(""));
    this.sigma.getCamera().on("updated", () => this.onCamera());
  }

  get hidden(): number {
    return this.data.nodes.length - this.graph.order;
  }

  // ------------------------------------------------------------------------------ what is drawn

  private addNode(number: number): void {
    const node = this.data.nodes[number];
    if (this.graph.hasNode(node.id)) return;
    const claim = this.data.kind(node) === "Claim";
    const size = claim ? 3 : 3.2 + 15 * node.size ** 1.6;
    this.graph.addNode(node.id, { number, x: node.x, y: node.y, size, label: node.label });
  }

  private addEdge(index: number): void {
    const edge = this.data.edges[index];
    const [source, target] = [this.data.nodes[edge.source].id, this.data.nodes[edge.target].id];
    if (!this.graph.hasNode(source) || !this.graph.hasNode(target) || this.graph.hasEdge(index)) return;
    this.graph.addDirectedEdgeWithKey(String(index), source, target, { index });
  }

  // Draws a node that was left out, and everything next to it.
  reveal(number: number): void {
    const around = this.data.edgesOf(number);
    const nodes = [number, ...around.map((edge) => this.data.other(edge, number))];
    if (nodes.every((node) => this.graph.hasNode(this.data.nodes[node].id))) return;
    nodes.forEach((node) => this.addNode(node));
    for (const node of nodes) for (const edge of this.data.around[node]) this.addEdge(edge);
  }

  update(state: State, shown: Visible, dark: boolean): void {
    this.palette = dark ? DARK : LIGHT;
    this.shown = shown;
    const selected = this.data.index.get(state.selected);
    this.selected = selected === undefined ? "" : state.selected;
    if (selected !== undefined) this.reveal(selected);
    this.near = new Set();
    this.nearEdges = new Set();
    if (shown.path) this.followPath(shown.path);
    else if (selected !== undefined) this.markAround(selected, state.ego === 2 ? 2 : 1);
    // In a narrow view also what its nodes have to do with each other.
    if (state.ego && !shown.path) for (const edge of this.data.edges) if (shown.edges[edge.index]) this.nearEdges.add(String(edge.index));
    this.sigma.setSetting("edgeLabelColor", { color: this.palette.near });
    this.place(arranged(this.data, state, shown));
    this.sigma.refresh();
  }

  // Moves nodes to the places of a narrow view, and those that are no longer in it back to their own.
  private place(wanted: Map<number, { x: number; y: number }> | null): void {
    this.stopMoving();
    const targets: Record<string, { x: number; y: number }> = {};
    for (const id of this.moved.keys()) {
      const { x, y } = this.data.nodes[this.graph.getNodeAttribute(id, "number")];
      targets[id] = { x, y };
    }
    this.moved = new Map();
    const [left, right] = this.extent.x;
    const [bottom, top] = this.extent.y;
    const radius = Math.max(right - left, top - bottom, 1) * 0.3;
    for (const [number, { x, y }] of wanted ?? []) {
      const place = { x: (left + right) / 2 + x * radius, y: (bottom + top) / 2 + y * radius };
      targets[this.data.nodes[number].id] = place;
      this.moved.set(this.data.nodes[number].id, place);
    }
    const count = Object.keys(targets).length;
    if (count && count < 200 && this.graph.order <= MANY && !still()) this.stopMoving = animateNodes(this.graph, targets, { duration: 350, easing: "quadraticInOut" });
    else for (const [id, place] of Object.entries(targets)) this.graph.mergeNodeAttributes(id, place);
  }

  private markAround(number: number, steps: number): void {
    this.near.add(this.data.nodes[number].id);
    let rim = [number];
    for (let step = 0; step < steps; step++) {
      const next: number[] = [];
      for (const node of rim) {
        for (const edge of this.data.edgesOf(node)) {
          if (!this.shown.edges[edge.index]) continue;
          const other = this.data.other(edge, node);
          if (!this.near.has(this.data.nodes[other].id)) next.push(other);
          this.near.add(this.data.nodes[other].id);
          this.nearEdges.add(String(edge.index));
        }
      }
      rim = next;
    }
  }

  private followPath(path: number[]): void {
    path.forEach((node, place) => {
      this.near.add(this.data.nodes[node].id);
      for (const edge of this.data.edgesOf(node)) {
        if (this.shown.edges[edge.index] && this.data.other(edge, node) === path[place + 1]) this.nearEdges.add(String(edge.index));
      }
    });
  }

  // The node under a point of the stage, the one in front where several are; small ones reach a little further.
  private nodeAt(point: { x: number; y: number }): string | null {
    if (this.sigma.getMouseCaptor().isMoving) return this.hovered || null;
    this.spots ??= this.graph.mapNodes((id) => ({ ...(this.sigma.getNodeDisplayData(id) as NodeDisplayData), id })).filter(({ hidden }) => !hidden);
    const at = this.sigma.viewportToFramedGraph(point);
    const next = this.sigma.viewportToFramedGraph({ x: point.x + 1, y: point.y });
    const pixel = Math.hypot(next.x - at.x, next.y - at.y);
    let best: Spot | null = null;
    let nearest = 1;
    for (const spot of this.spots) {
      const radius = Math.max(this.sigma.scaleSize(spot.size) + 1, 7) * pixel;
      const distance = Math.hypot(spot.x - at.x, spot.y - at.y) / radius;
      if (distance < 1 && (!best || spot.zIndex > best.zIndex || (spot.zIndex === best.zIndex && distance < nearest))) [best, nearest] = [spot, distance];
    }
    return best && best.id;
  }

  private hover(id: string): void {
    this.container.classList.toggle("pointing", Boolean(id));
    this.hovered = id;
    if (this.near.size || this.graph.order > MANY) return;
    this.sigma.refresh({ skipIndexation: true });
  }

  private isNear(id: string): boolean {
    if (this.near.size) return this.near.has(id);
    return !this.hovered || this.graph.order > MANY || id === this.hovered || this.graph.areNeighbors(id, this.hovered);
  }

  private reduceNode(id: string, attributes: Record<string, unknown>): Partial<NodeDisplayData> {
    const number = attributes.number as number;
    const node = this.data.nodes[number];
    if (!this.shown.nodes[number]) return { ...attributes, hidden: true };
    const kind = this.data.kind(node);
    const color = this.data.color(node);
    const near = this.isNear(id);
    const chosen = id === this.selected;
    const result: Record<string, unknown> = { ...attributes };
    result.label = near && (kind !== "Claim" || this.near.size) ? shortened(node.label, this.letters(chosen)) : "";
    result.color = near ? color : this.palette.faint;
    result.rimColor = this.palette.paper;
    result.rim = 0.12;
    result.zIndex = chosen ? 3 : near ? 1 : 0;
    if (kind === "Claim") {
      result.color = this.palette.paper; // a claim is a ring: said, not known
      result.rimColor = near ? (this.contested.has(number) ? this.palette.alarm : color) : this.palette.faint;
      result.rim = 0.45;
    } else if (node.disputed && near) {
      result.rimColor = this.palette.alarm;
      result.rim = 0.2;
    } else if (this.graph.order > MANY && !chosen) {
      result.type = "point"; // without a rim, and cheaper
    }
    if (chosen) {
      result.size = (attributes.size as number) + 3;
      result.rimColor = this.palette.focus;
      result.rim = 0.2;
      result.forceLabel = true;
    }
    if (this.near.size && near && this.near.size < 60) result.forceLabel = true;
    return result;
  }

  private letters(chosen: boolean): number {
    if (this.container.clientWidth < 560) return chosen ? 30 : 18;
    return chosen ? (this.moved.size ? 44 : 60) : 34;
  }

  private reduceEdge(id: string, attributes: Record<string, unknown>): Partial<EdgeDisplayData> {
    const index = attributes.index as number;
    const edge = this.data.edges[index];
    if (!this.shown.edges[index]) return { ...attributes, hidden: true };
    const conflict = edge.relation === "conflictsWith";
    const base = conflict ? this.palette.alarm : this.palette.edge;
    if (!this.near.size) {
      const lit = this.hovered && this.graph.order <= MANY;
      const touches = lit && this.graph.extremities(id).includes(this.hovered);
      return { ...attributes, color: touches ? this.palette.near : lit ? this.palette.faint : base, size: conflict ? 1.6 : touches ? 1.6 : 1.1, zIndex: touches || conflict ? 1 : 0 };
    }
    if (!this.nearEdges.has(id)) return { ...attributes, color: this.palette.faint, size: 0.6, zIndex: 0 };
    const label = this.nearEdges.size < 40 && this.container.clientWidth >= 560 ? edge.words : "";
    return { ...attributes, type: conflict ? "line" : "arrow", color: conflict ? this.palette.alarm : this.palette.near, size: conflict ? 2.4 : 1.6, label, zIndex: 2, forceLabel: this.nearEdges.size < 14 };
  }

  // ------------------------------------------------------------------------------------- labels

  // The chosen node first, then the larger ones; a label that would lie on another is left out.
  private drawLabels(): void {
    const context = this.sigma.getCanvases().labels.getContext("2d");
    if (!context) return;
    const taken: [left: number, top: number, right: number, bottom: number][] = [];
    const rank = (label: Label) => (label.key === this.selected ? 1000 : label.size);
    const centre = this.sigma.getDimensions().width / 2;
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = this.palette.paper;
    context.fillStyle = this.palette.ink;
    for (const { key, label, x, y, size } of this.labels.sort((a, b) => rank(b) - rank(a))) {
      if (!label) continue;
      const big = size > 11 || key === this.selected;
      context.font = `${big ? 600 : 500} ${big ? 14 : 12}px ${FONT}`;
      const width = context.measureText(label).width;
      // In rings labels run outwards, elsewhere to the right.
      const outwards = this.moved.has(key) && x < centre - 4;
      const below = this.moved.has(key) && Math.abs(x - centre) <= 4;
      const left = below ? x - width / 2 : outwards ? x - size - 5 - width : x + size + 5;
      const base = below ? y + size + 15 : y + 4;
      const box: (typeof taken)[0] = [left - 2, base - 11, left + width + 2, base + 4];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      context.strokeText(label, left, base);
      context.fillText(label, left, base);
    }
  }

  private drawHover(context: CanvasRenderingContext2D, node: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">): void {
    const id = (node as { key?: string }).key ?? this.hovered;
    const label = this.graph.hasNode(id) ? shortened(this.data.nodes[this.graph.getNodeAttribute(id, "number")].label, 70) : node.label;
    if (!label) return;
    context.font = `600 13px ${FONT}`;
    const width = context.measureText(label).width;
    const [x, y] = [node.x + node.size + 4, node.y];
    context.fillStyle = this.palette.ink;
    context.beginPath();
    context.roundRect(x - 1, y - 13, width + 16, 26, 6);
    context.fill();
    context.beginPath();
    context.arc(node.x, node.y, node.size + 2, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = this.palette.ink;
    context.stroke();
    context.fillStyle = this.palette.paper;
    context.fillText(label, x + 7, y + 4.5);
  }

  // ------------------------------------------------------------------------------------- camera

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * factor) }, { duration: 160 });
  }

  pan(right: number, down: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ x: camera.x + right * camera.ratio * 0.15, y: camera.y - down * camera.ratio * 0.15 }, { duration: 120 });
  }

  // Everything that is in front (or shown) into view.
  fit(animated = true): void {
    const xs: number[] = [];
    const ys: number[] = [];
    this.graph.forEachNode((id, { number }) => {
      if (!this.shown.nodes[number] || (this.near.size && !this.near.has(id))) return;
      const at = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport(this.moved.get(id) ?? this.data.nodes[number]));
      xs.push(at.x);
      ys.push(at.y);
    });
    if (!xs.length) return;
    xs.sort((a, b) => a - b);
    ys.sort((a, b) => a - b);
    // The lonely nodes around a large picture may stand outside.
    const cut = xs.length > 200 ? Math.floor(xs.length * 0.015) : 0;
    const [left, right, bottom, top] = [xs[cut], xs[xs.length - 1 - cut], ys[cut], ys[ys.length - 1 - cut]];
    // The part of the stage that nothing covers: the timeline stands below, in a narrow view labels stick out.
    const { width, height } = this.sigma.getDimensions();
    const narrow = width < 700;
    const [roomX, roomY] = [width * (this.moved.size ? (narrow ? 0.5 : 0.52) : narrow ? 0.66 : 0.84), height - (narrow ? 130 : this.near.size ? 280 : 210)];
    const side = Math.min(width, height) - 96; // without the padding of the stage
    const ratio = Math.max(((right - left) * side) / roomX, ((top - bottom) * side) / roomY, 0.12);
    const lift = ((narrow ? -14 : 36) * ratio) / side;
    const target = { x: (left + right) / 2, y: (bottom + top) / 2 - lift, ratio, angle: 0 };
    if (animated && !still()) void this.sigma.getCamera().animate(target, { duration: 350 });
    else this.sigma.getCamera().setState(target);
  }
}

interface Spot {
  id: string;
  x: number;
  y: number;
  size: number;
  zIndex: number;
  hidden: boolean;
}

interface Label {
  key: string;
  label: string | null;
  x: number;
  y: number;
  size: number;
}

function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}
