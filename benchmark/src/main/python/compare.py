"""The other side of the comparison: the same work as io.tidings.benchmark.stix.Comparison, in the same order.

Arguments: a folder with patterns.txt and observation.json, then bundles. Prints for each task its name, the number
of things done in a pass, and the microseconds of processor time for each of them.
"""

import gzip
import json
import pathlib
import sys
import time

import stix2
from stix2matcher.matcher import Pattern as Matcher
from stix2patterns.v21.pattern import Pattern
from stix2patterns.validator import run_validator
from stix2validator import ValidationOptions, validate_string

SECONDS = 5


def spend(task):
    """Things in a pass, seconds, things in all; at least one pass."""
    start = time.process_time()
    things = 0
    while True:
        done = task()
        things += done
        seconds = time.process_time() - start
        if seconds >= SECONDS:
            return done, seconds, things


def report(name, task):
    spend(task)
    done, seconds, things = spend(task)
    print(f"{name}\t{done}\t{seconds * 1e6 / things:.3f}", flush=True)


def content(bundles):
    def parse():
        objects = 0
        for text in bundles:
            for each in stix2.parse(text, allow_custom=True).objects:
                for name in each:
                    each[name]
                objects += 1
        return objects

    objects_of_all = sum(len(json.loads(text)["objects"]) for text in bundles)
    options = ValidationOptions(version="2.1")

    def validate():
        for text in bundles:
            validate_string(text, options)
        return objects_of_all

    report("parse", parse)
    report("validate", validate)


def patterns(texts, observation):
    def parse():
        for text in texts:
            Pattern(text)
        return len(texts)

    def check():
        for text in texts:
            run_validator(text, stix_version="2.1")
        return len(texts)

    report("pattern parse", parse)
    report("pattern check", check)
    compiled = [Matcher(text, stix_version="2.1") for text in texts]
    matching = sum(1 for pattern in compiled if pattern.match([observation]))

    def match():
        for pattern in compiled:
            pattern.match([observation])
        return len(compiled)

    report(f"pattern match, {matching} of {len(compiled)} match", match)


def read(name):
    path = pathlib.Path(name)
    return (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8").read()


folder = pathlib.Path(sys.argv[1])
if sys.argv[2:]:
    content([read(name) for name in sys.argv[2:]])
patterns(
    (folder / "patterns.txt").read_text(encoding="utf-8").splitlines(),
    json.loads((folder / "observation.json").read_text(encoding="utf-8")),
)
