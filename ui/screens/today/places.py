"""Where a task is done: the screen, and what its list is narrowed to. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kmcase.application.read.today import Task, TaskItem
from kmcase.domain.staff import Role
from kmcase.messages import Message, message
from ui.at_part import AtPart
from ui.ports import LiveTexts, Narrowed
from ui.tone import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A screen; `by` narrows its list by a choice, `said` by the words of a key. `part` is of a record's page."""

    screen: str
    icon: str
    tone: Tone = Tone.ACCENT
    by: str = ""
    said: str = ""
    part: str = ""


PLACES: Mapping[Task, Place] = {
    Task.DOUBTED: Place(screen="runs", icon="error", tone=Tone.ERROR),
    Task.GLASS: Place(screen="cases", icon="unlock", tone=Tone.WARN),
    Task.OBSERVATION: Place(screen="controls", icon="flag", tone=Tone.WARN),
    Task.DUPLICATE: Place(screen="duplicates", icon="people", tone=Tone.WARN),
    Task.CONFLICT: Place(screen="conflicts", icon="copy", tone=Tone.WARN),
    Task.REFUSED_ENTRY: Place(screen="exchange", icon="warning", tone=Tone.WARN),
    Task.SILENT_LAPTOP: Place(screen="laptops", icon="laptop", tone=Tone.WARN),
    Task.OVERDUE: Place(screen="requests", icon="error", tone=Tone.ERROR, by="late"),
    Task.SENT_BACK: Place(screen="requests", icon="undo", tone=Tone.WARN, by="needs_correction"),
    Task.FIND_OUT: Place(screen="requests", icon="search", tone=Tone.WARN, by="needs_information"),
    Task.DRAFT: Place(screen="requests", icon="edit", by="draft"),
    Task.CASE_DEADLINE: Place(screen="cases", icon="clock", tone=Tone.WARN, by="due"),
    Task.CONFERENCE_OPEN: Place(screen="conferences", icon="clock", tone=Tone.WARN),
    Task.CONFERENCE_COMING: Place(screen="conferences", icon="meeting"),
    Task.VISIT_BACK: Place(screen="visits", icon="undo", tone=Tone.WARN, said="visits.state.returned"),
    Task.VISIT_DRAFT: Place(screen="visits", icon="visit", said="visits.state.draft"),
    Task.DIAGNOSE: Place(screen="requests", icon="pen", by="in_review", said="requests.next.diagnose"),
    Task.REVIEW: Place(screen="requests", icon="eye", by="in_review", said="requests.next.review"),
    Task.VISIT_REVIEW: Place(screen="visits", icon="eye", said="visits.state.submitted"),
    Task.READY: Place(screen="requests", icon="tick", by="ready"),
    Task.DECIDE: Place(screen="meetings", icon="meeting"),
    Task.MINUTES: Place(screen="meetings", icon="attach", tone=Tone.WARN),
    Task.ASK_MONEY: Place(screen="batches", icon="bank", by="ask"),
    Task.DRAW: Place(screen="batches", icon="clock", said="batches.state.asked"),
    Task.PREPARE: Place(screen="runs", icon="people", by="prepare"),
    Task.OUT: Place(screen="runs", icon="clock"),
    Task.CLOSE: Place(screen="runs", icon="money", said="payments.run_state.open"),
    Task.RECONCILE: Place(screen="reconciliation", icon="bank", tone=Tone.WARN),
    Task.MISSING_SCAN: Place(screen="receipts", icon="receipt", tone=Tone.WARN, by="missing"),
    Task.VERIFY: Place(screen="runs", icon="check", said="payments.run_state.closed"),
    Task.VISIT_OVERDUE: Place(screen="plan", icon="calendar", tone=Tone.WARN, by="overdue"),
    Task.FOLLOW_UP: Place(screen="followups", icon="phone", said="followups.state.waiting"),
    Task.HOUSEHOLD_PLAN: Place(screen="household_plans", icon="house", by="missing"),
    Task.LESSONS: Place(screen="lessons", icon="note"),
    Task.PUBLICITY: Place(screen="publicity", icon="image"),
    Task.SURVEY_OVERDUE: Place(screen="surveys", icon="clock", tone=Tone.WARN, said="surveys.state.overdue_word"),
    Task.ROW_WAITING: Place(screen="imports", icon="import", tone=Tone.WARN),
    Task.EXCEPTION: Place(screen="requests", icon="flag", tone=Tone.WARN, by="excepted"),
    Task.TELL_REFERRER: Place(screen="cases", icon="phone", tone=Tone.WARN),
    Task.REFERRAL_LATE: Place(screen="cases", icon="clock", tone=Tone.WARN),
    Task.CLOSING: Place(screen="cases", icon="flag"),
    Task.LOOK_AFTER: Place(screen="cases", icon="family"),
    Task.NOTE_REVIEW: Place(screen="cases", icon="note", part="notes"),
    Task.RELATIVES: Place(screen="staff", icon="people"),
}


def advice_for(item: TaskItem, roles: frozenset[Role]) -> Message:
    """What to do; who only reads is told to look."""
    if roles == {Role.AUDITOR}:
        return message("today.look")
    return message(f"today.advice.{item.task.value}")


def record_for(item: TaskItem, texts: LiveTexts, name: str) -> str | None:
    """What the task's screen is opened with: a record to begin with, or its list made short, a person's own by name."""
    place = PLACES[item.task]
    if item.record_id:
        return AtPart(record_id=item.record_id, part=place.part).as_record() if place.part else item.record_id
    words = (texts.text(place.said) if place.said else "", name if item.own else "")
    narrowed = Narrowed(by=place.by, typed=" ".join(word for word in words if word))
    return narrowed.as_record() if narrowed != Narrowed() else None
