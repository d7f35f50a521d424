#!/usr/bin/env bash
# CPU seconds of ropex (all of its work, isolation on) against readers that give text only, on the same PDF files in the
# same run, in turn. The files are those that ropex could read.
#
#   benches/peers/compare.sh ROPEX FOLDER…        needs pdftotext (poppler-utils) and pypdfium2 (pip)
set -euo pipefail
ropex=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$ropex" extract "$@" --include '*.pdf' --timeout 20 --ocr never -o "$work/all" --quiet || true
python3 - "$work/all/records.jsonl" > "$work/files" <<'PY'
import json, sys
paths = dict.fromkeys(r["source"]["path"] for r in map(json.loads, open(sys.argv[1])) if r["type"] == "record")
print("\n".join(paths))
PY
cat > "$work/pdfium.py" <<'PY'
import sys, pypdfium2 as pdfium
for path in sys.stdin.read().splitlines():
    try:
        for page in pdfium.PdfDocument(path):
            page.get_textpage().get_text_range()
    except Exception:
        pass
PY

cpu() { # NAME COMMAND…: user and system seconds, children included
  local name=$1
  shift
  /usr/bin/env python3 - "$name" "$@" <<'PY'
import resource, subprocess, sys
files = open(sys.argv[2]).read() if sys.argv[2] != "-" else None
subprocess.run(sys.argv[3:], input=files, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]}\t{used.ru_utime + used.ru_stime:.2f}\t{used.ru_maxrss // 1024}")
PY
}

echo "$(wc -l < "$work/files") files; name, CPU seconds, peak MB of the largest process"
for _ in 1 2 3; do
  cpu ropex "$work/files" "$ropex" extract - --ocr never --quiet -o "$work/out"
  cpu pypdfium2 "$work/files" python3 "$work/pdfium.py"
  cpu pdftotext "$work/files" sh -c 'while IFS= read -r file; do pdftotext -layout "$file" - ; done'
done | sed '/^$/d'
