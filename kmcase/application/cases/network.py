"""Who is around a client: entries of the family and of the resource map, described and taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.read.case_network import NetworkPage
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.network import (
    OLDEST,
    RelativeValues,
    RelativeWritten,
    ResourceValues,
    ResourceWritten,
)
from kmcase.domain.errors import require_that
from kmcase.domain.writings import Writing, superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeRelative:
    """Somebody of the family; without `entry_id` a new one, without values taken out. `seen` versions are replaced."""

    case_id: str
    values: RelativeValues | None
    entry_id: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeResource:
    """A resource, as `DescribeRelative` is of the family."""

    case_id: str
    values: ResourceValues | None
    entry_id: str = ""
    seen: tuple[str, ...] = ()


class CaseNetworkService:
    """Use cases of family and resources."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def page(self, case_id: str) -> NetworkPage:
        """Both lists; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_network.page(case_id)

    def describe_relative(self, command: DescribeRelative) -> Outcome[str]:
        """Keep an entry of the family; gives its id. What is not `seen` of it stands beside it.

        Raises `cases.unknown`, `case_network.unknown`, and `.birth_year` beside `age`. A name may be empty: they are
        called by what they are to the client.
        """
        with self._work.begin("cases.map_network") as unit:
            unit.cases.head(command.case_id)
            values = command.values
            if values is not None:
                born = values.birth_year
                plausible = born is None or unit.today.year - OLDEST <= born <= unit.today.year
                require_that(plausible, "case_network.birth_year", "age")
                values = replace(values, name=values.name.strip(), note=values.note.strip())
            before = unit.case_network.relative_versions(command.case_id, command.entry_id)
            return _write(unit, RelativeWritten, command, values, before)

    def describe_resource(self, command: DescribeResource) -> Outcome[str]:
        """Keep a resource; gives its id. What is not `seen` of it stands beside it.

        Raises `cases.unknown`, `case_network.unknown`, `.name_missing` beside the name.
        """
        with self._work.begin("cases.map_network") as unit:
            unit.cases.head(command.case_id)
            values = command.values
            if values is not None:
                require_that(bool(values.name.strip()), "case_network.name_missing", "name")
                values = replace(
                    values, name=values.name.strip(), gives=values.gives.strip(), contact=values.contact.strip()
                )
            before = unit.case_network.resource_versions(command.case_id, command.entry_id)
            return _write(unit, ResourceWritten, command, values, before)


def _write(
    unit: Unit,
    event: Callable[..., RelativeWritten | ResourceWritten],
    command: DescribeRelative | DescribeResource,
    values: RelativeValues | ResourceValues | None,
    before: tuple[Writing[Any], ...],
) -> Outcome[str]:
    """Enter a version; raises `case_network.unknown` where an entry is named and not there.

    A new entry has values: nothing cannot be taken out.
    """
    known = bool(before) if command.entry_id else values is not None
    require_that(known, "case_network.unknown")
    entry_id = command.entry_id or unit.ids.new()
    unit.record(
        event(
            case_id=command.case_id,
            entry_id=entry_id,
            version_id=unit.ids.new(),
            replaces=superseded(before, command.seen),
            values=values,
        )
    )
    return unit.commit(entry_id)
