"""Printed ledgers given back as files: the checkpoints in their QR codes, and the rows that a PDF still says in text.

A scan on paper has no text: there the checkpoint alone is compared, and rows are typed from the page.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kmcase.application.printing.ledgers import NOBODY
from kmcase.application.verification import PaperRow, PrintedPages
from kmcase.files.scans import PDFIUM, read_scans
from kmcase.messages import LANGUAGES, Catalogue

_CHECKPOINT = "KM1:"


@cache
def _row() -> re.Pattern[str]:
    """Sequence, day, number, name, id (masked or in words), the rest, amount (in brackets if not counted), mark."""
    no_id = "|".join(re.escape(Catalogue(language).text("documents.ledger.no_id")) for language in LANGUAGES)
    return re.compile(
        r"(?:^|\s)\d{1,6} \d{1,2} [^\s\d]+ \d{2} (?P<number>\S+) (?P<payee>.+?)\s+"
        rf"(?:\d-xxxx-xxxxx-\d{{2}}-\d|{no_id}|{NOBODY})\s(?P<rest>.+?)"
        r"\(?(?P<amount>\d[\d,]*\.\d{2})\)?(?=\s).*?\s(?P<mark>[A-Z2-7]{8})(?=\s|$)",
        re.DOTALL,
    )


def read_ledger_pages(path: Path) -> PrintedPages:
    """Checkpoints and rows of a ledger's file (PDF or picture); raises what `read_scans` says of a file as a whole."""
    checkpoints: dict[str, None] = {}
    for page in read_scans([path]):
        for text in getattr(page, "qr_texts", ()):
            if text.startswith(_CHECKPOINT):
                checkpoints[text] = None
    rows = tuple(row for text in _texts(path) for row in rows_of(text))
    return PrintedPages(checkpoints=tuple(checkpoints), rows=rows)


def rows_of(text: str) -> tuple[PaperRow, ...]:
    """The rows that a page's text says."""
    found = []
    for match in _row().finditer(text.replace("\r\n", "\n")):
        satang = int(match["amount"].replace(",", "").replace(".", ""))
        payee = "".join(match["payee"].split("\n"))
        found.append(PaperRow(number=match["number"], payee=payee, satang=satang, mark=match["mark"]))
    return tuple(found)


def _texts(path: Path) -> list[str]:
    if path.suffix.lower() != ".pdf":
        return []
    from pypdfium2 import PdfDocument, PdfiumError

    with PDFIUM:
        try:
            document = PdfDocument(path)
        except PdfiumError:
            return []
        try:
            return [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
