"""The sample office, made once for each test process with a cheap Argon2, and copied for who writes in it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from kmcase.bootstrap import Offices, OpenOffice
from kmcase.cli.sample import make_sample
from kmcase.persistence.key_wrapping import Argon2Cost

CHEAP = Argon2Cost(memory_kib=64, passes=1)


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kmcase-sample-")) / "office"
    make_sample(folder, cost=CHEAP)
    return folder


def sample_copy(into: Path) -> Path:
    """A copy of the sample office in a folder of the test's own."""
    target = into / "office"
    shutil.copytree(_made(), target)
    return target


def open_sample(folder: Path, login: str) -> OpenOffice:
    """Signed in to a sample office."""
    return Offices(folder.parent / "settings").sign_in(folder, login, "sample")
