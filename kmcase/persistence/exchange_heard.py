"""What the office entered of laptops' chains, and how it agrees with the chains that are held."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from kmcase.application.verification import said
from kmcase.domain.events import build
from kmcase.domain.laptops import LaptopHeard
from kmcase.messages import Message
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.rows import journal
from kmcase.persistence.statements import Rows, bound_mark

_SHORT = 8


def heard_since(connection: Connection, store: str, size: int) -> int:
    """How many such entries a chain has after its first `size`."""
    mark = bound_mark(connection)
    query = f"SELECT count(*) FROM entry WHERE store = {mark} AND n > {mark} AND type = {mark}"
    return int(connection.exec_driver_sql(query, (store, size, LaptopHeard.TYPE)).scalar_one())


def heard_problems(connection: Connection, office: tuple[str, ...]) -> list[Message]:
    """Laptops' chains that are not what the office's own chains say it heard: altered, with gaps, or cut off."""
    told: dict[str, dict[int, str]] = {}
    for event in _told(connection, office):
        told.setdefault(event.store, {})[event.size] = event.head
    return [problem for store, heads in sorted(told.items()) for problem in _differing(connection, store, heads)]


def _told(connection: Connection, office: tuple[str, ...]) -> Iterator[LaptopHeard]:
    """From the journal, not from the tables; a body that was tampered with is named as such elsewhere."""
    query = (
        "SELECT entry.store, body FROM entry JOIN entry_body"
        " ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.type = '{LaptopHeard.TYPE}'"
    )
    for store, body in connection.exec_driver_sql(query).all():
        if store not in office:
            continue
        try:
            yield build(LaptopHeard, json.loads(body))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def _differing(connection: Connection, store: str, heads: dict[int, str]) -> Iterator[Message]:
    """The first stretch that was altered, and what lacks up to the newest that was heard."""
    rows = Rows(connection)
    name = _name(rows, store)
    good, newest = 0, max(heads)
    for size, head in sorted(heads.items()):
        held = rows.one(journal.entry, store=store, n=size)
        if held is not None and bytes(held["hash"]).hex() != head:
            yield said("laptop_altered", name=name, first=good + 1, last=size)
            break
        good = size
    mark = bound_mark(connection)
    query = f"SELECT count(*), coalesce(max(n), 0) FROM entry WHERE store = {mark} AND n <= {mark}"
    count, last = connection.exec_driver_sql(query, (store, newest)).one()
    if last < newest:
        yield said("laptop_cut_off", name=name, held=last, heard=newest)
    if count < last:
        yield said("laptop_gap", name=name, missing=last - count, heard=newest)


def _name(rows: Rows, store: str) -> str:
    """The laptop's name, where it is known."""
    chain = rows.one(tables.laptop_chain, store=store)
    laptop = rows.one(tables.laptop, laptop_id=chain["laptop_id"] if chain else store)
    return str(laptop["name"]) if laptop else store[:_SHORT]
