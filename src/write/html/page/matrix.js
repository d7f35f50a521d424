// The matrix: a record a row, a field a column. Only rows in sight and some around them are in the page.

const BEYOND = 12;

const matrix = { box: document.querySelector(".matrix"), records: [], columns: [], rows: new Map(), height: 48 };

/** Shows these records with the columns of the view. */
function showMatrix(wanted, records) {
  matrix.records = records;
  matrix.columns = columns(wanted);
  matrix.rows.clear();
  const table = by("table");
  table.setAttribute("aria-rowcount", records.length + 1);
  table.tHead.replaceChildren(matrixHead(orderOf(wanted)));
  table.tBodies[0].replaceChildren(gap(), gap());
  matrix.box.scrollTop = 0;
  fillMatrix();
}

const gap = () => el("tr", { class: "gap", "aria-hidden": "true" }, el("td", { colspan: matrix.columns.length + 4 }));

function matrixHead(order) {
  const button = (key, words) => el("button", { type: "button", "data-sort": key, "data-on": order === key }, words);
  const sorted = (...keys) => {
    if (!keys.includes(order)) return null;
    return severities.some((severity) => order === `${severity}s`) ? "descending" : "ascending";
  };
  const row = el("tr", { "aria-rowindex": 1 });
  row.append(
    el("th", { scope: "col", class: "record", "aria-sort": sorted("title", "path") },
      el("span", { class: "by" }, button("title", "Title"), button("path", "Path"))),
    ...severities.map((severity) => `${severity}s`).map((key) =>
      el("th", { scope: "col", class: "count", "aria-sort": sorted(key) }, button(key, key[0].toUpperCase() + key.slice(1)))),
    ...matrix.columns.map((column) =>
      el("th", { scope: "col", class: "tall" }, el("span", {}, data.columns[column].label))),
  );
  return row;
}

function matrixRow(record, position) {
  const name = record.title || record.name;
  const row = el("tr", { "aria-rowindex": position + 2 },
    el("th", { scope: "row", class: "record" },
      el("a", { href: recordAddress(record), title: name }, name), el("small", { title: record.name }, record.name)),
    ...record.counts.map((number) =>
      el("td", { class: "count" }, number > 0 && el("a", { href: recordAddress(record), tabindex: -1 }, String(number)))));
  for (const column of matrix.columns) {
    const known = signs[record.signs[column]];
    if (!known) {
      row.append(el("td", {}));
      continue;
    }
    const found = record.found.filter((found) => found[0] === column).length;
    const words = known.word + (found ? `, ${count(found, "finding")}` : "");
    // The row's own link is enough for the keyboard: some thirty more a row would be a wall.
    const sign = el("a", { href: recordAddress(record, data.columns[column].field), tabindex: -1, title: `${data.columns[column].label}: ${words}` },
      el("span", { class: `sign ${known.status}`, "aria-hidden": "true" }, known.sign),
      el("span", { class: "unseen" }, words),
      // What is missing is its own finding.
      found > (known.sign === "✕" ? 1 : 0) && el("sup", { "aria-hidden": "true" }, String(found)));
    row.append(el("td", {}, known.status === "notasked" ? [...sign.childNodes] : sign));
  }
  return row;
}

/** Puts the rows in sight into the page and takes others out; rows that stay are the same, and keep the focus. */
function fillMatrix() {
  const { box, rows, records } = matrix;
  const first = Math.max(0, Math.floor(box.scrollTop / matrix.height) - BEYOND);
  const end = Math.min(records.length, first + Math.ceil(box.clientHeight / matrix.height) + 2 * BEYOND);
  for (const [position, row] of rows) {
    if (position < first || position >= end) {
      row.remove();
      rows.delete(position);
    }
  }
  const body = by("table").tBodies[0];
  const after = body.lastElementChild;
  for (let position = first; position < end; position++) {
    if (rows.has(position)) continue;
    const row = matrixRow(records[position], position);
    let next = position + 1;
    while (next < end && !rows.has(next)) next++;
    body.insertBefore(row, rows.get(next) ?? after);
    rows.set(position, row);
  }
  body.firstElementChild.firstChild.style.height = `${first * matrix.height}px`;
  after.firstChild.style.height = `${(records.length - end) * matrix.height}px`;
  const sample = rows.get(first);
  const height = sample?.offsetHeight;
  if (height && Math.abs(height - matrix.height) > 0.5) {
    // Text is larger than was thought: the places of all rows are.
    matrix.height = height;
    fillMatrix();
  }
}
