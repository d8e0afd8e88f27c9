"""The sample office, made once for each run of the tests with a cheap Argon2, and copied for who writes in it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from filelock import FileLock

from kmcase.application.duplicates import DecideDuplicate, Decision
from kmcase.application.read.clusters import ClusterState
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.cli.sample import make_sample
from kmcase.persistence.key_wrapping import Argon2Cost
from tests.scratch import shared

CHEAP = Argon2Cost(memory_kib=64, passes=1)


@cache
def _made() -> Path:
    folder = shared() / "sample-office"
    half_made = folder.with_suffix(".half")
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            make_sample(half_made, cost=CHEAP)
            half_made.rename(folder)
    return folder


def sample_copy(into: Path) -> Path:
    """A copy of the sample office in a folder of the test's own."""
    target = into / "office"
    shutil.copytree(_made(), target)
    return target


def open_sample(folder: Path, login: str) -> OpenOffice:
    """Signed in to a sample office."""
    return Offices(folder.parent / "settings").sign_in(folder, login, "sample")


def tell_apart(folder: Path) -> None:
    """Somebody says of everybody whose payments stop for a double that they are different people."""
    office = open_sample(folder, "social1")
    for item in office.services.duplicates.list():
        if item.state is ClusterState.STOPS:
            order = DecideDuplicate(person_ids=item.person_ids, decision=Decision.DIFFERENT, reason="ดูบัตรแล้ว")
            office.services.duplicates.decide(order)
    office.close()
