// The events between two actors as dots on a line of time.
import { dots } from "./chart.js";
import { saveCsv, savePng, saveSvg, wire } from "./save.js";

const events = [...document.querySelectorAll("#events > li")].map((item) => ({ ...item.dataset }));
const dated = events.filter((event) => event.when);
const NAME = "timeline";

if (dated.length) {
  const chart = dots(dated);
  document.getElementById("chart").append(chart);
  wire(document.getElementById("tools"), {
    svg: () => saveSvg(chart, NAME),
    png: () => savePng(chart, NAME),
    csv: () => saveCsv([["when", "kind", "what"], ...events.map((event) => [event.when, event.kind, event.label])], NAME),
  });
}
