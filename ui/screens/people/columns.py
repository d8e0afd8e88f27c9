"""Columns of the register."""

from __future__ import annotations

from kmcase.application.read.people import PersonItem
from kmcase.domain.people import MembershipKind
from kmcase.messages import message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def place(subdistrict_code: str) -> str:
    """The sub-district's name; empty where none is known."""
    found = area(subdistrict_code)
    return found.subdistrict if found else ""


def _standing(item: PersonItem) -> object:
    if item.in_conflict:
        return Mark(message("people.conflict"), Tone.ERROR, "warning")
    if item.restricted:
        return Mark(message("people.restricted"), Tone.WARN, "lock")
    if item.member_kind is MembershipKind.MEMBER:
        return Mark(message("people.membership.member"), Tone.ACCENT, "flag")
    return None


def _problems(item: PersonItem) -> str:
    return ", ".join(item.problem_kinds)


COLUMNS = (
    Column(key="name", title_key="people.column.name", getter=lambda item: item.name, width=188),
    Column(
        key="national_id",
        title_key="people.column.national_id",
        getter=lambda item: item.national_id,
        kind=ColumnKind.MASK,
        width=146,
    ),
    Column(key="house", title_key="people.column.house", getter=lambda item: item.house_no, width=72),
    Column(key="moo", title_key="people.column.moo", getter=lambda item: item.moo, kind=ColumnKind.INT, width=48),
    Column(key="place", title_key="people.column.place", getter=lambda item: place(item.subdistrict_code), width=110),
    Column(key="standing", title_key="people.column.standing", getter=_standing, kind=ColumnKind.CHIP, width=120),
    Column(key="phone", title_key="people.column.phone", getter=lambda item: item.phone, width=104),
    Column(
        key="as_of",
        title_key="people.column.as_of",
        getter=lambda item: item.problems_as_of,
        kind=ColumnKind.DATE,
        width=104,
    ),
)
