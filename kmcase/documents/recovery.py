"""The office's recovery key on one page, to be sealed in an envelope."""

from __future__ import annotations

from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.documents._qr import draw_qr
from kmcase.documents._sheet import BODY, Sheet, Signature, render
from kmcase.messages import Catalogue

_QR_SIDE = 120.0


def compose(snapshot: RecoverySnapshot, catalogue: Catalogue) -> bytes:
    """One page."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("documents.recovery.title"), snapshot.office)
        sheet.space(10)
        sheet.paragraph(say("documents.recovery.what"), indent=True)
        sheet.space(14)
        groups = snapshot.key.split("-")
        for start in range(0, len(groups), 4):
            sheet.line_of("   ".join(groups[start : start + 4]), 20, "bold", "center")
        sheet.space(10)
        middle = (sheet.left + sheet.right) / 2
        draw_qr(sheet.pen.canvas, snapshot.key, middle - _QR_SIDE / 2, sheet.y - _QR_SIDE, _QR_SIDE, version=4)
        sheet.space(_QR_SIDE + 14)
        for number in (1, 2, 3, 4):
            sheet.paragraph(say(f"documents.recovery.rule{number}"))
        sheet.space(20)
        sheet.line_of(say("documents.recovery.made", on=snapshot.made_on), BODY)
        sheet.space(10)
        sheet.signatures(
            (
                Signature(role=say("documents.recovery.sealed_by")),
                Signature(role=say("documents.recovery.kept_by")),
            )
        )

    return render(
        write,
        title=say("documents.recovery.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=snapshot.office,
    )
