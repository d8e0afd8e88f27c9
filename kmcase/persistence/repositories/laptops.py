"""Laptops' chains as use cases need them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kmcase.application.ports.laptops import LaptopChain
from kmcase.domain.errors import DomainError
from kmcase.domain.laptops import DoubtedEntry
from kmcase.domain.staff import Role
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.rows import journal
from kmcase.persistence.rows.office import staff_change
from kmcase.persistence.statements import Rows, bound_mark


class SqlLaptops:
    """`LaptopRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def unheard(self) -> tuple[LaptopChain, ...]:
        """Chains of which more is here than the office ever entered that it heard, by store."""
        heard: dict[str, int] = {}
        for row in self._rows.all(tables.laptop_heard):
            heard[row["store"]] = max(row["size"], heard.get(row["store"], 0))
        found = []
        for store, laptop_id in sorted(self._chains().items()):
            end = self._rows.one(journal.chain_head, store=store)
            if end is not None and end["n"] > heard.get(store, 0):
                head = bytes(end["hash"]).hex()
                found.append(
                    LaptopChain(laptop_id=laptop_id, store=store, size=end["n"], head=head, heard=heard.get(store, 0))
                )
        return tuple(found)

    def _chains(self) -> dict[str, str]:
        """Laptop by chain; the first chain of one bears its id, whatever it says of itself."""
        first = {row["laptop_id"]: row["laptop_id"] for row in self._rows.all(tables.laptop)}
        return {**{row["store"]: row["laptop_id"] for row in self._rows.all(tables.laptop_chain)}, **first}

    def new_entries(self, chain: LaptopChain) -> Iterator[DoubtedEntry]:
        """What is new of a chain and was not refused, in order."""
        connection = self._rows.connection
        mark = bound_mark(connection)
        query = (
            "SELECT entry.n, entry.type, entry.head FROM entry LEFT JOIN refused_entry"
            " ON refused_entry.store = entry.store AND refused_entry.n = entry.n"
            f" WHERE entry.store = {mark} AND entry.n > {mark} AND refused_entry.n IS NULL ORDER BY entry.n"
        )
        for n, kind, text in connection.exec_driver_sql(query, (chain.store, chain.heard)).all():
            head = json.loads(text)
            yield DoubtedEntry(n=n, type=kind, at=head["at"], actor=head["actor"])

    def name_of(self, laptop_id: str) -> str:
        """What the office calls a laptop; raises `exchange.unknown_laptop`."""
        row = self._rows.one(tables.laptop, laptop_id=laptop_id)
        if row is None:
            raise DomainError("exchange.unknown_laptop", name=laptop_id)
        return str(row["name"])

    def roles_ever(self) -> dict[str, frozenset[Role]]:
        """By staff id every role that somebody ever held."""
        found: dict[str, frozenset[Role]] = {}
        for row in self._rows.all(staff_change):
            roles = frozenset(Role(role) for role in from_json(row["roles"])) if row["roles"] else frozenset()
            found[row["staff_id"]] = found.get(row["staff_id"], frozenset()) | roles
        return found
