"""How much is read for a list of conferences."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from kmcase.persistence.statements import Row, Rows
from tests.builders import TestOffice
from tests.conference_builders import a_conference, conferences


def test_many_conferences_are_read_in_as_many_selects_as_one(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plainly = Rows.all

    def counted(rows: Rows, table: Table, /, **where: object) -> list[Row]:
        read.append(table.name)
        return plainly(rows, table, **where)

    monkeypatch.setattr(Rows, "all", counted)

    def reads() -> list[str]:
        read.clear()
        conferences(office).list()
        return list(read)

    a_conference(office)
    few = reads()
    a_conference(office)
    assert reads() == few
