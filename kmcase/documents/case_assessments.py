"""แบบประเมินผู้ใช้บริการ: the radar before and after, each dimension over time, what was scored and said, the family and
the resources around the client.
"""

from __future__ import annotations

from kmcase.application.printing.case_assessments import CaseAssessmentSnapshot
from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.application.read.case_pictures import (
    draw_courses,
    draw_family,
    draw_radar,
    draw_resources,
    say_family,
    say_resources,
)
from kmcase.documents._drawing import EM, put_drawing
from kmcase.documents._sheet import BODY, SMALL, Column, Sheet, Signature, render
from kmcase.domain.casework import AssessmentItem as Question
from kmcase.domain.casework import Dimension
from kmcase.messages import Catalogue
from kmcase.thai.calendar import bangkok_date, format_datetime, format_long, format_short

_RADAR = 265.0
_COURSES = 190.0
_RESOURCES = 300.0


def compose(snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> bytes:
    """The paper as PDF."""
    say = catalogue.text
    title = say("case_assessment.paper.title" if snapshot.chosen else "case_network.paper.title")

    def write(sheet: Sheet) -> None:
        sheet.title(title, snapshot.office)
        _client(sheet, snapshot, catalogue)
        write_assessments(sheet, snapshot, catalogue)
        if snapshot.chosen:
            newest = snapshot.chosen[-1]
            sheet.space(10)
            assessor = Signature(
                role=say("case_assessment.paper.assessor"),
                name=newest.by,
                day=format_long(newest.values.assessed_on),
            )
            sheet.signatures((assessor,))

    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=say(
            "case_assessment.paper.printed",
            number=snapshot.head.number,
            name=snapshot.printed_by,
            moment=format_datetime(snapshot.printed_at),
        ),
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def write_assessments(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    """The chosen assessments with their pictures, the family and the resources; nothing of what there is not."""
    if snapshot.chosen:
        _pictures(sheet, snapshot, catalogue)
        _table(sheet, snapshot, catalogue)
        _words(sheet, snapshot, catalogue)
    _network(sheet, snapshot, catalogue)


def _client(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    say, head = catalogue.text, snapshot.head
    sheet.fields(
        (say("cases.list.name"), head.client.shown_name or say("cases.client.no_name"), 2),
        (say("cases.list.number"), head.number, 1),
    )
    sheet.fields((say("cases.list.opened_at"), format_long(bangkok_date(head.opened_at)), 1))


def _pictures(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("case_assessment.picture.radar"))
    put_drawing(sheet, draw_radar(snapshot.dimensions, snapshot.chosen, sheet.room, _RADAR, EM), catalogue)
    if len(snapshot.every) > 1:
        sheet.need(_COURSES + 60)
        sheet.heading(say("case_assessment.picture.courses"))
        put_drawing(sheet, draw_courses(snapshot.dimensions, snapshot.every, sheet.room, _COURSES, EM), catalogue)
    sheet.space(4)
    sheet.paragraph(say("case_assessment.picture.scale"), size=SMALL)


def _table(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    columns = [Column(title=say("case_assessment.list.dimension"), share=3)]
    columns += [
        Column(title=format_short(item.values.assessed_on), share=1, align="center") for item in snapshot.chosen
    ]
    rows = [
        (
            catalogue.render(dimension.words),
            *(_percent(item, dimension.code, catalogue) for item in snapshot.chosen),
        )
        for dimension in snapshot.dimensions
    ]
    sheet.table(columns, rows)


def _percent(item: AssessmentItem, dimension: str, catalogue: Catalogue) -> str:
    percent = item.percent_of(dimension)
    return catalogue.text("case_assessment.not_scored") if percent is None else str(percent)


def _words(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    """What the newest of the chosen says; versions written apart stand one after the other."""
    say, item = catalogue.text, snapshot.chosen[-1]
    for number, version in enumerate(item.standing):
        day = format_long(version.values.assessed_on)
        sheet.heading(say("case_assessment.paper.detail", on=day))
        if number:
            sheet.paragraph(say("case_assessment.page.apart"), size=SMALL)
        for dimension in snapshot.dimensions:
            _dimension(sheet, item, number, dimension, catalogue)
        if version.values.summary:
            sheet.heading(say("case_assessment.field.summary"))
            for paragraph in version.values.summary.splitlines():
                sheet.paragraph(paragraph, indent=True)


def _dimension(sheet: Sheet, item: AssessmentItem, number: int, dimension: Dimension, catalogue: Catalogue) -> None:
    say, values = catalogue.text, item.standing[number].values
    sheet.need(BODY * 4)
    sheet.space(3)
    sheet.line_of(catalogue.render(dimension.words), BODY, "bold")
    for question in dimension.items:
        shown = _anchor(question, values.score_of(dimension.code, question.code), catalogue)
        sheet.paragraph(say("case_assessment.paper.item", item=question.words, anchor=shown), size=10)
    for remark in values.remarks:
        if remark.dimension == dimension.code:
            kind = say(f"case_assessment.kind.{remark.kind.value}")
            level = say(f"case_assessment.level.{remark.level.value}")
            sheet.paragraph(say("case_assessment.paper.remark", kind=kind, level=level, text=remark.text), size=10)


def _anchor(question: Question, score: int | None, catalogue: Catalogue) -> str:
    if score is None:
        return catalogue.text("case_assessment.not_scored")
    anchor = next(anchor for anchor in question.anchors if anchor.score == score)
    return catalogue.text("case_assessment.anchor", score=str(score), words=anchor.words)


def _network(sheet: Sheet, snapshot: CaseAssessmentSnapshot, catalogue: Catalogue) -> None:
    say, network, client = catalogue.text, snapshot.network, snapshot.head.client
    if network.relatives:
        drawing = draw_family(client, network, snapshot.today, sheet.room, EM)
        sheet.need(drawing.height + 60)
        sheet.heading(say("case_network.family.title"))
        put_drawing(sheet, drawing, catalogue)
        sheet.paragraph(say("case_network.picture.symbols"), size=SMALL)
        for said in say_family(network, snapshot.today):
            sheet.paragraph(catalogue.render(said), size=10)
    if network.resources:
        sheet.need(_RESOURCES + 60)
        sheet.heading(say("case_network.resources.title"))
        put_drawing(sheet, draw_resources(client, network, sheet.room, _RESOURCES, EM), catalogue)
        for said in say_resources(network):
            sheet.paragraph(catalogue.render(said), size=10)
