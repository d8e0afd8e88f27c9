"""A form that stands for a whole page: title, fields, what will happen in a sentence, and the main action below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.forms.drafts import Drafts
from ui.forms.second import taken
from ui.forms.spec import FormSpec
from ui.forms.view import FormView
from ui.ports import Err, Notices
from ui.theme import Space
from ui.tone import Tone
from ui.widgets.basics import Button, Label, is_main, on_key, row, scrolling
from ui.widgets.notices import Banner
from ui.widgets.texts import Said, Texts

_WIDEST = 760


class FormPage(QWidget):
    """`submitted` once all fields are well, `cancelled` by Esc or the button; typing says `changed`."""

    submitted = Signal()
    cancelled = Signal()
    changed = Signal()

    def __init__(
        self,
        texts: Texts,
        title: Said,
        spec: FormSpec,
        *,
        action: Said,
        cancel: Said,
        drafts: Drafts | None = None,
        wide: bool = False,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """With `drafts` what is typed is kept (`form.use_draft`) until `FormStack.close_saved`; `wide`: in all room.

        `aside` stands at the left of the fields and does not scroll with them.
        """
        super().__init__(parent)
        self._wide = wide
        self.form = FormView(texts, spec, drafts=drafts)
        self._warning = Banner(texts)
        self._banner = Banner(texts)
        self._above = QVBoxLayout()
        self._below = QVBoxLayout()
        self._title = Label(texts, title, role="title")
        self._sentence = Label(texts, "", role="strong")
        self._cancel = Button(texts, cancel)
        self.action = Button(texts, action, kind="primary", icon_name="tick")
        self._build(aside)
        self.form.changed.connect(self.changed)
        self.form.main_action.connect(self._submit)
        self.action.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.cancelled)
        on_key(self, "Esc", self.cancelled)

    def say(self, said: Said) -> None:
        """What the main action will do, with its numbers; empty while that is not known."""
        self._sentence.say(said)

    def warn(self, said: Said) -> None:
        """What is to be known before the main action is pressed; it stays, whatever is refused meanwhile."""
        self._warning.say(Tone.WARN, said, closable=False)

    def put_above(self, widget: QWidget) -> None:
        """Put something between title and fields."""
        self._above.addWidget(widget)

    def put_below(self, widget: QWidget) -> None:
        """Put something under the fields; the keyboard comes to it behind them."""
        self._below.addWidget(widget)
        QWidget.setTabOrder(widget, self._cancel)
        QWidget.setTabOrder(self._cancel, self.action)

    def show_failure(self, failure: Err) -> None:
        """Why it was refused: beside the field that the refusal names, else above all."""
        self.action.setEnabled(True)
        if failure.field in self.form.raws():
            self.form.set_errors({failure.field or "": failure.message})
        else:
            self._banner.say(Tone.ERROR, failure.message)

    def begin(self) -> None:
        """Put the focus where typing begins; on the main action where nothing is asked."""
        first = next(iter(self.form.raws()), None)
        if first is None:
            self.action.setFocus()
        else:
            self.form.focus_field(first)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter on the buttons below the fields too, before the screen's own shortcut."""
        if event.type() is QEvent.Type.ShortcutOverride and is_main(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does what the form is for, wherever the keyboard is."""
        if is_main(event):
            self._submit()
            event.accept()
        else:
            super().keyPressEvent(event)

    # Inside

    def _submit(self) -> None:
        self._banner.hide()
        if self.form.validate():
            self.submitted.emit()

    def _build(self, aside: QWidget | None) -> None:
        narrow = QWidget()
        inside = QVBoxLayout(narrow)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(self._title)
        inside.addWidget(self._warning)
        inside.addWidget(self._banner)
        inside.addLayout(self._above)
        inside.addWidget(self.form, 1)
        inside.addLayout(self._below)
        if not self._wide:
            narrow.setMaximumWidth(_WIDEST)
        centred = QWidget()
        beside = QHBoxLayout(centred)
        beside.setContentsMargins(0, 0, 0, 0)
        side = 0 if self._wide else 1
        beside.addStretch(side)
        beside.addWidget(narrow, 8)
        beside.addStretch(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.ONE)
        page = scrolling(centred)
        self.form.turned.connect(lambda _: page.verticalScrollBar().setValue(0))
        if aside is None:
            whole.addWidget(page, 1)
        else:
            whole.addLayout(row(aside, page, spacing=Space.TWO, stretch=1), 1)
        foot = row(self._sentence, self._cancel, self.action, stretch=0)
        whole.addLayout(foot)


class FormStack(QStackedWidget):
    """A page, and at times a form that stands for it; `form` is the one that is open."""

    def __init__(self, page: QWidget, *, back_to: QWidget | None = None, notices: Notices | None = None) -> None:
        """`back_to` has the keyboard when a form is closed; `notices` tell a refusal of what no form asked for."""
        super().__init__()
        self._notices = notices
        self.form: FormPage | None = None
        self._back_to = back_to
        self.addWidget(page)

    def lead_back_to(self, widget: QWidget) -> None:
        """What has the keyboard when a form is closed, from now on."""
        self._back_to = widget

    def fill_in(self, form: FormPage, keep: Callable[[dict[str, Any]], None], *, says: Said = "") -> None:
        """Show a form, which `says` what its main action will do; `keep` is given what was typed, Esc leads back.

        A second person's password goes to `keep` alone (`second.taken`).
        """
        if says:
            form.say(says)
        form.submitted.connect(lambda: keep(taken(form.form)))
        form.cancelled.connect(self.close_form)
        self.open(form)

    def open(self, form: FormPage) -> None:
        """Show a form, leaving the one that is open."""
        self._drop_form()
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.begin()

    def close_form(self) -> None:
        """Back to the page; what was typed, passwords too, is gone but for its draft."""
        self._drop_form()
        if self._back_to is not None:
            self._back_to.setFocus()

    def close_saved(self) -> None:
        """Back to the page; what was typed is a record, and its draft is forgotten."""
        if self.form is not None:
            self.form.form.clear_draft()
        self.close_form()

    def say(self, said: Said | None) -> None:
        """What the open form's main action will do; None while that is not known."""
        if self.form is not None:
            self.form.say(said or "")

    def show_failure(self, failure: Err) -> None:
        """Why the open form was refused, or what was done without one."""
        if self.form is not None:
            self.form.show_failure(failure)
        elif self._notices is not None:
            self._notices.notice(failure.message, Tone.ERROR)

    def _drop_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
