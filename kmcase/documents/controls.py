"""รายงานข้อสังเกต: a line a control, bars by finding and by month, what is open, and the numbers of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kmcase.application.printing.controls import ControlReport
from kmcase.application.read.controls import ControlLine, ObservationItem
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, render
from kmcase.documents._xlsx import BarChart, SheetColumn, SheetTable, write_workbook
from kmcase.domain.controls import ObservationState
from kmcase.messages import Catalogue, message
from kmcase.thai.calendar import BE_OFFSET, MONTHS, MONTHS_SHORT, fiscal_months, format_datetime, format_short

_STATES = (ObservationState.OPEN, ObservationState.CONFIRMED, ObservationState.EXPLAINED)
_INKS = {
    ObservationState.OPEN: (0.80, 0.47, 0.05),
    ObservationState.CONFIRMED: (0.70, 0.15, 0.12),
    ObservationState.EXPLAINED: (0.05, 0.42, 0.46),
}
_SLOT = 17.0
_BARS = 80.0
_LONGEST = 60
"""So many letters of a name stand in a chart of a workbook."""


def compose(report: ControlReport, catalogue: Catalogue) -> bytes:
    """The report as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("documents_forms.controls.title"), period_said(report, catalogue))
        sheet.paragraph(
            say("documents_forms.controls.about", payments=report.board.payments, version=report.board.numbers_version)
        )
        _by_family(sheet, report, catalogue)
        _by_month(sheet, report, catalogue)
        _lines(sheet, report, catalogue)
        _items(sheet, report, catalogue)
        _thresholds(sheet, report, catalogue)
        sheet.space(12)
        reporter = Signature(role=say("documents_forms.role.reporter"), name=report.printed_by)
        sheet.signatures((reporter, Signature(role=say("documents_forms.role.director"))))

    return render(
        write,
        title=say("documents_forms.controls.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{report.office} · {_printed(report, catalogue)}",
        watermark=say("documents.sample") if report.sample else "",
    )


def compose_workbook(report: ControlReport, catalogue: Catalogue) -> bytes:
    """A sheet of controls with its chart, and one of observations."""
    say = catalogue.text
    above = (report.office, f"{say('documents_forms.controls.title')} {period_said(report, catalogue)}")
    lines = SheetTable(
        name=say("documents_forms.controls.sheet"),
        above=above,
        columns=(
            SheetColumn(title=_head("code", catalogue), width=22),
            SheetColumn(title=_head("name", catalogue), width=48),
            *(SheetColumn(title=say(f"controls.state.{state.value}"), kind="int", width=12) for state in _STATES),
            SheetColumn(title=_head("version", catalogue), width=20),
            SheetColumn(title=_head("thresholds", catalogue), width=60),
            SheetColumn(title=_head("source", catalogue), width=80),
        ),
        rows=[
            (
                line.code,
                _name(line.code, catalogue)[:_LONGEST],
                *_counts(line),
                line.version,
                _thresholds_of(line, catalogue),
                "; ".join(catalogue.render(said) for said in line.reference),
            )
            for line in report.board.lines
        ],
        chart=BarChart(title=say("documents_forms.controls.by_control"), label=1, values=(2, 3, 4)),
    )
    items = SheetTable(
        name=say("controls.screen"),
        above=above,
        columns=tuple(
            SheetColumn(title=_head(name, catalogue), kind="date" if name == "day" else "text", width=width)
            for name, width in _WIDTHS
        ),
        rows=[_item_row(item, report, catalogue) for item in report.board.items],
    )
    return write_workbook([lines, items])


_WIDTHS = (
    ("code", 22), ("name", 44), ("state", 16), ("day", 14), ("officer", 26), ("place", 40), ("vouchers", 40),
    ("facts", 80), ("said", 60),
)  # fmt: skip


def period_said(report: ControlReport, catalogue: Catalogue) -> str:
    """The half, or the month, in words."""
    half = report.period.half
    if report.period.month is not None:
        year = str(report.first.year + BE_OFFSET)
        return catalogue.text("documents_forms.controls.month", month=MONTHS[report.period.month - 1], year=year)
    return catalogue.text(f"budgets.half{half.half}", year=str(half.fiscal_year))


def _printed(report: ControlReport, catalogue: Catalogue) -> str:
    return catalogue.text("documents.ledger.printed", at=format_datetime(report.printed_at), by=report.printed_by)


def _head(name: str, catalogue: Catalogue) -> str:
    return catalogue.text(f"documents_forms.controls.column.{name}")


def _name(code: str, catalogue: Catalogue) -> str:
    return catalogue.text(f"controls.{code}.name")


def _counts(line: ControlLine) -> tuple[int, int, int]:
    return (line.open, line.confirmed, line.explained)


def _thresholds_of(line: ControlLine, catalogue: Catalogue) -> str:
    return "; ".join(catalogue.render(threshold.said) for threshold in line.thresholds)


def _by_family(sheet: Sheet, report: ControlReport, catalogue: Catalogue) -> None:
    """A bar a finding: open, confirmed and explained after each other, the figures at its right."""
    families = list(dict.fromkeys(line.code.partition(".")[0] for line in report.board.lines))
    counts = {
        family: [sum(found) for found in zip(*(_counts(line) for line in _of(report, family)), strict=True)]
        for family in families
    }
    most = max(sum(found) for found in counts.values())
    sheet.heading(catalogue.text("documents_forms.controls.by_finding"))
    sheet.need(len(families) * _SLOT + 24)
    canvas, pen = sheet.pen.canvas, sheet.pen
    start, room = sheet.left + 150, sheet.room - 150 - 150
    for family in families:
        sheet.space(_SLOT)
        pen.draw(sheet.left, sheet.y, catalogue.text(f"controls.family.{family}"), SMALL)
        x = start
        for state, count in zip(_STATES, counts[family], strict=True):
            wide = room * count / most if most else 0.0
            canvas.setFillColorRGB(*_INKS[state])
            canvas.rect(x, sheet.y - 2, wide, 10, stroke=0, fill=1)
            x += wide
        canvas.setFillGray(0)
        said = dict(zip(("open", "confirmed", "explained"), counts[family], strict=True))
        pen.draw(sheet.right, sheet.y, catalogue.text("documents_forms.controls.counts", **said), SMALL, align="right")
    sheet.space(8)
    _legend(sheet, catalogue)


def _legend(sheet: Sheet, catalogue: Catalogue) -> None:
    canvas, pen, x = sheet.pen.canvas, sheet.pen, sheet.left + 150
    sheet.space(12)
    for state in _STATES:
        canvas.setFillColorRGB(*_INKS[state])
        canvas.rect(x, sheet.y - 1, 9, 9, stroke=0, fill=1)
        canvas.setFillGray(0)
        words = catalogue.text(f"controls.state.{state.value}")
        pen.draw(x + 14, sheet.y, words, SMALL)
        x += 30 + pen.width(words, SMALL)
    sheet.space(4)


def _of(report: ControlReport, family: str) -> list[ControlLine]:
    return [line for line in report.board.lines if line.code.partition(".")[0] == family]


def _by_month(sheet: Sheet, report: ControlReport, catalogue: Catalogue) -> None:
    """Payments of each month as a frame, those with an observation of that month as a bar in it."""
    half = report.period.half
    months = [one for one in fiscal_months(half.fiscal_year, half.half) if report.period.month in (None, one[1])]
    paid = Counter((day.year, day.month) for day in report.board.paid_on)
    seen = Counter((day.year, day.month) for item in report.board.items if (day := item.observation.day) is not None)
    most = max((max(paid[month], seen[month]) for month in months), default=0)
    if not most or len(months) == 1:
        return
    sheet.heading(catalogue.text("documents_forms.controls.by_month"))
    sheet.need(_BARS + 44)
    canvas, pen = sheet.pen.canvas, sheet.pen
    floor, slot = sheet.y - _BARS - 12, sheet.room / len(months)
    canvas.setStrokeGray(0.7)
    canvas.line(sheet.left, floor, sheet.right, floor)
    for number, month in enumerate(months):
        middle = sheet.left + slot * (number + 0.5)
        canvas.setStrokeGray(0.35)
        canvas.rect(middle - 16, floor, 32, _BARS * paid[month] / most)
        canvas.setFillColorRGB(*_INKS[ObservationState.OPEN])
        canvas.rect(middle - 9, floor, 18, _BARS * seen[month] / most, stroke=0, fill=1)
        canvas.setFillGray(0)
        label = f"{MONTHS_SHORT[month[1] - 1]} {(month[0] + BE_OFFSET) % 100:02d}"
        pen.draw(middle, floor - 12, label, SMALL, align="center")
        pen.draw(middle, floor - 24, f"{paid[month]:,} / {seen[month]:,}", SMALL, align="center")
    canvas.setStrokeGray(0)
    sheet.y = floor - 28
    sheet.line_of(catalogue.text("documents_forms.controls.legend"), SMALL, align="center")


def _lines(sheet: Sheet, report: ControlReport, catalogue: Catalogue) -> None:
    sheet.heading(catalogue.text("documents_forms.controls.by_control"))
    columns = [
        Column(title=_head("code", catalogue), share=1.5),
        Column(title=_head("name", catalogue), share=3.4),
        *(Column(title=catalogue.text(f"controls.state.{state.value}"), share=0.9, align="right") for state in _STATES),
    ]
    rows = [
        (line.code, _name(line.code, catalogue), *(f"{count:,}" for count in _counts(line)))
        for line in report.board.lines
    ]
    sums = [sum(found) for found in zip(*(_counts(line) for line in report.board.lines), strict=True)]
    total = (catalogue.text("documents_forms.total"), "", *(f"{count:,}" for count in sums))
    sheet.table(columns, rows, total=total, size=SMALL)


def _items(sheet: Sheet, report: ControlReport, catalogue: Catalogue) -> None:
    """Every observation of the period with what it is about and what was said of it."""
    sheet.heading(catalogue.text("documents_forms.controls.observations"))
    if not report.board.items:
        sheet.line_of(catalogue.text("controls.list.none"))
        return
    names = (("name", 2.2), ("state", 1.0), ("day", 1.0), ("officer", 1.4), ("vouchers", 1.6), ("said", 2.2))
    columns = [Column(title=_head(name, catalogue), share=share) for name, share in names]
    rows = []
    for item in report.board.items:
        seen, day = item.observation, item.observation.day
        rows.append(
            (
                _name(seen.control, catalogue),
                catalogue.text(f"controls.state.{item.state.value}"),
                format_short(day) if day is not None else "",
                item.officer_name,
                _vouchers(item),
                _said(item, report, catalogue),
            )
        )
    sheet.table(columns, rows, size=SMALL)


def _thresholds(sheet: Sheet, report: ControlReport, catalogue: Catalogue) -> None:
    sheet.heading(catalogue.text("documents_forms.controls.numbers"))
    columns = [
        Column(title=_head("code", catalogue), share=1.4),
        Column(title=_head("version", catalogue), share=1.3),
        Column(title=_head("thresholds", catalogue), share=2.6),
        Column(title=_head("source", catalogue), share=3.4),
    ]
    rows = [
        (
            line.code,
            line.version,
            _thresholds_of(line, catalogue),
            "\n".join(catalogue.render(said) for said in line.reference),
        )
        for line in report.board.lines
    ]
    sheet.table(columns, rows, size=SMALL)


def _vouchers(item: ObservationItem, most: int = 6) -> str:
    """The numbers that it is about, as its facts name them."""
    numbers = dict(item.observation.facts).get("voucher", "")
    if not isinstance(numbers, tuple):
        return str(numbers)
    named = [str(number) for number in numbers if number]
    return ", ".join(named[:most]) + (f" … ({len(named):,})" if len(named) > most else "")


def _said(item: ObservationItem, report: ControlReport, catalogue: Catalogue) -> str:
    present = [made for made in item.judgements if made.digest == item.observation.digest]
    if not present:
        return ""
    newest = present[0]
    name = report.board.names.get(newest.judged_by, "")
    return f"{newest.reason} ({name} {catalogue.show(newest.judged_at)})"


def _item_row(item: ObservationItem, report: ControlReport, catalogue: Catalogue) -> Sequence[object]:
    seen = item.observation
    village = message("controls.list.village", moo=seen.moo, place=item.place) if seen.moo is not None else item.place
    facts = "; ".join(
        f"{catalogue.text(f'controls.fact.{name}')}: {catalogue.show(value)}"
        for name, value in (*seen.facts, *seen.context)
        if value is not None
    )
    return (
        seen.control,
        _name(seen.control, catalogue),
        catalogue.text(f"controls.state.{item.state.value}"),
        seen.day,
        item.officer_name,
        catalogue.show(village),
        _vouchers(item, most=1_000),
        facts,
        _said(item, report, catalogue),
    )
