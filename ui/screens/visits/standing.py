"""What stands in a visit, as the page shows it: values written apart, pieces, days, where a finding is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from kmcase.application.read.requests import EvidenceLine
from kmcase.application.read.visits import StandingAnswer, VisitPage
from kmcase.domain.answers import question_of
from kmcase.domain.evidence import PHOTO_KINDS
from kmcase.domain.form_answers import answer_at
from kmcase.domain.forms import Form, Path, Question
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidForm
from kmcase.domain.visits import Wish
from kmcase.messages import Message, message, worded
from kmcase.thai.calendar import bangkok_date
from ui.forms.questions import shown_answer
from ui.forms.versions import StandingValue, VersionsNote
from ui.screens.visits.port import Shown
from ui.widgets import EvidencePiece, Texts

PHOTOS, EVIDENCE, DIFFERENCES, SIGNING, HISTORY = "photos", "evidence", "differences", "signing", "history"
"""The pages behind the form's own sections."""
_PAGE_OF = {"informant": SIGNING, "differences": DIFFERENCES}
_OF_PIECES = "evidence."


def place_of(field: str) -> Path:
    """Where what a finding is about stands: a page, or the path of a question."""
    if field.startswith(_OF_PIECES):
        kind = field.removeprefix(_OF_PIECES)
        return (PHOTOS if kind in {each.value for each in PHOTO_KINDS} else EVIDENCE,)
    return (_PAGE_OF[field],) if field in _PAGE_OF else tuple(field.split("/"))


def days_of(page: VisitPage) -> frozenset[date]:
    """The days of a visit: its sittings, and the one that is claimed."""
    return frozenset({page.visit.visited_on, *(bangkok_date(each.started_at) for each in page.visit.sittings)})


def piece_of(line: EvidenceLine) -> EvidencePiece:
    """A line of the checklist."""
    return EvidencePiece(
        kind=line.kind.value,
        said=message(f"evidence.kind.{line.kind.value}"),
        count=len(line.attachments),
        none_reason=line.none_reason,
        required=line.asked,
    )


def wished(answers: Mapping[str, Any]) -> dict[str, object]:
    """What the answers propose, as the question about aid begins with."""
    forms = answers.get("needed_forms") or []
    amounts = {name: Baht(answers[name]) for name in ("needed", "proposed") if isinstance(answers.get(name), int)}
    return {
        "aid_kind": answers.get("aid_kind") or "low_income",
        "aid_form": next((form for form in AidForm if form.value in forms), AidForm.MONEY),
        "purpose": answers.get("purpose") or "",
        "known_case": False,
        **amounts,
    }


def wish_of(typed: Mapping[str, Any]) -> Wish:
    """What was said to the question about aid."""
    return Wish(
        aid_kind=typed["aid_kind"],
        aid_form=typed["aid_form"],
        needed=typed["needed"],
        proposed=typed["proposed"],
        purpose=typed["purpose"],
        known_case=typed["known_case"],
    )


def section_said(form: Form, key: str) -> Message:
    """What a section of the form, or a page behind the sections, is called."""
    found = next((each for each in form.sections if each.name == key), None)
    return worded(found.labels) if found else message(f"visits_ui.page.{key}")


def still_missing(texts: Texts, page: VisitPage) -> Message | None:
    """What is missing or doubtful, before a visit is sent all the same."""
    if not page.findings:
        return None
    said = (texts.render(message(each.message_key, **each.params)) for each in page.findings)
    return message("visits_ui.lines", lines="\n".join(said))


def label_of(form: Form, name: str) -> Message | str:
    """What a question or a repeat is called; a name that the form does not know, as it is."""
    question = question_in(form, name)
    if question is not None:
        return worded(question.labels)
    return next((worded(repeat.labels) for _, repeat in form.repeats() if repeat.name == name), name)


def question_in(form: Form, name: str) -> Question | None:
    """A question of the form, None where there is none of this name."""
    return next((question for _, _, question in form.questions() if question.name == name), None)


def notes_of(texts: Texts, shown: Shown, settle: Callable[[str, str], None]) -> dict[str, list[VersionsNote]]:
    """Values that were written apart, by the question below which they stand."""
    notes: dict[str, list[VersionsNote]] = {}
    for key, values in shown.page.conflicts.items():
        name, *of_row = key.split("/")
        question = question_in(shown.form, of_row[-1] if of_row else name)
        about = _row_named(shown, key) if of_row else ""
        standing = [
            StandingValue(
                said=_value(question, each),
                written=_written(each),
                choose=partial(settle, key, each.event_id) if shown.writable else None,
            )
            for each in values
        ]
        notes.setdefault(question_of(key), []).append(VersionsNote(texts, standing, about))
    return notes


def _row_named(shown: Shown, key: str) -> Message:
    """A row by its first answer, and the question of it that is meant."""
    name, row_id, *rest = key.split("/")
    first = next((repeat.questions[0].name for _, repeat in shown.form.repeats() if repeat.name == name), "")
    told = str(answer_at(shown.page.answers, (name, row_id, first)) or "–")
    part = label_of(shown.form, rest[0]) if rest else label_of(shown.form, name)
    return message("visits_ui.of_row", row=told, part=part)


def _value(question: Question | None, each: StandingAnswer) -> Message | str:
    if each.value is None:
        return message("visits_ui.taken_away")
    if question is None:
        return message("visits_ui.is_there")
    return shown_answer(question, each.value)


def _written(each: StandingAnswer) -> Message:
    return message("visits_ui.written_by", by=each.written_by, at=datetime.fromisoformat(each.written_at))
