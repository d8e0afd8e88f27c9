"""Papers that a family takes home: the notice of the result with its reason, and the slip for papers taken."""

from __future__ import annotations

from kmcase.application.printing.notices import NoticeSnapshot, SlipSnapshot
from kmcase.documents._letter import Letter, compose_letter
from kmcase.documents._sheet import Column, Sheet, Signature, render
from kmcase.messages import Catalogue
from kmcase.thai.baht import baht_words
from kmcase.thai.calendar import format_long


def compose_notice(snapshot: NoticeSnapshot, catalogue: Catalogue) -> bytes:
    """หนังสือแจ้งผลการพิจารณา as PDF."""
    say = catalogue.text
    number = snapshot.notice_number
    paragraphs = [
        say(
            "documents_forms.notice.asked",
            number=snapshot.number,
            day=format_long(snapshot.received_on),
            address=snapshot.address,
        ),
        _result(snapshot, catalogue),
        *([say("documents_forms.notice.reason", reason=snapshot.reason)] if snapshot.reason else []),
        say(f"documents_forms.notice.next.{snapshot.result}"),
        say("documents_forms.notice.ask", office=snapshot.office, officer=snapshot.contact),
        say("documents_forms.notice.closing"),
    ]
    letter = Letter(
        title=say("documents_forms.notice.title"),
        number=say("documents_forms.notice.number", number=number) if number else "",
        office=snapshot.office,
        day=snapshot.day,
        subject=say("documents_forms.notice.subject"),
        to=say("documents_forms.notice.to", name=snapshot.person),
        paragraphs=paragraphs,
        signer=snapshot.signer,
        signer_role=say("documents_forms.role.signer"),
        signer_position=snapshot.signer_position,
        footer=f"{snapshot.office} · {snapshot.number}",
        sample=snapshot.sample,
    )
    return compose_letter(letter, catalogue)


def _result(snapshot: NoticeSnapshot, catalogue: Catalogue) -> str:
    words = baht_words(snapshot.amount.satang) if snapshot.amount else ""
    return catalogue.text(
        f"documents_forms.notice.result.{snapshot.result}",
        meeting=snapshot.meeting,
        resolution=snapshot.resolution,
        day=format_long(snapshot.decided_on) if snapshot.decided_on else "",
        amount=snapshot.amount or "",
        words=words,
    )


def compose_slip(snapshot: SlipSnapshot, catalogue: Catalogue) -> bytes:
    """ใบรับเอกสาร: one half for the family, one for the office, on one page."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        _slip(sheet, snapshot, catalogue, "family")
        sheet.space(14)
        sheet.need(260)
        sheet.rule()
        sheet.space(10)
        _slip(sheet, snapshot, catalogue, "office")

    return render(
        write,
        title=say("documents_forms.slip.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _slip(sheet: Sheet, snapshot: SlipSnapshot, catalogue: Catalogue, copy: str) -> None:
    say = catalogue.text
    sheet.title(say("documents_forms.slip.title"), say(f"documents_forms.slip.copy.{copy}"))
    sheet.fields(
        (say("documents_forms.slip.number"), snapshot.number, 1),
        (say("documents_forms.slip.day"), format_long(snapshot.taken_on), 1),
    )
    sheet.fields(
        (say("documents_forms.slip.person"), snapshot.person, 1),
        (say("documents_forms.slip.request"), snapshot.request_number, 1),
    )
    sheet.fields((say("documents_forms.slip.taken_from"), snapshot.taken_from, 1))
    sheet.space(6)
    columns = (
        Column(title=say("documents_forms.slip.sequence"), share=0.6, align="center"),
        Column(title=say("documents_forms.slip.item"), share=6),
    )
    sheet.table(columns, [(str(number), item) for number, item in enumerate(snapshot.items, 1)])
    if snapshot.given_back_on is not None:
        sheet.line_of(say("documents_forms.slip.given_back", day=format_long(snapshot.given_back_on)))
    else:
        sheet.line_of(say("documents_forms.slip.keep"), size=10)
    sheet.signatures(
        (
            Signature(role=say("documents_forms.role.giver"), name=snapshot.taken_from),
            Signature(role=say("documents_forms.role.taker"), name=snapshot.taker),
        ),
        height=76,
    )
