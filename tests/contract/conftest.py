"""The contract suite runs every test on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kmcase.domain.clock import FixedClock
from kmcase.domain.ids import SeededIds
from kmcase.persistence.engine import postgres_engine
from tests.builders import JUNE, TestOffice, new_office, new_postgres_office


@pytest.fixture(scope="session")
def postgres_template(new_postgres: Callable[..., str]) -> tuple[str, SeededIds]:
    """The name of a database with a new office, to be copied, and the ids that come after it."""
    url = new_postgres()
    made = new_postgres_office(url)
    made.engine.dispose()
    return str(make_url(url).database), made.ids


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office with all staff and no money, on an encrypted file and on a server."""
    if request.param == "sqlite":
        found = new_office(tmp_path)
    else:
        template, ids = request.getfixturevalue("postgres_template")
        url = request.getfixturevalue("new_postgres")(template)
        found = TestOffice(postgres_engine(url), FixedClock(JUNE), deepcopy(ids))
    yield found
    found.engine.dispose()
