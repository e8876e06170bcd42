#!/usr/bin/env python3
"""Verifies a content package with nothing but Python and openssl, as docs/content-package.md says.

content-package-verify.py PACKAGE SIGNER [RECIPIENT-CERTIFICATE]

SIGNER is the sender's certificate (PEM), or that of the authority that issued it. Prints what is inside and ends with 0 if the
package may be used; says what is wrong and ends with 1 if not. An encrypted package is opened with 'openssl cms -decrypt' first.
It does not know what was taken before: compare chain, number and 'previous' with the last package yourself. A signature by
Ed25519 or SM2 is beyond 'openssl cms' 3.0, and refused here; so is a ZIP of 4 GiB or more, and a time stamp is not looked at.
"""
import datetime, hashlib, json, re, struct, subprocess, sys, tempfile, os, zlib

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
NAME = re.compile(r"(?:recalls\.json|(?:provenance|objects)/[0-9]{6}\.json|files(?:/[a-z0-9][a-z0-9._-]{0,99}){1,8}"
                  r"|markings\.json|manifest\.json|SHA256SUMS|SHA256SUMS\.p7s)")
LONGEST = 128 << 20


def wrong(what):
    sys.exit("not to be used: " + what)


def need(holds, what):
    if not holds:
        wrong(what)


def members(data):
    """Name, bytes in the file and content of each member, of a ZIP in the one form there is."""
    at, found, listed = 0, [], b""
    while data[at:at + 4] == LOCAL:
        need(len(data) >= at + 30, "it breaks off")
        version, flags, method, time, date, crc, packed, size, name_length, extra = struct.unpack_from(
            "<HHHHHIIIHH", data, at + 4)
        need((version, flags, time, date, extra) == (20, 0, 0, 0x21, 0) and method in (0, 8), "a header of another form")
        name = data[at + 30:at + 30 + name_length].decode("ascii")
        need(NAME.fullmatch(name) and name not in [each[0] for each in found], "a member named " + ascii(name))
        start = at + 30 + name_length
        raw = data[start:start + packed]
        need(len(raw) == packed, "it breaks off within " + name)
        content = raw
        if method == 8:
            need(re.match("recalls|objects|provenance|markings", name) and size <= min(200 * packed, LONGEST), "a bomb: " + name)
            unpacker = zlib.decompressobj(-15)
            content = unpacker.decompress(raw, size + 1)
            need(unpacker.eof and not unpacker.unused_data, name + " cannot be unpacked")
        need(len(content) == size and zlib.crc32(content) == crc, name + " is not what its header says")
        listed += CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, method, 0, 0x21, crc, packed, size,
                                        name_length, 0, 0, 0, 0, 0, at) + name.encode()
        found.append((name, raw if method == 8 else None, content))
        at = start + packed
    end = END + struct.pack("<HHHHIIH", 0, 0, len(found), len(found), len(listed), at, 0)
    need(data[at:] == listed + end, "the list of members at the end differs from the members")
    return found


def in_order(names):
    """Whether the members are those of the format, in its order."""
    parts = [name for name in names if name[0] in "op"]
    pages = [name for name in parts if name.startswith("objects/")]
    wanted = []
    for number, page in enumerate(pages, 1):
        companion = "provenance/%06d.json" % number
        wanted += [companion] * (companion in parts) + ["objects/%06d.json" % number]
    files = sorted(name for name in names if name.startswith("files/"))
    tail = ["markings.json"] * ("markings.json" in names and bool(pages)) + ["manifest.json", "SHA256SUMS", "SHA256SUMS.p7s"]
    first = ["recalls.json"] * ("recalls.json" in names and not files)
    return names == first + (wanted or files) + tail


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def certificates(folder):
    """The signer's certificate, in DER, by the signature that holds."""
    pem = os.path.join(folder, "signer-of-it.pem")
    return pem, lambda: subprocess.run(["openssl", "x509", "-in", pem, "-outform", "DER"], check=True,
                                       capture_output=True).stdout


def pins(der):
    key = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-pubkey"], input=der, check=True,
                         capture_output=True).stdout
    spki = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True,
                          capture_output=True).stdout
    return {"sha256:" + sha256(der), "sha256:" + sha256(spki)}


def time(text):
    return datetime.datetime.fromisoformat(re.sub(r"(\.\d{1,6})\d*", r"\1", text).replace("Z", "+00:00"))


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "its manifest names a member twice, and other readers may take the other one")
    return dict(pairs)


def main(package, signer, recipient=None):
    with open(package, "rb") as file:
        data = file.read()
    if data[:1] == b"0":
        wrong("it is encrypted: openssl cms -decrypt -binary -inform DER -in FILE -inkey KEY -recip CERTIFICATE -out ZIP")
    found = members(data)
    content = {name: held for name, _, held in found}
    need(in_order([name for name, _, _ in found]), "its members are not those of a package, in their order")
    sums = "".join(sha256(held) + "  " + name + "\n" for name, _, held in found[:-2]).encode()
    need(sums == content["SHA256SUMS"], "a member is not what was signed (SHA256SUMS)")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("SHA256SUMS", "SHA256SUMS.p7s"):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content[name])
        pem, own = certificates(folder)
        verified = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "SHA256SUMS.p7s", "-content", "SHA256SUMS",
             "-CAfile", os.path.abspath(signer), "-partial_chain", "-purpose", "any", "-signer", pem, "-out", os.devnull],
            cwd=folder, capture_output=True)
        need(verified.returncode == 0, "the signature does not hold, or is not the signer's:\n" + verified.stderr.decode())
        who = pins(own())
    manifest = json.loads(content["manifest.json"].decode("utf-8"), object_pairs_hook=once)
    need(manifest["tidings_package"] == 1, "another version of the format")
    need(manifest["kind"] in ("objects", "acknowledgement", "update"), "it is of no kind that is known")
    need(who & set(manifest["issuer"]["pins"]), "the manifest names another certificate of its issuer")
    files = [name for name in content if name.startswith("files/")]
    need(bool(files) == (manifest["kind"] == "update"), "its members are not those of its kind")
    need(manifest["kind"] == "objects" or not manifest["parts"], "its members are not those of its kind")
    for name, type_of_all in (("recalls.json", "x-tidings-recall"), ("markings.json", "marking-definition")):
        held = json.loads(content.get(name, b'{"objects":[]}'))["objects"]
        need(all(each.get("type") == type_of_all for each in held), name + " holds something else than it is for")
    parts, objects = [], 0
    for name, packed, held in found[:-3]:
        if name.startswith("files/"):
            continue
        count = len(json.loads(held)["objects"]) if name.startswith("objects/") else 0
        objects += count
        parts.append({"name": name, "objects": count, **({"packed_sha256": sha256(packed)} if packed is not None else {})})
    need(parts == manifest.get("parts", []) and objects == manifest["objects"], "the manifest lists other parts")
    need(datetime.datetime.now(datetime.timezone.utc) < time(manifest["expires"]), "it expired at " + manifest["expires"])
    if recipient:
        der = subprocess.run(["openssl", "x509", "-in", recipient, "-outform", "DER"], check=True,
                             capture_output=True).stdout
        need(any(pins(der) & set(each["pins"]) for each in manifest["recipients"]), "it is for somebody else")
    print(json.dumps({key: manifest[key] for key in manifest if key != "parts"}, indent=1, ensure_ascii=False))
    print("verified, sha256:" + sha256(content["SHA256SUMS"]))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (KeyError, TypeError, ValueError) as problem:
        wrong("something in it is not as the page says: %s: %s" % (type(problem).__name__, problem))
