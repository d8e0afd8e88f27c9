"""Fields of service plans that were written apart, among all that wait for a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from kmcase.application.read.case_plans import PlanConflict, PlanPage
from kmcase.application.read.conflicts import ConflictItem, ConflictPage, StandingValue
from kmcase.domain.cases.secrecy import Viewer
from kmcase.domain.casework import ServiceKind
from kmcase.domain.dates import PartialDate
from kmcase.persistence.queries.cases.plans import SqlCasePlanQueries
from kmcase.persistence.queries.standing import Standing
from kmcase.persistence.rows.case_plans import case_plan_apart
from kmcase.persistence.statements import Rows


class PlanConflicts:
    """Of the open cases that a viewer may see."""

    def __init__(self, rows: Rows, viewer: Viewer, now: datetime) -> None:
        self._rows = rows
        self._plans = SqlCasePlanQueries(rows, viewer, now)

    def count(self) -> int:
        """How many plans have some."""
        return len(self._case_ids())

    def pages(self, standing: Standing) -> Iterator[ConflictPage]:
        """Each plan's fields with their values side by side."""
        for case_id in self._case_ids():
            head, page = self._plans.head(case_id), self._plans.plan_of(case_id)
            found = {str(one.field): _values(page, one, standing) for one in page.conflicts}
            every = [value for values in found.values() for value in values]
            yield ConflictPage(
                item=ConflictItem(
                    noun="case",
                    record_id=case_id,
                    person_id="",
                    title=f"{head.client.shown_name} {head.number}".strip(),
                    house_no="",
                    moo=None,
                    subdistrict_code="",
                    fields=tuple(found),
                    written_by=tuple(dict.fromkeys(each.written_by for each in every)),
                    laptops=tuple(dict.fromkeys(each.laptop for each in every)),
                    newest_at=max(each.written_at for each in every),
                ),
                standing=found,
                seen={name: tuple(value.event_id for value in values) for name, values in found.items()},
                labels={str(one.field): {"th": _line_text(page, one.field.line_id)} for one in page.conflicts},
            )

    def _case_ids(self) -> list[str]:
        apart = case_plan_apart.c.case_id
        query = select(apart).where(apart.in_(self._plans.open_cases(own=False))).order_by(apart)
        return list(self._rows.connection.execute(query).scalars())


def _values(page: PlanPage, conflict: PlanConflict, standing: Standing) -> tuple[StandingValue, ...]:
    """The values of a field, said as far as the register cannot say them."""
    where = conflict.field
    versions = page.plan.resolved.versions[str(where)]
    found = (standing.value(None, where.name, version) for version in versions)
    if where.says_removed:
        return tuple(replace(each, value=bool(each.plain)) for each in found)
    return tuple(
        replace(each, value=_shown(where.name, each.plain), words=_words(page, where.name, each.plain))
        for each in found
    )


def _shown(name: str, plain: Any) -> object:
    if name == "kind" and plain:
        return ServiceKind(plain)
    return PartialDate.parse(plain) if name in ("start", "due") and plain else plain


def _words(page: PlanPage, name: str, plain: Any) -> Mapping[str, str]:
    if name == "dimension" and plain:
        found = page.casework.dimension(plain)
        return {"th": found.th, "en": found.en}
    if name == "responsible":
        return {"th": page.names.get(plain, "")}
    return {"th": _line_text(page, plain)} if name == "goal_id" else {}


def _line_text(page: PlanPage, line_id: str) -> str:
    return next((line.values.text for line in page.plan.content if line.line_id == line_id), "")
