// What the file holds of all records, and which of them a view shows. A record's details are read when it is opened.

const data = JSON.parse(by("index").textContent);
const severities = ["error", "warning", "note"];

// The letters of `signs`, one for each column.
const signs = {
  s: { sign: "●", word: "stated", status: "stated" },
  n: { sign: "○", word: "none or not applicable", status: "notapplicable" },
  e: { sign: "→", word: "elsewhere", status: "elsewhere" },
  r: { sign: "▒", word: "redacted", status: "redacted" },
  o: { sign: "∅", word: "empty", status: "empty" },
  E: { sign: "✕", word: "missing", status: "missing" },
  W: { sign: "✕", word: "missing", status: "missing" },
  N: { sign: "✕", word: "missing, perhaps not needed", status: "optional" },
  ".": { sign: "·", word: "not asked", status: "notasked" },
};

data.records.forEach((record, index) => {
  record.index = index;
  // `found` lists column, severity and code of each finding.
  record.counts = severities.map((_, severity) => record.found.filter((found) => found[1] === severity).length);
  record.searched = `${record.title}\n${record.name}`.toLowerCase();
});

const regimeOf = (record) => data.regimes.find((regime) => regime.id === record.regime);

/** All that was made of a record. What its fields have nothing of, the file leaves out. */
function detail(record) {
  const details = JSON.parse(by(`detail-${record.index}`).textContent);
  const { laws } = regimeOf(record);
  details.href = hrefOf(details, details);
  details.fields = details.fields.map((field) => ({
    text: "", value: [], places: [], ...field, label: data.labels[field.field] ?? field.field, law: laws[field.field],
  }));
  details.findings = details.findings.map((finding) => ({
    quotes: [], ...finding, title: data.titles[data.codes.indexOf(finding.code)],
  }));
  return details;
}

/** The address of a place in the record's document: at its page, where its viewer knows pages. */
function hrefOf(details, place) {
  if (!details.file) return null;
  return details.file + (details.paged && place.page ? `#page=${place.page}` : "");
}

const columnOf = (field) => data.columns.findIndex((column) => column.field === field);

/** Columns of a view: those of the law that it is limited to in its order, else all. */
function columns(wanted) {
  const regime = data.regimes.find((regime) => regime.id === wanted.get("regime"));
  return regime?.columns.length ? regime.columns : data.columns.map((_, index) => index);
}

/** Whether a record is in a view. */
function shows(wanted, record) {
  // "-" stands for what has none: an empty value would be no filter.
  const is = (key) => !wanted.get(key) || (record[key] || "-") === wanted.get(key);
  if (!is("regime") || !is("language") || !is("format")) return false;
  const words = (wanted.get("q") ?? "").toLowerCase().split(/\s+/);
  if (!words.every((word) => record.searched.includes(word))) return false;
  const severity = wanted.get("severity");
  if (severity === "none" && record.found.length) return false;
  const code = data.codes.indexOf(wanted.get("code"));
  const level = severities.indexOf(severity);
  const field = wanted.get("field") ? columnOf(wanted.get("field")) : null;
  const status = wanted.get("status");
  if (status) {
    const inspected = field === null ? [...record.signs] : [record.signs[field]];
    if (!inspected.some((letter) => signs[letter]?.status === status)) return false;
  }
  if (!wanted.get("code") && level < 0 && (field === null || status)) return true;
  return record.found.some(
    (found) =>
      (!wanted.get("code") || found[2] === code) &&
      (level < 0 || found[1] === level) &&
      (field === null || status || found[0] === field),
  );
}

const names = new Intl.Collator("en", { numeric: true });
const most = (a, b, levels) => levels.map((level) => b.counts[level] - a.counts[level]).find((d) => d) ?? 0;
const orders = {
  errors: (a, b) => most(a, b, [0, 1, 2]),
  warnings: (a, b) => most(a, b, [1, 0, 2]),
  notes: (a, b) => most(a, b, [2, 0, 1]),
  title: (a, b) => names.compare(a.title || a.name, b.title || b.name),
  path: (a, b) => names.compare(a.name, b.name),
};

/** The order of a view; the gravest first, where it names none. */
const orderOf = (wanted) => (orders[wanted.get("sort")] ? wanted.get("sort") : "errors");

/** The records of a view, in its order; those that are equal in it, in the order in which they were read. */
function select(wanted) {
  const order = orders[orderOf(wanted)];
  return data.records.filter((record) => shows(wanted, record)).sort((a, b) => order(a, b) || a.index - b.index);
}
