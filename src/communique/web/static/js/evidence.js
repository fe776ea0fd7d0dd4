// The evidence column: the quotes that each row of an answer rests on. What a row names, and what
// the query names, are looked up as events, statements and as the two ends of statements.
import { at, element } from "./site.js";

const AT_ONCE = 25; // rows
const MOST = 200; // rows that get an evidence cell

/** Add a column of evidence to the table in `answer`, which shows `shown`. */
export async function evidence(answer, shown, query, endpoint, prefixes) {
  const table = answer.querySelector("table");
  if (!table || !shown || table.querySelector(".proof")) return;
  table.tHead.rows[0].append(element("th", { scope: "col", class: "proof" }, "evidence"));
  const constants = named(query, prefixes);
  const template = await (await fetch(at("query/evidence"))).text();
  const rows = [...table.tBodies[0].rows].slice(0, MOST);
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await Promise.all(rows.slice(start, start + AT_ONCE).map((row, place) => prove(row, shown.rows[start + place], constants, template, endpoint)));
  }
}

async function prove(line, row, constants, template, endpoint) {
  const things = [...new Set([...Object.values(row).filter((term) => term.type === "uri").map((term) => term.value), ...constants])];
  const cell = line.insertCell();
  if (!things.length) return;
  const query = template.replaceAll(/VALUES \?(one|other) \{[^}]*\}/g, (_, name) => `VALUES ?${name} { ${things.map((iri) => `<${iri}>`).join(" ")} }`);
  const response = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ query }), headers: { Accept: "application/sparql-results+json" } });
  const found = response.ok ? (await response.json()).results.bindings : [];
  if (!found.length) return cell.append("none named");
  const quotes = found.map(({ quote, source }) => element("li", {}, element("q", {}, quote.value), " ", element("a", { href: at(`id/${source.value.split("/id/")[1]}`) }, "source")));
  cell.append(element("details", {}, element("summary", {}, `${found.length} quote${found.length === 1 ? "" : "s"}`), element("ul", {}, ...quotes)));
}

/** The things that a query names: full IRIs and prefixed names, without those of vocabularies. */
function named(query, prefixes) {
  const body = query.replace(/^\s*(#.*|PREFIX\s.*)$/gim, "");
  return [...body.matchAll(/<([^>\s]+)>/g)].map((match) => match[1]).filter((iri) => iri.startsWith(prefixes.cmqi));
}
