// Choosing an event of an article: its words are lit up, and its Turtle is shown beside it.

const items = document.querySelectorAll("[data-event]");
const words = document.querySelectorAll("[data-of]");

for (const item of items) {
  item.querySelector(".what a")?.addEventListener("click", (event) => {
    event.preventDefault();
    choose(item, { scroll: true });
  });
}
for (const piece of words) {
  piece.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const owners = piece.dataset.of.split(" ");
    const current = owners.indexOf(document.querySelector("li.chosen")?.dataset.event);
    const next = owners[(current + 1) % owners.length];
    choose([...items].find((item) => item.dataset.event === next), { scroll: false });
  });
}

async function choose(item, { scroll }) {
  if (!item) return;
  document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  document.querySelectorAll("pre.turtle").forEach((one) => one.remove());
  item.classList.add("chosen");
  const lit = [...words].filter((one) => one.dataset.of.split(" ").includes(item.dataset.event));
  lit.forEach((one) => one.classList.add("chosen"));
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (scroll) lit[0]?.scrollIntoView({ block: "center", behavior });
  else item.scrollIntoView({ block: "nearest", behavior });
  const response = await fetch(item.dataset.page);
  if (!response.ok || !item.classList.contains("chosen")) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const turtle = document.createElement("pre");
  turtle.className = "turtle";
  turtle.tabIndex = 0;
  turtle.textContent = page.getElementById("turtle").textContent;
  item.append(turtle);
}
