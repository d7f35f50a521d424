#!/usr/bin/env python3
"""Finds phrases whose list may be wrong: those that documents of the corpus use as a line of their own, and that no list of
phrases made from laws, forms and usage has. They were most likely taken from these very documents, and are `seen`.

    benches/origins.py ROPEX HEADINGS CORPUS…

HEADINGS is a folder of `<code>.tsv` (field, phrase, kind, place); CORPUS are folders of documents. One line a phrase;
`--move` rewrites the rules, moving each from its list to `seen`.
"""
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata

RULES = pathlib.Path(__file__).parent.parent / "rules/languages"
CODES = {"no": "nb"}


def fold(text):
    """Near enough to the program's own folding for phrases and headings."""
    text = re.sub(r"^\s*(?:[(]?[0-9a-zA-Z]{1,3}[.)]\s*)+", "", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text))


def listed(folder):
    """Folded phrases of the lists, by language; those seen in a document only are none."""
    phrases = {}
    for path in pathlib.Path(folder).glob("*.tsv"):
        known = phrases.setdefault(CODES.get(path.stem, path.stem), set())
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) > 2 and not cells[2].startswith("seen"):
                known.add(fold(cells[1]))
    return phrases


def headings(ropex, folders):
    """Folded headings and labels of all documents, as the program outlines them, and the heads of their tables."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get("text"), str) and len(value["text"]) < 160:
                found.add(fold(value["text"]))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("source.*")):
            done = subprocess.run([ropex, "inspect", path, "--stage", "outline"], capture_output=True, check=False)
            if done.returncode == 0:
                walk(json.loads(done.stdout))
    return found


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--move"]
    ropex, lists, *folders = arguments
    known, met = listed(lists), headings(ropex, folders)
    for path in sorted(RULES.glob("*.toml")):
        if path.name.endswith(".cases.toml"):
            continue
        text = path.read_text(encoding="utf-8")
        moved = []
        for field, origins in tomllib.loads(text).get("headings", {}).items():
            for origin in ("law", "regulator", "usage"):
                for phrase in origins.get(origin, []):
                    # One word is anybody's.
                    if len(fold(phrase).split()) > 1 and fold(phrase) in met - known.get(path.stem, set()):
                        print(f"{path.name}\t{field}.{origin}\t{phrase}")
                        moved.append((field, origin, phrase))
        if "--move" in sys.argv and moved:
            path.write_text(move(text, moved), encoding="utf-8")


def move(text, phrases):
    """The file with these phrases in the `seen` list of their field."""
    for field, origin, phrase in phrases:
        quoted = json.dumps(phrase, ensure_ascii=False)
        name = f'"{field}"' if "," in field else field
        begin = text.index(f"[headings.{name}]\n") + len(f"[headings.{name}]\n")
        end = re.compile(r"^\[", re.M).search(text, begin)
        end = end.start() if end else len(text)
        table = text[begin:end]
        rows = re.search(rf"^{origin} = \[.*?\]$", table, re.M | re.S)
        less = re.sub(rf"{re.escape(quoted)}(?:, |,(?=\n)|(?=\]))", "", rows.group(), count=1)
        less = re.sub(r",? +\]$", "]", re.sub(r" +(?=\n)", "", re.sub(r"\n +(?=\n)", "", less)))
        table = table[: rows.start()] + less + table[rows.end() :]
        seen = re.search(r"^seen = \[.*?\]$", table, re.M | re.S)
        if seen is None:
            after = re.search(r"^(?:weak|not) = ", table, re.M)
            at = after.start() if after else len(table.rstrip("\n")) + 1
            table = f"{table[:at]}seen = [{quoted}]\n{table[at:]}"
        elif "\n" in seen.group():
            table = f"{table[: seen.end() - 1]}    {quoted},\n{table[seen.end() - 1 :]}"
        else:
            table = f"{table[: seen.end() - 1]}, {quoted}{table[seen.end() - 1 :]}"
        text = text[:begin] + table + text[end:]
    return text


if __name__ == "__main__":
    main()
