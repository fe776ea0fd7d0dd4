// The table of events as a graph that can be moved about and grown.
import { saveBlob, saveCsv, saveSvg, texts, wire } from "./save.js";
import { at, drawn, palette } from "./site.js";

const { cytoscape } = await import(document.querySelector("script[data-library]").dataset.library);
const section = document.getElementById("drawing");
const table = document.getElementById("lines");
const said = document.getElementById("chosen");
const NAME = "graph";
const colours = palette();
const FONT = getComputedStyle(document.body).fontFamily;
const SHAPES = { Person: "ellipse", Country: "round-rectangle", SupranationalUnion: "round-rectangle", Summit: "diamond", Declaration: "tag", ExportControl: "tag" };

section.hidden = false;
const graph = cytoscape({
  container: document.getElementById("graph"),
  elements: elements(table),
  maxZoom: 2,
  style: [
    { selector: "node", style: { label: "data(label)", shape: (node) => SHAPES[node.data("kind")] ?? "hexagon", "background-color": colours.link, color: colours.ink, "font-size": 12, "font-family": FONT, "text-valign": "bottom", "text-margin-y": 5, "text-outline-color": colours.raised, "text-outline-width": 2, "text-max-width": 120, "text-wrap": "ellipsis", width: 20, height: 20 } },
    { selector: "node.centre", style: { "background-color": colours.ink, width: 28, height: 28, "font-weight": "bold" } },
    { selector: "edge", style: { label: "data(kind)", width: 1.5, "curve-style": "bezier", "target-arrow-shape": "triangle", "line-color": (edge) => colours[edge.data("tone")], "target-arrow-color": (edge) => colours[edge.data("tone")], "line-style": (edge) => (edge.data("factuality") === "Actual" ? "solid" : "dashed"), "font-size": 9, "font-family": FONT, color: colours.soft, "text-rotation": "autorotate", "text-outline-color": colours.raised, "text-outline-width": 2, "min-zoomed-font-size": 8 } },
    { selector: ":selected", style: { "overlay-color": colours.link, "overlay-opacity": 0.18 } },
  ],
});
mark();
arrange();

graph.on("tap", "node", (event) => grow(event.target));
graph.on("tap", "edge", (event) => tell(event.target));
wire(section, {
  fit: () => graph.animate({ fit: { padding: 30 } }),
  svg: () => saveSvg(picture(), NAME),
  png: async () => saveBlob(await graph.png({ output: "blob-promise", full: true, scale: 2, bg: colours.paper }), `${NAME}.png`),
  csv: () => saveCsv(texts(table), NAME),
});

function elements(rows) {
  const found = new Map();
  for (const row of rows.tBodies[0].rows) {
    const { agent, patient, event, kind, tone, factuality } = row.dataset;
    for (const [iri, cell] of [[agent, row.cells[1]], [patient, row.cells[3]]]) {
      found.set(iri, { data: { id: iri, label: cell.innerText.trim(), kind: cell.dataset.kind, page: cell.querySelector("a").href } });
    }
    const id = `${event} ${agent} ${patient}`;
    found.set(id, { data: { id, source: agent, target: patient, kind, tone, factuality, page: row.cells[2].querySelector("a").href, when: row.cells[0].innerText } });
  }
  return [...found.values()];
}

function mark() {
  const label = document.getElementById("thing").value;
  graph.nodes().filter((node) => node.data("label") === label).addClass("centre");
}

function arrange() {
  graph.layout({ name: "cose", animate: false, nodeDimensionsIncludeLabels: true, nodeRepulsion: () => 400000, idealEdgeLength: () => 90, gravity: 0.6, numIter: 1500, padding: 40 }).run();
}

async function grow(node) {
  said.replaceChildren(link(node.data("page"), node.data("label")), " is open to be read.");
  if (node.hasClass("centre")) return;
  node.addClass("centre");
  const path = new URL(node.data("page")).pathname.split("/page/")[1];
  const response = await fetch(`${at("explore")}?thing=${encodeURIComponent(decodeURIComponent(path))}`);
  if (!response.ok) return;
  const more = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("lines");
  if (!more) return;
  const fresh = elements(more).filter(({ data }) => graph.getElementById(data.id).empty());
  graph.add(fresh);
  const known = new Set([...table.tBodies[0].rows].map((row) => row.dataset.event + row.dataset.agent + row.dataset.patient));
  for (const row of [...more.tBodies[0].rows]) {
    if (!known.has(row.dataset.event + row.dataset.agent + row.dataset.patient)) table.tBodies[0].append(row);
  }
  arrange();
}

function tell(edge) {
  const { when, kind, page } = edge.data();
  said.replaceChildren(`${when} `, link(page, `${edge.source().data("label")}: ${kind}: ${edge.target().data("label")}`));
}

function link(address, words) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  return made;
}

/** The graph as it stands, as SVG. */
function picture() {
  const box = graph.elements().boundingBox();
  const [width, height] = [Math.ceil(box.w + 60), Math.ceil(box.h + 60)];
  const place = (point) => [point.x - box.x1 + 30, point.y - box.y1 + 30];
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}` }, drawn("rect", { width, height, fill: colours.paper }));
  const font = { "font-family": "system-ui, sans-serif", "text-anchor": "middle" };
  for (const edge of graph.edges()) {
    const [x1, y1] = place(edge.sourceEndpoint());
    const [x2, y2] = place(edge.targetEndpoint());
    const [mx, my] = place(edge.midpoint());
    const [cx, cy] = [2 * mx - (x1 + x2) / 2, 2 * my - (y1 + y2) / 2];
    const colour = colours[edge.data("tone")];
    const dashes = edge.data("factuality") === "Actual" ? {} : { "stroke-dasharray": "5 4" };
    const angle = Math.atan2(y2 - cy, x2 - cx);
    const tip = [0.4, -0.4].map((turn) => `${x2 - 9 * Math.cos(angle + turn)} ${y2 - 9 * Math.sin(angle + turn)}`);
    svg.append(
      drawn("path", { d: `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}`, fill: "none", stroke: colour, "stroke-width": 1.5, ...dashes }),
      drawn("path", { d: `M${x2} ${y2}L${tip[0]}L${tip[1]}Z`, fill: colour }),
      drawn("text", { ...font, x: mx, y: my - 4, "font-size": 9, fill: colours.soft }, edge.data("kind")),
    );
  }
  for (const node of graph.nodes()) {
    const [cx, cy] = place(node.position());
    const isCentre = node.hasClass("centre");
    svg.append(
      drawn("circle", { cx, cy, r: isCentre ? 14 : 10, fill: isCentre ? colours.ink : colours.link }),
      drawn("text", { ...font, x: cx, y: cy + 27, "font-size": 12, fill: colours.ink }, node.data("label")),
    );
  }
  return svg;
}
