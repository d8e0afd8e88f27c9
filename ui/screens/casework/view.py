"""The casework's widget: versions at the left, the file that was taken in at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.casework import CaseworkContents, CaseworkFile, CaseworkItem
from kmcase.messages import message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.casework.columns import CONTENTS, DIFFERENCES, FAULTS, VERSIONS
from ui.screens.casework.presenter import CaseworkPresenter
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Label, block, main_by_key, retranslate_all, row, side_by_side, stacked
from ui.widgets.pictures import choose_file

_LIST_WIDTH, _FILE_WIDTH = 610, 470
_SUFFIX = ".toml"
Chooser = Callable[[QWidget, str, tuple[str, ...]], Path | None]


class CaseworkView(QWidget):
    """The screen. `ask_file` and `ask_target` may be replaced where nobody can answer a dialogue."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = CaseworkPresenter(desk, self)
        self.ask_file: Chooser = choose_file
        self.ask_target: Callable[[str], Path | None] = self._choose_target
        self.take = Button(texts, message("casework.take"), icon_name="import", shortcut="Ctrl+N")
        self.export = Button(texts, message("casework.export"), kind="link", icon_name="export")
        self.list = ListView(
            desk,
            name="casework",
            title_key="casework.screen",
            columns=VERSIONS,
            key=lambda item: item.version,
            empty=message("casework.none"),
        )
        self.holds = Label(texts, "", role="lead")
        self.contents = ListView(
            desk,
            name="casework_contents",
            title_key="casework.contents",
            columns=CONTENTS,
            key=lambda item: f"{item.part} {item.code}",
        )
        self.banner = Banner(texts)
        self.differences = ListView(
            desk,
            name="casework_differences",
            title_key="casework.differences",
            columns=DIFFERENCES,
            key=lambda item: f"{item.part} {' '.join(item.path)}",
            empty=message("casework.no_differences"),
        )
        self.faults = ListView(
            desk,
            name="casework_faults",
            title_key="casework.faults",
            columns=FAULTS,
            key=lambda item: f"{item.fault.line} {item.fault.code} {item.fault.name}",
        )
        self.set = Button(texts, message("casework.set"), kind="primary", icon_name="tick")
        self._build()
        self._connect()

    def _build(self) -> None:
        texts = self._desk.texts
        self._found = stacked(self.differences, self.faults)
        file = QWidget()
        inside = QVBoxLayout(file)
        inside.setContentsMargins(Space.ONE, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addWidget(self.banner)
        inside.addWidget(self._found, 1)
        inside.addLayout(row(None, self.set))
        self._file = file
        main_by_key(self)
        advice = Label(texts, message("casework.choose"), role="muted")
        version = block(self.holds, advice, self.contents, stretch=2)
        self._version = version
        self._right = stacked(version, file)
        title = Label(texts, message("casework.screen"), role="title", wrap=False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.ONE)
        page.addLayout(row(title, None, self.export, self.take))
        page.addWidget(side_by_side(self.list, self._right, (_LIST_WIDTH, _FILE_WIDTH)), 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.take.clicked.connect(self._take)
        self.export.clicked.connect(self._export)
        self.set.clicked.connect(self.presenter.set)
        self.list.retry.connect(self.presenter.open)
        self.list.chosen.connect(lambda item: self.presenter.read(item.version))

    def _take(self) -> None:
        path = self.ask_file(self, self._desk.texts.text("casework.take_title"), (_SUFFIX,))
        if path is not None:
            self.presenter.look(path)

    def _export(self) -> None:
        item = self.list.only() or next(iter(self.list.items()), None)
        if item is None:
            return
        path = self.ask_target(f"casework-{item.version}{_SUFFIX}")
        if path is not None:
            self.presenter.export(item.version, path.with_suffix(_SUFFIX), write_file)

    def _choose_target(self, name: str) -> Path | None:
        title = self._desk.texts.text("casework.export_title")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, f"TOML (*{_SUFFIX})")
        return Path(chosen) if chosen else None

    # --- what the presenter shows ---

    def show_versions(self, items: tuple[CaseworkItem, ...]) -> None:
        """The versions, that which leads new cases first."""
        self.list.set_items(items)

    def show_contents(self, found: CaseworkContents) -> None:
        """What a version holds."""
        self.holds.say(message("casework.holds", version=found.version, count=len(found.entries)))
        self.contents.set_items(found.entries)
        self.list.follow(found.version)
        self._right.setCurrentWidget(self._version)

    def show_file(self, file: CaseworkFile) -> None:
        """A file that was looked at: its faults, or what it would change."""
        self._right.setCurrentWidget(self._file)
        self._found.setCurrentWidget(self.faults if file.faults else self.differences)
        self.differences.set_items(file.differences)
        self.faults.set_items(file.faults)
        self.set.setVisible(self.presenter.may_set and self.presenter.sound)
        if file.faults:
            said = message("casework.faulty", name=file.name, count=len(file.faults))
            self.banner.say(Tone.ERROR, said, closable=False)
        else:
            said = message("casework.sound", name=file.name, version=file.version, count=len(file.differences))
            self.banner.say(Tone.ACCENT, said, closable=False)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def form_failed(self, failure: Err) -> None:
        """Why the version does not lead new cases."""
        self.banner.say(Tone.ERROR, failure.message, closable=False)

    def form_done(self) -> None:
        """It does now."""
        self.presenter.forget_file()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is a version."""
        self.list.narrow(record_id)
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
