#!/usr/bin/env bash
# Proves the audit log of a Tidings node with sha256sum, jq and openssl alone (see audit.md).
#   audit-verify.sh FILE.jsonl...      in their order; keys of P-256 (ES256)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

decode() { # base64url
    local text
    text=$(printf %s "$1" | tr -- '-_' '+/')
    while [ $((${#text} % 4)) -ne 0 ]; do text+="="; done
    printf %s "$text" | base64 -d
}

verify() { # JWS: prints what it says
    local head said sig hex
    IFS=. read -r head said sig <<<"$1"
    printf %s "$head.$said" >"$work/input"
    hex=$(decode "$sig" | od -An -v -tx1 | tr -d ' \n')
    # JWS has the two numbers of the signature one after the other, openssl wants them as ASN.1.
    printf 'asn1=SEQUENCE:both\n[both]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "${hex:0:64}" "${hex:64}" >"$work/asn1"
    openssl asn1parse -genconf "$work/asn1" -noout -out "$work/signature"
    openssl dgst -sha256 -verify "$work/key.pem" -signature "$work/signature" "$work/input" >/dev/null || return 1
    decode "$said"
}

before="" number=0 signed=0 first="" dropped=""
while IFS= read -r line <&3 && IFS=$'\t' read -r seq prev kind event <&4; do
    number=$((number + 1))
    if [ -z "$first" ]; then
        first=$seq head=$prev
    fi
    if [ -n "$before" ] && [ "$prev" != "$before" ]; then
        echo "line $number, record $seq: the line before it is not the one that was written" >&2
        exit 1
    fi
    if [ "$kind" = audit ]; then
        case $event in
        file | key) printf '%s' "$line" | jq -r .what.pem >"$work/key.pem" ;;
        checkpoint)
            said=$(verify "$(printf '%s' "$line" | jq -r .what.jws)") || {
                echo "line $number, record $seq: the signature is not right" >&2
                exit 1
            }
            if [ "$(jq -r .head <<<"$said")" != "$prev" ]; then
                echo "line $number, record $seq: signed for another place" >&2
                exit 1
            fi
            signed=$((seq - 1))
            ;;
        dropped)
            said=$(verify "$(printf '%s' "$line" | jq -r .what.jws)") || {
                echo "line $number, record $seq: the signature is not right" >&2
                exit 1
            }
            dropped+=" $(jq -r '"\(.through):\(.head)"' <<<"$said")"
            ;;
        esac
    fi
    before=$(printf '%s\n' "$line" | sha256sum | cut -d' ' -f1)
done 3< <(cat "$@") 4< <(cat "$@" | jq -r '[.seq, .prev, .kind, .event] | @tsv')
if [ "$number" -ne "$(cat "$@" | wc -l)" ]; then
    echo "line $((number + 1)) is no record" >&2
    exit 1
fi
# A log may begin later than with record 1 only where a signed record says that what came before was dropped.
if [ "$first" != 1 ] && [[ " $dropped " != *" $((first - 1)):$head "* ]]; then
    echo "the log begins with record $first: what came before is missing, and no record says that it was dropped" >&2
    exit 1
fi
echo "proven: $number records, up to record $signed signed by the key with this SHA-256:"
openssl pkey -pubin -in "$work/key.pem" -outform DER | sha256sum | cut -d' ' -f1
