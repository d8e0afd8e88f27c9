"""ประกาศรายชื่อ: names, sub-districts and amounts to be put up, with how many are not named and why."""

from __future__ import annotations

from kmcase.application.printing.public_lists import PublicListSnapshot
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, render
from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook
from kmcase.documents.request_forms import money
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long

_SHARES = (0.85, 3.3, 3.3, 1.5)
_NAMES = ("sequence", "name", "subdistrict", "amount")


def compose(snapshot: PublicListSnapshot, catalogue: Catalogue) -> bytes:
    """The list as PDF, to be signed and put up."""
    say = catalogue.text
    title = say(f"public_lists.title.{snapshot.head.noun.value}")

    def write(sheet: Sheet) -> None:
        sheet.title(title, snapshot.office)
        sheet.line_of(_about(snapshot, catalogue), align="center")
        sheet.space(6)
        columns = [
            Column(
                title=say(f"public_lists.column.{name}"),
                share=share,
                align="right" if name == "amount" else "center" if name == "sequence" else "left",
            )
            for name, share in zip(_NAMES, _SHARES, strict=True)
        ]
        rows = [
            (str(number), line.name, line.subdistrict, money(line.amount))
            for number, line in enumerate(snapshot.lines, 1)
        ]
        if snapshot.unnamed:
            count = say("public_lists.unnamed", count=snapshot.unnamed_count)
            rows.append(("", count, "", money(snapshot.unnamed_total)))
        everybody = say("public_lists.total", count=len(snapshot.lines) + snapshot.unnamed_count)
        sheet.table(columns, rows, total=("", everybody, "", money(snapshot.total)))
        sheet.space(6)
        for line in _reasons(snapshot, catalogue):
            sheet.line_of(line, SMALL)
        sheet.paragraph(say("public_lists.object"), size=10)
        sheet.space(8)
        sheet.signatures([Signature(role=say("public_lists.signer"), day=format_long(snapshot.on))])

    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.head.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def compose_workbook(snapshot: PublicListSnapshot, catalogue: Catalogue) -> bytes:
    """The same as a workbook."""
    say = catalogue.text
    title = say(f"public_lists.title.{snapshot.head.noun.value}")
    columns = (
        SheetColumn(title=say("public_lists.column.sequence"), kind="int", width=8),
        SheetColumn(title=say("public_lists.column.name"), width=34),
        SheetColumn(title=say("public_lists.column.subdistrict"), width=34),
        SheetColumn(title=say("public_lists.column.amount"), kind="money", width=16, summed=True),
    )
    rows: list[tuple[object, ...]] = [
        (number, line.name, line.subdistrict, line.amount) for number, line in enumerate(snapshot.lines, 1)
    ]
    if snapshot.unnamed:
        rows.append((None, say("public_lists.unnamed", count=snapshot.unnamed_count), "", snapshot.unnamed_total))
    above = (title, snapshot.office, _about(snapshot, catalogue), *_reasons(snapshot, catalogue))
    total = say("public_lists.sum")
    return write_workbook([SheetTable(name=title, above=above, columns=columns, rows=rows, total_label=total)])


def _about(snapshot: PublicListSnapshot, catalogue: Catalogue) -> str:
    head = snapshot.head
    return catalogue.text(f"public_lists.about.{head.noun.value}", number=head.number, day=format_long(head.on))


def _reasons(snapshot: PublicListSnapshot, catalogue: Catalogue) -> tuple[str, ...]:
    """Why some are not named: told together, so that no reason points at anybody."""
    return (catalogue.text("public_lists.why_unnamed"),) if snapshot.unnamed else ()
