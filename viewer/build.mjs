// Bundles src/ into kg/export/page.js and page.css; with --check only says whether they are what src/ gives.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const result = await build({
  absWorkingDir: here("."),
  entryPoints: { page: "src/main.ts" },
  outdir: here("../kg/export"),
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  legalComments: "none",
  banner: { js: "/* The page of kg, with parts of sigma and graphology; licences: kg/export/page.LICENSE */" },
  write: false,
  metafile: true,
});
const packages = new Set(Object.keys(result.metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]));
const licences = [...packages].filter(Boolean).sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), "utf8"));
  const file = ["LICENSE.txt", "LICENSE", "LICENSE.md"].map((file) => here(`node_modules/${name}/${file}`)).find(existsSync);
  return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
});
const files = [...result.outputFiles, { path: here("../kg/export/page.LICENSE"), text: licences.join(`\n${"-".repeat(80)}\n\n`) }];
let stale = 0;
for (const { path, text } of files) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not what viewer/src gives: run make viewer`);
    stale = 1;
  }
}
process.exit(stale);
