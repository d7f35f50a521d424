#!/usr/bin/env bash
# Runs fuzz targets one after another: `fuzz/run.sh SECONDS [TARGET…]`, all of them where none is named. Seeds are the
# fixtures and the files of the folders in SEEDS. A finding does not end a run; the exit code is 1 where there were any.
set -euo pipefail
cd "$(dirname "$0")/.."
# Instrumentation wants a nightly compiler, or a stable one that is told not to mind.
export RUSTC_BOOTSTRAP=${RUSTC_BOOTSTRAP-1}
seconds=$1
shift
[ $# -gt 0 ] || set -- $(cargo fuzz list)
found=0
for target in "$@"; do
  # A file longer than this costs more runs than it finds.
  most=65536
  corpus=fuzz/corpus/$target
  mkdir -p "$corpus"
  fuzz/seed.py "$target" "$corpus" $most ${SEEDS:-}
  cargo fuzz run -s none "$target" -- -max_total_time="$seconds" -max_len=$most -timeout=10 -rss_limit_mb=2048 \
    -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 || found=1
  [ -z "$(ls -A "fuzz/artifacts/$target" 2> /dev/null)" ] || found=1
done
exit $found
