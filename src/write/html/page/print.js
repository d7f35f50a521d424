// On paper a record has a page of its own, without its text: those of the view, or the one that is open.

// More sheets than this are no print but an archive, and take the browser minutes to lay out.
const MOST_SHEETS = 1000;

addEventListener("beforeprint", () => {
  const wanted = view();
  const open = data.records.find((record) => record.id === wanted.get("record"));
  const records = open ? [open] : select(wanted);
  const sheets = records.slice(0, MOST_SHEETS).map((record) => {
    const details = detail(record);
    return el("section", { class: "sheet" }, el("h2", {}, record.title || record.name), facts(record, details), answers(details, "h3"));
  });
  if (records.length > MOST_SHEETS) {
    sheets.push(el("p", {}, `${count(records.length - MOST_SHEETS, "more record")} not printed: filter for those that you need.`));
  }
  by("print").replaceChildren(...sheets);
});

addEventListener("afterprint", () => by("print").replaceChildren());
