"""Whether a commit arrived whose answer did not: the server went away in between."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Engine

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.engine import translating
from kmcase.persistence.statements import bound_mark

TRIES = 5
_PAUSE_S = 1.0


def arrived(engine: Engine, end: tuple[str, int, bytes], pause: Callable[[float], None] = time.sleep) -> bool:
    """Whether the entry stands in the journal with that hash.

    `end` is store, number and hash. Raises `shared_office.unsure` where the server stays away.
    """
    store, number, entry_hash = end
    for again in range(TRIES):
        if again:
            pause(_PAUSE_S)
        try:
            with translating(), engine.connect() as connection:
                mark = bound_mark(connection)
                query = f"SELECT hash FROM entry WHERE store = {mark} AND n = {mark}"
                found = connection.exec_driver_sql(query, (store, number)).scalar()
                return found is not None and bytes(found) == entry_hash
        except EnvironmentProblem:
            continue
    raise EnvironmentProblem("shared_office.unsure")
