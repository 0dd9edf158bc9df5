// The picture as it stands, as SVG and as PNG.

import type { Scene } from "./scene.ts";

const XML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  // Control characters have no place in XML.
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"]/g, (letter) => XML[letter]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, " ");
}

const round = (value: number) => Math.round(value * 10) / 10;

export function toSvg({ sigma, graph, palette }: Scene): string {
  const { width, height } = sigma.getDimensions();
  const inside = ({ x, y }: { x: number; y: number }) => x > -50 && y > -50 && x < width + 50 && y < height + 50;
  const place = new Map<string, { x: number; y: number; size: number }>();
  graph.forEachNode((id) => {
    const data = sigma.getNodeDisplayData(id);
    if (data && !data.hidden) place.set(id, { ...sigma.framedGraphToViewport(data), size: sigma.scaleSize(data.size) });
  });
  const edges: [number, string][] = [];
  graph.forEachEdge((id, _, source, target) => {
    const data = sigma.getEdgeDisplayData(id);
    const [a, b] = [place.get(source), place.get(target)];
    if (!data || data.hidden || !a || !b || (!inside(a) && !inside(b))) return;
    edges.push([data.zIndex, `<line x1="${round(a.x)}" y1="${round(a.y)}" x2="${round(b.x)}" y2="${round(b.y)}" stroke="${data.color}" stroke-width="${round(data.size)}"/>`]);
  });
  const nodes: [number, string][] = [];
  for (const [id, { x, y, size }] of place) {
    const data = sigma.getNodeDisplayData(id) as unknown as { zIndex: number; color: string; rim: number; rimColor: string };
    if (!inside({ x, y })) continue;
    const rim = size * data.rim;
    nodes.push([data.zIndex, `<circle cx="${round(x)}" cy="${round(y)}" r="${round(size - rim / 2)}" fill="${data.color}" stroke="${data.rimColor}" stroke-width="${round(rim)}"/>`]);
  }
  const labels = [...sigma.getNodeDisplayedLabels()].map((id) => {
    const at = place.get(id);
    const label = sigma.getNodeDisplayData(id)?.label;
    if (!at || !label) return "";
    const [x, y] = [round(at.x + at.size + 4), round(at.y + 4)];
    return `<text x="${x}" y="${y}" stroke="${palette.paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" fill="${palette.ink}">${escaped(label)}</text>`;
  });
  const ordered = (parts: [number, string][]) => parts.sort(([a], [b]) => a - b).map(([, text]) => text);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="${palette.paper}"/>`,
    ...ordered(edges),
    ...ordered(nodes),
    ...labels.filter(Boolean),
    "</svg>",
  ].join("\n");
}

export function saveSvg(scene: Scene): void {
  save(new Blob([toSvg(scene)], { type: "image/svg+xml" }), "graph.svg");
}

export async function savePng(scene: Scene, scale = 2): Promise<void> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([toSvg(scene)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => blob && save(blob, "graph.png"));
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
