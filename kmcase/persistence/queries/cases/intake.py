"""The reception of a case, its papers, and clients of other cases who may be the same.

What compares is imported when something is first compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from kmcase.application.read.case_intake import (
    BelongingsItem,
    ClientAlike,
    ComplaintItem,
    IntakePage,
    PaperItem,
    PapersPage,
    PhotoItem,
    ReturnItem,
    SameItem,
)
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.cases.signing import Signed
from kmcase.domain.dates import PartialDate
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment
from kmcase.domain.people import Sex
from kmcase.domain.writings import standing
from kmcase.matching.profiles import Profile, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.weights import REVIEW
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_intake import SqlCaseIntake
from kmcase.persistence.rows import case_intake as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.statements import Row, is_newer

_SHOWN = 5
_NAMED_ALIKE_OF = 1_000
"""In so many persons at least names are thought to occur: those of a few clients say nothing of how rare one is."""


class SqlCaseIntakeQueries(SqlCaseIntake):
    """`CaseIntakeQueries` on plain selects."""

    def page(self, case_id: str) -> IntakePage:
        """The reception of a case; raises `cases.unknown`."""
        versions = self.intake(case_id)
        names = staff_names(self._rows)
        photos = _newest_first(self.rows_of(tables.case_photo, case_id), "photo_id")
        returns = _newest_first(self.rows_of(tables.case_return, case_id), "return_id")
        inventories = self.inventories(case_id)
        return IntakePage(
            standing=standing(versions),
            versions=versions,
            belongings=tuple(
                BelongingsItem(list_id=list_id, standing=standing(found), versions=found)
                for list_id, found in sorted(inventories.items(), key=lambda each: each[1][-1].written_at)
            ),
            returns=tuple(_return(row, names) for row in returns),
            photos=tuple(_photo(row, names) for row in photos),
            same=self._same(case_id),
            names=names,
        )

    def papers_page(self, case_id: str) -> PapersPage:
        """The papers of a case; raises `cases.unknown`."""
        names = staff_names(self._rows)
        ended = {row["paper_id"]: row for row in self.rows_of(tables.case_paper_end, case_id)}
        rows = _newest_first(self.rows_of(tables.case_paper, case_id), "paper_id")
        papers = tuple(self._paper(row, ended.get(row["paper_id"]), names) for row in rows)
        told = {paper.paper.code for paper in papers if paper.ended_on is None}
        casework = self.led_by(case_id)
        complaints = (
            ComplaintItem(complaint_id=complaint_id, standing=standing(found), versions=found)
            for complaint_id, found in self.complaints(case_id).items()
        )
        return PapersPage(
            papers=papers,
            missing=tuple(each for each in casework.papers if each.before_residence and each.code not in told),
            complaints=tuple(sorted(complaints, key=lambda one: one.standing[0].values.on, reverse=True)),
            names=names,
        )

    def alike(self, client: ClientValues, case_id: str = "") -> tuple[ClientAlike, ...]:
        """Clients of other cases that the viewer may see and that may be this one, the likeliest first.

        Of who has neither name nor id nothing can be said: nobody is like them.
        """
        from kmcase.matching.explaining import reasons
        from kmcase.matching.scoring import matches

        profiles = ((row, _profile(row.case_id, row.content)) for row in self._clients(case_id))
        named = [(row, profile) for row, profile in profiles if profile is not None]
        if not named:
            return ()
        rows, known = [row for row, _ in named], [profile for _, profile in named]
        typed = profile_of(_record("", client))
        bearers = 1 + sum(profile.first == typed.first for profile in known)
        found = matches(typed, known, bearers=bearers, persons=max(len(known) + 1, _NAMED_ALIKE_OF))
        likely = [pair for pair in zip(rows, found, strict=True) if pair[1].score >= REVIEW]
        likely.sort(key=lambda pair: (-pair[1].score, pair[0].case_id))
        return tuple(
            ClientAlike(
                case_id=row.case_id,
                number=row.number,
                name=row.shown_name,
                stage=self.casework(row.casework).stage_or_unknown(row.stage),
                person_id=row.person_id or "",
                birth=PartialDate.parse(row.birth) if row.birth else None,
                strength=round(match.score * 100),
                reasons=reasons(match),
            )
            for row, match in likely[:_SHOWN]
        )

    def _clients(self, case_id: str) -> Sequence[Any]:
        file, client, stage, person = heads.case_file, heads.case_client, heads.case_stage, heads.case_person
        query = (
            select(file, client.c.content, client.c.shown_name, client.c.birth, stage.c.stage, person.c.person_id)
            .join(client, client.c.case_id == file.c.case_id)
            .join(stage, stage.c.case_id == file.c.case_id)
            .outerjoin(person, person.c.case_id == file.c.case_id)
            .where(self.visible(), file.c.case_id != case_id)
        )
        return self._rows.connection.execute(query).all()

    def _same(self, case_id: str) -> tuple[SameItem, ...]:
        """Cases of the same client, told here or there; of one that is hidden not even that there is one."""
        told: dict[str, Row] = {}
        here = ((row["other_case_id"], row) for row in self.rows_of(tables.case_same, case_id))
        there = ((row["case_id"], row) for row in self._rows.all(tables.case_same, other_case_id=case_id))
        for other, row in (*here, *there):
            if other not in told or is_newer(row, told[other]):
                told[other] = row
        file, client, stage = heads.case_file, heads.case_client, heads.case_stage
        query = (
            select(file, client.c.shown_name, stage.c.stage)
            .join(client, client.c.case_id == file.c.case_id)
            .join(stage, stage.c.case_id == file.c.case_id)
            .where(self.visible(), file.c.case_id.in_([other for other, row in told.items() if row["same"]]))
            .order_by(file.c.opened_at, file.c.case_id)
        )
        return tuple(
            SameItem(
                case_id=row.case_id,
                number=row.number,
                name=row.shown_name,
                stage=self.casework(row.casework).stage_or_unknown(row.stage),
                reason=told[row.case_id]["reason"],
            )
            for row in self._rows.connection.execute(query)
        )

    def _paper(self, row: Row, end: Row | None, names: dict[str, str]) -> PaperItem:
        paper = self.casework(row["casework"]).paper(row["paper"])
        agreed = frozenset(from_json(row["items"]))
        return PaperItem(
            paper_id=row["paper_id"],
            paper=paper,
            on=date.fromisoformat(row["said_on"]),
            officer=names.get(row["officer"], ""),
            items=tuple(item for item in paper.items if item.code in agreed),
            agency=row["agency"],
            note=row["note"],
            signed=build(Signed, from_json(row["signed"])) if row["signed"] is not None else None,
            reason=row["reason"],
            follows=row["follows"],
            ended_on=date.fromisoformat(end["ended_on"]) if end else None,
            end_reason=end["reason"] if end else "",
        )


def _newest_first(rows: Iterable[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: (row["written_at"], row[key]), reverse=True)


def _return(row: Row, names: dict[str, str]) -> ReturnItem:
    return ReturnItem(
        return_id=row["return_id"],
        item_ids=tuple(from_json(row["item_ids"])),
        on=date.fromisoformat(row["returned_on"]),
        remark=row["remark"],
        signed=build(Signed, from_json(row["signed"])),
        by=names.get(row["written_by"], ""),
    )


def _photo(row: Row, names: dict[str, str]) -> PhotoItem:
    return PhotoItem(
        photo_id=row["photo_id"],
        photo=build(Attachment, from_json(row["photo"])),
        at=datetime.fromisoformat(row["written_at"]),
        by=names.get(row["written_by"], ""),
    )


def _record(record_id: str, client: ClientValues) -> PersonRecord:
    """A client as a record for comparing; what staff call somebody is no name."""
    return PersonRecord(
        record_id=record_id,
        title=client.title,
        first_name=client.first_name,
        last_name=client.last_name,
        sex="" if client.sex is Sex.UNKNOWN else client.sex.value,
        birth=client.birth,
        national_id=client.national_id or "",
        phone=client.phone,
    )


@lru_cache(maxsize=20_000)
def _profile(case_id: str, content: str) -> Profile | None:
    """A client taken apart once, as a clerk types letter by letter; None who has neither name nor id."""
    client: ClientValues = build(ClientValues, from_json(content))
    return profile_of(_record(case_id, client)) if client.first_name or client.national_id else None
