"""The list of cases, the head of one, its way through the stages, and who saw it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Row, false, or_, select

from kmcase.application.read.cases import (
    CaseHit,
    CaseItem,
    CaseList,
    CasePage,
    CaseSight,
    Clock,
    Due,
    StageStep,
)
from kmcase.domain.cases.heads import CaseKind, Seen, TeamRole
from kmcase.domain.cases.secrecy import is_orphaned
from kmcase.domain.casework import Casework, Deadline
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import require_that
from kmcase.persistence.queries.cases.glasses import GlassQueries
from kmcase.persistence.queries.cases.named import case_heads, managers
from kmcase.persistence.queries.cases.stages import offer_of
from kmcase.persistence.repositories.cases import numbered
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows import cases as tables
from kmcase.rules.cases import running
from kmcase.thai.calendar import bangkok_date

_FAR = date.max


class SqlCaseQueries(GlassQueries):
    """`CaseQueries` on plain selects."""

    def list(self) -> CaseList:
        """All cases that the viewer may see, those whose deadline comes first at the top, then the newest."""
        file, member = tables.case_file, tables.case_member.alias()
        is_me = (member.c.case_id == file.c.case_id) & (member.c.staff_id == self._viewer.staff_id)
        query = (
            case_heads()
            .add_columns(tables.case_client.c.birth, member.c.role)
            .outerjoin(member, is_me)
            .where(self.visible())
        )
        led_by = managers(self._rows)
        items = [self._item(row, led_by) for row in self._rows.connection.execute(query)]
        items.sort(key=lambda item: item.opened_at, reverse=True)
        items.sort(key=lambda item: item.clock.until if item.clock else _FAR)
        return CaseList(items=tuple(items), hidden=self.count_hidden())

    def pressing(self) -> int:
        """How many cases that the viewer leads have a deadline that is near or over."""
        file, stage, member = tables.case_file, tables.case_stage, tables.case_member
        query = (
            select(file.c.casework, file.c.opened_at, stage.c.stage)
            .join(stage, stage.c.case_id == file.c.case_id)
            .join(member, member.c.case_id == file.c.case_id)
            .where(member.c.staff_id == self._viewer.staff_id, member.c.role == TeamRole.MANAGER.value, self.visible())
        )
        found = (
            self._clocks(self.casework(row.casework), datetime.fromisoformat(row.opened_at), row.stage)
            for row in self._rows.connection.execute(query)
        )
        return sum(clocks[0].due is not Due.AHEAD for clocks in found if clocks)

    def page(self, case_id: str) -> CasePage:
        """The head of a case; raises `cases.unknown`."""
        head = self.head(case_id)
        casework = self.casework(head.casework)
        staff, team = SqlStaff(self._rows).members(), {place.staff_id for place in head.team}
        return CasePage(
            head=head,
            casework=casework,
            clocks=self._clocks(casework, head.opened_at, head.stage),
            names=self._names,
            of_team=head.has_in_team(self._viewer.staff_id),
            glass_until=self._glass_until(case_id),
            glass_unseen=self.glass_unseen().count(case_id),
            photographed=self.photographed(case_id),
            left=frozenset(member.staff_id for member in staff if member.staff_id in team and not member.active),
            orphaned=is_orphaned(team, staff),
            offer=offer_of(self._rows, head, casework, bangkok_date(self._now)),
        )

    def steps(self, case_id: str) -> tuple[StageStep, ...]:
        """The way of a case through the stages, the newest first; raises `cases.unknown`."""
        casework = self.led_by(case_id)
        rows = self._rows.all(tables.case_step, case_id=case_id)
        rows.sort(key=lambda row: (row["reached_on"], row["moved_at"], row["event_id"]), reverse=True)
        return tuple(
            StageStep(
                stage=casework.stage_or_unknown(row["stage"]),
                on=date.fromisoformat(row["reached_on"]),
                note=row["note"],
                by=self._names.get(row["moved_by"], ""),
            )
            for row in rows
        )

    def sights(self, case_id: str) -> tuple[CaseSight, ...]:
        """Who saw the case, the newest first; raises `cases.unknown`."""
        self.require(case_id)
        seen = (
            CaseSight(
                event_id=row["event_id"],
                at=datetime.fromisoformat(row["seen_at"]),
                by=self._names.get(row["seen_by"], ""),
                how=Seen(row["how"]),
                what=row["what"],
            )
            for row in self._rows.all(tables.case_view, case_id=case_id)
        )
        broken = (
            CaseSight(
                event_id=row["event_id"],
                at=datetime.fromisoformat(row["broken_at"]),
                by=self._names.get(row["staff_id"], ""),
                how=None,
                what="",
                reason=row["reason"],
            )
            for row in self._rows.all(tables.case_glass, case_id=case_id)
        )
        return tuple(sorted((*seen, *broken), key=lambda sight: (sight.at, sight.event_id), reverse=True))

    def search(self, texts: Collection[str], limit: int) -> tuple[CaseHit, ...]:
        """Cases that the viewer may see, by number or a part of what is known of the client, the newest first."""
        file, client = tables.case_file, tables.case_client
        wanted = [text for text in texts if text]
        says = [client.c.folded.contains(text, autoescape=True) for text in wanted]
        numbered = [file.c.number.startswith(text, autoescape=True) for text in wanted]
        query = (
            select(file.c.case_id, file.c.number, client.c.shown_name)
            .join(client, client.c.case_id == file.c.case_id)
            .where(self.visible(), or_(false(), *says, *numbered))
            .order_by(file.c.opened_at.desc(), file.c.case_id)
            .limit(limit)
        )
        found = self._rows.connection.execute(query)
        return tuple(CaseHit(case_id=row.case_id, number=row.number, name=row.shown_name) for row in found)

    def called(self, case: str) -> str:
        """The id of a case by its id or by its number as people write it; raises `cases.unknown`."""
        file = tables.case_file
        seen: dict[str, str] = {
            row.case_id: row.number for row in self._rows.connection.execute(select(file).where(self.visible()))
        }
        wanted = case.strip()
        found = wanted if wanted in seen else numbered(seen, wanted)
        require_that(bool(found), "cases.unknown")
        return found

    def _item(self, row: Row[tuple[object, ...]], led_by: dict[str, str]) -> CaseItem:
        casework = self.casework(row.casework)
        opened_at = datetime.fromisoformat(row.opened_at)
        clocks = self._clocks(casework, opened_at, row.stage)
        return CaseItem(
            case_id=row.case_id,
            number=row.number,
            name=row.shown_name,
            kind=CaseKind(row.kind),
            client_group=next(group for group in casework.client_groups if group.code == row.client_group),
            stage=casework.stage_or_unknown(row.stage),
            opened_at=opened_at,
            restricted=bool(row.restricted),
            manager=led_by.get(row.case_id, ""),
            own=bool(row.role),
            led=row.role == TeamRole.MANAGER.value,
            birth=PartialDate.parse(row.birth) if row.birth else None,
            clock=clocks[0] if clocks else None,
        )

    def _clocks(self, casework: Casework, opened_at: datetime, stage: str) -> tuple[Clock, ...]:
        today = bangkok_date(self._now)
        return tuple(_clock(deadline, until, today) for deadline, until in running(casework, opened_at, stage))


def _clock(deadline: Deadline, until: date, today: date) -> Clock:
    days = (until - today).days
    due = Due.LATE if days < 0 else Due.SOON if days <= deadline.warn_days else Due.AHEAD
    return Clock(deadline=deadline, until=until, due=due, days=days)
