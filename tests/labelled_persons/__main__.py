"""`python -m tests.labelled_persons FOLDER --persons N --seed S [--severity X]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.labelled_persons import HELD_BACK
from tests.labelled_persons.sets import make

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
parser.add_argument("--persons", type=int, default=50_000)
parser.add_argument("--seed", type=int, default=HELD_BACK)
parser.add_argument("--severity", type=float, default=1.0)
given = parser.parse_args()
given.folder.mkdir(parents=True, exist_ok=True)
for path in make(given.seed, given.persons, severity=given.severity).write(given.folder):
    print(path)  # noqa: T201
