"""What a restored office does before its first write: a chain of its own, and numbers that no paper bears yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine

from kmcase.domain.laptops import LaptopRestored
from kmcase.domain.numbers import NUMBERED, numbered_by, series_of
from kmcase.domain.offices import OfficeRestored
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import laptop_chains
from kmcase.persistence.looked_over import forget
from kmcase.persistence.repositories.laptops import SqlLaptops
from kmcase.persistence.rows import exchange, journal, office
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date, fiscal_year

UNKNOWN_MARGIN = 500
SERIES = frozenset({"request", "slip", "notice", "voucher", "case", "donation", "conference"})
"""What the office numbers; a back-up may be older than the first number of any of them."""
_ROUND = 100


def go_on_restored(engine: Engine, folder: Path, key: bytes, writer: Writer, at: datetime) -> bool:
    """Begin the chain of `writer.store` where the journal has none yet: the office was restored.

    What the office had numbered since the back-up is read from what the restore put aside; where that cannot be read,
    the next numbers begin a wide margin higher. `False` where nothing was restored.
    """
    with engine.execution_options(write=True).begin() as connection:
        rows = Rows(connection)
        if rows.one(journal.chain_head, store=writer.store) is not None:
            return False
        old = rows.one(office.office)
        head = rows.one(journal.chain_head, store=old["store"]) if old else None
        if head is None:
            return False
        lost = _lost(folder, key)
        forget(rows)
        chain = Chain(connection, writer)
        chain.append(
            OfficeRestored(
                store=writer.store,
                old_store=head["store"],
                old_size=head["n"],
                old_head=bytes(head["hash"]).hex(),
                skip=numbers_to_skip(_numbered(connection), lost, fiscal_year(bangkok_date(at))),
            ),
            at,
        )
        chain.finish()
        return True


def go_on_restored_laptop(
    engine: Engine, folder: Path, key: bytes, writer: Writer, laptop_id: str, at: datetime
) -> bool:
    """The same for a laptop: its new chain names the end of the one before, and passes over numbers of its own."""
    with engine.execution_options(write=True).begin() as connection:
        rows = Rows(connection)
        if rows.one(journal.chain_head, store=writer.store) is not None:
            return False
        own = {row["store"] for row in rows.all(exchange.laptop_chain, laptop_id=laptop_id)}
        before = [store for store in laptop_chains(connection) if store in own]
        head = rows.one(journal.chain_head, store=before[-1]) if before else None
        if head is None:
            return False
        name = SqlLaptops(rows).name_of(laptop_id)
        lost = _lost(folder, key)
        forget(rows)
        chain = Chain(connection, writer)
        chain.append(
            LaptopRestored(
                laptop_id=laptop_id,
                store=writer.store,
                old_store=head["store"],
                old_size=head["n"],
                old_head=bytes(head["hash"]).hex(),
                skip=numbers_to_skip(_numbered(connection), lost, fiscal_year(bangkok_date(at)), name),
            ),
            at,
        )
        chain.finish()
        return True


def numbers_to_skip(
    known: Mapping[str, int], lost: Iterable[Mapping[str, int] | None], year: int, laptop: str = ""
) -> dict[str, int]:
    """By series (`voucher:2567`), the last number that may stand on paper, where that is more than is known.

    `lost` are the series of what was replaced, None for each that cannot be read. Of a laptop (by its name) its own
    alone are passed over, of the office all but those of laptops.
    """
    told = [None if each is None else _counted_by(laptop, each) for each in lost]
    last = _counted_by(laptop, known)
    for series in told:
        for name, number in (series or {}).items():
            last[name] = max(number, last.get(name, 0))
    if not told or None in told:
        first = (series_of(kind, laptop, year) for kind in (NUMBERED if laptop else SERIES))
        last = dict.fromkeys(first, 0) | last
        last = {name: -(-(number + UNKNOWN_MARGIN) // _ROUND) * _ROUND for name, number in last.items()}
    return {name: number for name, number in sorted(last.items()) if number > known.get(name, 0)}


def _counted_by(laptop: str, numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: last for name, last in numbers.items() if numbered_by(name) == laptop}


def _lost(folder: Path, key: bytes) -> list[dict[str, int] | None]:
    """The series of every database that a restore put aside."""
    return [numbered_in(path, key) for path in sorted(folder.glob("replaced-*/office.db"))]


def numbered_in(database: Path, key: bytes) -> dict[str, int] | None:
    """The series of a database that was put aside; None where it cannot be read."""
    try:
        with closing(sqlcipher3.connect(str(database), isolation_level=None)) as raw:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            return dict(raw.execute("SELECT name, last FROM series").fetchall())
    except sqlcipher3.DatabaseError:
        return None


def _numbered(connection: Connection) -> dict[str, int]:
    return {row["name"]: row["last"] for row in Rows(connection).all(office.series)}
