// Bundles what pages use of others' code into ../static/bundle: node build.mjs
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const out = join(here, "..", "static", "bundle");

const FONTS = [
  ["Source Sans 3 Variable", "source-sans-3", "source-sans-3-latin-wght-normal.woff2"],
  ["Source Serif 4 Variable", "source-serif-4", "source-serif-4-latin-wght-normal.woff2"],
];
const LATIN = "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215";

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { editor: "editor.js", cytoscape: "graph.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".svg": "dataurl", ".woff": "dataurl", ".woff2": "dataurl", ".ttf": "dataurl", ".eot": "empty" },
  legalComments: "none",
  logLevel: "warning",
});

const faces = FONTS.map(([family, folder, file]) => {
  copyFileSync(join(packages, "@fontsource-variable", folder, "files", file), join(out, file));
  return `@font-face { font-family: "${family}"; src: url(${file}) format("woff2"); font-weight: 200 900; font-display: swap; unicode-range: ${LATIN}; }\n`;
});
writeFileSync(join(out, "fonts.css"), faces.join(""));

const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const notices = Object.entries(lock.packages)
  .filter(([path, about]) => path && !about.optional && !path.endsWith("/esbuild"))
  .map(([path, about]) => {
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"].map((name) => join(here, path, name)).find(existsSync);
    const text = file ? readFileSync(file, "utf8").trim() : `Licence: ${about.license ?? "see the package"}`;
    return `${path.replace("node_modules/", "")} ${about.version}\n\n${text}\n`;
  });
writeFileSync(join(out, "LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
