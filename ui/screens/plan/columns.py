"""Columns of the plan as a list, of who is not visited yet, of work by sub-district, and of a proposal's moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.read.appointments import AppointmentItem, AreaWork, UnvisitedItem
from kmcase.domain.appointments import AppointmentState
from kmcase.domain.problem_kinds import PROBLEM_KINDS
from kmcase.domain.work_plans import ProposedMove
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_LOOKS = {
    AppointmentState.PLANNED: (Tone.ACCENT, "calendar"),
    AppointmentState.POSTPONED: (Tone.WARN, "undo"),
    AppointmentState.DONE: (Tone.OK, "ok"),
    AppointmentState.CANCELLED: (Tone.PLAIN, "close"),
}


def state_mark(item: AppointmentItem, today: date) -> Mark:
    """How an appointment stands; one that is past its day without a word stands out."""
    if item.overdue(today):
        return Mark(message("appointments.state.overdue"), Tone.ERROR, "error")
    tone, icon = _LOOKS[item.state]
    return Mark(message(f"appointments.state.{item.state.value}"), tone, icon)


def place_name(subdistrict_code: str) -> str:
    """The sub-district's name."""
    found = area(subdistrict_code)
    return found.subdistrict if found else ""


def partner_names(item: AppointmentItem) -> str:
    """Who goes along."""
    return ", ".join(partner.name for partner in item.partners)


def appointments(today: date) -> tuple[Column, ...]:
    """The plan, with what is past its day."""
    return (
        Column(key="day", title_key="plan.column.day", getter=lambda item: item.day, kind=ColumnKind.DATE, width=92),
        Column(key="time", title_key="plan.column.time", getter=lambda item: item.at_time, width=60),
        Column(key="person", title_key="plan.column.person", getter=lambda item: item.person_name, width=0),
        Column(key="subdistrict", title_key="plan.column.subdistrict",
               getter=lambda item: place_name(item.subdistrict_code), width=96),
        Column(key="officer", title_key="plan.column.officer", getter=lambda item: item.officer_name, width=150),
        Column(key="state", title_key="plan.column.state", getter=lambda item: state_mark(item, today),
               kind=ColumnKind.CHIP, width=132),
        Column(key="partners", title_key="plan.column.partners", getter=partner_names, width=180, hidden=True),
        Column(key="place", title_key="plan.column.place", getter=lambda item: item.place, width=140, hidden=True),
        Column(key="purpose", title_key="plan.column.purpose",
               getter=lambda item: message(f"appointments.purpose.{item.purpose.value}"), width=130, hidden=True),
        Column(key="national_id", title_key="plan.column.national_id", getter=lambda item: item.national_id,
               kind=ColumnKind.MASK, width=160, hidden=True),
        Column(key="address", title_key="plan.column.address", getter=lambda item: item.address, width=240,
               hidden=True),
        Column(key="reason", title_key="plan.column.reason", getter=lambda item: item.reason, width=180, hidden=True),
    )  # fmt: skip


def _kinds(item: UnvisitedItem) -> Message | None:
    kinds = tuple(
        message(f"imports.problem_kind.{kind}") if kind in PROBLEM_KINDS else kind for kind in item.problem_kinds
    )
    return message("plan.unvisited.kinds", kinds=kinds) if kinds else None


def _planned(item: UnvisitedItem) -> Mark:
    if item.planned_on is None:
        return Mark(message("plan.unvisited.nothing"), Tone.WARN, "warning")
    return Mark(message("plan.unvisited.planned", day=item.planned_on), Tone.ACCENT, "calendar")


UNVISITED: tuple[Column, ...] = (
    Column(key="name", title_key="plan.column.person", getter=lambda item: item.name, width=0),
    Column(key="subdistrict", title_key="plan.column.subdistrict",
           getter=lambda item: place_name(item.subdistrict_code), width=104),
    Column(key="address", title_key="plan.column.address", getter=lambda item: item.address, width=250),
    Column(key="planned", title_key="plan.column.planned", getter=_planned, kind=ColumnKind.CHIP, width=156),
    Column(key="last", title_key="plan.column.last_visit", getter=lambda item: item.last_visit,
           kind=ColumnKind.DATE, width=108),
    Column(key="kinds", title_key="plan.column.kinds", getter=_kinds, width=160),
    Column(key="source", title_key="plan.column.source",
           getter=lambda item: message(f"plan.unvisited.{'list' if item.from_list else 'register'}"), width=104,
           hidden=True),
    Column(key="phone", title_key="plan.column.phone", getter=lambda item: item.phone, width=110, hidden=True),
    Column(key="national_id", title_key="plan.column.national_id", getter=lambda item: item.national_id,
           kind=ColumnKind.MASK, width=160, hidden=True),
)  # fmt: skip


def _share(work: AreaWork) -> Message:
    return message("plan.area.share", share=100 * work.done // work.families if work.families else 100)


AREAS: tuple[Column, ...] = (
    Column(key="subdistrict", title_key="plan.column.subdistrict",
           getter=lambda work: place_name(work.subdistrict_code), width=0),
    Column(key="families", title_key="plan.column.families", getter=lambda work: work.families,
           kind=ColumnKind.INT, width=112, summed=True),
    Column(key="done", title_key="plan.column.done", getter=lambda work: work.done, kind=ColumnKind.INT, width=112,
           summed=True),
    Column(key="share", title_key="plan.column.share", getter=_share, width=96),
    Column(key="planned", title_key="plan.column.planned_count", getter=lambda work: work.planned,
           kind=ColumnKind.INT, width=112, summed=True),
    Column(key="postponed", title_key="plan.column.postponed", getter=lambda work: work.postponed,
           kind=ColumnKind.INT, width=112, summed=True),
    Column(key="left", title_key="plan.column.left", getter=lambda work: work.left, kind=ColumnKind.INT, width=112,
           summed=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A proposed move with what it is about."""

    move: ProposedMove
    item: AppointmentItem
    officer: str

    @property
    def told(self) -> Message:
        """Who has to be told."""
        day, officer = self.move.other_day, self.move.other_officer
        return message(f"plan.proposal.told.{'both' if day and officer else 'day' if day else 'officer'}")


MOVES: tuple[Column, ...] = (
    Column(key="person", title_key="plan.column.person", getter=lambda line: line.item.person_name, width=0),
    Column(key="subdistrict", title_key="plan.column.subdistrict",
           getter=lambda line: place_name(line.item.subdistrict_code), width=104),
    Column(key="from_officer", title_key="plan.column.from_officer", getter=lambda line: line.item.officer_name,
           width=160),
    Column(key="from_day", title_key="plan.column.from_day", getter=lambda line: line.move.before.day,
           kind=ColumnKind.DATE, width=92),
    Column(key="to_officer", title_key="plan.column.to_officer", getter=lambda line: line.officer, width=160),
    Column(key="to_day", title_key="plan.column.to_day", getter=lambda line: line.move.after.day,
           kind=ColumnKind.DATE, width=92),
    Column(key="told", title_key="plan.column.told", getter=lambda line: line.told, width=190),
)  # fmt: skip
