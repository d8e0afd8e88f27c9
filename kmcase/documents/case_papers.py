"""Papers that a client signs: agreement before residence and consents, and the inventory of what they brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kmcase.application.printing.case_papers import (
    BelongingsSnapshot,
    CaseHeadSnapshot,
    CasePaperSnapshot,
    ReturnSnapshot,
)
from kmcase.application.printing.signing import SignedSnapshot
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, mark_note, render
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long, format_short

_COLUMNS = (("number", 0.5), ("thing", 3.0), ("count", 0.8), ("remark", 2.4), ("returned", 1.3))
_BLANK_LINES = 8
"""Empty lines on an inventory, for what is added by hand."""


def compose_paper(snapshot: CasePaperSnapshot, catalogue: Catalogue) -> bytes:
    """An agreement or a consent as PDF; a blank one has dotted lines to be filled in."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(snapshot.title, snapshot.reference)
        _place(sheet, snapshot.head, snapshot.on, catalogue)
        _who(sheet, snapshot.head, catalogue)
        sheet.space(4)
        for paragraph in snapshot.paragraphs:
            sheet.paragraph(paragraph, indent=True)
        if snapshot.items:
            sheet.space(4)
            for text, agreed in snapshot.items:
                sheet.check(text, agreed, indent=36)
        if snapshot.with_agency:
            sheet.space(4)
            sheet.fields((say("documents_case.agency"), snapshot.agency, 1))
        if snapshot.note:
            sheet.fields((say("documents_case.note"), snapshot.note, 1))
        if snapshot.refused:
            _refusal(sheet, snapshot, catalogue)
        _signing(sheet, snapshot, catalogue)
        if snapshot.ended_on is not None:
            ended = say("documents_case.withdrawn", day=format_long(snapshot.ended_on), reason=snapshot.end_reason)
            sheet.paragraph(ended)

    return _render(write, snapshot.title, snapshot.head, catalogue)


def compose_belongings(snapshot: BelongingsSnapshot, catalogue: Catalogue) -> bytes:
    """The inventory as PDF, with what was given back and who signed for it."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("documents_case.belongings"), snapshot.head.office)
        _place(sheet, snapshot.head, snapshot.on, catalogue)
        _who(sheet, snapshot.head, catalogue)
        sheet.fields(
            (say("documents_case.kept_by"), snapshot.kept_by, 1), (say("documents_case.kept_at"), snapshot.place, 1)
        )
        if snapshot.apart:
            sheet.line_of(say("documents_case.apart"), SMALL)
        columns = [Column(title=say(f"documents_case.column.{name}"), share=share) for name, share in _COLUMNS]
        sheet.table(columns, _rows(snapshot))
        sheet.paragraph(say("documents_case.belongings_right"), indent=True)
        sheet.space(8)
        officer = Signature(role=say("documents_case.role.keeper"), name=snapshot.kept_by)
        sheet.signatures((*_marks(snapshot.signed, snapshot.head, catalogue), officer))
        for given in snapshot.returns:
            _given_back(sheet, given, snapshot.head, catalogue)

    return _render(write, say("documents_case.belongings"), snapshot.head, catalogue)


def _place(sheet: Sheet, head: CaseHeadSnapshot, on: date | None, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.fields(
        (say("documents_case.written_at"), head.office, 1.6),
        (say("documents_case.day"), format_long(on) if on else "", 1),
    )


def _who(sheet: Sheet, head: CaseHeadSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.fields(
        (say("documents_case.client"), head.client, 1.6),
        (say("documents_case.number"), head.number, 1),
    )
    interpreter = say("documents_case.interpreter") if head.interpreter else ""
    sheet.fields(
        (say("documents_case.national_id"), head.national_id, 1.8),
        (say("documents_case.nationality"), head.nationality, 0.8),
        (say("documents_case.language"), f"{head.language} {interpreter}".strip(), 1),
    )


def _refusal(sheet: Sheet, snapshot: CasePaperSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_case.refused"))
    sheet.paragraph(say("documents_case.refusal_reason", reason=snapshot.reason))
    sheet.paragraph(say("documents_case.refusal_follows", follows=snapshot.follows))


def _signing(sheet: Sheet, snapshot: CasePaperSnapshot, catalogue: Catalogue) -> None:
    officer = Signature(role=catalogue.text("documents_case.role.officer"), name=snapshot.officer)
    sheet.space(12)
    marks = () if snapshot.refused else _marks(snapshot.signed, snapshot.head, catalogue)
    sheet.signatures((*marks, officer))
    if snapshot.signed is None and not snapshot.refused:
        witness = Signature(role=catalogue.text("documents_case.role.witness"))
        sheet.signatures((witness, witness))
    if snapshot.signed is not None and snapshot.signed.on_paper:
        sheet.paragraph(catalogue.text("documents_case.on_paper"), size=SMALL)


def _marks(signed: SignedSnapshot | None, head: CaseHeadSnapshot, catalogue: Catalogue) -> tuple[Signature, ...]:
    """The client's place to sign with what stands there, and the witnesses of a thumbprint."""
    say = catalogue.text
    if signed is None:
        return (Signature(role=say("documents_case.role.client"), name=head.client),)
    finger = ""
    if signed.thumbprint is not None:
        finger = f"{say(f'payments.finger.{signed.finger}')} {say(f'payments.hand.{signed.hand}')}"
    own = Signature(
        role=say("documents_case.role.client") if not signed.relation else say("documents_case.role.for_client"),
        name=signed.name,
        position=signed.relation,
        strokes=signed.strokes,
        image=signed.thumbprint,
        note=mark_note(signed.strokes, catalogue) or finger,
    )
    return (own, *(Signature(role=say("documents_case.role.witness"), name=name) for name in signed.witnesses))


def _rows(snapshot: BelongingsSnapshot) -> Sequence[tuple[str, ...]]:
    written = [
        (
            str(number),
            row.name,
            str(row.count),
            row.remark,
            format_short(row.returned_on) if row.returned_on else "",
        )
        for number, row in enumerate(snapshot.rows, 1)
    ]
    if snapshot.signed is not None:
        return written
    blank = max(0, _BLANK_LINES - len(written))
    return [*written, *[("", "", "", "", "")] * blank]


def _given_back(sheet: Sheet, given: ReturnSnapshot, head: CaseHeadSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_case.given_back", day=format_long(given.on)))
    sheet.paragraph(", ".join(given.things))
    if given.remark:
        sheet.paragraph(given.remark)
    sheet.space(6)
    receiver = _marks(given.signed, head, catalogue)
    sheet.signatures((*receiver, Signature(role=say("documents_case.role.giver"), name=given.by)))


def _render(write: Callable[[Sheet], None], title: str, head: CaseHeadSnapshot, catalogue: Catalogue) -> bytes:
    say = catalogue.text
    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{head.office} · {say('documents_case.secret')}",
        watermark=say("documents.sample") if head.sample else "",
    )
