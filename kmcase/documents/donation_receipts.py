"""ใบรับบริจาค: what was given for building a house, the money in figures and in words, for the donor."""

from __future__ import annotations

from kmcase.application.printing.household_plans import DonationSnapshot
from kmcase.documents._sheet import BODY, Column, Sheet, Signature, render
from kmcase.domain.house_building import Material
from kmcase.messages import Catalogue
from kmcase.thai.areas import area
from kmcase.thai.baht import baht_words, format_baht
from kmcase.thai.calendar import format_long


def compose(snapshot: DonationSnapshot, catalogue: Catalogue) -> bytes:
    """The receipt as PDF."""
    say = catalogue.text
    watermark = say("documents.sample") if snapshot.sample else ""

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue)
        _items(sheet, snapshot, catalogue)
        sheet.space(4)
        sheet.paragraph(say("house_building.paper.thanks"), indent=True)
        if snapshot.void_reason:
            sheet.paragraph(say("house_building.paper.void", reason=snapshot.void_reason))
        sheet.space(24)
        sheet.signatures(
            (
                Signature(role=say("house_building.paper.receiver"), name=snapshot.receiver),
                Signature(role=say("house_building.paper.donor"), name=snapshot.donation.donor),
            )
        )

    return render(
        write,
        title=say("house_building.paper.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=snapshot.office,
        watermark=say("house_building.paper.watermark") if snapshot.void_reason else watermark,
    )


def _head(sheet: Sheet, snapshot: DonationSnapshot, catalogue: Catalogue) -> None:
    say, donation = catalogue.text, snapshot.donation
    sheet.line_of(say("house_building.paper.number", number=donation.number), weight="bold", align="right")
    sheet.title(say("house_building.paper.title"), snapshot.office)
    sheet.line_of(say("house_building.paper.on", day=format_long(donation.received_on)), align="right")
    sheet.space(6)
    sheet.fields((say("house_building.paper.from"), donation.donor, 1))
    if donation.address:
        sheet.fields((say("house_building.paper.address"), donation.address, 1))
    place = area(snapshot.address.subdistrict_code)
    purpose = say(
        "house_building.paper.purpose",
        what=snapshot.building,
        moo=str(snapshot.address.moo or "–"),
        place=place.subdistrict if place else "",
    )
    sheet.fields((say("house_building.paper.for"), purpose, 1))
    sheet.space(6)


def _items(sheet: Sheet, snapshot: DonationSnapshot, catalogue: Catalogue) -> None:
    say, donation = catalogue.text, snapshot.donation
    columns = (
        Column(title=say("house_building.paper.no"), share=0.5, align="center"),
        Column(title=say("house_building.paper.what"), share=5.2),
        Column(title=say("house_building.paper.quantity"), share=1.5, align="right"),
        Column(title=say("house_building.paper.amount"), share=1.8, align="right"),
    )
    money = format_baht(donation.money.satang)
    rows = [(say("house_building.paper.money"), "", money)] if donation.money else []
    rows += [(_named(one, catalogue), f"{one.quantity:,} {one.unit}", "") for one in donation.given]
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)]
    total = ("", say("house_building.paper.total"), "", money) if donation.money else None
    sheet.table(columns, numbered, total=total, size=BODY)
    words = baht_words(donation.money.satang)
    said = say("house_building.paper.words", words=words) if donation.money else say("house_building.paper.things_only")
    sheet.line_of(said, weight="bold")
    if donation.note:
        sheet.paragraph(donation.note)


def _named(one: Material, catalogue: Catalogue) -> str:
    """A thing with what the donor says that it is worth, which stands in no column of money."""
    if not one.amount:
        return one.name
    return catalogue.text("house_building.paper.worth", name=one.name, amount=format_baht(one.amount.satang))
