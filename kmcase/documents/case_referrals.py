"""The letter of a referral, as an official letter to another agency (หนังสือภายนอก).

Its form is that of the Prime Minister's Office Regulation on Correspondence B.E. 2526, form 1: the room of the Garuda
(3 cm, domain.md §8), number, office, day, subject, receiver, enclosures, cause, wish, closing words, and who to ask.
The office prints it on paper that bears the Garuda.
"""

from __future__ import annotations

from kmcase.application.printing.case_referrals import ReferralLetter
from kmcase.documents._sheet import Sheet, render
from kmcase.documents._text import POINTS_PER_CM
from kmcase.domain.cases.referrals import ConsentBasis
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long
from kmcase.thai.digits import to_thai

_GARUDA = 3 * POINTS_PER_CM
_SIGNING = 46.0


def compose(letter: ReferralLetter, catalogue: Catalogue) -> bytes:
    """The letter as PDF; figures are Thai where its language is."""
    say = catalogue.text
    thai = catalogue.language == "th"

    def put(text: str) -> str:
        return to_thai(text) if thai else text

    def write(sheet: Sheet) -> None:
        sheet.space(_GARUDA)
        top = sheet.y
        sheet.line_of(put(say("case_referrals.letter.number", number=letter.number)))
        sheet.y = top
        sheet.line_of(letter.office, align="right")
        sheet.space(10)
        sheet.line_of(put(format_long(letter.day)), align="center")
        sheet.space(8)
        sheet.line_of(say("case_referrals.letter.subject"))
        sheet.space(2)
        sheet.line_of(put(say("case_referrals.letter.to", to=letter.to)))
        _enclosures(sheet, letter, catalogue, thai=thai)
        sheet.space(8)
        for text in _paragraphs(letter, catalogue):
            for place, part in enumerate(text.splitlines()):
                sheet.paragraph(put(part), indent=place == 0)
            sheet.space(4)
        _closing(sheet, letter, catalogue)

    return render(
        write,
        title=say("case_referrals.letter.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=say("case_referrals.letter.secret"),
        watermark=say("documents.sample") if letter.sample else "",
    )


def _enclosures(sheet: Sheet, letter: ReferralLetter, catalogue: Catalogue, *, thai: bool) -> None:
    for number, paper in enumerate(letter.papers, 1):
        key = "case_referrals.letter.enclosed" if number == 1 else "case_referrals.letter.enclosed_more"
        text = catalogue.text(key, number=number, paper=paper)
        sheet.space(2)
        sheet.line_of(to_thai(text) if thai else text)


def _paragraphs(letter: ReferralLetter, catalogue: Catalogue) -> list[str]:
    say = catalogue.text
    sides = ", ".join(catalogue.render(side) for side in letter.dimensions)
    return [
        say(
            "case_referrals.letter.cause",
            office=letter.office,
            client=_client(letter, catalogue),
            case=letter.case_number,
            reason=letter.reason,
        ),
        say("case_referrals.letter.wish", asked=letter.asked, sides=sides or say("case_referrals.letter.no_side")),
        _ground(letter, catalogue),
        say("case_referrals.letter.answer"),
        say("case_referrals.letter.inform"),
    ]


def _client(letter: ReferralLetter, catalogue: Catalogue) -> str:
    say, client = catalogue.text, letter.client
    parts = [client.shown_name or say("cases.client.no_name")]
    if client.birth is not None:
        parts.append(say("case_referrals.letter.age", years=client.birth.age_on(letter.day)))
    if client.national_id:
        parts.append(say("case_referrals.letter.id", number=client.national_id))
    return " ".join(parts)


def _ground(letter: ReferralLetter, catalogue: Catalogue) -> str:
    say, consent = catalogue.text, letter.consent
    day = format_long(consent.on)
    if consent.basis is ConsentBasis.LAW:
        return say("case_referrals.letter.law", reason=consent.lawful_reason)
    way = say(f"case_referrals.way.{consent.way.value}") if consent.way else ""
    return say(f"case_referrals.letter.{consent.basis.value}", name=consent.given_by, way=way, day=day)


def _closing(sheet: Sheet, letter: ReferralLetter, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.need(_SIGNING + 140)
    sheet.space(10)
    sheet.line_of(say("case_referrals.letter.respect"), align="center")
    sheet.space(_SIGNING)
    name = letter.signer or " " * 40
    sheet.line_of(f"({name})", align="center")
    if letter.signer_position:
        sheet.line_of(letter.signer_position, align="center")
    sheet.space(22)
    sheet.line_of(letter.office)
    sheet.line_of(say("case_referrals.letter.contact", name=letter.contact))
