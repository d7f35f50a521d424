#!/usr/bin/env bash
# CPU seconds of ropex (all of its work, isolation on) against readers that give text only, on the same PDF files in the
# same run, in turn. The files are those that ropex could read.
#
#   benches/peers/compare.sh ROPEX FOLDER…
#
# Peers come from their registries into target/peers, each in an environment of its own; one that cannot be installed
# is named and left out. All but pdftotext read the files in one process; `pymupdf-each`, where it is asked for, starts one
# a file, as scripts do. PEERS="pypdfium2 pymupdf" chooses, ROUNDS=1 shortens. Needs python3, cargo and, for pdftotext,
# poppler-utils.
set -euo pipefail
ropex=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
installed=$here/../../target/peers
peers=${PEERS:-pypdfium2 pdftotext pymupdf pdf-extract pdfplumber unstructured kreuzberg docling}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$ropex" extract "$@" --include '*.pdf' --timeout 20 --ocr never -o "$work/all" --quiet || true
python3 - "$work/all/records.jsonl" > "$work/files" <<'PY'
import json, sys
paths = dict.fromkeys(r["source"]["path"] for r in map(json.loads, open(sys.argv[1])) if r["type"] == "record")
print("\n".join(paths))
PY

# package PEER: what pip calls it
package() {
  case $1 in
    pymupdf) echo PyMuPDF ;;
    unstructured) echo 'unstructured[pdf]' ;;
    *) echo "$1" ;;
  esac
}

# install PEER: prints its version
install() {
  set -- "${1%-each}"
  local home=$installed/$1
  case $1 in
    pdftotext) pdftotext -v 2>&1 | head -1 ;;
    pdf-extract)
      if [ ! -x "$home/target/release/text" ]; then
        mkdir -p "$home/src"
        printf '[package]\nname = "text"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\npdf-extract = "0.12"\n[workspace]\n' > "$home/Cargo.toml"
        cat > "$home/src/main.rs" <<'RS'
fn main() {
    std::panic::set_hook(Box::new(|_| ()));
    for path in std::io::stdin().lines().map_while(Result::ok) {
        let _ = std::panic::catch_unwind(|| pdf_extract::extract_text(&path).map(|text| text.len()));
    }
}
RS
        cargo build --release --quiet --manifest-path "$home/Cargo.toml" 2> /dev/null
      fi
      grep -A1 'name = "pdf-extract"' "$home/Cargo.lock" | tail -1
      ;;
    *)
      [ -x "$home/bin/python" ] || python3 -m venv "$home"
      "$home/bin/pip" install --quiet "$(package "$1")" > /dev/null 2>&1
      "$home/bin/python" -c 'import importlib.metadata as m, sys; print(m.version(sys.argv[1].split("[")[0]))' "$(package "$1")"
      ;;
  esac
}

cpu() { # NAME COMMAND…: user and system seconds, children included, and the largest process
  python3 - "$work/files" "$@" <<'PY'
import resource, subprocess, sys
files, name, *command = sys.argv[1:]
subprocess.run(command, input=open(files).read(), text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{name}\t{used.ru_utime + used.ru_stime:.2f}\t{used.ru_maxrss // 1024}")
PY
}

measure() { # PEER
  case $1 in
    pdftotext) cpu "$1" sh -c 'while IFS= read -r file; do pdftotext -layout "$file" - ; done' ;;
    pdf-extract) cpu "$1" "$installed/$1/target/release/text" ;;
    *-each) cpu "$1" sh -c 'while IFS= read -r file; do echo "$file" | "$@"; done' sh \
      "$installed/${1%-each}/bin/python" "$here/text.py" "${1%-each}" ;;
    *) cpu "$1" "$installed/$1/bin/python" "$here/text.py" "$1" ;;
  esac
}

ready=()
for peer in $peers; do
  if version=$(install "$peer"); then
    echo "# $peer: $version"
    ready+=("$peer")
  else
    echo "# $peer: could not be installed"
  fi
done
echo "# $(wc -l < "$work/files") files; name, CPU seconds, peak MB of the largest process"
for round in $(seq "${ROUNDS:-3}"); do
  cpu ropex "$ropex" extract - --ocr never --quiet -o "$work/out-$round"
  for peer in ${ready[@]+"${ready[@]}"}; do measure "$peer"; done
done
