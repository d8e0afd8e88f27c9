"""Versions of the casework, and how many cases keep each."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import func, select

from kmcase.application.read.casework import CaseworkItem
from kmcase.domain.cases.secrecy import NOBODY
from kmcase.domain.casework import Casework
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import cases as tables
from kmcase.persistence.statements import Rows
from kmcase.rules.casework import shipped_text, shipped_versions


class SqlCaseworkQueries:
    """`CaseworkQueries` on plain selects: it counts cases and tells of none."""

    def __init__(self, rows: Rows, now: datetime) -> None:
        self._rows = rows
        self._cases = SqlCases(rows, NOBODY, now)

    def versions(self) -> tuple[CaseworkItem, ...]:
        """All that were shipped or set, the one that leads new cases first."""
        names, newest = staff_names(self._rows), self.newest().version
        every, running = self._led()
        own = {row["version"]: row for row in self._rows.all(tables.casework_version)}

        def item(version: str) -> CaseworkItem:
            row = own.get(version)
            return CaseworkItem(
                version=version,
                newest=version == newest,
                set_at=datetime.fromisoformat(row["set_at"]) if row else None,
                set_by=names.get(row["set_by"], "") if row else "",
                cases=every[version],
                open=running[version],
            )

        newest_first = sorted(
            own, key=lambda version: (own[version]["set_at"], own[version]["set_event"]), reverse=True
        )
        found = [item(version) for version in (*newest_first, *reversed(shipped_versions()))]
        return tuple(sorted(found, key=lambda each: not each.newest))

    def text(self, version: str) -> str:
        """A version's file; raises `cases.unknown_casework`."""
        row = self._rows.one(tables.casework_version, version=version)
        return str(row["text"]) if row is not None else shipped_text(version)

    def newest(self) -> Casework:
        """The version that new cases are led by."""
        return self._cases.newest_casework()

    def _led(self) -> tuple[Counter[str], Counter[str]]:
        """By version how many cases there are, and how many that are not closed."""
        file, stage = tables.case_file, tables.case_stage
        query = (
            select(file.c.casework, stage.c.stage, func.count().label("cases"))
            .join(stage, stage.c.case_id == file.c.case_id)
            .group_by(file.c.casework, stage.c.stage)
        )
        every, running = Counter[str](), Counter[str]()
        for row in self._rows.connection.execute(query):
            every[row.casework] += row.cases
            if self._cases.is_open(row.casework, row.stage):
                running[row.casework] += row.cases
        return every, running
