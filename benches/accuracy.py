#!/usr/bin/env python3
"""Writes docs/accuracy.md: every figure of the scorer, by document, on gold annotations that are not part of the project.

    benches/accuracy.py ROPEX SCORER SAMPLES REAL > docs/accuracy.md

SAMPLES and REAL are folders of documents with gold beside them; SCORER compares a run with that gold.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

KEYS = ["records", "detect_f1", "value_f1", "token_f1", "status", "gap_f1"]
HEAD = (pathlib.Path(__file__).parent / "accuracy.head.md").read_text(encoding="utf-8")


def score(ropex, scorer, gold, includes):
    """The scorer's figures for the files that match, by document."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [part for glob in includes for part in ("--include", glob)]
        subprocess.run([ropex, "extract", gold, *arguments, "-o", folder, "--quiet"], check=False)
        figures = pathlib.Path(folder, "figures.json")
        command = [sys.executable, scorer, "--gold", gold, "--pred", f"{folder}/records.jsonl", "--json", str(figures)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        told = json.loads(figures.read_text())
        return {name: row for name, row in told["documents"].items() if "(no output)" not in name}


def table(title, documents):
    lines = [f"## {title}", "", "| document | " + " | ".join(KEYS) + " |", "|---|" + "---:|" * len(KEYS)]
    for name, row in sorted(documents.items()):
        lines.append(f"| {name} | " + " | ".join(f"{row[key]:.3f}" for key in KEYS) + " |")
    rows = list(documents.values())
    means = [sum(row[key] for row in rows) / max(len(rows), 1) for key in KEYS]
    lines.append(f"| **mean of {len(rows)}** | " + " | ".join(f"**{value:.3f}**" for value in means) + " |")
    return "\n".join(lines) + "\n"


def main():
    ropex, scorer, samples, real = sys.argv[1:5]
    print(HEAD)
    sets = [
        ("Samples: text", samples, ["*source.txt"]),
        ("Samples: PDF with a text layer", samples, ["*chromium.pdf", "*word.pdf", "*runninghead.pdf", "*twocolumn.pdf"]),
        ("Samples: office formats and HTML", samples, ["*word.docx", "*word.odt", "*page.html", "*.xlsx"]),
        ("Samples: scans", samples, ["*scanned.pdf"]),
        ("Real documents", real, ["*source.*"]),
    ]
    for title, gold, includes in sets:
        documents = score(ropex, scorer, gold, includes)
        if documents:
            print(table(title, documents))


if __name__ == "__main__":
    main()
