"""The OASIS taxii2-client and Cyware's cytaxii2 through their main calls, against a node.

Usage: clients.py DISCOVERY_URL CA_FILE USER PASSWORD COLLECTION_ID
Prints PASS or FAIL and the name of each check; ends with 1 if one failed.
"""
import datetime
import json
import logging
import os
import sys
import threading
import uuid

URL, CA, USER, PASSWORD, COLLECTION = sys.argv[1:]
os.environ["REQUESTS_CA_BUNDLE"] = CA  # cytaxii2 cannot be told otherwise

import requests  # noqa: E402
import cytaxii2 as cyware  # noqa: E402
import taxii2client.v21 as oasis  # noqa: E402

logging.disable(logging.WARNING)
LOGIN = dict(user=USER, password=PASSWORD, verify=CA)
T0 = "2024-01-01T00:00:00.000Z"
failed = 0


def indicator(**members):
    return {"type": "indicator", "spec_version": "2.1", "id": f"indicator--{uuid.uuid4()}", "created": T0,
            "modified": T0, "pattern": "[ipv4-addr:value = '203.0.113.1']", "pattern_type": "stix", "valid_from": T0,
            **members}


def check(name, expected, call):
    """A client that loops for ever has failed."""
    global failed
    result = []

    def run():
        try:
            result.append(call())
        except Exception as e:
            result.append(repr(e))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    got = result[0] if result else "no end within 60 s"
    if got == expected:
        print(f"PASS {name}")
    else:
        failed += 1
        print(f"FAIL {name}: {str(got)[:400]} instead of {str(expected)[:200]}")
    sys.stdout.flush()


def http_status(call):
    try:
        return f"no error: {call()!r}"
    except requests.HTTPError as e:
        return e.response.status_code


def taxii2_client():
    server = oasis.Server(URL, **LOGIN)
    check("taxii2-client: discovery", True, lambda: bool(server.title) and server.default is not None)
    check("taxii2-client: discovery without slash", server.title, lambda: oasis.Server(URL.rstrip("/"), **LOGIN).title)
    root = server.default
    check("taxii2-client: api root", True, lambda: "application/taxii+json;version=2.1" in root.versions)
    check("taxii2-client: collections", True, lambda: COLLECTION in [c.id for c in root.collections])
    collection = next(c for c in root.collections if c.id == COLLECTION)
    check("taxii2-client: collection by its URL", COLLECTION, lambda: oasis.Collection(collection.url, **LOGIN).id)
    check("taxii2-client: wrong password", 401,
          lambda: http_status(lambda: oasis.Server(URL, user=USER, password="no", verify=CA).title))
    check("taxii2-client: unknown collection", 404, lambda: http_status(
        lambda: oasis.Collection(f"{root.url}collections/{uuid.uuid4()}/", **LOGIN).title))

    first = indicator(name="first")
    check("taxii2-client: add one", ("complete", 1),
          lambda: (lambda s: (s.status, s.success_count))(collection.add_objects({"objects": [first]})))
    entry = collection.get_manifest(**{"id": first["id"]})["objects"][0]
    since = datetime.datetime.fromisoformat(entry["date_added"].replace("Z", "+00:00"))
    many = [indicator(name=f"number {i}") for i in range(1500)]
    ids = [o["id"] for o in many]
    check("taxii2-client: add 1,500", (1500, 0, 0), lambda: (
        lambda s: (s.success_count, s.failure_count, s.pending_count))(collection.add_objects({"objects": many})))
    bad = indicator(modified=7)
    check("taxii2-client: a bad object beside a good one", (1, 1, bad["id"]), lambda: (
        lambda s: (s.success_count, s.failure_count, s.failures[0]["id"]))(
            collection.add_objects({"objects": [indicator(), bad]})))

    def asked_later():
        status = collection.add_objects({"objects": [indicator()]}, wait_for_completion=False)
        return root.get_status(status.id).status
    check("taxii2-client: status asked for later", "complete", asked_later)

    def pages(call, size):
        return [o["id"] for page in oasis.as_pages(call, per_request=size, added_after=since)
                for o in page.get("objects", []) if o["id"] in set(ids)]
    for size in (100, 7, 0, 100000):
        check(f"taxii2-client: as_pages of {size} objects", ids, lambda size=size: pages(collection.get_objects, size))
    check("taxii2-client: as_pages of the manifest", ids, lambda: pages(collection.get_manifest, 200))
    check("taxii2-client: nothing new", (None, False), lambda: (lambda e: (e.get("objects"), e.get("more", False)))(
        collection.get_objects(added_after=datetime.datetime(2099, 1, 1, tzinfo=datetime.timezone.utc))))
    check("taxii2-client: the object as it was sent", [many[0]], lambda: collection.get_object(ids[0])["objects"])
    second = {**many[0], "modified": "2024-02-01T00:00:00.000Z"}
    check("taxii2-client: a second version", 1, lambda: collection.add_objects({"objects": [second]}).success_count)
    check("taxii2-client: versions in pages of one", [T0, second["modified"]], lambda: [
        v for page in oasis.as_pages(collection.object_versions, per_request=1, obj_id=ids[0])
        for v in page.get("versions", [])])
    check("taxii2-client: all versions", 2, lambda: len(collection.get_object(ids[0], version="all")["objects"]))

    def delete():
        collection.delete_object(ids[1])
        return http_status(lambda: collection.get_object(ids[1]))
    check("taxii2-client: a deleted object is gone", 404, delete)
    return collection


def cytaxii2(collection):
    client = cyware.cytaxii2
    client = client if isinstance(client, type) else client.cytaxii2
    node = client(URL, USER, PASSWORD, version=2.1)
    check("cytaxii2: discovery", 200, lambda: node.discovery_request()["status_code"])
    check("cytaxii2: default root", 200, lambda: node.root_discovery()["status_code"])
    check("cytaxii2: collections", True, lambda: COLLECTION in [
        c["id"] for c in node.collection_request()["response"]["collections"]])
    check("cytaxii2: collection", COLLECTION, lambda: node.collection_data_request(COLLECTION)["response"]["id"])
    first = indicator()
    bundle = {"type": "bundle", "id": f"bundle--{uuid.uuid4()}", "objects": [first]}
    check("cytaxii2: a bundle", 202, lambda: node.inbox_request(COLLECTION, json.dumps(bundle))["status_code"])
    since = collection.get_manifest(**{"id": first["id"]})["objects"][0]["date_added"]
    many = [indicator() for _ in range(250)]
    ids = [o["id"] for o in many]
    check("cytaxii2: an envelope", 202,
          lambda: node.inbox_request(COLLECTION, json.dumps({"objects": many}))["status_code"])

    def poll(limit):
        got, cursor = [], None
        while True:
            answer = node.poll_request(COLLECTION, added_after=since, limit=limit, next=cursor)["response"]
            got += [o["id"] for o in answer.get("objects", [])]
            if not answer.get("more"):
                return got
            cursor = answer["next"]
    for limit in (40, 249, 250, None):
        check(f"cytaxii2: polls in pages of {limit}", ids, lambda limit=limit: poll(limit))
    check("cytaxii2: wrong password", 401, lambda: client(URL, USER, "no").discovery_request()["status_code"])
    check("cytaxii2: unknown collection", 404, lambda: node.poll_request(str(uuid.uuid4()))["status_code"])
    check("cytaxii2: a next that is none", 400, lambda: node.poll_request(COLLECTION, next="none")["status_code"])
    check("cytaxii2: version 2.0", 406,
          lambda: client(URL, USER, PASSWORD, version=2.0).discovery_request()["status_code"])


cytaxii2(taxii2_client())
sys.exit(1 if failed else 0)
