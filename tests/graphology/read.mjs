// Reads a GraphML and a GEXF file as a browser tool would; prints what is in them: node read.mjs FILE.graphml FILE.gexf
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const [first, second] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const options = { addMissingNodes: false };
const read = { graphml: graphml.parse(Graph, first, options), gexf: gexf.parse(Graph, second, options) };
const found = {};
for (const [name, graph] of Object.entries(read)) {
  found[name] = {
    nodes: graph.order,
    edges: graph.size,
    ids: graph.edges().sort(),
    labels: Object.fromEntries(graph.mapNodes((node, data) => [node, data.label])),
    kinds: [...new Set(graph.mapEdges((edge, data) => data.relation))].sort(),
    sizes: graph.mapNodes((node, data) => data.size).every((size) => size >= 4 && size <= 100),
    placed: graph.mapNodes((node, data) => data).every((data) => Number.isFinite(data.x) && Number.isFinite(data.y)),
  };
}
console.log(JSON.stringify(found));
