#!/usr/bin/env python3
"""Writes docs/accuracy.md: every figure of the scorer by document, language, kind and field, on gold annotations that are
not part of the project; and once more without the phrases that were only seen in documents.

    benches/accuracy.py ROPEX SCORER SAMPLES REAL > docs/accuracy.md

SAMPLES and REAL are folders of documents with gold beside them; SCORER is the script that compares a run with that gold.
What is said before the tables stands in accuracy.head.md.
"""
import collections
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

KEYS = ["records", "detect_f1", "value_f1", "token_f1", "status", "gap_f1"]
HEAD = (pathlib.Path(__file__).parent / "accuracy.head.md").read_text(encoding="utf-8")
# A document that is not read in time on a busy machine would be missing from the figures.
WAIT = ["--timeout", "900"]
# Without these, what is left rests on the law, on regulators and on common usage.
SEEN = ["--without-origin", "seen"]


class Scored:
    """A document as it was scored: its figures, what is wrong in words, and counts by field."""

    def __init__(self, scorer, gold, predicted):
        self.kind, self.language = gold.get("kind", "?"), gold.get("lang", "?")
        self.figures, self.notes = scorer.score_doc(gold, predicted, True)
        self.fields = by_field(scorer, gold, predicted)


def by_field(scorer, gold, predicted):
    """For each field: how often gold has it, how often it was found, found with its text, and found where it is not."""
    counts = collections.defaultdict(collections.Counter)
    golds, predicted = gold["records"], [scorer.predicted(record) for record in predicted]
    pairs = scorer.align(golds, predicted)
    for index, record in enumerate(golds):
        found = predicted[pairs[index]]["fields"] if index in pairs else {}
        doubtful = set(record.get("ambiguous", []))
        for name, field in record["fields"].items():
            if name == "other" or name in doubtful or field.get("ambiguous"):
                continue
            if name not in found and field.get("shared"):
                continue
            counts[name]["gold"] += 1
            if name not in found:
                continue
            counts[name]["found"] += 1
            empty = field["status"] == "empty"
            overlap = scorer.token_f1(field["tokens"], found[name]["tokens"])
            counts[name]["right"] += overlap >= 0.8 or empty and found[name]["status"] == "empty"
        for name in set(found) - set(record["fields"]) - doubtful - {"other"}:
            counts[name]["wrong"] += found[name]["status"] != "empty"
    return counts


def run(ropex, scorer, gold, includes, options):
    """The files that match, scored, by name."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [part for glob in includes for part in ("--include", glob)]
        subprocess.run([ropex, "extract", gold, *arguments, "-o", folder, "--quiet", *WAIT, *options], check=False)
        lines = pathlib.Path(folder, "records.jsonl").read_text(encoding="utf-8").splitlines()
    records = collections.defaultdict(list)
    for line in map(json.loads, lines):
        if line["type"] == "record":
            records[line["source"]["path"]].append(line)
    scored = {}
    for path, predicted in sorted(records.items()):
        path = pathlib.Path(path)
        about = path.parent / "gold.json"
        if about.exists():
            document = scorer.load_gold(path.parent)
            document.setdefault("lang", json.loads(about.read_text(encoding="utf-8")).get("lang"))
            scored[f"{path.parent.name}/{path.name}"] = Scored(scorer, document, predicted)
    return scored


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def means(documents):
    documents = list(documents)
    return {key: mean(document.figures[key] for document in documents) for key in KEYS}


def row(name, figures, without, bold=False):
    mark = "**" if bold else ""
    cells = [f"{figures[key]:.3f}" for key in KEYS] + [f"{without[key]:.3f}" for key in ("value_f1", "gap_f1")]
    return f"| {mark}{name}{mark} | " + " | ".join(f"{mark}{cell}{mark}" for cell in cells) + " |"


COLUMNS = " | ".join(KEYS) + " | value_f1 without seen | gap_f1 without seen |\n|---|" + "---:|" * (len(KEYS) + 2)


def by_document(title, scored, without):
    lines = [f"## {title}", "", f"| document | {COLUMNS}"]
    lines += [row(name, document.figures, without[name].figures) for name, document in sorted(scored.items())]
    lines.append(row(f"mean of {len(scored)}", means(scored.values()), means(without.values()), bold=True))
    return "\n".join(lines) + "\n"


def by_group(title, scored, without, group):
    lines = [f"### {title}", "", f"| {title.lower()} | {COLUMNS}"]
    for name in sorted({group(document) for document in scored.values()}):
        ours = [key for key, document in scored.items() if group(document) == name]
        label = f"{name} ({len(ours)})"
        lines.append(row(label, means(scored[key] for key in ours), means(without[key] for key in ours)))
    return "\n".join(lines) + "\n"


def field_table(scored, without):
    def total(documents):
        counts = collections.defaultdict(collections.Counter)
        for document in documents.values():
            for name, more in document.fields.items():
                counts[name].update(more)
        return counts

    def f1(hit, count):
        return 2 * hit / max(count["gold"] + count["found"] + count["wrong"], 1)

    lines = ["### Field", "", "| field | in gold | found | text right | found wrongly | detect_f1 | value_f1 |"
             " value_f1 without seen |", "|---|" + "---:|" * 7]
    all_, less = total(scored), total(without)
    for name, count in sorted(all_.items()):
        cells = [count["gold"], count["found"], count["right"], count["wrong"]]
        cells += [f"{f1(count['found'], count):.3f}", f"{f1(count['right'], count):.3f}"]
        cells.append(f"{f1(less[name]['right'], less[name]):.3f}")
        lines.append(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


def what_is_wrong(scored):
    """The scorer's notes, one line a document: like ones of several records counted together."""
    lines = ["## Every difference, by document", ""]
    for name, document in sorted(scored.items()):
        notes = collections.Counter(re.sub(r" 0\.\d\d$|^ *record \d+: ", "", note) for note in document.notes)
        told = [note.strip() + (f" (×{times})" if times > 1 else "") for note, times in sorted(notes.items())]
        lines.append(f"- **{name}**: " + ("; ".join(told) if told else "none"))
    return "\n".join(lines) + "\n"


def main():
    ropex, path, samples, real = sys.argv[1:5]
    spec = importlib.util.spec_from_file_location("scorer", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    sets = [
        ("Real documents", real, ["*source.*"]),
        ("Samples: text", samples, ["*source.txt"]),
        ("Samples: PDF with a text layer", samples, ["*chromium.pdf", "*word.pdf", "*runninghead.pdf", "*twocolumn.pdf"]),
        ("Samples: office formats and HTML", samples, ["*word.docx", "*word.odt", "*page.html", "*.xlsx"]),
        ("Samples: scans", samples, ["*scanned.pdf"]),
    ]
    print(HEAD)
    all_, less = {}, {}
    pages = []
    for title, gold, includes in sets:
        scored = run(ropex, scorer, gold, includes, [])
        if not scored:
            continue
        without = run(ropex, scorer, gold, includes, SEEN)
        pages.append(by_document(title, scored, without))
        if "*source" in includes[0]:
            all_.update(scored)
            less.update(without)
    print("## By language, kind and field\n\nOf the real documents and the text of the samples, a document once.\n")
    print(by_group("Language", all_, less, lambda document: document.language))
    print(by_group("Kind", all_, less, lambda document: document.kind))
    print(field_table(all_, less))
    print("\n".join(pages))
    print(what_is_wrong(all_))


if __name__ == "__main__":
    main()
