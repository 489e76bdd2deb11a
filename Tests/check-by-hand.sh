#!/usr/bin/env bash
# A whole demonstration, exported, then checked three times: by foureyes-verify, and by stock ssh-keygen and Go's sumdb alone.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${BIN:-$(swift build --show-bin-path)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/foureyes-demo" --data "$work/demo" >"$work/demo.log"
grep -q 'refused' "$work/demo.log" || { echo "the demonstration printed no refusal of a self-approval"; exit 1; }
"$bin/foureyes-server" export --data "$work/demo" --to "$work/out" >/dev/null
"$bin/foureyes-verify" "$work/out" >"$work/verify.log" || { cat "$work/verify.log"; exit 1; }
docs/check-by-hand.sh "$work/out" >"$work/hand.log" || { tail -n 5 "$work/hand.log"; exit 1; }
tail -n 2 "$work/hand.log"
# A program without access to the demonstration's founding must not play into another ledger.
if "$bin/foureyes-demo" --data "$work/out" >"$work/refused.log" 2>&1; then echo "foureyes-demo played into a folder that is none of its own"; exit 1; fi
