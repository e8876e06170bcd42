#!/usr/bin/env python3
"""Verifies what 'tidings provenance export' wrote, with Python 3 and OpenSSL 3 alone (docs/provenance.md).

It looks through the folder that it lies in, or the one given. What it proves: that whoever holds the keys in keys.json
sealed the object, in this order and at these times. Whose those keys are is for you to find out from their owners.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

DEPTH = 10
CLOCKS = 15 * 60


def unpacked(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def shown(text):
    """A stranger's text, without what could move a terminal's cursor or look like a line of this program."""
    return "".join(c if c.isprintable() else "?" for c in str(text))


def packed(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def der(tag, content):
    length = bytes([len(content)]) if len(content) < 128 else bytes([0x81, len(content)])
    return bytes([tag]) + length + content


def der_integer(data):
    data = data.lstrip(b"\0") or b"\0"
    return der(2, (b"\0" if data[0] & 0x80 else b"") + data)


def der_public_key(jwk):
    """The SubjectPublicKeyInfo that OpenSSL reads."""
    prefix = {
        "ES256": "3059301306072a8648ce3d020106082a8648ce3d030107034200",
        "SM2-SM3": "3059301306072a8648ce3d020106082a811ccf5501822d034200",
        "EdDSA": "302a300506032b6570032100",
    }[jwk["alg"]]
    point = unpacked(jwk["x"]) if jwk["alg"] == "EdDSA" else b"\4" + unpacked(jwk["x"]) + unpacked(jwk["y"])
    return bytes.fromhex(prefix) + point


def is_signed(jwk, message, signature):
    if jwk["alg"] != "EdDSA":
        signature = der(0x30, der_integer(signature[:32]) + der_integer(signature[32:]))
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, name) for name in ("key", "message", "signature")]
        for file, content in zip(files, (der_public_key(jwk), message, signature)):
            file.write_bytes(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", str(files[0]),
                   "-rawin", "-in", str(files[1]), "-sigfile", str(files[2])]
        command += {"ES256": ["-digest", "sha256"], "EdDSA": [],
                    "SM2-SM3": ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]}[jwk["alg"]]
        return subprocess.run(command, capture_output=True).returncode == 0


def thumbprint(jwk):
    members = {name: jwk[name] for name in ("crv", "kty", "x", "y") if name in jwk}
    return packed(sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()))


def seconds(text):
    from datetime import datetime
    return datetime.fromisoformat(text.replace("Z", "+00:00")[:19] + "+00:00").timestamp()


def verify(folder):
    def require(holds, what):
        if not holds:
            raise ValueError(what)

    chain = json.loads((folder / "chain.json").read_text())
    keys = {thumbprint(jwk): jwk for jwk in json.loads((folder / "keys.json").read_text())["keys"]}
    canonical = (folder / "object.canonical.json").read_bytes()
    require(json.loads(canonical) == json.loads((folder / "object.json").read_bytes()), "the canonical form is another object")
    obj = sha256(canonical)
    require(packed(obj) == chain["object"], "the object is another than the one that was sealed")
    previous, latest = None, 0
    for number, link in enumerate(chain["links"], 1):
        header, payload, signature = link["seal"].split(".")
        head, seal = json.loads(unpacked(header)), json.loads(unpacked(payload))
        require(set(head) == {"alg", "kid", "typ"} and head["typ"] == "tidings-seal+jws", "not the header of a seal")
        require(seal["format"] == "tidings-seal-1", "a seal of another format")
        require(seal["step"] in ("author", "relay"), "a step that is neither author nor relay")
        leaf = {"object": chain["object"], "salt": link["salt"]}
        if previous:
            leaf["previous"] = packed(previous)
        node = leaf_hash = sha256(b"\0", json.dumps(leaf, sort_keys=True, separators=(",", ":")).encode())
        place = link["place"]
        require(len(link["nodes"]) == DEPTH and 0 <= place < 1 << DEPTH, "a path of another length")
        for beside in map(unpacked, link["nodes"]):
            node = sha256(b"\1", beside, node) if place & 1 else sha256(b"\1", node, beside)
            place >>= 1
        require(packed(node) == seal["root"], f"link {number} is not what was sealed at its place")
        require(number == 1 or seal["step"] == "relay", f"link {number} says that the way begins there")
        require(seconds(seal["at"]) + CLOCKS >= latest, f"link {number} is of a time before the one before it")
        latest = max(latest, seconds(seal["at"]))
        jwk = keys.get(head["kid"])
        if jwk:
            require(jwk["alg"] == head["alg"], f"link {number} names another algorithm than its key has")
            require(is_signed(jwk, f"{header}.{payload}".encode(), unpacked(signature)), f"the signature of link {number} does not hold")
            valid = seconds(jwk["from"]) - CLOCKS <= seconds(seal["at"]) <= seconds(jwk.get("until", "9999-01-01T00:00:00Z")) + CLOCKS
            state = "signed by " + shown(jwk["organisation"]) + ("" if valid else ", OUTSIDE THE TIME OF ITS KEY")
            state += ", KEY REVOKED " + jwk["revoked"] if "revoked" in jwk else ""
        else:
            state = "NOT PROVEN, its key is not in keys.json; it says it is of " + shown(seal["organisation"]["name"])
        print(f"  {number}. {seal['step']:6} {shown(seal['at'])} {state} (key {shown(head['kid'])})")
        previous = sha256(b"\2", leaf_hash, sha256(link["seal"].encode()))


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    broken = 0
    chains = sorted(root.rglob("chain.json"))
    for chain in chains:
        print(shown(chain.parent.relative_to(root)))
        try:
            verify(chain.parent)
            print("  holds")
        except (ValueError, KeyError, TypeError) as fault:
            print(f"  BROKEN: {shown(fault)}")
            broken += 1
    sys.exit(0 if chains and not broken else 1)


main()
