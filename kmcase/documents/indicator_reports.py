"""รายงานตัวชี้วัดงานจัดการรายกรณี: the five with figure, judgement and explanation, and the figures of the work."""

from __future__ import annotations

from kmcase.application.printing.indicators import IndicatorSnapshot
from kmcase.application.read.indicators import (
    IndicatorCard,
    IndicatorLine,
    IndicatorReport,
    Topic,
    figure_said,
    judgement_said,
    percent_said,
    period_said,
    suggestion_said,
)
from kmcase.application.read.small_counts import told_words
from kmcase.documents._sheet import BODY, SMALL, Sheet, Signature, render
from kmcase.documents._xlsx import Kind, SheetColumn, SheetTable, write_workbook
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_datetime, format_long

_BAR_HEIGHT = 9.0
_BAR_LEFT, _BAR_ROOM = 0.62, 0.36
"""Where bars begin and how long they may be, of the width of the text."""

_LINE_COLUMNS: tuple[tuple[str, int, Kind], ...] = (
    ("topic", 30, "text"), ("label", 48, "text"), ("figure", 28, "text"), ("number", 14, "int"),
)  # fmt: skip


def compose(snapshot: IndicatorSnapshot, catalogue: Catalogue) -> bytes:
    """The report as PDF."""
    say, report = catalogue.text, snapshot.report

    def write(sheet: Sheet) -> None:
        sheet.title(
            say("indicators.paper.title"), f"{snapshot.office} · {catalogue.render(period_said(report.period))}"
        )
        sheet.line_of(_until(report, catalogue), align="center")
        sheet.line_of(_served(report, catalogue), align="center")
        sheet.heading(say("indicators.paper.five"))
        for number, card in enumerate(report.cards, 1):
            _card(sheet, number, card, catalogue)
        for topic in Topic:
            _topic(sheet, topic, report, catalogue)
        if report.hidden.exact != 0:
            sheet.space(8)
            sheet.paragraph(say("indicators.paper.few"), size=SMALL)
        sheet.space(16)
        reporter = Signature(role=say("documents_forms.role.reporter"), name=snapshot.printed_by)
        sheet.signatures((reporter, Signature(role=say("documents_forms.role.director"))))

    return render(
        write,
        title=say("indicators.paper.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {_printed(snapshot, catalogue)}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def compose_workbook(snapshot: IndicatorSnapshot, catalogue: Catalogue) -> bytes:
    """The report as a workbook: a sheet of the five, and one of the figures."""
    report = snapshot.report
    above = (
        catalogue.text("indicators.paper.title"),
        f"{snapshot.office} · {catalogue.render(period_said(report.period))} · {_until(report, catalogue)}",
        _served(report, catalogue),
        _printed(snapshot, catalogue),
    )
    return write_workbook([_five(report, above, catalogue), _lines(report, above, catalogue)])


def _until(report: IndicatorReport, catalogue: Catalogue) -> str:
    key = "indicators.until_running" if report.running else "indicators.until"
    return catalogue.text(key, day=format_long(report.as_of))


def _served(report: IndicatorReport, catalogue: Catalogue) -> str:
    if report.hidden.exact == 0:
        return catalogue.text("indicators.served", count=told_words(report.served))
    return catalogue.text("indicators.paper.served", count=told_words(report.served), hidden=told_words(report.hidden))


def _printed(snapshot: IndicatorSnapshot, catalogue: Catalogue) -> str:
    return catalogue.text("documents.ledger.printed", by=snapshot.printed_by, at=format_datetime(snapshot.printed_at))


def _card(sheet: Sheet, number: int, card: IndicatorCard, catalogue: Catalogue) -> None:
    """Title, figure, what the threshold says, the judgement and its explanation."""
    render_said = catalogue.render
    sheet.need(BODY * 7)
    sheet.space(4)
    sheet.line_of(f"{number}. {render_said(card.title)}", BODY, "bold")
    percent = percent_said(card)
    figure = render_said(figure_said(card))
    sheet.line_of(f"{figure} · {render_said(percent)}" if percent else figure)
    sheet.line_of(render_said(suggestion_said(card)), SMALL)
    judgement = card.judgement
    if judgement is None:
        sheet.line_of(render_said(judgement_said(card)))
        return
    by = catalogue.text("indicators.judged_by", by=judgement.by, at=format_datetime(judgement.at))
    sheet.line_of(f"{render_said(judgement_said(card))} · {by}")
    for paragraph in judgement.explanation.splitlines():
        sheet.paragraph(paragraph, indent=True)


def _topic(sheet: Sheet, topic: Topic, report: IndicatorReport, catalogue: Catalogue) -> None:
    """A topic's lines, each with its bar where it has one."""
    lines = report.of(topic)
    if not lines:
        return
    sheet.heading(catalogue.text(f"indicators.topic.{topic.value}"))
    sheet.space(3)
    for line in lines:
        _line(sheet, line, catalogue)


def _line(sheet: Sheet, line: IndicatorLine, catalogue: Catalogue) -> None:
    canvas, pen, room = sheet.pen.canvas, sheet.pen, sheet.room
    names = pen.wrap(catalogue.render(line.label), 10, room * 0.4)
    sheet.need(len(names) * 15 + 2)
    top = sheet.y - 14
    for place, name in enumerate(names):
        pen.draw(sheet.left, top - place * 15, name, 10)
    pen.draw(sheet.left + room * (_BAR_LEFT - 0.02), top, catalogue.render(line.figure), 10, align="right")
    if line.bar:
        canvas.setFillColorRGB(0.05, 0.42, 0.46)
        wide = room * _BAR_ROOM * min(line.bar, 100) / 100
        canvas.rect(sheet.left + room * _BAR_LEFT, top - 1, wide, _BAR_HEIGHT, stroke=0, fill=1)
        canvas.setFillGray(0)
    sheet.y = top - (len(names) - 1) * 15 - 2


def _five(report: IndicatorReport, above: tuple[str, ...], catalogue: Catalogue) -> SheetTable:
    names = (
        ("indicator", 52), ("count", 14), ("all", 14), ("percent", 14), ("figure", 34), ("judgement", 18),
        ("explanation", 60), ("by", 26), ("at", 20),
    )  # fmt: skip
    rows = [_five_row(card, catalogue) for card in report.cards]
    columns = tuple(
        SheetColumn(
            title=catalogue.text(f"indicators.column.{name}"), width=width, kind="datetime" if name == "at" else "text"
        )
        for name, width in names
    )
    return SheetTable(name=catalogue.text("indicators.paper.sheet_five"), above=above, columns=columns, rows=rows)


def _five_row(card: IndicatorCard, catalogue: Catalogue) -> tuple[object, ...]:
    judgement, percent = card.judgement, percent_said(card)
    exact = card.percents is not None and card.percents[0] == card.percents[1]
    counts: tuple[object, object] = (None, None)
    if card.numerator is not None and card.denominator is not None:
        numerator, denominator = card.numerator, card.denominator
        counts = (
            numerator.exact if numerator.exact is not None else catalogue.render(told_words(numerator)),
            denominator.exact if denominator.exact is not None else catalogue.render(told_words(denominator)),
        )
    return (
        catalogue.render(card.title),
        *counts,
        card.percents[0] if exact and card.percents else catalogue.render(percent) if percent else None,
        catalogue.render(figure_said(card)),
        catalogue.render(judgement_said(card)),
        judgement.explanation if judgement else None,
        judgement.by if judgement else None,
        judgement.at if judgement else None,
    )


def _lines(report: IndicatorReport, above: tuple[str, ...], catalogue: Catalogue) -> SheetTable:
    columns = tuple(
        SheetColumn(title=catalogue.text(f"indicators.column.{name}"), width=width, kind=kind)
        for name, width, kind in _LINE_COLUMNS
    )
    rows = [
        (
            catalogue.text(f"indicators.topic.{line.topic.value}"),
            catalogue.render(line.label),
            catalogue.render(line.figure),
            line.number,
        )
        for line in report.lines
    ]
    return SheetTable(name=catalogue.text("indicators.paper.sheet_lines"), above=above, columns=columns, rows=rows)
