// Saving the matrix of countries.
import { squares } from "./chart.js";
import { saveCsv, savePng, saveSvg, texts, wire } from "./save.js";

const table = document.getElementById("matrix");
const NAME = "matrix";

if (table) {
  const cells = texts(table);
  const drawing = () => squares(cells[0].slice(1), cells.slice(1).map((row) => row.slice(1).map(Number)));
  wire(document.getElementById("tools"), {
    svg: () => saveSvg(drawing(), NAME),
    png: () => savePng(drawing(), NAME),
    csv: () => saveCsv(cells, NAME),
  });
}
