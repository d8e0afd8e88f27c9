"""The contract suite runs every test on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TestOffice, new_office, new_postgres_office


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office with all staff and no money, on an encrypted file and on a server."""
    if request.param == "sqlite":
        found = new_office(tmp_path)
    else:
        found = new_postgres_office(request.getfixturevalue("fresh_postgres_url"))
    yield found
    found.engine.dispose()
