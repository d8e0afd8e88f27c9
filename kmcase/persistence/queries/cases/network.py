"""The two lists of who is around a client."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Table

from kmcase.application.read.case_network import NetworkPage, RelativeItem, ResourceItem
from kmcase.domain.cases.network import RelativeValues, ResourceValues
from kmcase.domain.writings import Writing, newest_first, standing
from kmcase.persistence.repositories.case_network import SqlCaseNetwork, as_entry
from kmcase.persistence.rows.case_network import case_relative, case_resource


class SqlCaseNetworkQueries(SqlCaseNetwork):
    """`CaseNetworkQueries` on plain selects."""

    def page(self, case_id: str) -> NetworkPage:
        """Both lists; raises `cases.unknown`."""
        self.require(case_id)
        return NetworkPage(
            relatives=self._items(case_relative, RelativeValues, RelativeItem, case_id),
            resources=self._items(case_resource, ResourceValues, ResourceItem, case_id),
        )

    def _items(self, table: Table, values: type[Any], item: type[Any], case_id: str) -> tuple[Any, ...]:
        """Entries by when they were first written; what all versions that stand take out is left out."""
        entries: dict[str, list[Writing[Any]]] = defaultdict(list)
        for row in self._rows.all(table, case_id=case_id):
            entries[row["entry_id"]].append(as_entry(row, values))
        found = []
        for entry_id, versions in entries.items():
            stands = standing(versions)
            kept = [version.values for version in stands if version.values is not None]
            if not kept:
                continue
            first = newest_first(versions)[-1]
            others = [version.values for version in stands]
            others.remove(kept[0])
            seen = tuple(version.version_id for version in stands)
            made = item(entry_id=entry_id, values=kept[0], seen=seen, apart=tuple(others))
            found.append(((first.written_at, entry_id), made))
        return tuple(made for _, made in sorted(found, key=lambda each: each[0]))
