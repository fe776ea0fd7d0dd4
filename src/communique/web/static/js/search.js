// Completion of names: a combobox (ARIA 1.2) on every input with data-complete. With the value
// "path" it only fills the input in, else choosing goes to the page of what was chosen.
import { at, element } from "./site.js";

const PAUSE = 120; // milliseconds after the last key

document.querySelectorAll("[data-complete]").forEach(complete);

function complete(input) {
  let waiting = 0;
  let hits = [];
  let at_ = -1;
  const list = element("ul", { role: "listbox", class: "choices", id: `${input.id}-choices`, "aria-label": "Names" });
  list.hidden = true;
  let field = input.parentElement;
  if (input.dataset.complete === "path") {
    field = element("span", { class: "field" });
    input.replaceWith(field);
    field.append(input);
  }
  field.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (!hits.length) return;
    else if (event.key === "ArrowDown") point(at_ + 1);
    else if (event.key === "ArrowUp") point(at_ - 1);
    else if (event.key === "Enter" && at_ >= 0) choose(hits[at_]);
    else return;
    event.preventDefault();
  });

  async function look() {
    const words = input.value.trim();
    if (!words) return close();
    const response = await fetch(`${at("search/names")}?q=${encodeURIComponent(words)}`);
    if (!response.ok || input.value.trim() !== words) return;
    hits = await response.json();
    list.replaceChildren(...hits.map(option));
    at_ = -1;
    input.removeAttribute("aria-activedescendant");
    show(hits.length > 0);
  }

  function option(hit, place) {
    const kind = hit.name === hit.label ? hit.kind : `${hit.name}, ${hit.kind}`;
    const item = element("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" }, element("span", {}, hit.label), element("span", { class: "meta" }, kind));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(hit);
    });
    return item;
  }

  function point(place) {
    at_ = (place + hits.length) % hits.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at_)));
    input.setAttribute("aria-activedescendant", list.children[at_].id);
  }

  function choose(hit) {
    input.value = hit.label;
    close();
    if (input.dataset.complete !== "path") location.assign(at(`page/${hit.path}`));
  }

  function close() {
    hits = [];
    show(false);
  }

  function show(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }
}
