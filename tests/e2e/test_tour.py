"""The tour of the sample office: every screen opens for somebody, and the documents are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kmcase.bootstrap import Offices
from kmcase.cli.papers import write_papers
from tests.sample import CHEAP, sample_copy
from ui import tour
from ui.app import SCREENS

PAPERS = {
    "agenda.pdf",
    "budget-2567-1.pdf",
    "budget-2567-1.xlsx",
    "document-slip.pdf",
    "fact-finding.pdf",
    "ledger-2567-1.pdf",
    "ledger-2567-1.xlsx",
    "receipt-signed.pdf",
    "receipts-blank.pdf",
    "request-form.pdf",
    "resolutions.pdf",
    "result-notice.pdf",
    "waiting-rows.xlsx",
}


def test_every_screen_of_the_sample_office_is_photographed_and_every_document_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour, "_CALM_MS", 30)
    office, out = sample_copy(tmp_path), tmp_path / "out"

    written = tour.run(Offices(tmp_path / "settings", cost=CHEAP), office, out, write_papers)

    pictures = [path for path in written if path.suffix == ".png"]
    names = " ".join(path.stem for path in pictures)
    assert [screen.key for screen in SCREENS if f"-{screen.key}" not in names] == []
    assert [path.name for path in pictures if QImage(str(path)).isNull()] == []
    papers = [path for path in written if path.suffix in (".pdf", ".xlsx")]
    assert {path.name for path in papers} >= PAPERS and all(path.stat().st_size > 1_000 for path in papers)
