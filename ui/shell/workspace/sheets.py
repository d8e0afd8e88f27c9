"""Sheets over the window: help of a screen, the list of keys, about, and a document as it will be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from kmcase import __version__
from kmcase.messages import message
from ui.ports import LiveTexts, Screen
from ui.resources import Papers
from ui.theme import Space
from ui.widgets.basics import Button, Label, line, row
from ui.widgets.texts import Said

_WIDE, _LETTERS = 560, 76
_PAPER = (900, 680)
_ABOUT = (760, 360)


class Sheet(QDialog):
    """A title, what is said, and one way out; Escape closes it."""

    def __init__(self, texts: LiveTexts, title: Said, parent: QWidget, width: int = _WIDE) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(max(width, _LETTERS * parent.fontMetrics().averageCharWidth()))
        heading = Label(texts, title, role="title")
        self.setWindowTitle(heading.plain_text())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.THREE, Space.THREE, Space.THREE, Space.TWO)
        self._layout.setSpacing(Space.TWO)
        self._layout.addWidget(heading)
        self._close = Button(texts, message("shell.sheet.close"), kind="primary")
        self._close.clicked.connect(self.accept)

    def fill(self, *parts: QWidget, beside: Button | None = None) -> Sheet:
        """Put things below the title, and below them the way out, perhaps with another button at its left."""
        for part in parts:
            self._layout.addWidget(part, 1 if isinstance(part, (QScrollArea, QTextBrowser)) else 0)
        self._layout.addLayout(row(beside, None, self._close) if beside is not None else row(None, self._close))
        self._close.setDefault(True)
        return self


def help_sheet(texts: LiveTexts, screen: Screen, parent: QWidget) -> Sheet:
    """F1: what a screen is for and the rule it follows."""
    key = f"{screen.title_key}_help"
    said = message(key if texts.has(key) else "shell.help.none")
    more = Label(texts, message("shell.help.keys"), role="muted")
    return Sheet(texts, message(screen.title_key), parent).fill(Label(texts, said), line(), more)


def keys_sheet(texts: LiveTexts, here: QWidget | None, parent: QWidget) -> Sheet:
    """Ctrl+/: the keys that hold everywhere, then those of the screen in front."""
    sheet = Sheet(texts, message("shell.keys.title"), parent)
    parts: list[QWidget] = [_key_table(texts, [(keys, message(key)) for keys, key in EVERYWHERE])]
    own = _own_keys(here)
    if own:
        parts += [line(), Label(texts, message("shell.keys.here"), role="lead"), _key_table(texts, own)]
    return sheet.fill(*parts)


def about_sheet(texts: LiveTexts, papers: Papers, parent: QWidget, report: Callable[[], None]) -> Sheet:
    """Version, licence, what the program is made of, and a report for whoever helps."""
    notices, licence = QTextBrowser(), QTextBrowser()
    notices.setMarkdown(papers.notices)
    licence.setPlainText(papers.licence)
    tabs = QTabWidget()
    tabs.setMinimumHeight(_ABOUT[1])
    for text, key in ((notices, "shell.about.notices"), (licence, "shell.about.licence_text")):
        text.setOpenLinks(False)
        text.setAccessibleName(texts.text(key))
        tabs.addTab(text, texts.text(key))
    said = (
        Label(texts, message("shell.about.what"), role="muted"),
        Label(texts, message("shell.about.version", version=__version__), copyable=True),
        Label(texts, message("shell.about.licence")),
        tabs,
    )
    problem = Button(texts, message("shell.about.report"), icon_name="report")
    problem.clicked.connect(report)
    return Sheet(texts, message("shell.program"), parent, _ABOUT[0]).fill(*said, beside=problem)


def paper_sheet(texts: LiveTexts, pdf: bytes, title: str, parent: QWidget) -> tuple[Sheet, QWidget]:
    """A document, with print and save; also gives the preview, whose `save_requested` is to be answered."""
    from ui.widgets.pdf_preview import PdfPreview

    sheet = Sheet(texts, title, parent)
    preview = PdfPreview(texts, parent=sheet)
    preview.setMinimumSize(_PAPER[0] - 2 * Space.THREE, _PAPER[1] - 160)
    preview.show_pdf(pdf, f"{Path(title).name}.pdf")
    sheet.resize(*_PAPER)
    return sheet.fill(preview), preview


EVERYWHERE: Sequence[tuple[str, str]] = (
    ("Ctrl+K", "shell.keys.search"),
    ("Alt+Left", "shell.keys.back"),
    ("Alt+Right", "shell.keys.forward"),
    ("Ctrl+N", "shell.keys.new"),
    ("F2", "shell.keys.edit"),
    ("Ctrl+Return", "shell.keys.main"),
    ("Esc", "shell.keys.leave"),
    ("Ctrl+F", "shell.keys.filter"),
    ("Ctrl+C", "shell.keys.copy"),
    ("Ctrl+E", "shell.keys.export"),
    ("Ctrl+P", "shell.keys.print"),
    ("F1", "shell.keys.help"),
    ("Ctrl+L", "shell.keys.lock"),
    ("Ctrl+/", "shell.keys.list"),
)


def _own_keys(here: QWidget | None) -> list[tuple[str, Said]]:
    if here is None:
        return []
    found: dict[str, Said] = {}
    for action in here.findChildren(QAction):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        if keys and action.text() and keys not in found:
            found[keys] = action.text().replace("&", "")
    return list(found.items())


def _key_table(texts: LiveTexts, lines: Sequence[tuple[str, Said]]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.TWO)
    grid.setVerticalSpacing(Space.HALF)
    half = (len(lines) + 1) // 2
    for number, (keys, said) in enumerate(lines):
        column = 2 * (number // half)
        shown = keys.replace("Return", "Enter").replace("Left", "←").replace("Right", "→")
        grid.addWidget(Label(texts, shown, role="strong", wrap=False), number % half, column)
        grid.addWidget(Label(texts, said, wrap=False), number % half, column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return table
