// The address decides what is shown; everything else only changes the address.

const form = document.querySelector(".filter");
let shownBefore = null;
let scrolled = 0;
let selected = [];

function show() {
  const wanted = view();
  const filter = new URLSearchParams(wanted);
  filter.delete("record");
  filter.delete("at");
  if (String(filter) !== shownBefore) {
    selected = select(wanted);
    showMatrix(wanted, selected);
    for (const input of form.elements) {
      if (input.name && input !== document.activeElement) input.value = wanted.get(input.name) ?? "";
    }
    const all = data.records.length;
    by("shown").textContent =
      selected.length === all ? `All ${count(all, "record")}` : `${selected.length.toLocaleString("en")} of ${count(all, "record")}`;
  }
  const record = data.records.find((record) => record.id === wanted.get("record"));
  const opened = !by("record").hidden;
  if (record) showDetails(record, wanted, opened);
  else if (opened) {
    turnTo("report");
    document.title = title;
    scrollTo(0, scrolled);
  }
  // A number that was followed leads down to its records.
  const followed = shownBefore !== null && String(filter) !== shownBefore && !form.contains(document.activeElement) && !by("table").contains(document.activeElement);
  if (!record && followed && String(filter)) by("matrix").scrollIntoView();
  shownBefore = String(filter);
}

const title = document.title;

/** Shows the report or a record, each with its own heading. */
function turnTo(id) {
  for (const part of ["head", "report", "record"]) by(part).hidden = (part === "record") !== (id === "record");
}

function showDetails(record, wanted, opened) {
  if (!opened) scrolled = scrollY;
  turnTo("record");
  const page = by("record");
  if (page.dataset.id !== record.id || page.dataset.view !== shownBefore) {
    page.dataset.id = record.id;
    page.dataset.view = shownBefore;
    const heading = showRecord(record, selected);
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  pointAt(wanted.get("at"));
}

function follow(changes) {
  history.replaceState(null, "", address(changes));
  show();
}

form.addEventListener("input", (event) => follow({ [event.target.name]: event.target.value }));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  history.replaceState(null, "", "#");
  show();
});

by("table").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sort]");
  if (!button) return;
  follow({ sort: button.dataset.sort });
  by("table").querySelector(`button[data-sort=${button.dataset.sort}]`).focus();
});

let drawn = false;
matrix.box.addEventListener("scroll", () => {
  if (drawn) return;
  drawn = true;
  requestAnimationFrame(() => {
    drawn = false;
    fillMatrix();
  });
});

document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  by("matrix").focus();
});

addEventListener("keydown", (event) => {
  if (by("record").hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, .text")) return;
  const step = { ArrowLeft: "[data-step='-1']", ArrowRight: "[data-step='1']", Escape: "[data-back]" }[event.key];
  const to = step && by("record").querySelector(step);
  if (to) {
    event.preventDefault();
    location.hash = to.hash;
  }
});

addEventListener("resize", fillMatrix);
addEventListener("hashchange", show);
show();
