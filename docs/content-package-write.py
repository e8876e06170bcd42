#!/usr/bin/env python3
"""Writes a small content package with nothing but Python and openssl, as docs/content-package.md says.

content-package-write.py CERTIFICATE KEY OUT
"""
import datetime, hashlib, json, os, subprocess, sys, tempfile, uuid, zipfile

certificate, key, out = sys.argv[1:4]
pem = open(certificate).read()
der = subprocess.run(["openssl", "x509", "-in", certificate, "-outform", "DER"], check=True, capture_output=True).stdout
now = datetime.datetime.now(datetime.timezone.utc)


def rfc3339(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


objects = json.dumps({"objects": [
    {"type": "domain-name", "spec_version": "2.1",
     "id": "domain-name--" + str(uuid.uuid5(uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7"),
                                            '{"value":"example.com"}')),
     "value": "example.com"}]}).encode()
manifest = json.dumps({
    "tidings_package": 1,
    "kind": "objects",
    "issuer": {"name": "Bank A", "pins": ["sha256:" + hashlib.sha256(der).hexdigest()]},
    "recipients": [],
    "step": {"chain": str(uuid.uuid4()), "serial": 1, "content": "full",
             "collection": str(uuid.uuid4()), "collection_name": "indicators", "to": rfc3339(now)},
    "created": rfc3339(now),
    "expires": rfc3339(now + datetime.timedelta(days=30)),
    "objects": 1,
    "parts": [{"name": "objects/000001.json", "objects": 1}],
}).encode()
members = [("objects/000001.json", objects), ("manifest.json", manifest)]
sums = "".join(hashlib.sha256(content).hexdigest() + "  " + name + "\n" for name, content in members).encode()
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "SHA256SUMS")
    with open(path, "wb") as file:
        file.write(sums)
    signature = subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256", "-in", path,
         "-signer", certificate, "-inkey", key, "-outform", "DER"],
        check=True, capture_output=True).stdout
members += [("SHA256SUMS", sums), ("SHA256SUMS.p7s", signature)]
with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
    for name, content in members:
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system = 0
        info.external_attr = 0
        package.writestr(info, content)
        info.external_attr = 0  # writestr sets permissions where there are none
