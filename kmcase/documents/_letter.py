"""A letter of the office (หนังสือ): number, office and day, subject and receiver, paragraphs, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kmcase.documents._sheet import Sheet, Signature, render
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands in it; `number` is empty where it has none, `paragraphs` end with the closing words."""

    title: str
    number: str = ""
    office: str
    day: date
    subject: str
    to: str
    paragraphs: Sequence[str]
    signer: str
    signer_role: str
    signer_position: str
    footer: str
    sample: bool


def compose_letter(letter: Letter, catalogue: Catalogue) -> bytes:
    """The letter as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        if letter.number:
            sheet.line_of(letter.number)
        sheet.line_of(letter.office, align="right")
        sheet.space(10)
        sheet.line_of(format_long(letter.day), align="center")
        sheet.space(8)
        sheet.line_of(letter.subject)
        sheet.line_of(letter.to)
        sheet.space(8)
        for place, paragraph in enumerate(letter.paragraphs):
            if place:
                sheet.space(4)
            sheet.paragraph(paragraph, indent=True)
        sheet.space(28)
        signed = Signature(role=letter.signer_role, name=letter.signer, position=letter.signer_position)
        sheet.signatures((signed,))

    return render(
        write,
        title=letter.title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=letter.footer,
        watermark=say("documents.sample") if letter.sample else "",
    )
