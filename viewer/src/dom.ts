// Elements with text that stays text: nothing here ever parses markup.

export type Child = Node | string | null | undefined | false;

export interface Properties {
  class?: string;
  title?: string;
  onclick?: (event: MouseEvent) => void;
  [attribute: string]: unknown;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child) || child === ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Record<string, string | number> = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

// Line icons of our own on a grid of 20 by 20.
const ICONS: Record<string, string> = {
  search: "M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M13 13l4 4",
  moon: "M16 11.6A6.5 6.5 0 1 1 8.4 4a5.2 5.2 0 0 0 7.6 7.6",
  sun: "M10 6.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4M10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M15.7 4.3l-1.3 1.3M5.6 14.4l-1.3 1.3",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  picture: "M3 4.5h14v11H3zM3 13l4-4l3.5 3.5l2.5-2l4 3.5M13 7.6h.01",
  filter: "M3 5h14M6 10h8M8.5 15h3",
  link: "M8.5 11.5l3-3M9 6.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5L9.5 15A3.2 3.2 0 0 1 5 10.5L6.5 9",
  ego: "M10 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14",
  path: "M5 13a2 2 0 1 0 0 4a2 2 0 1 0 0-4M15 3a2 2 0 1 0 0 4a2 2 0 1 0 0-4M6.5 13.6L13.5 6.4",
  back: "M12 4l-6 6l6 6",
  close: "M5 5l10 10M15 5L5 15",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5h.01",
  chevron: "M6 8l4 4l4-4",
};

export function icon(name: string): SVGElement {
  const path = svg("path", { d: ICONS[name] });
  return svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" }, path);
}

export function iconButton(name: string, title: string, onclick: (event: MouseEvent) => void): HTMLButtonElement {
  const button = h("button", { class: "icon-button", type: "button", title, "aria-label": title, onclick });
  button.append(icon(name));
  return button;
}

export function counted(count: number, noun: string): string {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}
