"""Bundles as people see them: the list; what the next is about, and how the last is checked, at the right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.audits import MadeBundle
from kmcase.application.changes import Changes
from kmcase.application.read.audits import BundleItem
from kmcase.domain.audits import ScopeKind
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk, Err, LiveTexts
from ui.screens.audits.columns import COLUMNS
from ui.screens.audits.presenter import AuditsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    BEDateEdit,
    Button,
    Card,
    Fact,
    FileEdit,
    KeyFacts,
    Label,
    retranslate_all,
    row,
    scrolling,
    side_by_side,
)

_LIST_WIDTH = 656
_DETAIL_WIDTH = 424


class AuditsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = AuditsPresenter(desk, self)
        self.banner = Banner(texts)
        self.list = ListView(
            desk,
            name="audits",
            title_key="audits.screen",
            columns=COLUMNS,
            key=lambda item: item.bundle_id,
            empty=message("audits.none_yet"),
        )
        self.about = Label(texts, "", role="lead")
        self.period = Button(texts, message("audits.about_period"), kind="link", icon_name="calendar")
        self.form = FormView(texts, _form(desk.today()))
        self.will = Label(texts, message("audits.will"), role="muted")
        self.make = Button(texts, message("audits.make"), kind="primary", icon_name="export")
        self.working = Label(texts, "", role="strong")
        self.stop = Button(texts, message("audits.stop"), kind="link", icon_name="close")
        self.made = Card()
        self.facts = KeyFacts(texts)
        self.how = Label(texts, "", copyable=True)
        self._build()
        self._connect()
        self.show_working(None)
        self.made.hide()

    def _build(self) -> None:
        texts = self._desk.texts
        new = Card()
        new.body.addWidget(Label(texts, message("audits.new"), role="heading"))
        new.body.addLayout(row(self.about, None, self.period))
        new.body.addWidget(self.form)
        new.body.addWidget(self.will)
        new.body.addLayout(row(self.working, self.stop, None, self.make))
        new.setVisible(self._desk.may("audits.bundle"))
        self.made.body.addWidget(Label(texts, message("audits.made.title"), role="heading"))
        self.made.body.addWidget(self.facts)
        self.made.body.addWidget(self.how)
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(self.made)
        inside.addWidget(new)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(Label(texts, message("audits.button"), role="title", wrap=False))
        layout.addWidget(self.banner)
        layout.addWidget(side_by_side(self.list, scrolling(right), (_LIST_WIDTH, _DETAIL_WIDTH), stretch=(1, 0)), 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.make.clicked.connect(self._make)
        self.form.main_action.connect(self._make)
        self.period.clicked.connect(self.presenter.about_period)
        self.stop.clicked.connect(self.presenter.cancel)
        self.list.retry.connect(self.presenter.refresh)

    def newest_batch(self) -> str:
        """The newest batch; for the tour."""
        return str(self._desk.services.batches.list()[0].batch_id)

    def _make(self) -> None:
        if not self.make.isEnabled() or not self.form.validate():
            return
        values = self.form.values()
        self.presenter.make(values["first"], values["last"], str(values["target"]))

    # --- what the presenter shows ---

    def show_bundles(self, items: tuple[BundleItem, ...]) -> None:
        """The list."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_scope(self, kind: ScopeKind, title: str, name: str) -> None:
        """What the next bundle is about; `name` is offered for its file."""
        of_days = kind is ScopeKind.PERIOD
        self.about.say(message(f"audits.about.{kind.value}", title=title))
        self.period.setVisible(not of_days)
        self.form.set_field_visible(of_days, "first", "last")
        editor = self.form.editor("target")
        if isinstance(editor, FileEdit):
            editor.suggest(str(Path.home() / name))

    def show_period(self, first: date, last: date) -> None:
        """The days that are offered."""
        self.form.set_values({"first": first, "last": last})

    def show_working(self, said: Message | None) -> None:
        """What is under way; until it ends nothing else is begun here."""
        self.working.say(said or "")
        for part in (self.working, self.stop):
            part.setVisible(said is not None)
        self.make.setEnabled(said is None)

    def show_made(self, made: MadeBundle) -> None:
        """Where it is, what names it, and how it is checked."""
        self.banner.say(Tone.OK, message("audits.made.said", title=made.title, files=made.files))
        facts = (
            ("place", str(made.path)),
            ("persons", message("audits.made.count", count=made.persons)),
            ("restricted", message("audits.made.count", count=made.restricted)),
            ("withheld", message("audits.made.count", count=made.withheld)),
            ("digest", made.manifest_sha256),
            ("fingerprint", made.fingerprint),
        )
        self.facts.set_facts([Fact(label=message(f"audits.made.{name}"), value=value) for name, value in facts])
        self.how.say(message("audits.made.how" if made.signed else "audits.made.how_unsigned"))
        self.made.show()

    def show_said(self, said: Message, tone: Tone) -> None:
        """How it ended, where nothing was made."""
        self.banner.say(tone, said)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """What is wrong beside its field."""
        self.form.set_errors(errors)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown, perhaps for a batch or a person."""
        self.banner.hide()
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """A bundle was made elsewhere."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)


def _form(today: date) -> FormSpec:
    file = partial(FileEdit, title=message("audits.field.target"), kind=message("audits.field.kind"), suffix="zip")
    day = partial(BEDateEdit, today=today)
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("first", "audits.field.first", day, required=True),
                    Field("last", "audits.field.last", day, required=True),
                    Field("target", "audits.field.target", file, required=True, width=Width.FULL),
                ),
            ),
        )
    )
