"""รายงานการสอบข้อเท็จจริง: what was found by heading, papers, photographs, opinion, signatures of all who were there."""

from __future__ import annotations

from kmcase.application.printing.fact_findings import FactFindingSnapshot, SignedBy
from kmcase.documents._sheet import Column, Sheet, Signature, mark_note, render
from kmcase.documents.request_forms import identity, money, write_pieces
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long


def compose(snapshot: FactFindingSnapshot, catalogue: Catalogue) -> bytes:
    """The report as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue)
        _found(sheet, snapshot, catalogue)
        write_pieces(sheet, snapshot.pieces, catalogue)
        _differences(sheet, snapshot, catalogue)
        _signed(sheet, snapshot, catalogue)
        if snapshot.diagnosable:
            _opinion(sheet, snapshot, catalogue)
        for note in snapshot.exceptions:
            sheet.paragraph(say("documents.note", note=note), size=10)
        if snapshot.photos:
            sheet.new_page()
            sheet.title(say("documents_forms.facts.photos"), f"{snapshot.person} · {snapshot.number}")
            sheet.photos(snapshot.photos, height=165)
        _hashes(sheet, snapshot, catalogue)

    return render(
        write,
        title=say("documents_forms.facts.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _head(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.title(say("documents_forms.facts.title"), say("documents_forms.facts.under"))
    day = format_long(snapshot.found_on) if snapshot.found_on else ""
    sheet.fields(
        (say("documents_forms.facts.request"), snapshot.number, 1), (say("documents_forms.facts.found_on"), day, 1)
    )
    sheet.fields(
        (say("documents_forms.field.name"), snapshot.person, 1.2),
        (say("documents_forms.field.national_id"), identity(snapshot.national_id), 1.3),
    )
    sheet.fields((say("documents_forms.field.address"), snapshot.address, 1))
    sheet.fields((say("requests.field.informant"), snapshot.informant, 1))


def _found(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.facts.cause"))
    sheet.paragraph(snapshot.cause or say("documents_forms.nothing_written"), indent=True)
    sheet.fields((say("requests.field.cause_fact"), snapshot.cause_fact, 1))
    sheet.fields((say("requests.field.cause_document"), snapshot.cause_document, 1))
    for heading, text in snapshot.sections:
        sheet.heading(heading)
        sheet.paragraph(text or say("documents_forms.nothing_written"), indent=True)
    sheet.heading(say("documents_forms.facts.amounts"))
    sheet.fields(
        (say("requests.field.needed"), money(snapshot.needed), 1),
        (say("requests.field.proposed"), money(snapshot.proposed), 1),
    )


def _signed(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.space(10)
    informant = say("documents_forms.role.informant")
    places = [
        Signature(
            role=say("documents_forms.role.fact_finder"),
            name=snapshot.fact_finder,
            position=snapshot.fact_finder_position,
        ),
        *(Signature(role=say("documents_forms.role.joint"), name=name) for name in snapshot.joint_fact_finders),
        *(_place(by, catalogue) for by in snapshot.signed or (SignedBy(role=informant, name=snapshot.informant),)),
    ]
    sheet.signatures(places)


def _place(by: SignedBy, catalogue: Catalogue) -> Signature:
    note = by.note or mark_note(by.strokes, catalogue)
    return Signature(role=by.role, name=by.name, position=by.position, strokes=by.strokes, image=by.image, note=note)


def _differences(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    if not snapshot.differences:
        return
    say = catalogue.text
    sheet.heading(say("documents_forms.facts.differences"))
    names = (("question", 1.2), ("surveyed", 1), ("found", 1), ("reason", 1.8))
    columns = [Column(title=say(f"documents_forms.facts.{name}"), share=share) for name, share in names]
    sheet.table(columns, [(one.question, one.surveyed, one.found, one.reason) for one in snapshot.differences])


def _hashes(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    """What each photograph says of itself, so that a file shown later can be held against this paper."""
    if not snapshot.photo_lines:
        return
    say = catalogue.text
    names = (("photo", 1.3), ("taken", 1), ("place", 1.1), ("sha256", 2.6))
    columns = [Column(title=say(f"documents_forms.facts.{name}"), share=share) for name, share in names]
    rows = [
        (one.caption, one.taken, one.place, " ".join(one.sha256[at : at + 16] for at in range(0, 64, 16)))
        for one in snapshot.photo_lines
    ]
    sheet.table(columns, rows, size=8.5)


def _opinion(sheet: Sheet, snapshot: FactFindingSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.facts.opinion"))
    sheet.paragraph(snapshot.diagnosis or say("documents_forms.request.no_opinion"), indent=True)
    sheet.space(8)
    sheet.signatures(
        (
            Signature(
                role=say("documents_forms.role.diagnosed"),
                name=snapshot.diagnosed_by,
                position=snapshot.diagnosed_position,
                day=snapshot.diagnosed_on,
            ),
        )
    )
