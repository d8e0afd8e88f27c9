"""On the page of a run: what went out with a laptop, what the books do not take, and the forms of what may be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.checkouts import HandoverDoubt, LaptopChoice
from kmcase.application.read.payments import RunPage
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.forms.second import PASSWORD, offer_seconds, taken
from ui.ports import Desk
from ui.screens.runs.field import Act, FieldPresenter
from ui.screens.runs.field_forms import COLUMNS, act_form
from ui.tables.list_view import ListView
from ui.theme import Space, Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Choice,
    ChoiceEdit,
    IconMark,
    Label,
    clear_layout,
    column,
    row,
)

_LINES_HEIGHT = 176
_DO = {
    Act.OUT: ("checkouts.out.do", "checkouts.out.back"),
    Act.HOME: ("checkouts.home.do", "checkouts.home.back"),
    Act.LOST: ("checkouts.lost.do", "checkouts.lost.back"),
    Act.DOUBT: ("checkouts.doubt.accept", "checkouts.doubt.back"),
}


class FieldPart(QWidget):
    """Hidden where a run has nothing to do with a laptop; `asking` while a form is open, whose `foot` stands beside."""

    asking = Signal(bool)

    def __init__(self, desk: Desk, shown: Callable[[str], None]) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = FieldPresenter(desk, self, shown)
        self.act: Act | None = None
        self.waiting = Banner(texts)
        self._doubting = QWidget()
        self._doubts = QVBoxLayout(self._doubting)
        self._doubts.setContentsMargins(0, 0, 0, 0)
        self._doubts.setSpacing(Space.ONE)
        self.lead = Label(texts, message("checkouts.run.lines"), role="lead")
        self.box = Label(texts, "", role="strong")
        self.lines = ListView(
            desk,
            name="run_lines",
            title_key="checkouts.run.lines",
            columns=COLUMNS,
            key=lambda line: line.voucher_id,
            empty=message("checkouts.run.no_lines"),
        )
        self.lines.setMinimumHeight(_LINES_HEIGHT)
        self.forms = {act: FormView(texts, act_form(act)) for act in Act}
        self.will = Label(texts, "", role="strong")
        self.do = Button(texts, "", kind="primary", icon_name="tick")
        self.set_aside = Button(texts, message("checkouts.doubt.set_aside"), kind="danger", icon_name="close")
        self.back = Button(texts, "", kind="quiet")
        self.foot = QWidget()
        self._build()
        self._connect()

    # --- the run in front ---

    def show_page(self, page: RunPage) -> None:
        """A run as it stands; a form that is open for it stays open."""
        again = self.presenter.page is not None and self.presenter.page.run_id == page.run_id
        self.presenter.page = page
        if not again:
            self.act_done()
        self._show_waiting(page)
        self._show_doubts(page.doubts)
        if page.returns is not None:
            back = page.returns
            self.lines.set_items(back.lines)
            self.box.say(message("checkouts.run.box", cash=back.cash, handed=back.handed, expected=back.expected))
        self._show()

    def main_action(self) -> None:
        """What the open form asks for."""
        form = self.forms[self.act] if self.act is not None else None
        if form is None or not self.do.isEnabled() or not form.validate():
            return
        values = taken(form)
        if self.act is Act.OUT:
            self.presenter.check_out(str(values["laptop_id"]), values["cash"])
        elif self.act is Act.HOME:
            self.presenter.come_home(values["counted"], str(values["note"] or ""))
        elif self.act is Act.LOST:
            self.presenter.take_back(str(values["reason"]), str(values["second_person"] or ""), values[PASSWORD] or "")
        else:
            self.presenter.settle(str(values["reason"]), accept=True)

    # --- what the presenter shows ---

    def show_laptops(self, laptops: Sequence[LaptopChoice], cash: Baht) -> None:
        """The laptops to choose from; the one that there is, and all that is awaited, stand there already."""
        form = self.forms[Act.OUT]
        editor = form.editor("laptop_id")
        assert isinstance(editor, ChoiceEdit)
        editor.set_choices([Choice(value=each.laptop_id, said=each.name) for each in laptops])
        only = laptops[0].laptop_id if len(laptops) == 1 else None
        form.set_values({"laptop_id": only, "cash": cash})
        self._out_entered()

    def show_act(self, act: Act) -> None:
        """Ask for something."""
        self.act = act
        form = self.forms[act]
        form.set_values({})
        do, back = _DO[act]
        self.do.say(Message(do))
        self.back.say(Message(back))
        self.set_aside.setVisible(act is Act.DOUBT)
        self._show()
        form.focus_field(next(iter(form.values())))

    def show_seconds(self, people: Sequence[StaffMember]) -> None:
        """Who may stand beside the director."""
        offer_seconds(self.forms[Act.LOST].editor("second_person"), people)

    def show_will(self, said: Message, *, ready: bool) -> None:
        """What the main action will do."""
        self.will.say(said)
        self.do.setEnabled(ready)

    def show_act_errors(self, errors: Mapping[str, Message]) -> None:
        """Why nothing was recorded: beside its field, or as a notice."""
        fields = set(self.forms[self.act].values()) if self.act is not None else set()
        if self.act is not None:
            self.forms[self.act].set_errors({name: said for name, said in errors.items() if name in fields})
        for name, said in errors.items():
            if name not in fields:
                self._desk.notices.notice(said, Tone.ERROR)

    def act_done(self) -> None:
        """Nothing is asked for any more."""
        self.act = None
        self._show()

    # --- inside ---

    def _build(self) -> None:
        foot = column(self.will, row(None, self.back, self.set_aside, self.do, spacing=Space.TWO), spacing=Space.ONE)
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        self.foot.setLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.waiting)
        layout.addWidget(self._doubting)
        layout.addWidget(self.lead)
        layout.addWidget(self.lines)
        layout.addWidget(self.box)
        for form in self.forms.values():
            layout.addWidget(form)
        self.hide()

    def _connect(self) -> None:
        self.do.clicked.connect(self.main_action)
        self.back.clicked.connect(self.act_done)
        self.set_aside.clicked.connect(self._set_aside)
        self.waiting.action_requested.connect(self.presenter.take_waiting)
        self.forms[Act.OUT].changed.connect(self._out_entered)
        self.forms[Act.HOME].changed.connect(self._home_entered)
        for form in self.forms.values():
            form.main_action.connect(self.main_action)

    def _show(self) -> None:
        page = self.presenter.page
        for act, form in self.forms.items():
            form.setVisible(act is self.act)
        self.foot.setVisible(self.act is not None)
        out = page is not None and page.returns is not None and self.act in (None, Act.HOME)
        for part in (self.lead, self.box, self.lines):
            part.setVisible(out)
        self._doubting.setVisible(self.act in (None, Act.DOUBT))
        self.asking.emit(self.act is not None)
        something = page is not None and (page.returns is not None or bool(page.doubts) or page.waiting > 0)
        self.setVisible(something or self.act is not None)

    def _show_waiting(self, page: RunPage) -> None:
        if page.waiting:
            take = message("checkouts.doubt.take") if self._desk.may("checkouts.accept") else ""
            self.waiting.say(Tone.WARN, message("checkouts.doubt.waiting", count=page.waiting), take, closable=False)
        else:
            self.waiting.hide()

    def _show_doubts(self, doubts: Sequence[HandoverDoubt]) -> None:
        clear_layout(self._doubts)
        if not doubts:
            return
        self._doubts.addWidget(Label(self._desk.texts, message("checkouts.doubt.lead"), role="lead"))
        for doubt in doubts:
            self._doubts.addWidget(self._doubt_card(doubt))

    def _doubt_card(self, doubt: HandoverDoubt) -> Card:
        texts = self._desk.texts
        card = Card(margin=Space.ONE, spacing=Space.HALF)
        who = (
            message("checkouts.doubt.who", number=doubt.number, name=doubt.payee_name)
            if doubt.number
            else message("checkouts.doubt.unknown")
        )
        button = Button(texts, message("checkouts.doubt.settle"), icon_name="check")
        button.clicked.connect(lambda: self.presenter.begin_doubt(doubt))
        button.setVisible(self._desk.may("checkouts.settle"))
        head = row(IconMark("error", "error"), Label(texts, who, role="strong"), button, spacing=Space.ONE, stretch=1)
        facts = column(Label(texts, _told(doubt)), spacing=Space.HALF)
        if doubt.stands is not None:
            facts.addWidget(Label(texts, _books(doubt)))
        for finding in doubt.findings:
            facts.addWidget(Label(texts, message(finding.message_key, **finding.params), tone=Tone.ERROR))
        card.body.addLayout(head)
        card.body.addLayout(facts)
        return card

    def _out_entered(self) -> None:
        values = self.forms[Act.OUT].values()
        self.presenter.out_entered(values["laptop_id"], values["cash"])

    def _home_entered(self) -> None:
        self.presenter.home_entered(self.forms[Act.HOME].values()["counted"])

    def _set_aside(self) -> None:
        form = self.forms[Act.DOUBT]
        if form.validate():
            self.presenter.settle(str(form.values()["reason"]), accept=False)


def _told(doubt: HandoverDoubt) -> Message:
    return message(
        "checkouts.doubt.told",
        laptop=doubt.laptop_name or message("checkouts.doubt.no_laptop"),
        payer=doubt.payer_name or "-",
        amount=doubt.amount,
        on=doubt.on,
    )


def _books(doubt: HandoverDoubt) -> Message:
    assert doubt.stands is not None
    state = message(f"payments.state.{doubt.stands.value}")
    if doubt.stands_on is None:
        return message("checkouts.doubt.books_state", state=state)
    return message("checkouts.doubt.books", state=state, on=doubt.stands_on, payer=doubt.stands_by)
