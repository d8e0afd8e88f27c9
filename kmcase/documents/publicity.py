"""A publicity text of a round with its photographs; a draft says so across the page."""

from __future__ import annotations

from kmcase.application.printing.publicity import PublicitySnapshot
from kmcase.documents._sheet import SMALL, Sheet, render
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_datetime

_PHOTOGRAPH_HEIGHT = 190


def compose(snapshot: PublicitySnapshot, catalogue: Catalogue) -> bytes:
    """The text as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(snapshot.title, snapshot.office)
        if snapshot.approval is None:
            sheet.line_of(say("publicity.paper.not_approved"), weight="bold", align="center")
            sheet.space(6)
        for paragraph in snapshot.text.splitlines():
            if paragraph.strip():
                sheet.paragraph(paragraph.strip(), indent=not paragraph.lstrip().startswith("-"))
            else:
                sheet.space(6)
        if snapshot.photographs:
            sheet.space(12)
            sheet.photos([("", content) for content in snapshot.photographs], height=_PHOTOGRAPH_HEIGHT)
        if snapshot.approval is not None:
            name, moment = snapshot.approval.approved_by, format_datetime(snapshot.approval.approved_at)
            sheet.space(10)
            sheet.line_of(say("publicity.paper.approved", name=name, moment=moment), SMALL)

    return render(
        write,
        title=snapshot.title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=snapshot.office,
        watermark=_watermark(snapshot, catalogue),
    )


def _watermark(snapshot: PublicitySnapshot, catalogue: Catalogue) -> str:
    if snapshot.approval is None:
        return catalogue.text("publicity.paper.draft")
    return catalogue.text("documents.sample") if snapshot.sample else ""
