#!/usr/bin/env python3
"""Puts files of a target's format into its corpus: seed.py TARGET CORPUS MOST_BYTES [FOLDER…], the fixtures always."""
import hashlib
import pathlib
import sys

# Endings of the files that a target reads. `process` and `rules` take a first byte that says what the others are.
ENDINGS = {
    "pdf": ["pdf"], "docx": ["docx", "docm"], "odt": ["odt", "fodt"], "rtf": ["rtf"], "xlsx": ["xlsx", "xlsm"],
    "xls": ["xls"], "ods": ["ods"], "html": ["html"], "markdown": ["md"], "csv": ["csv"], "text": ["txt"],
    "eml": ["eml"], "zip": ["zip", "docx", "doc"], "layout": [], "process": ["md", "html", "csv", "txt"], "rules": ["toml"],
}
FIRST = {"md": b"#", "html": b"<", "csv": b";", "txt": b"t"}
KIND = {"languages": b"l", "templates": b"t", "regimes": b"r", "checks": b"c", "rules": b"f"}

target, corpus, most = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
root = pathlib.Path(__file__).resolve().parent.parent
folders = [root / ("rules" if target == "rules" else "fixtures"), *map(pathlib.Path, sys.argv[4:])]
for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
    ending = path.suffix[1:].lower()
    data = path.read_bytes()
    if target == "process":
        data = FIRST.get(ending, b"") + data
    elif target == "rules":
        data = KIND.get(path.parent.name, b"l") + data
    if ending in ENDINGS[target] and len(data) <= most:
        (corpus / hashlib.sha1(data).hexdigest()).write_bytes(data)
