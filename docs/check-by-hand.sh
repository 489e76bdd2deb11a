#!/bin/bash
# Checks an export with tools that are not ours: every entry with the stock ssh-keygen, every root with Go's own log
# packages. It shares no code with foureyes. See check-by-hand.md for what it proves and what it does not.
#
#   check-by-hand.sh OUT [VKEY]
#
# OUT is an export. VKEY is the log's verifier key; without it the one in the founding (entry 0) is taken.
# Needs bash, ssh-keygen, coreutils, sed, and Go with its sumdb packages:
#   apt-get install openssh-client golang-go golang-golang-x-mod-dev
# Exit status: 0 all agrees, 2 usage or a tool is missing, 6 something does not agree.
set -u -o pipefail
export LC_ALL=C

usage() { echo "$1" >&2; exit 2; }
[ $# -ge 1 ] && [ $# -le 2 ] || usage "usage: check-by-hand.sh OUT [VKEY]"
out=$1
[ -f "$out/checkpoint" ] || usage "$out/checkpoint is not there: is this an export?"
for tool in ssh-keygen go od base64 sha256sum; do
    command -v "$tool" >/dev/null || usage "$tool is missing: apt-get install openssh-client golang-go golang-golang-x-mod-dev"
done
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# Debian's Go packages lie in one GOPATH; nothing is fetched.
GO111MODULE=off GOFLAGS='' GOPATH=${GOPATH_OF_DEBIAN:-/usr/share/gocode} \
    go build -o "$work/check-roots" "$here/check-roots/main.go" \
    || usage "check-roots does not build: apt-get install golang-go golang-golang-x-mod-dev"

# Sets REPLY to the unsigned number, big-endian, of $3 bytes at place $2 of file $1.
number() {
    REPLY=0
    local byte
    for byte in $(od -An -v -tu1 -j "$2" -N "$3" "$1"); do REPLY=$((REPLY * 256 + byte)); done
}

# The name of bundle $1: groups of three digits from the right, all but the last with an x.
bundle_name() {
    local rest=$1 name
    name=$(printf '%03d' $((rest % 1000))); rest=$((rest / 1000))
    while [ "$rest" -gt 0 ]; do name=$(printf 'x%03d/%s' $((rest % 1000)) "$name"); rest=$((rest / 1000)); done
    echo "tile/entries/$name"
}

# One entry: the command of P-2, with an allowed_signers line made from the key inside the signature. Whether that key
# is this signer's is another question: the fingerprint answers it, in the founding or the enrolment.
check_entry() {
    local entry=$1 place=$2 line='' signer='' kind='' type fingerprint
    # The last member of these names is the statement's own: what stands before may be in its body, and in a text each
    # quotation mark has a backslash before it.
    IFS= read -r line <"$entry"
    [[ $line =~ .*\"signer\":\"([pm][0-9]+)\" ]] && signer=${BASH_REMATCH[1]}
    [[ $line =~ .*\"kind\":\"([a-z0-9./-]+)\" ]] && kind=${BASH_REMATCH[1]}
    # The blob of the signature: SSHSIG, version, then the key behind its length.
    sed '1d;$d' "$entry" | sed '1d;$d' | base64 -d >"$work/blob" 2>/dev/null
    if [ -z "$signer" ] || [ "$(head -c 6 "$work/blob")" != SSHSIG ]; then
        echo "FAIL  entry $place: not a statement with a signature"; return 1
    fi
    number "$work/blob" 10 4
    tail -c +15 "$work/blob" | head -c "$REPLY" >"$work/key"
    fingerprint=$(sha256sum <"$work/key")
    fingerprint=${fingerprint%% *}
    number "$work/key" 0 4
    type=$(tail -c +5 "$work/key" | head -c "$REPLY" | tr -d '\0')
    case $type in
        ssh-ed25519 | ecdsa-sha2-nistp256 | sk-ssh-ed25519@openssh.com | sk-ecdsa-sha2-nistp256@openssh.com) ;;
        *) echo "FAIL  entry $place: its key is of another type than the protocol has (P-2)"; return 1 ;;
    esac
    printf '%s namespaces="statement@foureyes" %s %s\n' "$signer" "$type" "$(base64 -w0 <"$work/key")" \
        >"$work/allowed_signers"
    if ! head -n1 "$entry" | ssh-keygen -Y verify -f "$work/allowed_signers" -I "$signer" \
        -n statement@foureyes -s <(sed '1d;$d' "$entry") >"$work/said" 2>&1; then
        echo "FAIL  entry $place: $(tail -n1 "$work/said")"; return 1
    fi
    case $(tail -n1 "$entry") in
        "recorded "[0-9][0-9][0-9][0-9]-*Z) ;;
        *) echo "FAIL  entry $place: its last line is not a time"; return 1 ;;
    esac
    echo "ok    entry $place: $signer $kind, key $fingerprint"
    echo "$signer $fingerprint" >>"$work/keys"
}

size=$(sed -n 2p "$out/checkpoint")
[[ $size =~ ^(0|[1-9][0-9]{0,15})$ ]] || usage "the second line of $out/checkpoint is not a size"
failed=0
: >"$work/keys"
for ((first = 0; first < size; first += 256)); do
    width=$((size - first < 256 ? size - first : 256))
    bundle="$out/$(bundle_name $((first / 256)))"
    [ "$width" -eq 256 ] || bundle="$bundle.p/$width"
    if [ ! -f "$bundle" ]; then echo "FAIL  $bundle is missing"; failed=$((failed + 1)); continue; fi
    bytes=$(stat -c %s "$bundle"); at=0
    for ((i = 0; i < width; i++)); do
        number "$bundle" "$at" 2
        length=$REPLY
        if [ $((at + 2 + length)) -gt "$bytes" ]; then
            echo "FAIL  $bundle ends inside entry $((first + i))"; failed=$((failed + 1)); at=$bytes; break
        fi
        tail -c +$((at + 3)) "$bundle" | head -c "$length" >"$work/entry"
        [ "$((first + i))" -eq 0 ] && cp "$work/entry" "$work/founding"
        check_entry "$work/entry" $((first + i)) || failed=$((failed + 1))
        at=$((at + 2 + length))
    done
    if [ "$at" -ne "$bytes" ]; then echo "FAIL  $bundle goes on after its entries"; failed=$((failed + 1)); fi
done

echo
echo "Who claims which key (compare each with the founding or the enrolment that names it):"
sort "$work/keys" | uniq -c | sed 's/^/  /'
echo

if [ $# -eq 2 ]; then
    vkey=$2
else
    # The one verifier key in the founding that bears the checkpoint's origin. The dots of an origin match anything
    # here; the Go program compares exactly.
    origin=$(head -n1 "$out/checkpoint")
    [[ $origin =~ ^[a-z0-9./-]{1,255}$ ]] || usage "the first line of $out/checkpoint is not an origin"
    found=$(head -n1 "$work/founding" 2>/dev/null | grep -oE "\"$origin\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\"" | sort -u | tr -d '"')
    if [ -z "$found" ] || [ "$(wc -l <<<"$found")" -ne 1 ]; then
        # A broken export is not a mistake in the command.
        [ "$failed" -eq 0 ] || { echo "$failed failed, and there is no founding to take the log's key from"; exit 6; }
        usage "the founding names no one key of $origin: give VKEY"
    fi
    vkey=$found
    echo "The log's key, from the founding in this export: $vkey"
    echo "The founding's hash, to compare with the words you were given: $(head -n1 "$work/founding" | sha256sum | cut -c1-64)"
fi

"$work/check-roots" "$out" "$vkey" || failed=$((failed + 1))

if [ "$failed" -gt 0 ]; then echo "$failed failed"; exit 6; fi
echo "all entries and roots agree"
