"""Columns of the list of surveys."""

from __future__ import annotations

from datetime import date

from kmcase.application.read.imports import SurveyItem
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def state_of(survey: SurveyItem, today: date) -> Mark:
    """Received (in time or late), overdue, or awaited, with the days."""
    late = survey.days_late(today)
    if survey.received_on is not None:
        if survey.waiting:
            return Mark(message("surveys.state.to_mend", count=survey.waiting), Tone.WARN, "warning")
        return Mark(message("surveys.state.received"), Tone.OK, "ok")
    if late:
        return Mark(message("surveys.state.overdue", days=late), Tone.ERROR, "error")
    return Mark(message("surveys.state.awaited", days=(survey.due_on - today).days), Tone.PLAIN, "clock")


def place_of(survey: SurveyItem) -> str:
    """The sub-district's name."""
    found = area(survey.subdistrict_code)
    return found.subdistrict if found else ""


def _kind(survey: SurveyItem) -> Message | None:
    return message(f"partners.kind.{survey.kind.value}") if survey.kind else None


def columns(today: date) -> tuple[Column, ...]:
    """With the lateness of a day."""
    return (
        Column(key="agency", title_key="surveys.column.agency", getter=lambda item: item.agency, width=0),
        Column(key="kind", title_key="surveys.column.kind", getter=_kind, width=80),
        Column(key="place", title_key="surveys.column.subdistrict", getter=place_of, width=104),
        Column(key="due_on", title_key="surveys.column.due_on", getter=lambda item: item.due_on,
               kind=ColumnKind.DATE, width=96),
        Column(key="state", title_key="surveys.column.state", getter=lambda item: state_of(item, today),
               kind=ColumnKind.CHIP, width=168),
        Column(key="rows", title_key="surveys.column.rows", getter=lambda item: item.rows or None,
               kind=ColumnKind.INT, width=88, summed=True, hidden=True),
        Column(key="times", title_key="surveys.column.times",
               getter=lambda item: len(item.reminders) or None, kind=ColumnKind.INT, width=80, hidden=True),
        Column(key="asked_on", title_key="surveys.column.asked_on", getter=lambda item: item.asked_on,
               kind=ColumnKind.DATE, width=96, hidden=True),
        Column(key="reminded_on", title_key="surveys.column.reminded_on", getter=lambda item: item.reminded_on,
               kind=ColumnKind.DATE, width=96, hidden=True),
        Column(key="received_on", title_key="surveys.column.received_on", getter=lambda item: item.received_on,
               kind=ColumnKind.DATE, width=96, hidden=True),
    )  # fmt: skip
