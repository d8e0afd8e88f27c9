"""The preview shows, zooms, prints and gives away what it was given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue
from tests.ui.gallery_samples import sample_pdf
from ui.widgets import PdfPreview

TH = Catalogue("th")


def preview_of(qtbot: QtBot, path: Path | None = None) -> PdfPreview:
    preview = PdfPreview(TH, ask_path=lambda *_: path)
    qtbot.addWidget(preview)
    preview.resize(600, 700)
    preview.show()
    preview.show_pdf(sample_pdf(), "receipt.pdf")
    qtbot.waitUntil(lambda: preview.document.status() is QPdfDocument.Status.Ready)
    return preview


def test_pages_are_counted_and_walked(qtbot: QtBot) -> None:
    preview = preview_of(qtbot)
    assert preview.document.pageCount() == 2
    preview.page.setValue(2)
    qtbot.waitUntil(lambda: preview.view.pageNavigator().currentPage() == 1)


def test_the_page_is_as_wide_as_the_room_until_somebody_zooms(qtbot: QtBot) -> None:
    preview = preview_of(qtbot)
    narrow = preview.view.zoomFactor()
    preview.resize(900, 700)
    qtbot.waitUntil(lambda: preview.view.zoomFactor() > narrow)
    preview.zoom(1.2)
    zoomed = preview.view.zoomFactor()
    preview.resize(600, 700)
    qtbot.wait(50)
    assert preview.view.zoomFactor() == zoomed


def test_saving_gives_the_bytes_away(qtbot: QtBot, tmp_path: Path) -> None:
    preview = preview_of(qtbot, tmp_path / "ใบสำคัญ.pdf")
    with qtbot.waitSignal(preview.save_requested) as asked:
        preview.save()
    assert asked.args == [tmp_path / "ใบสำคัญ.pdf", preview._content]


def test_printing_makes_every_page(qtbot: QtBot, tmp_path: Path) -> None:
    preview = preview_of(qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_to(printer)
    made = QPdfDocument()
    made.load(str(tmp_path / "paper.pdf"))
    assert made.pageCount() == 2
    made.close()


def test_another_document_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    preview = preview_of(qtbot)
    preview.show_pdf(sample_pdf(), "second.pdf")
    qtbot.waitUntil(lambda: preview.document.pageCount() == 2)


def test_starting_the_window_does_not_import_the_preview() -> None:
    code = "import ui.widgets, sys; sys.exit('PySide6.QtPdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
