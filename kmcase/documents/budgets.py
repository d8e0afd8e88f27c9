"""รายงานงบประมาณรายเดือน: plan against payment as table and bars, and the gap between need and approval."""

from __future__ import annotations

from kmcase.application.printing.budgets import BudgetReport
from kmcase.application.read.budgets import MonthFigures
from kmcase.documents._sheet import BODY, SMALL, Column, Sheet, Signature, render
from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import BE_OFFSET, MONTHS_SHORT, format_datetime

_BARS = 110.0
_MONEY = ("plan", "paid", "difference", "needed", "approved", "gap")
_NAMES = ("month", "plan", "paid", "difference", "families", "needed", "approved", "gap")


def compose(report: BudgetReport, catalogue: Catalogue) -> bytes:
    """The report as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("documents_forms.budget.title"), _half(report, catalogue))
        _standing(sheet, report, catalogue)
        _months(sheet, report, catalogue)
        _bars(sheet, report.page.months, catalogue)
        _gap(sheet, report, catalogue)
        sheet.space(16)
        reporter = Signature(role=say("documents_forms.role.reporter"), name=report.printed_by)
        sheet.signatures((reporter, Signature(role=say("documents_forms.role.director"))))

    return render(
        write,
        title=say("documents_forms.budget.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{report.office} · {_printed(report, catalogue)}",
        watermark=say("documents.sample") if report.sample else "",
    )


def compose_workbook(report: BudgetReport, catalogue: Catalogue) -> bytes:
    """The months as a workbook."""
    say = catalogue.text
    columns = tuple(
        SheetColumn(
            title=say(f"documents_forms.budget.column.{name}"),
            kind="money" if name in _MONEY else "int" if name == "families" else "text",
            width=14 if name == "month" else 18,
            summed=name in _MONEY,
        )
        for name in _NAMES
    )
    rows = [_figures(month) for month in report.page.months]
    table = SheetTable(
        name=say("documents_forms.budget.sheet"),
        above=(report.office, f"{say('documents_forms.budget.title')} {_half(report, catalogue)}"),
        columns=columns,
        rows=rows,
        total_label=say("documents_forms.total"),
    )
    return write_workbook([table])


def _half(report: BudgetReport, catalogue: Catalogue) -> str:
    half = report.page.half
    return catalogue.text(f"budgets.half{half.half}", year=str(half.fiscal_year))


def _printed(report: BudgetReport, catalogue: Catalogue) -> str:
    return catalogue.text("documents.ledger.printed", at=format_datetime(report.printed_at), by=report.printed_by)


def _month_name(month: MonthFigures) -> str:
    return f"{MONTHS_SHORT[month.month - 1]} {(month.year + BE_OFFSET) % 100:02d}"


def _figures(month: MonthFigures) -> tuple[object, ...]:
    return (
        _month_name(month),
        month.plan,
        month.paid,
        month.paid - month.plan,
        month.families,
        month.needed,
        month.approved,
        month.needed - month.approved,
    )


def _standing(sheet: Sheet, report: BudgetReport, catalogue: Catalogue) -> None:
    say, budget = catalogue.text, report.page.budget
    amounts = (
        ("allotted", budget.allotted),
        ("paid", budget.paid - budget.returned),
        ("reserved", budget.reserved),
        ("free", budget.available),
    )
    columns = [Column(title=say(f"documents_forms.budget.{name}"), share=1, align="right") for name, _ in amounts]
    sheet.table(columns, [tuple(format_baht(amount.satang) for _, amount in amounts)], size=BODY)
    page = report.page
    families = {"families": page.families_paid, "mean": page.mean, "more": page.more_families}
    sheet.line_of(say("documents_forms.budget.families", **families) if page.mean else say("budgets.families_unknown"))
    if page.late_until is not None:
        sheet.line_of(say("budgets.late_until", until=page.late_until))


def _months(sheet: Sheet, report: BudgetReport, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.budget.by_month"))
    columns = [
        Column(
            title=say(f"documents_forms.budget.column.{name}"),
            share={"month": 0.85, "families": 1.0}.get(name, 1.25),
            align="left" if name == "month" else "right",
        )
        for name in _NAMES
    ]
    figures = [_figures(month) for month in report.page.months]
    rows = [tuple(_text(value) for value in row) for row in figures]
    sums = []
    for column in range(1, len(_NAMES)):
        values = [row[column] for row in figures]
        amounts = [value for value in values if isinstance(value, Baht)]
        counts = [value for value in values if isinstance(value, int)]
        sums.append(_text(Baht.total(amounts)) if amounts else _text(sum(counts)))
    sheet.table(columns, rows, total=(say("documents_forms.total"), *sums), size=SMALL)


def _text(value: object) -> str:
    if isinstance(value, Baht):
        return format_baht(value.satang)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _bars(sheet: Sheet, months: tuple[MonthFigures, ...], catalogue: Catalogue) -> None:
    """The plan as a frame, what was paid as a bar in it; the figures stand in the table above."""
    most = max((max(month.plan.satang, month.paid.satang) for month in months), default=0)
    if not most:
        return
    sheet.need(_BARS + 40)
    canvas, pen = sheet.pen.canvas, sheet.pen
    floor, slot = sheet.y - _BARS - 8, sheet.room / len(months)
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.7)
    canvas.line(sheet.left, floor, sheet.right, floor)
    for number, month in enumerate(months):
        middle = sheet.left + slot * (number + 0.5)
        wide = min(36.0, slot * 0.55)
        canvas.setStrokeGray(0.35)
        canvas.setLineWidth(0.9)
        canvas.rect(middle - wide / 2, floor, wide, _BARS * share(month.plan.satang, most))
        canvas.setFillColorRGB(0.05, 0.42, 0.46)
        paid = _BARS * share(max(month.paid.satang, 0), most)
        canvas.rect(middle - wide * 0.3, floor, wide * 0.6, paid, stroke=0, fill=1)
        canvas.setFillGray(0)
        pen.draw(middle, floor - 12, _month_name(month), SMALL, align="center")
    canvas.restoreState()
    sheet.y = floor - 16
    sheet.line_of(catalogue.text("documents_forms.budget.legend"), SMALL, align="center")


def _gap(sheet: Sheet, report: BudgetReport, catalogue: Catalogue) -> None:
    say, page = catalogue.text, report.page
    sheet.heading(say("documents_forms.budget.gap_title"))
    most = max(page.needed.satang, page.proposed.satang, page.approved.satang)
    if not most:
        sheet.line_of(say("budgets.gap_none"))
        return
    canvas, pen = sheet.pen.canvas, sheet.pen
    sheet.need(3 * 20)
    room = sheet.room - 190
    for name in ("needed", "proposed", "approved"):
        amount: Baht = getattr(page, name)
        sheet.space(20)
        pen.draw(sheet.left, sheet.y, say(f"budgets.gap_name.{name}"), BODY)
        canvas.setFillColorRGB(0.05, 0.42, 0.46)
        canvas.rect(sheet.left + 70, sheet.y - 1, room * share(amount.satang, most), 11, stroke=0, fill=1)
        canvas.setFillGray(0)
        pen.draw(sheet.right, sheet.y, format_baht(amount.satang), BODY, align="right")
    sheet.space(6)
    sheet.paragraph(
        say(
            "budgets.gap_share",
            share=f"{100 * share(page.approved.satang, page.needed.satang):.1f}" if page.needed else "100",
            gap=page.needed - page.approved,
        )
    )


def share(part: int, whole: int) -> float:
    """How much of a whole a part is, for drawing and percentages alone."""
    return part / whole
