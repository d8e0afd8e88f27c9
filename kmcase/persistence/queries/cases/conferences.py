"""Case conferences: the cases that need one, the list, a page with its agenda, and the conferences of a case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy import Row as Found

from kmcase.application.read.conferences import (
    AgendaLine,
    CaseConference,
    CaseInNeed,
    ConferenceItem,
    ConferencePage,
    ConferenceRef,
    NeedLine,
    NeedList,
)
from kmcase.domain.cases.conferences import ASKED, PUT_OFF, AgendaCase, AgendaState, NeedFound
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.cases.secrecy import works_on_cases
from kmcase.domain.casework import Casework, NeedCode
from kmcase.domain.conferences import Conference, Presence
from kmcase.domain.events import build
from kmcase.domain.wording import Message
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.cases.conference_needs import SqlConferenceNeeds
from kmcase.persistence.queries.cases.named import case_heads, managers
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows import cases
from kmcase.persistence.rows import conferences as tables
from kmcase.persistence.statements import Row
from kmcase.thai.names import initials


class SqlConferenceQueries(SqlConferenceNeeds):
    """`ConferenceQueries` on plain selects."""

    def needs(self) -> NeedList:
        """Cases that need a conference today, what has been so longest first."""
        heads, led_by = {row.case_id: row for row in self.open_heads}, managers(self._rows)
        items = (self._in_need(heads[case_id], why, led_by) for case_id, why in self._needs().items())
        return NeedList(items=tuple(items), hidden=self.count_hidden())

    def _in_need(self, row: Found[Any], why: Iterable[NeedFound], led_by: Mapping[str, str]) -> CaseInNeed:
        casework = self.casework(row.casework)
        return CaseInNeed(
            case_id=row.case_id,
            number=row.number,
            name=row.shown_name,
            restricted=bool(row.restricted),
            stage=casework.stage_or_unknown(row.stage),
            opened_at=datetime.fromisoformat(row.opened_at),
            manager=led_by.get(row.case_id, ""),
            needs=tuple(need_line(casework, need) for need in why),
            heard_on=self.heard_on.get(row.case_id),
            coming=self.coming.get(row.case_id),
        )

    def list(self) -> tuple[ConferenceItem, ...]:
        """All conferences, the newest first."""
        agendas: defaultdict[str, list[AgendaCase]] = defaultdict(list)
        for item in self.agendas:
            if item.listed:
                agendas[item.conference_id].append(item)
        hidden = self._hidden_by_conference()
        return tuple(self._item(one, agendas[one.conference_id], hidden) for one in self.conferences())

    def page(self, conference_id: str) -> ConferencePage:
        """A conference; raises `conferences.unknown`."""
        conference = self.conference(conference_id)
        on_it = select(tables.case_agenda.c.case_id).where(tables.case_agenda.c.conference_id == conference_id)
        heads = self._agenda_heads(cases.case_file.c.case_id.in_(on_it))
        # Places as the viewer counts them: a gap would tell how many hidden cases there are.
        seen = (item for item in self.agenda(conference_id) if item.case_id in heads)
        agenda = (replace(item, place=place) for place, item in enumerate(seen, 1))
        members = SqlStaff(self._rows).members()
        return ConferencePage(
            conference=conference,
            agenda=tuple(_agenda_line(heads[item.case_id], self, item) for item in agenda),
            hidden=self._hidden_by_conference()[conference_id],
            names=self._staff_names,
            staff=tuple(member for member in members if works_on_cases(member)),
        )

    def of_case(self, case_id: str) -> tuple[CaseConference, ...]:
        """The conferences of a case, the newest first; raises `cases.unknown`."""
        self.require(case_id)
        return self.of_cases((case_id,))[case_id]

    def of_cases(self, case_ids: Collection[str]) -> dict[str, tuple[CaseConference, ...]]:
        """The conferences of each of these cases that the viewer may see, the newest first."""
        heads = self._agenda_heads(cases.case_file.c.case_id.in_(list(case_ids)))
        found: dict[str, list[CaseConference]] = {case_id: [] for case_id in heads}
        for item in self._agenda_cases(tables.case_agenda.c.case_id.in_(list(heads))):
            if item.conference_id in self.refs and item.listed:
                found[item.case_id].append(
                    CaseConference(
                        conference=self.refs[item.conference_id],
                        closed=item.conference_id in self.closed,
                        line=_agenda_line(heads[item.case_id], self, item),
                        names=self._staff_names,
                    )
                )
        return {case_id: tuple(sorted(every, key=_day_and_number, reverse=True)) for case_id, every in found.items()}

    def not_closed(self, until: date) -> tuple[ConferenceRef, ...]:
        """Conferences up to a day whose minutes are not ready, the earliest first: one statement."""
        called, head, end = tables.conference, tables.conference_head, tables.conference_end
        query = (
            select(called.c.conference_id, called.c.number, head.c.on_day)
            .join(head, head.c.conference_id == called.c.conference_id)
            .outerjoin(end, end.c.conference_id == called.c.conference_id)
            .where(head.c.on_day <= until.isoformat(), func.coalesce(end.c.closed, 0) == 0)
            .order_by(head.c.on_day, called.c.conference_id)
        )
        return tuple(
            ConferenceRef(conference_id=row.conference_id, number=row.number, on=date.fromisoformat(row.on_day))
            for row in self._rows.connection.execute(query)
        )

    @cached_property
    def _staff_names(self) -> dict[str, str]:
        return staff_names(self._rows)

    def _item(self, conference: Conference, agenda: Iterable[AgendaCase], hidden: Counter[str]) -> ConferenceItem:
        values, every = conference.values, tuple(agenda)
        return ConferenceItem(
            conference_id=conference.conference_id,
            number=conference.number,
            on=values.on,
            at_time=values.at_time,
            place=values.place,
            chair=self._staff_names.get(values.chair, ""),
            came=sum(one.presence is Presence.PRESENT for one in conference.attendees),
            closed=conference.closed,
            cases=len(every),
            hidden=hidden[conference.conference_id],
            undecided=sum(item.undecided for item in every),
            open_decisions=sum(decision.is_open for item in every for decision in item.decisions),
        )

    def _agenda_heads(self, which: ColumnElement[bool]) -> dict[str, Row]:
        """What an agenda tells of some cases that the viewer may see."""
        query = case_heads().add_columns(cases.case_client.c.content).where(which, self.visible())
        return {row["case_id"]: row for row in self._rows.found(query)}

    def _hidden_by_conference(self) -> Counter[str]:
        """How many cases on each agenda the viewer may not see: counted, never named."""
        agenda, state = tables.case_agenda, tables.case_agenda_state
        same = and_(state.c.conference_id == agenda.c.conference_id, state.c.case_id == agenda.c.case_id)
        query = (
            select(agenda.c.conference_id, func.count())
            .outerjoin(state, same)
            .where(
                ~self.visible(agenda),
                or_(state.c.state.is_(None), state.c.state != AgendaState.TAKEN_OFF.value),
            )
            .group_by(agenda.c.conference_id)
        )
        return Counter({row[0]: int(row[1]) for row in self._rows.connection.execute(query)})


def _day_and_number(held: CaseConference) -> tuple[date, str]:
    return held.conference.on, held.conference.number


def need_line(casework: Casework, need: NeedFound) -> NeedLine:
    """A reason in the words of the case's casework."""
    if need.code in (PUT_OFF, ASKED):
        return NeedLine(kind=None, words=Message(f"conferences.need.{need.code}"), what=need.what, since=need.since)
    entry = next((each for each in casework.conference_needs if each.code == need.code), None)
    if entry is None:
        return NeedLine(kind=None, words=Message("conferences.need.unknown"), what=need.what, since=need.since)
    return NeedLine(kind=entry.kind, words=entry.words, what=_what(casework, need), since=need.since)


def _what(casework: Casework, need: NeedFound) -> Message | str:
    if need.code == NeedCode.WATCH:
        return Message(f"case_notes.watch.{need.what}")
    if need.code == NeedCode.DEADLINE:
        return next((each.words for each in casework.deadlines if each.code == need.what), "")
    return need.what


def _agenda_line(row: Row, queries: SqlConferenceQueries, item: AgendaCase) -> AgendaLine:
    content: Any = from_json(row["content"])
    client: ClientValues = build(ClientValues, content)
    casework = queries.casework(row["casework"])
    return AgendaLine(
        number=row["number"],
        name=row["shown_name"],
        initials=initials(client.first_name or client.called, client.last_name),
        restricted=bool(row["restricted"]),
        closed=casework.stage_or_unknown(row["stage"]).ends,
        needs=tuple(need_line(casework, need) for need in item.needs),
        agenda=item,
    )
