"""The contract suite runs every test on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kmcase.domain.clock import FixedClock
from kmcase.domain.ids import SeededIds
from kmcase.persistence.engine import postgres_engine
from tests.builders import JUNE, TestOffice, new_office, new_postgres_office
from tests.conftest import NewPostgres


@pytest.fixture(scope="session")
def postgres_template(new_postgres: NewPostgres) -> Iterator[tuple[str, SeededIds]]:
    """The name of a database with a new office, to be copied, and the ids that come after it."""
    with new_postgres() as url:
        made = new_postgres_office(url)
        made.engine.dispose()
        yield str(make_url(url).database), made.ids


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.second_engine)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office with all staff and no money, on an encrypted file and on a server."""
    if request.param == "sqlite":
        found = new_office(tmp_path)
        yield found
        found.engine.dispose()
        return
    template, ids = request.getfixturevalue("postgres_template")
    with request.getfixturevalue("new_postgres")(template) as url:
        found = TestOffice(postgres_engine(url), FixedClock(JUNE), deepcopy(ids))
        yield found
        found.engine.dispose()
