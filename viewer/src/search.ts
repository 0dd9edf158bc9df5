// Finding nodes by label, alias and day.

import { type Data, inWords, type Node } from "./data.ts";

export interface Hit {
  node: number;
  alias: string; // the name that was found, where it is not the label
}

export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/['’ʼ`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export class Search {
  private readonly names: [label: string, aliases: string[], rest: string][];

  constructor(private readonly data: Data) {
    this.names = data.nodes.map((node) => [
      fold(node.label),
      (node.aliases ?? []).map(fold),
      fold(`${data.kind(node)} ${node.subtype ?? ""} ${days(node)}`),
    ]);
  }

  // The best `limit` nodes in which every word of `query` begins a word of a name, a date or a kind.
  find(query: string, limit = 30): Hit[] {
    const words = fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    const ranked: [score: number, hit: Hit][] = [];
    this.names.forEach(([label, aliases, rest], node) => {
      const score = this.score(words, label, aliases, rest, node);
      if (!score) return;
      const alias = has(label, words) ? -1 : aliases.findIndex((name) => has(name, words));
      ranked.push([score, { node, alias: alias < 0 ? "" : (this.data.nodes[node].aliases ?? [])[alias] }]);
    });
    ranked.sort(([a, x], [b, y]) => b - a || x.node - y.node);
    return ranked.slice(0, limit).map(([, hit]) => hit);
  }

  private score(words: string[], label: string, aliases: string[], rest: string, node: number): number {
    const whole = words.join(" ");
    const { mentions, type } = this.data.nodes[node];
    const isClaim = this.data.typeNames[type] === "Claim";
    const popularity = Math.log1p(mentions) / 20;
    let score = 0;
    if (label === whole || aliases.includes(whole)) score = 5;
    else if (label.startsWith(whole)) score = 4;
    else if (has(label, words)) score = 3;
    else if (aliases.some((name) => has(name, words))) score = 2.8;
    else if (has(`${label} ${aliases.join(" ")} ${rest}`, words)) score = 2;
    else if (words.every((word) => label.includes(word) || aliases.some((name) => name.includes(word)))) score = 1;
    return score && score + popularity - (isClaim ? 1.5 : 0);
  }
}

function has(name: string, words: string[]): boolean {
  const spaced = ` ${name}`;
  return words.every((word) => spaced.includes(` ${word}`));
}

function days(node: Node): string {
  if (!node.from || node.from !== node.to) return node.when ?? "";
  return `${node.from} ${inWords(node.from)}`;
}
