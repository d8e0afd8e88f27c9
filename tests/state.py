"""What the state tables hold, to be compared before and after a rebuild."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from kmcase.persistence.rows import STATE
from kmcase.persistence.statements import Rows


def state_of(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by table, sorted."""
    with engine.connect() as connection:
        rows = Rows(connection)
        return {
            table.name: sorted((tuple(row.values()) for row in rows.all(table)), key=repr)
            for table in STATE.sorted_tables
        }
