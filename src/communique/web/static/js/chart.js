// Small charts in SVG, with all that they look like in their attributes, so that they can be saved.
import { drawn, palette } from "./site.js";

const FONT = { "font-family": "system-ui, sans-serif", "font-size": 13 };

/** Bars for (label, number) pairs. */
export function bars(pairs) {
  const colours = palette();
  const row = 26;
  const width = Math.max(340, Math.min(640, innerWidth - 40));
  const left = Math.round(width / 3);
  const largest = Math.max(...pairs.map(([, number]) => number), 1);
  const height = pairs.length * row + 8;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, role: "img", "aria-label": `Bars: ${pairs.map((pair) => pair.join(" ")).join(", ")}` });
  pairs.forEach(([label, number], place) => {
    const y = place * row + 4;
    const long = ((width - left - 60) * number) / largest;
    svg.append(
      drawn("text", { ...FONT, x: left - 10, y: y + 15, "text-anchor": "end", fill: colours.ink }, shortened(label, Math.floor(left / 7))),
      drawn("rect", { x: left, y: y + 3, width: Math.max(long, 1), height: row - 10, fill: colours.talks }),
      drawn("text", { ...FONT, x: left + long + 8, y: y + 15, fill: colours.ink }, String(number)),
    );
  });
  return svg;
}

/** Dots on a line of time for events with when (ISO 8601, any precision), tone, label and kind. */
export function dots(events) {
  const colours = palette();
  const [width, left, right] = [900, 110, 30];
  const kinds = [...new Set(events.map((event) => event.kind))];
  const days = events.map((event) => moment(event.when));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const span = Math.max(last - first, 1);
  const x = (day) => left + ((width - left - right) * (first === last ? 0.5 : (day - first) / span));
  const height = kinds.length * 30 + 40;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, role: "img", "aria-label": "The events of the list below on a line of time" });
  kinds.forEach((kind, place) => {
    const y = place * 30 + 20;
    svg.append(
      drawn("text", { ...FONT, x: left - 14, y: y + 4, "text-anchor": "end", fill: colours.soft }, kind),
      drawn("line", { x1: left, x2: width - right, y1: y, y2: y, stroke: colours.line }),
    );
  });
  for (const year of years(first, last)) {
    svg.append(drawn("text", { ...FONT, x: x(year.day), y: height - 8, "text-anchor": "middle", fill: colours.soft }, year.label));
  }
  events.forEach((event, place) => {
    const dot = drawn("circle", { cx: x(days[place]), cy: kinds.indexOf(event.kind) * 30 + 20, r: 6, fill: colours[event.tone], "fill-opacity": 0.75 });
    dot.append(drawn("title", {}, `${event.when}: ${event.label}`));
    svg.append(dot);
  });
  return svg;
}

/** A square for each pair of `names` with the number in `cells[row][column]`. */
export function squares(names, cells) {
  const colours = palette();
  const [side, left, top] = [36, 170, 150];
  const largest = Math.max(...cells.flat(), 1);
  const [width, height] = [left + side * names.length + 20, top + side * names.length + 20];
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, role: "img" }, drawn("rect", { width, height, fill: colours.paper }));
  names.forEach((name, place) => {
    const middle = place * side + side / 2;
    svg.append(
      drawn("text", { ...FONT, x: left - 10, y: top + middle + 4, "text-anchor": "end", fill: colours.ink }, shortened(name, 22)),
      drawn("text", { ...FONT, fill: colours.ink, transform: `translate(${left + middle + 4} ${top - 10}) rotate(-90)` }, shortened(name, 20)),
    );
  });
  cells.forEach((row, y) =>
    row.forEach((number, x) => {
      svg.append(drawn("rect", { x: left + x * side, y: top + y * side, width: side, height: side, stroke: colours.line, fill: number ? colours.talks : "none", "fill-opacity": number ? 0.15 + (0.5 * number) / largest : 0 }));
      if (number) svg.append(drawn("text", { ...FONT, x: left + x * side + side / 2, y: top + y * side + side / 2 + 4, "text-anchor": "middle", fill: colours.ink }, String(number)));
    }),
  );
  return svg;
}

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const moment = (when) => Date.parse(`${when}-01-01`.slice(0, 10));

function years(first, last) {
  const [from, to] = [new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear()];
  const step = Math.ceil((to - from + 1) / 12);
  const found = [];
  for (let year = from; year <= to; year += step) {
    const day = Math.min(Math.max(Date.UTC(year, 0, 1), first), last);
    found.push({ label: String(year), day });
  }
  return found;
}
