"""แผนพัฒนาคุณภาพชีวิตรายครัวเรือน: five dimensions, the four ท., mentors, needs, the house, who certified it."""

from __future__ import annotations

from kmcase.application.printing.household_plans import HouseholdPlanSnapshot
from kmcase.application.read.household_plans import PlanPage
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, render
from kmcase.domain.household_plans import LineResult, LineState, PlanLine, PlanValues, Strand
from kmcase.domain.money import Baht
from kmcase.domain.writings import Writing
from kmcase.messages import Catalogue
from kmcase.thai.addresses import written
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_datetime, format_long, format_short


def compose(snapshot: HouseholdPlanSnapshot, catalogue: Catalogue) -> bytes:
    """The plan as PDF; versions written apart stand one after the other."""
    say, page = catalogue.text, snapshot.page

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue)
        for number, version in enumerate(page.standing):
            if number:
                sheet.new_page()
            _version(sheet, page, version, catalogue)
        _needs(sheet, page, catalogue)
        _house(sheet, page, catalogue)
        _certificate(sheet, page, catalogue)

    return render(
        write,
        title=say("household_plans.paper.title"),
        page_text=lambda number, pages: say("documents.page", page=number, pages=pages),
        footer=say("household_plans.paper.footer", office=snapshot.office),
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _head(sheet: Sheet, snapshot: HouseholdPlanSnapshot, catalogue: Catalogue) -> None:
    say, page = catalogue.text, snapshot.page
    sheet.title(say("household_plans.paper.title"), snapshot.office)
    home = page.address
    address = written(home.house_no, home.moo, home.village, home.soi, home.road, home.subdistrict_code)
    sheet.fields((say("household_plans.paper.address"), address, 1))
    sheet.fields((say("household_plans.paper.persons"), ", ".join(page.persons), 1))
    amount = format_baht(Baht.total(line.amount for line in page.paid).satang)
    paid = say("household_plans.paper.paid_value", times=len(page.paid), amount=amount)
    sheet.fields((say("household_plans.paper.paid"), paid, 1))


def _version(sheet: Sheet, page: PlanPage, version: Writing[PlanValues], catalogue: Catalogue) -> None:
    say, values = catalogue.text, version.values
    found_by = say(f"household_plans.found_by.{values.found_by.value}")
    sheet.fields((say("household_plans.paper.found_by"), found_by, 1))
    if values.note:
        sheet.paragraph(values.note, indent=True)
    sheet.heading(say("household_plans.page.dimensions"))
    seen = {one.dimension: one for one in values.dimensions}
    rows = [
        (
            catalogue.render(dimension.words),
            say(f"household_plans.look.{seen[dimension.code].look.value}"),
            seen[dimension.code].words,
        )
        for dimension in page.dimensions
        if dimension.code in seen
    ]
    columns = (
        Column(title=say("household_plans.paper.dimension"), share=2.4),
        Column(title=say("household_plans.paper.look"), share=1),
        Column(title=say("household_plans.paper.words"), share=4),
    )
    sheet.table(columns, rows)
    _lines(sheet, page, values, catalogue)
    sheet.heading(say("household_plans.page.mentors"))
    for mentor in values.mentors:
        kind = say(f"household_plans.mentor.{mentor.kind.value}")
        line = say("household_plans.paper.mentor_line", name=mentor.name, kind=kind, agency=mentor.agency)
        sheet.paragraph(line.strip())
    name = page.names.get(version.written_by, "")
    moment = format_datetime(version.written_at)
    sheet.line_of(say("household_plans.page.written_by", moment=moment, name=name), SMALL, align="right")


def _lines(sheet: Sheet, page: PlanPage, values: PlanValues, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("household_plans.page.lines"))
    columns = (
        Column(title=say("household_plans.paper.strand"), share=1.2),
        Column(title=say("household_plans.lines.what"), share=3),
        Column(title=say("household_plans.lines.who"), share=1.8),
        Column(title=say("household_plans.lines.agency"), share=1.6),
        Column(title=say("household_plans.lines.due"), share=1.2),
        Column(title=say("household_plans.lines.result"), share=2),
    )
    ordered = sorted(values.lines, key=lambda line: list(Strand).index(line.strand))
    sheet.table(columns, [_row(line, page.results.get(line.line_id), catalogue) for line in ordered], size=SMALL)


def _row(line: PlanLine, result: LineResult | None, catalogue: Catalogue) -> tuple[str, ...]:
    say = catalogue.text
    state = result.state if result else LineState.WAITING
    told = say(f"household_plans.line.{state.value}")
    if result is not None and result.result:
        told = f"{told}: {result.result}"
    due = format_short(line.due) if line.due else ""
    return (say(f"household_plans.strand.{line.strand.value}"), line.what, line.who, line.agency, due, told)


def _needs(sheet: Sheet, page: PlanPage, catalogue: Catalogue) -> None:
    say = catalogue.text
    if not page.needs:
        return
    sheet.heading(say("household_plans.tab.needs"))
    names = (("what", 2.6), ("agency", 2), ("level", 1), ("sent_on", 1.1), ("state", 1.2), ("in_plan", 2))
    columns = [Column(title=say(f"household_plans.needs.{name}"), share=share) for name, share in names]
    rows = [
        (
            line.need.what,
            line.need.agency,
            say(f"household_plans.level.{line.need.level.value}"),
            format_short(line.need.sent_on),
            say(f"household_plans.need.{line.answer.state.value}"),
            line.answer.in_plan or line.answer.words,
        )
        for line in page.needs
    ]
    sheet.table(columns, rows, size=SMALL)


def _house(sheet: Sheet, page: PlanPage, catalogue: Catalogue) -> None:
    say, house = catalogue.text, page.house
    if house.values is None:
        return
    book = house.book
    sheet.heading(say("household_plans.paper.house_title", what=house.values.what))
    money = {
        name: format_baht(amount.satang)
        for name, amount in (("received", book.received), ("spent", book.spent), ("cash", book.cash))
    }
    sheet.paragraph(say("household_plans.paper.balance", hours=f"{book.person_hours:,}", **money))
    lacking = [
        say("household_plans.paper.missing_item", name=line.name, quantity=f"{line.missing:,}", unit=line.unit)
        for line in house.materials
        if line.missing
    ]
    missing = ", ".join(lacking) or say("household_plans.paper.missing_nothing")
    sheet.fields((say("household_plans.paper.missing"), missing, 1))


def _certificate(sheet: Sheet, page: PlanPage, catalogue: Catalogue) -> None:
    say, certificate = catalogue.text, page.certificate
    sheet.heading(say("household_plans.page.certificate"))
    if certificate is None:
        sheet.paragraph(say("household_plans.paper.draft"))
    else:
        on = format_long(certificate.certified_on)
        by, document = certificate.certified_by, certificate.document
        sheet.paragraph(say("household_plans.page.certified", by=by, on=on, document=document))
    sheet.space(14)
    household = page.persons[0] if page.persons else ""
    places = (("household_signs", household), ("mentor_signs", ""), ("centre_signs", ""))
    sheet.signatures([Signature(role=say(f"household_plans.paper.{key}"), name=name) for key, name in places])
