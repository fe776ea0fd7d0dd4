// The editor of questions: completion, answers beside the question, evidence, charts, links to share.
import { bars } from "./chart.js";
import { saveCsv, wire } from "./save.js";
import { at, element } from "./site.js";
import { evidence } from "./evidence.js";

const form = document.getElementById("own");
const text = document.getElementById("query");
const answer = document.getElementById("answer");
const said = document.getElementById("said");
const saved = document.getElementById("saved");
const prefixes = JSON.parse(form.dataset.prefixes);
const MOST_ROWS = 1000;
const CMQ = prefixes.cmq;
// What the server has refused already would only be refused again.
const isAsked = /[?&](query|question)=/.test(location.search) && !answer.querySelector(".trouble");
let shown = null;
let running = null;
let editor = null;

// Before the library is there, which takes a moment: a question chosen meanwhile is not lost.
saved.addEventListener("change", () => {
  const chosen = saved.selectedOptions[0].dataset.text;
  if (!chosen) return;
  write(chosen);
  ask();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
wire(document.getElementById("tools"), { share, csv: save, evidence: () => evidence(answer, shown, read(), form.dataset.endpoint, prefixes) });
const library = document.querySelector("script[data-library]")?.dataset.library;
if (library) editor = enrich(await import(library));
if (isAsked) ask();

function read() {
  return editor ? editor.getValue() : text.value;
}

function write(query) {
  if (editor) editor.setValue(query);
  else text.value = query;
}

function enrich({ Yasqe }) {
  Yasqe.defaults.autocompleters = ["variables"];
  Yasqe.defaults.persistenceId = null;
  Yasqe.defaults.createShareableLink = null;
  Yasqe.defaults.showQueryButton = false;
  Yasqe.defaults.resizeable = true;
  const place = element("div", { id: "yasqe" });
  text.before(place);
  const made = new Yasqe(place, { value: text.value, autocompleters: ["variables"], extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false } });
  text.hidden = true;
  text.removeAttribute("name");
  made.getInputField().setAttribute("aria-label", "Query");
  made.on("change", complete);
  terms(made);
  return made;
}

/** Completion of classes and properties from the ontology, and of prefixes from ours. */
async function terms(made) {
  const query = `SELECT ?term ?type { ?term <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> <${CMQ.slice(0, -1)}> ; a ?type }`;
  const response = await fetch(`${form.dataset.endpoint}?query=${encodeURIComponent(query)}`, { headers: { Accept: "application/sparql-results+json" } });
  const rows = response.ok ? (await response.json()).results.bindings : [];
  const names = [...new Set(rows.map((row) => row.term.value).filter((iri) => iri.startsWith(CMQ)))].map((iri) => `cmq:${iri.slice(CMQ.length)}`).sort();
  made.setOption("hintOptions", { completeSingle: false, hint: () => hints(made, names) });
}

function hints(made, names) {
  const cursor = made.getCursor();
  const line = made.getLine(cursor.line).slice(0, cursor.ch);
  const start = line.search(/[\w-]+:?[\w-]*$/);
  const word = start < 0 ? "" : line.slice(start);
  const known = Object.entries(prefixes).map(([prefix, iri]) => ({ text: `${prefix}: <${iri}>`, displayText: `${prefix}:` }));
  const list = /^\s*PREFIX\s+\w*$/i.test(line) ? known.filter((one) => one.text.startsWith(word)) : names.filter((name) => word && name.startsWith(word));
  return { list, from: { line: cursor.line, ch: start < 0 ? cursor.ch : start }, to: cursor };
}

function complete(made, change) {
  if (change?.origin !== "+input") return;
  const cursor = made.getCursor();
  const word = made.getLine(cursor.line).slice(0, cursor.ch).match(/(\w+:)[\w-]*$/);
  if (!word) return;
  declare(made, word[1]);
  if (word[1] === "cmq:") made.showHint?.();
}

/** Put the PREFIX line of a prefix we know above the query when it lacks one. */
function declare(made, prefix) {
  const name = prefix.slice(0, -1);
  const isDeclared = new RegExp(`PREFIX\\s+${name}:`, "i").test(made.getValue());
  if (!isDeclared && prefixes[name]) made.replaceRange(`PREFIX ${name}: <${prefixes[name]}>\n`, { line: 0, ch: 0 });
}

async function ask() {
  const query = read();
  running?.abort();
  running = new AbortController();
  said.textContent = "Asking…";
  const began = performance.now();
  try {
    const response = await fetch(form.dataset.endpoint, {
      method: "POST",
      body: new URLSearchParams({ query }),
      headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
      signal: running.signal,
    });
    if (!response.ok) return refuse(await response.json());
    const isTable = response.headers.get("Content-Type").includes("json");
    if (isTable) show(await response.json());
    else answer.replaceChildren(element("pre", { tabindex: "0" }, await response.text()));
    said.textContent = `${count()} in ${((performance.now() - began) / 1000).toFixed(2)} s`;
    history.replaceState(null, "", `?query=${encodeURIComponent(query)}`);
  } catch (error) {
    if (error.name !== "AbortError") refuse({ detail: String(error) });
  }
}

function count() {
  return shown ? `${shown.rows.length} row${shown.rows.length === 1 ? "" : "s"}` : "Answered";
}

function refuse({ detail, hint }) {
  said.textContent = "";
  shown = null;
  answer.replaceChildren(element("p", { class: "trouble", role: "alert" }, [detail, hint].filter(Boolean).join("\n")));
}

function show(content) {
  shown = null;
  if ("boolean" in content) {
    answer.replaceChildren(element("p", { class: "lede" }, content.boolean ? "Yes." : "No."));
    return;
  }
  shown = { columns: content.head.vars, rows: content.results.bindings };
  const head = element("tr", {}, ...shown.columns.map((name) => element("th", { scope: "col" }, worded(name))));
  const body = element("tbody", {}, ...shown.rows.slice(0, MOST_ROWS).map(line));
  const table = element("table", { class: "answer" }, element("thead", {}, head), body);
  const parts = [chart(), element("div", { class: "wide", role: "region", "aria-label": "Answer", tabindex: "0" }, table)];
  if (shown.rows.length > MOST_ROWS) parts.unshift(element("p", { class: "meta" }, `These are the first ${MOST_ROWS} rows; Save CSV saves all.`));
  answer.replaceChildren(...parts.filter(Boolean));
}

function line(row) {
  return element("tr", {}, ...shown.columns.map((name) => {
    const term = row[name];
    const cell = element("td", name === "quote" ? { class: "quoted" } : term?.datatype?.endsWith("integer") ? { class: "number" } : {});
    if (term) cell.append(content(term));
    return cell;
  }));
}

function content(term) {
  if (term.type !== "uri") return term.value;
  const ours = prefixes.cmqi;
  const href = term.value.startsWith(ours) ? at(`page/${term.value.slice(ours.length)}`) : term.value;
  const known = Object.entries(prefixes).find(([prefix, iri]) => prefix !== "cmqi" && term.value.startsWith(iri));
  const words = term.value.startsWith(ours) ? term.value.slice(ours.length) : known ? `${known[0]}:${term.value.slice(known[1].length)}` : term.value;
  return element("a", { href }, words);
}

/** A chart where the answer suits one: some labels, each with one number. */
function chart() {
  const isNumber = (name) => shown.rows.every((row) => /#(integer|decimal|double)$/.test(row[name]?.datatype ?? ""));
  const numbers = shown.columns.filter(isNumber);
  if (numbers.length !== 1 || shown.rows.length < 2 || shown.rows.length > 60) return null;
  const labels = shown.columns.filter((name) => name !== numbers[0] && shown.rows.every((row) => row[name]?.type !== "uri" || shown.columns.length === 2));
  const pairs = shown.rows.slice(0, 30).map((row) => [labels.map((name) => row[name]?.value.replace(/^.*[/#]/, "") ?? "").join(" "), Number(row[numbers[0]].value)]);
  return element("div", { class: "chart" }, bars(pairs));
}

async function share() {
  await navigator.clipboard.writeText(new URL(`?query=${encodeURIComponent(read())}`, location.href).href);
  said.textContent = "The link is on the clipboard.";
}

function save() {
  if (shown) saveCsv([shown.columns, ...shown.rows.map((row) => shown.columns.map((name) => row[name]?.value))], "answer");
}

function worded(name) {
  return name.replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
}
