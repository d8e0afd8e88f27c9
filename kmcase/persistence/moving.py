"""An office copied to other tables, whichever engine holds them, and both compared row for row.

The journal and what is local are copied as they are, the state is folded anew from the copy. So the copy proves itself:
its state was made on the other side, and is the same or is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, select

from kmcase.application.access import Silent, Steps
from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import schema
from kmcase.persistence.blob_shelves import BlobShelf
from kmcase.persistence.comparing import compare_table
from kmcase.persistence.engine import one_state
from kmcase.persistence.refold import fold_everything, read_entries
from kmcase.persistence.rows import JOURNAL, LOCAL, STATE
from kmcase.persistence.rows.journal import remembered
from kmcase.persistence.statements import Rows

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many rows of a table, or photographs, stand on both sides, and how many of them differ."""

    name: str
    source: int
    target: int
    differing: int


def copy_tables(source: Engine, target: Engine, steps: Steps | None = None) -> None:
    """Make all tables of a new store and fill them; the source must be of this program's form.

    Raises `shared_office.move_needs_opening` for an older one.
    """
    steps = steps or Silent()
    schema.create(target)
    tables = JOURNAL.sorted_tables
    with one_state(source).begin() as held, target.execution_options(write=True).begin() as copy:
        state = schema.check(held)
        if state.needs_upgrade or state.needs_rebuild:
            raise EnvironmentProblem("shared_office.move_needs_opening")
        for done, table in enumerate(tables):
            steps.report(done, len(tables) + 1)
            if table.name == remembered.name:
                copy.execute(table.delete())  # what making the tables noted is among what is copied
            for batch in _batches(held, table):
                steps.check()
                Rows(copy).insert_all(table, tuple(table.columns.keys()), batch)
        steps.report(len(tables), len(tables) + 1)
        fold_everything(copy, read_entries(copy))
    steps.report(len(tables) + 1, len(tables) + 1)


def _batches(connection: Connection, table: Table) -> Iterator[list[tuple[object, ...]]]:
    streamed = connection.execution_options(stream_results=True, yield_per=_BATCH)
    for rows in streamed.execute(select(table).order_by(*table.primary_key.columns)).partitions(_BATCH):
        yield [tuple(row) for row in rows]


def compare_tables(source: Engine, target: Engine) -> tuple[Figures, ...]:
    """Every table of both stores, row for row; what a store makes for its own search is left out."""
    with one_state(source).begin() as held, one_state(target).begin() as copy:
        return tuple(
            _compared(table, held, copy)
            for metadata in (JOURNAL, STATE)
            for table in metadata.sorted_tables
            if table.name not in LOCAL
        )


def _compared(table: Table, held: Connection, copy: Connection) -> Figures:
    count = f"SELECT count(*) FROM {table.name}"
    source, target = (connection.exec_driver_sql(count).scalar_one() for connection in (held, copy))
    differing = sum(1 for _ in compare_table(table, held, copy))
    return Figures(name=table.name, source=source, target=target, differing=differing)


def compare_shelves(source: BlobShelf, target: BlobShelf) -> Figures:
    """Every stored file by the SHA-256 of its bytes."""
    names, copied = frozenset(source.names()), frozenset(target.names())
    differing = len(names ^ copied) + sum(
        1 for name in sorted(names & copied) if _digest(source, name) != _digest(target, name)
    )
    return Figures(name="photos", source=len(names), target=len(copied), differing=differing)


def _digest(shelf: BlobShelf, name: str) -> bytes:
    return hashlib.sha256(shelf.read(name) or b"").digest()
