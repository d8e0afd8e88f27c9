"""The public list of a meeting or a batch: as paper or as a workbook, from the pages of both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Outcome
from kmcase.domain.public_lists import ListNoun
from kmcase.messages import message
from ui.ports import Desk, Err, Result, Tone
from ui.tables.output import file_name, write_file
from ui.theme import Space
from ui.widgets import Button, ask_where, row


class PublicListButtons(QWidget):
    """Two buttons for the record in front; that a list was made is entered, so it says what came of it."""

    def __init__(self, desk: Desk, noun: ListNoun) -> None:
        super().__init__()
        self._desk, self._noun = desk, noun
        self._record_id, self._number = "", ""
        self.paper = Button(desk.texts, message("public_lists.button"), kind="link", icon_name="print")
        self.excel = Button(desk.texts, message("public_lists.excel"), kind="link", icon_name="excel")
        buttons = row(self.paper, self.excel, spacing=Space.ONE)
        self.setLayout(buttons)
        self.paper.clicked.connect(self._print)
        self.excel.clicked.connect(self._save)

    def show_record(self, record_id: str, number: str, *, made: bool = True) -> None:
        """Whose list; `made` False where there can be none yet."""
        self._record_id, self._number = record_id, number
        self.setVisible(made and self._desk.may("public_lists.make"))

    def _print(self) -> None:
        title = self._desk.texts.text("public_lists.sheet.title", number=self._number)
        self._make("pdf", lambda content: self._desk.show_paper(content, title))

    def _save(self) -> None:
        texts = self._desk.texts
        title = texts.text("public_lists.sheet.title", number=self._number)
        begin = str(Path.home() / file_name(title, self._desk.today(), "xlsx"))
        path = ask_where(self, texts.text("public_lists.excel"), begin, "Excel", "xlsx")
        if path is not None:
            self._make("xlsx", lambda content: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        def written(result: Result[None]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            else:
                self._desk.notices.notice(message("tables.saved", file=path.name), Tone.OK)

        self._desk.jobs.background(
            lambda _: write_file(path, content), written, title=message("public_lists.sheet.job")
        )

    def _make(self, form: str, done: Callable[[bytes], None]) -> None:
        lists, language = self._desk.services.public_lists, self._desk.texts.language
        noun, record_id = self._noun, self._record_id

        def made(result: Result[Outcome[bytes]]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self._desk.announce(result.value.changes)
            done(result.value.value)

        self._desk.jobs.background(
            lambda _: lists.make(noun, record_id, form, language), made, title=message("public_lists.sheet.job")
        )
