// Saving what a page shows: as SVG, PNG and CSV.

const SCALE = 2; // pixels of a PNG for each unit of its SVG

/** Save text under a name. */
export const saveText = (text, name, type) => saveBlob(new Blob([text], { type }), name);

/** Save a blob under a name. */
export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Save an SVG element. */
export const saveSvg = (svg, name) => saveText(markup(svg), `${name}.svg`, "image/svg+xml");

/** Save an SVG element as a picture. */
export async function savePng(svg, name) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = svg.viewBox.baseVal.width * SCALE;
  canvas.height = svg.viewBox.baseVal.height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  saveBlob(await new Promise((done) => canvas.toBlob(done, "image/png")), `${name}.png`);
}

/** Save rows of texts as CSV (RFC 4180). */
export function saveCsv(rows, name) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => row.map((one) => cell(String(one ?? "").trim())).join(",")).join("\r\n");
  saveText(`${text}\r\n`, `${name}.csv`, "text/csv");
}

/** The texts of a table, head included. */
export const texts = (table) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ")));

/** Let the buttons with data-do in `tools` do what `deeds` says. */
export function wire(tools, deeds) {
  tools.hidden = false;
  tools.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
}

function markup(svg) {
  const copy = svg.cloneNode(true);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return new XMLSerializer().serializeToString(copy);
}
