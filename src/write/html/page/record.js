// One record, on the screen and on paper.

/** The text as read, with the values marked where they stand. Runs are text, or text and the numbers of its fields. */
function textAsRead(record, details) {
  const runs = details.text.map((run) => {
    if (typeof run === "string") return run;
    const [text, numbers] = run;
    const fields = numbers.map((number) => details.fields[number]);
    const labels = fields.map((field) => field.label).join(", ");
    return el("mark", { "data-fields": fields.map((field) => field.field).join(" ") },
      el("a", { href: recordAddress(record, fields[0].field) }, el("span", { class: "tag" }, labels), text));
  });
  return el("div", { class: "text", tabindex: 0, role: "group", "aria-label": "Text as read" }, runs);
}

/** A finding, as it stands at its field. */
function findingOf(details, finding) {
  const quotes = finding.quotes.map((quote) =>
    el("blockquote", {}, `“${quote.text}”`, quote.where && el("small", {}, " ", link(hrefOf(details, quote), quote.where))));
  return el("div", { class: `found ${finding.severity}` },
    el("p", {}, el("strong", {}, `${finding.severity[0].toUpperCase()}${finding.severity.slice(1)}: `), finding.message),
    quotes,
    el("p", { class: "by" }, `${finding.law} · `, el("code", {}, finding.code), finding.title && ` ${finding.title}`));
}

function fieldOf(details, field, level) {
  const known = signs[field.sign];
  const rows = [];
  const row = (term, ...what) => rows.push(el("dt", {}, term), el("dd", { class: what[0]?.length > 600 ? "long" : null, tabindex: what[0]?.length > 600 ? 0 : null }, what));
  for (const [name, value] of field.value) row(name, value);
  if (field.text) row("written", field.text);
  for (const place of field.places) {
    const heading = place.heading && `under “${place.heading}”`;
    row("where", [link(hrefOf(details, place), place.where), heading].filter(Boolean).flatMap((part, index) => (index ? [", ", part] : [part])));
  }
  const found = details.findings.filter((finding) => finding.field === field.field);
  return el("section", { class: "field", "data-field": field.field },
    el(level, {}, el("span", { class: `sign ${known.status}`, "aria-hidden": "true" }, known.sign), " ", field.label, " ",
      el("span", { class: "status" }, known.word + (field.inherited ? ", stated once for several records" : "")), " ",
      field.law && el("span", { class: "law" }, field.law)),
    rows.length > 0 && el("dl", {}, rows),
    found.map((finding) => findingOf(details, finding)));
}

/** What stands beside the text: fields in the order of the law, findings of no field, headings that no rule knows. */
function answers(details, level) {
  const known = new Set(details.fields.map((field) => field.field));
  const loose = details.findings.filter((finding) => !known.has(finding.field));
  const unknown = details.unmapped.map((entry) => [el("dt", {}, entry.heading), el("dd", {}, entry.text)]);
  return [
    loose.map((finding) => findingOf(details, finding)),
    details.fields.map((field) => fieldOf(details, field, level)),
    unknown.length > 0 &&
      el("section", { class: "field" }, el(level, {}, "Headings that no rule knows"), el("dl", {}, unknown.flat())),
  ];
}

function facts(record, details) {
  const parts = [link(details.href, record.name), details.where, regimeOf(record).name, record.language, record.format].filter(Boolean);
  return el("p", { class: "facts" }, parts.flatMap((part, index) => (index ? [" · ", part] : [part])));
}

/** Shows a record in place of the report; `among` are the records of the view, to go on to. */
function showRecord(record, among) {
  const details = detail(record);
  const position = among.indexOf(record);
  const step = (to, words, key) => {
    const next = position < 0 ? null : among[position + to];
    return next ? el("a", { href: recordAddress(next), "data-step": to }, `${words} `, el("kbd", {}, key)) : null;
  };
  const where = position < 0 ? "" : `${position + 1} of ${count(among.length, "record")} in this view`;
  const heading = el("h1", { tabindex: -1 }, record.title || record.name);
  const text = details.text.length > 0;
  by("record").replaceChildren(
    el("nav", { "aria-label": "Records" },
      el("a", { href: address({ record: null, at: null }), "data-back": true }, "All records ", el("kbd", {}, "Esc")),
      step(-1, "Previous", "←"), step(1, "Next", "→"), el("span", { class: "place" }, where)),
    heading,
    facts(record, details),
    el("div", { class: text ? "sides" : "sides alone" },
      text && el("section", { "aria-labelledby": "as-read" }, el("h2", { id: "as-read" }, "Text as read"), textAsRead(record, details)),
      el("section", { "aria-labelledby": "answers" }, el("h2", { id: "answers" }, "Fields"),
        !text && el("p", {}, details.textless), answers(details, "h3"))));
  document.title = `${record.title || record.name}: gap report`;
  return heading;
}

/** Marks a field of the record shown, and its words in the text. */
function pointAt(name) {
  let field = null;
  for (const part of document.querySelectorAll("#record .field")) {
    part.classList.toggle("on", part.dataset.field === name);
    if (part.dataset.field === name) field = part;
  }
  let first = null;
  for (const mark of document.querySelectorAll("#record mark")) {
    const on = mark.dataset.fields.split(" ").includes(name);
    mark.classList.toggle("on", on);
    if (on) first ??= mark;
  }
  field?.scrollIntoView({ block: "nearest" });
  if (first) {
    const box = first.closest(".text");
    box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }
  return field;
}
