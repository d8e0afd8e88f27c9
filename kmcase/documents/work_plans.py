"""Papers of field work: แผนการลงพื้นที่ประจำเดือน, บัตรนัด for families, and the letter that reminds an agency."""

from __future__ import annotations

from itertools import groupby

from kmcase.application.printing.work_plans import (
    PlanRow,
    PlanSnapshot,
    ReminderSnapshot,
    SlipsSnapshot,
    VisitSlip,
)
from kmcase.documents._letter import Letter, compose_letter
from kmcase.documents._sheet import BODY, SMALL, Column, Sheet, Signature, render
from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook
from kmcase.messages import Catalogue
from kmcase.thai.calendar import MONTHS, be_year, format_datetime, format_long, format_short

_PAPERS = ("id_card", "house_registration", "bank_book", "medical", "disability", "other")
_SLIP_HEIGHT = 240.0
_COLUMNS = (
    ("day", 1.1), ("time", 0.6), ("officer", 1.65), ("family", 3.9), ("place", 1.7), ("partners", 2.0), ("state", 0.9),
)  # fmt: skip
_FIELDS = (
    ("day", 14), ("time", 10), ("officer", 26), ("person", 28), ("national_id", 22), ("address", 48),
    ("subdistrict", 16), ("phone", 14), ("place", 24), ("purpose", 18), ("partners", 40), ("state", 14), ("remark", 30),
)  # fmt: skip


def compose_plan(snapshot: PlanSnapshot, catalogue: Catalogue) -> bytes:
    """The plan of a month as PDF, lying, a table by day."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("documents_plan.plan.title", month=_month(snapshot)), _under(snapshot, catalogue))
        if snapshot.rows:
            titles = [Column(title=say(f"documents_plan.column.{name}"), share=share) for name, share in _COLUMNS]
            sheet.table(titles, _by_day(snapshot, catalogue), size=SMALL)
            sheet.line_of(_counted(snapshot, catalogue))
        else:
            sheet.line_of(say("documents_plan.plan.none"), align="center")
        sheet.space(10)
        maker = Signature(role=say("documents_plan.role.maker"), name=snapshot.maker, position=snapshot.maker_position)
        director = Signature(
            role=say("documents_plan.role.director"), name=snapshot.director, position=snapshot.director_position
        )
        sheet.signatures((maker, director))

    return render(
        write,
        title=say("documents_plan.plan.title", month=_month(snapshot)),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {_printed(snapshot, catalogue)}",
        watermark=say("documents.sample") if snapshot.sample else "",
        wide=True,
    )


def compose_plan_workbook(snapshot: PlanSnapshot, catalogue: Catalogue) -> bytes:
    """The same as a workbook, a row a visit."""
    say = catalogue.text
    columns = tuple(
        SheetColumn(title=say(f"documents_plan.column.{name}"), kind="date" if name == "day" else "text", width=width)
        for name, width in _FIELDS
    )
    rows = [
        (
            row.day, row.at_time, row.officer, row.person, row.masked_id, row.address, row.subdistrict, row.phone,
            row.place, row.purpose, ", ".join(row.partners), row.state, row.remark,
        )
        for row in snapshot.rows
    ]  # fmt: skip
    above = (snapshot.office, say("documents_plan.plan.title", month=_month(snapshot)))
    return write_workbook([SheetTable(name=_month(snapshot), above=above, columns=columns, rows=rows)])


def compose_slips(snapshot: SlipsSnapshot, catalogue: Catalogue) -> bytes:
    """Appointment slips as PDF, three on a page, to be cut apart."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        if not snapshot.slips:
            sheet.line_of(say("documents_plan.slip.none"), align="center")
        on_page = 0
        for number, slip in enumerate(snapshot.slips):
            page = sheet.page
            sheet.need(_SLIP_HEIGHT)
            on_page = 0 if sheet.page != page else on_page
            if number and on_page:
                sheet.rule()
            _slip(sheet, slip, snapshot.office, catalogue)
            on_page += 1

    return render(
        write,
        title=say("documents_plan.slip.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=snapshot.office,
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def compose_reminder(snapshot: ReminderSnapshot, catalogue: Catalogue) -> bytes:
    """The letter that reminds an agency of its survey list, as PDF."""
    say = catalogue.text
    asked = {"asked_on": format_long(snapshot.asked_on), "due_on": format_long(snapshot.due_on)}
    place = say("documents_plan.reminder.place", subdistrict=snapshot.subdistrict) if snapshot.subdistrict else ""
    late = "late" if snapshot.days_late else "soon"
    paragraphs = [
        say("documents_plan.reminder.asked", place=place, **asked),
        say(f"documents_plan.reminder.{late}", days=snapshot.days_late),
        *([say("documents_plan.reminder.again", times=snapshot.times)] if snapshot.times else []),
        say("documents_plan.reminder.ask", office=snapshot.office, contact=snapshot.contact),
        say("documents_plan.reminder.closing"),
    ]
    letter = Letter(
        title=say("documents_plan.reminder.title"),
        office=snapshot.office,
        day=snapshot.day,
        subject=say("documents_plan.reminder.subject"),
        to=say("documents_plan.reminder.to", agency=snapshot.agency),
        paragraphs=paragraphs,
        signer=snapshot.signer,
        signer_role=say("documents_plan.reminder.signer"),
        signer_position=snapshot.signer_position,
        footer=snapshot.office,
        sample=snapshot.sample,
    )
    return compose_letter(letter, catalogue)


def _month(snapshot: PlanSnapshot) -> str:
    return f"{MONTHS[snapshot.first.month - 1]} {be_year(snapshot.first)}"


def _under(snapshot: PlanSnapshot, catalogue: Catalogue) -> str:
    if not snapshot.officer:
        return snapshot.office
    return catalogue.text("documents_plan.plan.of", office=snapshot.office, officer=snapshot.officer)


def _printed(snapshot: PlanSnapshot, catalogue: Catalogue) -> str:
    return catalogue.text("documents.ledger.printed", at=format_datetime(snapshot.printed_at), by=snapshot.printed_by)


def _counted(snapshot: PlanSnapshot, catalogue: Catalogue) -> str:
    return catalogue.text(
        "documents_plan.plan.counted",
        count=len(snapshot.rows),
        days=len({row.day for row in snapshot.rows}),
        officers=len({row.officer for row in snapshot.rows}),
    )


def _by_day(snapshot: PlanSnapshot, catalogue: Catalogue) -> list[tuple[str, ...]]:
    """The day stands in its first row alone."""
    found = []
    for day, rows in groupby(snapshot.rows, key=lambda row: row.day):
        weekday = catalogue.text(f"documents_plan.weekday.day{day.weekday()}")
        for number, row in enumerate(rows):
            found.append(_cells(row, f"{weekday} {format_short(day)}" if number == 0 else ""))
    return found


def _cells(row: PlanRow, day: str) -> tuple[str, ...]:
    family = "\n".join(part for part in (row.person, row.masked_id, row.address) if part)
    place = "\n".join(part for part in (row.place, row.purpose) if part)
    return (day, row.at_time, row.officer, family, place, "\n".join(row.partners), row.state)


def _slip(sheet: Sheet, slip: VisitSlip, office: str, catalogue: Catalogue) -> None:
    say, top = catalogue.text, sheet.y
    sheet.space(4)
    sheet.line_of(say("documents_plan.slip.title"), 13, "bold", "center")
    sheet.line_of(office, SMALL, align="center")
    sheet.fields((say("documents_plan.slip.person"), slip.person, 1))
    weekday = say(f"documents_plan.weekday_long.day{slip.day.weekday()}")
    sheet.fields(
        (say("documents_plan.slip.day"), f"{weekday} {format_long(slip.day)}", 2.4),
        (say("documents_plan.slip.time"), slip.at_time, 1),
    )
    sheet.fields(
        (say("documents_plan.slip.place"), slip.place or slip.address, 1.7),
        (say("documents_plan.slip.purpose"), slip.purpose, 1.2),
    )
    officer = f"{slip.officer} {slip.officer_position}".strip()
    sheet.fields((say("documents_plan.slip.officer"), officer, 1.7), (say("documents_plan.slip.phone"), "", 1.2))
    if slip.partners:
        sheet.fields((say("documents_plan.slip.partners"), ", ".join(slip.partners), 1))
    papers = ", ".join(say(f"documents_plan.paper.{name}") for name in _PAPERS)
    sheet.paragraph(say("documents_plan.slip.bring", papers=papers), size=BODY - 1)
    sheet.paragraph(say("documents_plan.slip.free"), size=SMALL)
    sheet.y = min(sheet.y, top - _SLIP_HEIGHT)
