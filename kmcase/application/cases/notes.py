"""Progress notes: written at once, never edited; a group activity writes one into the case of each participant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kmcase.application.cases.service import restrict_further
from kmcase.application.changes import Outcome
from kmcase.application.read.case_notes import NotesPage
from kmcase.application.work import Unit, Work
from kmcase.domain.appointments import read_time
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.note_reviews import NoteReviewed
from kmcase.domain.cases.notes import (
    WRITTEN_BY_HAND,
    Activity,
    NoteKind,
    NoteWritten,
    WatchKind,
    WatchSaid,
    require_note,
)
from kmcase.domain.casework import Casework
from kmcase.domain.errors import require_that
from kmcase.rules.cases import restricted_by_default
from kmcase.thai.calendar import bangkok_date


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """A note as it was typed; `at_time` in any of the ways that people write a time of day, or empty.

    A watch that is raised restricts the case where the rules say so, unless `open_reason` says why not.
    """

    case_id: str
    kind: NoteKind
    on: date
    text: str
    at_time: str = ""
    minutes: int | None = None
    corrects: str = ""
    watch: WatchSaid | None = None
    open_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldActivity:
    """A group activity that took place, and in which cases it is noted."""

    name: str
    on: date
    place: str
    text: str
    case_ids: tuple[str, ...]
    at_time: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNote:
    """Take an assistant's note, or return it with a comment."""

    case_id: str
    note_id: str
    taken: bool
    comment: str = ""


class CaseNoteService:
    """Use cases of notes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def page(self, case_id: str, most: int | None = None) -> NotesPage:
        """The newest notes of a case, at most so many, and its watches; raises `cases.unknown`."""
        with self._work.read("case_notes.read") as reading:
            return reading.case_notes.page(case_id, most)

    def write(self, command: WriteNote) -> Outcome[str]:
        """Keep a note; gives its id.

        Raises what `require_note` raises, `appointments.time_unreadable`, `case_notes.group_alone`,
        `case_notes.look_passed` and `case_notes.not_raised` beside the watch, `case_notes.unknown` of what it corrects.
        """
        with self._work.begin("case_notes.write") as unit:
            head = unit.cases.head(command.case_id)
            text = command.text.strip()
            require_note(text, command.on, unit.today)
            require_that(command.kind in WRITTEN_BY_HAND, "case_notes.group_alone", "kind")
            if command.corrects:
                unit.case_notes.require_note(head.case_id, command.corrects)
            opened = _keep_watch(unit, head, command)
            note_id = unit.record(
                NoteWritten(
                    case_id=head.case_id,
                    kind=command.kind,
                    on=command.on,
                    at_time=read_time(command.at_time),
                    text=text,
                    minutes=command.minutes,
                    corrects=command.corrects,
                    watch=command.watch,
                    open_reason=opened,
                )
            )
            return unit.commit(note_id)

    def review(self, command: ReviewNote) -> Outcome[str]:
        """Say whether a note of an assistant is taken; gives its id.

        Raises `case_notes.unknown`, `case_notes.nothing_to_review`, and `case_notes.comment_missing` beside it.
        """
        with self._work.begin("case_notes.review") as unit:
            head = unit.cases.head(command.case_id)
            unit.case_notes.require_note(head.case_id, command.note_id)
            waits = unit.case_notes.by_assistant(command.note_id)
            require_that(waits, "case_notes.nothing_to_review")
            comment = command.comment.strip()
            require_that(command.taken or bool(comment), "case_notes.comment_missing", "comment")
            unit.record(
                NoteReviewed(case_id=head.case_id, note_id=command.note_id, taken=command.taken, comment=comment)
            )
            return unit.commit(command.note_id)

    def hold(self, command: HoldActivity) -> Outcome[int]:
        """Note a group activity in the case of each participant; gives in how many. No note names anybody else.

        Raises `case_notes.no_name`, `case_notes.nobody` and what `require_note` raises.
        """
        with self._work.begin("case_notes.hold") as unit:
            text = command.text.strip()
            require_that(bool(command.name.strip()), "case_notes.no_name", "name")
            require_note(text, command.on, unit.today)
            require_that(bool(command.case_ids), "case_notes.nobody", "case_ids")
            activity = Activity(activity_id=unit.ids.new(), name=command.name.strip(), place=command.place.strip())
            at_time = read_time(command.at_time)
            case_ids = tuple(dict.fromkeys(command.case_ids))
            for case_id in case_ids:
                unit.cases.head(case_id)
                unit.record(
                    NoteWritten(
                        case_id=case_id,
                        kind=NoteKind.GROUP,
                        on=command.on,
                        at_time=at_time,
                        text=text,
                        minutes=command.minutes,
                        activity=activity,
                    )
                )
            return unit.commit(len(case_ids))


def restricting(head: CaseHead, casework: Casework, kind: WatchKind, raised: Collection[WatchKind]) -> frozenset[str]:
    """Reasons for which raising a watch restricts a case further; none where the watch is raised already."""
    if kind in raised:
        return frozenset()
    told = restricted_by_default(casework, {kind.value}, None, bangkok_date(head.opened_at))
    return frozenset(told) - set(head.restricted_for)


def _keep_watch(unit: Unit, head: CaseHead, command: WriteNote) -> str:
    """Restrict the case where a watch does so; gives why it stays open all the same, which the note keeps."""
    if command.watch is None:
        return ""
    raised = unit.case_notes.raised(head.case_id)
    _require_watch(command.watch, unit.today, raised=raised)
    if not command.watch.raised:
        return ""
    casework = unit.cases.casework(head.casework)
    more = restricting(head, casework, command.watch.kind, raised)
    opened = command.open_reason.strip() if more and not head.restricted else ""
    if not opened:
        restrict_further(unit, head, casework, more, "")
    return opened


def _require_watch(watch: WatchSaid, today: date, *, raised: frozenset[str]) -> None:
    if watch.next_look is None:
        require_that(watch.kind in raised, "case_notes.not_raised", "watch")
    else:
        require_that(watch.next_look >= today, "case_notes.look_passed", "next_look")
