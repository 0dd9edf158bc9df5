// The graph as the page carries it, and what follows from it: neighbours, texts, days.

export type Span = [sentence: number, begin: number, end: number]; // code points inside the sentence
export type Range = [low: number | null, high: number | null];

export interface Node {
  id: string;
  label: string;
  type: number;
  subtype?: string;
  x: number;
  y: number;
  size: number; // 0 to 1
  mentions: number;
  documents: number;
  from?: string; // first and last day as ISO dates
  to?: string;
  when?: string; // as precise as the text says
  aliases?: string[];
  roles?: [title: string, span: Span][];
  spans?: Span[];
  factuality?: string;
  deaths?: Range;
  injuries?: Range;
  disputed?: boolean;
  sources?: number;
  weapons?: string[];
  quantities?: [measure: string, low: number | null, high: number | null][];
  confidence?: number;
  stance?: string;
}

export type EdgeRow = [source: number, target: number, relation: number, confidence: number, spans: Span[]];

export interface Raw {
  generator: string;
  types: [name: string, color: string][];
  relations: [name: string, words: string][];
  stories: [title: string, published: string, path: string, publisher: string][];
  sentences: [story: number, text: string, opens?: 1][]; // 1: begins a paragraph
  nodes: Node[];
  edges: EdgeRow[];
}

export interface Edge {
  index: number;
  source: number;
  target: number;
  relation: string;
  words: string;
  confidence: number;
  spans: Span[];
}

export interface Evidence {
  before: string; // with the line break or the space that parts it from the sentence
  parts: [start: string, marked: string, end: string];
  after: string;
  story: { title: string; published: string; path: string; publisher: string };
}

export type Interval = [from: string, to: string];

export class Data {
  readonly index = new Map<string, number>();
  readonly edges: Edge[];
  readonly around: number[][]; // edges of every node
  readonly typeNames: string[];
  readonly colors: string[];
  readonly days: string[]; // every day on which something begins, sorted
  private readonly activity: Interval[][];

  constructor(readonly raw: Raw) {
    raw.nodes.forEach((node, number) => this.index.set(node.id, number));
    this.typeNames = raw.types.map(([name]) => name);
    this.colors = raw.types.map(([, color]) => color);
    this.around = raw.nodes.map(() => []);
    this.edges = raw.edges.map(([source, target, relation, confidence, spans], index) => {
      this.around[source].push(index);
      if (target !== source) this.around[target].push(index);
      const [name, words] = raw.relations[relation];
      return { index, source, target, relation: name, words, confidence, spans };
    });
    this.activity = raw.nodes.map((_, number) => this.findActivity(number));
    const days = new Set<string>();
    for (const node of raw.nodes) if (this.isDatedKind(node) && node.from) days.add(node.from);
    this.days = [...days].sort();
  }

  get nodes(): Node[] {
    return this.raw.nodes;
  }

  kind(node: Node): string {
    return this.typeNames[node.type];
  }

  color(node: Node): string {
    return this.colors[node.type];
  }

  isDatedKind(node: Node): boolean {
    return this.kind(node) === "Event" || this.kind(node) === "Claim";
  }

  other(edge: Edge, node: number): number {
    return edge.source === node ? edge.target : edge.source;
  }

  edgesOf(node: number): Edge[] {
    return this.around[node].map((edge) => this.edges[edge]);
  }

  // An entity is there on the days of its news and of the events that it takes part in.
  private findActivity(number: number): Interval[] {
    const node = this.nodes[number];
    const found: Interval[] = node.from ? [[node.from, node.to ?? node.from]] : [];
    if (this.isDatedKind(node)) return found;
    for (const edge of this.around[number]) {
      const other = this.nodes[this.other(this.edges[edge], number)];
      if (other.from && this.isDatedKind(other)) found.push([other.from, other.to ?? other.from]);
    }
    return found;
  }

  isActive(number: number, from: string, to: string, undated: boolean): boolean {
    const intervals = this.activity[number];
    return intervals.length ? intervals.some(([first, last]) => first <= to && from <= last) : undated;
  }

  text([sentence, begin, end]: Span): string {
    return [...this.raw.sentences[sentence][1]].slice(begin, end).join("");
  }

  evidence(span: Span): Evidence {
    const [number, begin, end] = span;
    const [story, text] = this.raw.sentences[number];
    const letters = [...text];
    const [title, published, path, publisher] = this.raw.stories[story];
    return {
      before: this.near(number - 1, story) && this.near(number - 1, story) + this.gap(number),
      parts: [letters.slice(0, begin).join(""), letters.slice(begin, end).join(""), letters.slice(end).join("")],
      after: this.near(number + 1, story) && this.gap(number + 1) + this.near(number + 1, story),
      story: { title, published, path, publisher },
    };
  }

  private gap(number: number): string {
    return this.raw.sentences[number][2] ? "\n" : " ";
  }

  private near(number: number, story: number): string {
    const sentence = this.raw.sentences[number];
    return sentence && sentence[0] === story ? sentence[1] : "";
  }
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

// "2024-01-04" → "4 January 2024"; months and years are as they are.
export function inWords(date: string, short = false): string {
  const [year, month, day] = date.split("-");
  if (!month) return year;
  const name = MONTHS[Number(month) - 1].slice(0, short ? 3 : undefined);
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

export function rangeInWords([low, high]: Range): string {
  if (low !== null && high !== null) return low === high ? low.toLocaleString("en") : `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
  return low !== null ? `at least ${low.toLocaleString("en")}` : `at most ${(high ?? 0).toLocaleString("en")}`;
}

export function dateOf(node: Node): string {
  if (node.when) return inWords(node.when);
  if (!node.from) return "";
  if (!node.to || node.to === node.from) return inWords(node.from);
  return `${inWords(node.from, true)} – ${inWords(node.to, true)}`;
}
