"""Lessons learned of a round (ถอดบทเรียน) on a page, by the questions of the review."""

from __future__ import annotations

from kmcase.application.printing.lessons import LessonSnapshot
from kmcase.documents._sheet import SMALL, Sheet, render
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_datetime, format_long

_QUESTIONS = ("expected", "happened", "why", "next_time")


def compose(snapshot: LessonSnapshot, catalogue: Catalogue) -> bytes:
    """The lesson as PDF; versions written apart stand one after the other."""
    say, page = catalogue.text, snapshot.page

    def write(sheet: Sheet) -> None:
        sheet.title(say("lessons.paper.title"), snapshot.office)
        of, on = ("case", "written_on") if page.round.of_case else ("round", "day")
        day = format_long(page.round.planned_on)
        sheet.fields((say(f"lessons.paper.{of}"), page.round.number, 1), (say(f"lessons.paper.{on}"), day, 1))
        if page.round.place:
            sheet.fields((say("lessons.paper.place"), page.round.place, 1))
        for number, version in enumerate(page.standing):
            if number:
                sheet.space(10)
                sheet.rule()
            _version(sheet, snapshot, number, catalogue)
            written = format_datetime(version.written_at)
            name = page.names.get(version.written_by, "")
            sheet.space(6)
            sheet.line_of(say("lessons.paper.written", name=name, moment=written), SMALL)

    return render(
        write,
        title=say("lessons.paper.title"),
        page_text=lambda number, pages: say("documents.page", page=number, pages=pages),
        footer=f"{snapshot.office} · {page.round.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _version(sheet: Sheet, snapshot: LessonSnapshot, number: int, catalogue: Catalogue) -> None:
    say, values = catalogue.text, snapshot.page.standing[number].values
    sheet.heading(values.title)
    for name in _QUESTIONS:
        written = getattr(values, name)
        if written:
            sheet.heading(say(f"lessons.field.{name}"))
            for paragraph in written.splitlines():
                sheet.paragraph(paragraph, indent=True)
    if values.proposals:
        sheet.heading(say("lessons.field.proposals"))
    for proposal in values.proposals:
        mark = snapshot.page.practices.get(proposal.proposal_id)
        adopted = mark is not None and mark.adopted
        sheet.check(proposal.text, adopted)
        if mark is not None and adopted:
            sheet.line_of(say("lessons.paper.practice", practice=mark.practice), SMALL)
    sheet.space(6)
    if values.topics:
        sheet.fields((say("lessons.field.topics"), ", ".join(values.topics), 1))
    if values.participants:
        sheet.fields((say("lessons.field.participants"), ", ".join(values.participants), 1))
