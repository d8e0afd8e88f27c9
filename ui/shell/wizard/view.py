"""The pages of the first run."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kmcase.messages import Message, message
from ui.forms import FormView
from ui.gateway import NewUser
from ui.ports import Err, LiveTexts, Tone
from ui.shell.wizard import forms
from ui.shell.wizard.presenter import Answers, Step, WizardPresenter, last_group
from ui.shell.wizard.users_pane import UsersPane
from ui.theme import Space
from ui.widgets.basics import Button, Card, Label, row, stacked
from ui.widgets.navigation import StepBar
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.texts import retranslate_all

_WIDTH = 960
_KEY_GROUPS_A_LINE = 4


class WizardView(QWidget):
    """Steps above, one page below, the way on at the right of the foot."""

    cancelled = Signal()
    paper_made = Signal(bytes)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.setObjectName("page")
        self._texts = texts
        self._presenter: WizardPresenter | None = None
        self._step = Step.OFFICE
        self._office = FormView(texts, forms.OFFICE)
        self._money = FormView(texts, forms.MONEY)
        self._users = UsersPane(texts)
        self._build()
        self._connect()

    def attach(self, presenter: WizardPresenter) -> None:
        """Who decides."""
        self._presenter = presenter

    # --- what the presenter shows ---

    def show_step(self, step: Step, answers: Answers) -> None:
        """Go to a step, its fields as answered before."""
        self._step = step
        self._trouble.hide()
        if step is Step.OFFICE:
            self._office.set_values(answers.office)
        elif step is Step.MONEY:
            self._money.set_values(answers.money)
        self._pages.setCurrentIndex(step)
        self._steps.set_current(step)
        self._title.say(message(f"shell.wizard.title_{step.name.lower()}"))
        self._advice.say(message(f"shell.wizard.advice_{step.name.lower()}"))
        self._back.setVisible(Step.OFFICE < step < Step.KEY)
        self._cancel.setVisible(step < Step.KEY)
        self._next.say(message(f"shell.wizard.next_{step.name.lower()}"))
        self._focus_first(step)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """What is wrong, beside its field."""
        if self._step is Step.KEY:
            self._key_words.say(errors.get("last_group", ""))
            self._last_group.setFocus()
        else:
            form = {Step.OFFICE: self._office, Step.MONEY: self._money}.get(self._step, self._users.form)
            form.set_errors(errors)

    def show_users(self, users: tuple[NewUser, ...], lacking: tuple[Message, ...]) -> None:
        """The users so far, and duties that nobody has yet."""
        self._users.show_users(users, lacking)

    def show_busy(self, busy: bool) -> None:
        """The office is being made."""
        for part in (self._next, self._back, self._cancel, self._pages):
            part.setEnabled(not busy)
        if busy:
            self._trouble.say(Tone.ACCENT, message("shell.wizard.making"), closable=False)
        else:
            self._trouble.hide()

    def show_trouble(self, failure: Err) -> None:
        """Why it could not be made."""
        self._trouble.say(Tone.ERROR, failure.message)

    def show_key(self, recovery_key: str) -> None:
        """The recovery key, this once."""
        groups = recovery_key.split("-")
        lines = ("  ".join(groups[at : at + _KEY_GROUPS_A_LINE]) for at in range(0, len(groups), _KEY_GROUPS_A_LINE))
        self._key.say("\n".join(lines))
        self._last_group.setMaxLength(2 * len(last_group(recovery_key)))
        self._last_group.clear()
        self._key_words.say("")

    def show_paper(self, pdf: bytes) -> None:
        """The key as a page."""
        self.paper_made.emit(pdf)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        retranslate_all(self, texts)
        self._name_key_line()

    # --- building ---

    def _build(self) -> None:
        texts = self._texts
        steps = tuple(message(f"shell.wizard.step_{step.name.lower()}") for step in Step)
        self._steps = StepBar(texts, steps)
        self._title = Label(texts, role="title")
        self._advice = Label(texts, role="muted")
        self._trouble = Banner(texts)
        self._pages = stacked(
            _scrolled(self._office), _scrolled(self._money), self._users, self._key_page(), self._done_page()
        )
        self._cancel = Button(texts, message("shell.wizard.cancel"), kind="link")
        self._back = Button(texts, message("shell.wizard.back"), icon_name="arrow_left")
        self._next = Button(texts, "", kind="primary")
        body = QVBoxLayout()
        body.setContentsMargins(0, Space.THREE, 0, Space.TWO)
        body.setSpacing(Space.TWO)
        for part in (self._steps, self._title, self._advice, self._trouble):
            body.addWidget(part)
        body.addWidget(self._pages, 1)
        body.addLayout(row(self._cancel, None, self._back, self._next))
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(body)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(middle, 20)
        whole.addStretch(1)

    def _key_page(self) -> QWidget:
        texts = self._texts
        card = Card(margin=Space.THREE, spacing=Space.TWO)
        self._key = Label(texts, role="hero", wrap=False, copyable=True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paper = Button(texts, message("shell.wizard.key_paper"), icon_name="pdf")
        self._last_group_name = Label(texts, message("shell.wizard.last_group"), role="field")
        self._last_group = QLineEdit()
        self._last_group.setMaximumWidth(200)
        self._last_group_name.setBuddy(self._last_group)
        self._key_words = Label(texts, tone=Tone.ERROR)
        card.body.addWidget(self._key)
        card.body.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addSpacing(Space.TWO)
        for part in (self._last_group_name, self._last_group, self._key_words):
            card.body.addWidget(part)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
        self._name_key_line()
        return page

    def _done_page(self) -> QWidget:
        return EmptyState(
            self._texts,
            "ok",
            message("shell.wizard.done"),
            message("shell.wizard.done_advice"),
        )

    def _connect(self) -> None:
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(lambda: self._decided().back())
        self._cancel.clicked.connect(self.cancelled)
        self._office.main_action.connect(self._go_on)
        self._money.main_action.connect(self._go_on)
        self._users.adds = lambda values: self._decided().add_user(values)
        self._users.remove.connect(lambda login: self._decided().remove_user(login))
        self._paper.clicked.connect(lambda: self._decided().paper())
        self._last_group.returnPressed.connect(self._go_on)

    # --- inside ---

    def _decided(self) -> WizardPresenter:
        if self._presenter is None:
            raise RuntimeError("the wizard is shown before its presenter is attached")
        return self._presenter

    def _go_on(self) -> None:
        presenter = self._decided()
        match self._step:
            case Step.OFFICE:
                presenter.answer_office(self._office.values())
            case Step.MONEY:
                presenter.answer_money(self._money.values())
            case Step.USERS:
                if self._users.add_typed():
                    presenter.make()
            case Step.KEY:
                presenter.confirm_key(self._last_group.text())
            case Step.DONE:
                presenter.finish()

    def _focus_first(self, step: Step) -> None:
        match step:
            case Step.OFFICE:
                self._office.focus_field("name")
            case Step.MONEY:
                self._money.focus_field("first_half")
            case Step.USERS:
                self._users.form.focus_field("name")
            case Step.KEY:
                self._paper.setFocus()
            case Step.DONE:
                self._next.setFocus()

    def _name_key_line(self) -> None:
        self._last_group.setAccessibleName(self._texts.text("shell.wizard.last_group"))


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
