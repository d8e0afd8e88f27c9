"""The case in front on an agenda: why it is there, what was heard, what was decided and how far that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.conferences import AgendaLine
from kmcase.domain.cases.conferences import AgendaState, Decision, DecisionKind
from kmcase.messages import message
from ui.client_names import client_name
from ui.conference_words import decision_mark, reason_said
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets import Button, Card, Chip, Label, clear_layout, column, row, scrolling

Withdraw = Callable[[Decision], None]
OpenPart = Callable[[str], None]


class CaseCard(QWidget):
    """`withdraw` asks why a decision was wrong, `open_part` goes to a part of the case."""

    def __init__(self, texts: LiveTexts, withdraw: Withdraw, open_part: OpenPart) -> None:
        super().__init__()
        self._texts = texts
        self._withdraw = withdraw
        self._open_part = open_part
        self._shown = QVBoxLayout()
        self._shown.setSpacing(Space.ONE)
        card = Card(spacing=Space.ONE)
        card.body.addLayout(self._shown)
        card.body.addStretch(1)
        self.setLayout(column(scrolling(card)))

    def show_line(self, line: AgendaLine | None, names: Mapping[str, str], *, may_withdraw: bool) -> None:
        """A case of the agenda, or none."""
        clear_layout(self._shown)
        if line is None:
            self._add(Label(self._texts, message("conferences.page.choose"), role="muted"))
            return
        item = line.agenda
        title = message("conferences.page.case", number=line.number, name=client_name(line.name))
        open_case = Button(self._texts, message("conferences.do.open_case"), kind="link", icon_name="arrow_right")
        open_case.clicked.connect(lambda: self._open_part("overview"))
        self._shown.addLayout(row(Label(self._texts, title, role="lead"), open_case, stretch=0))
        for need in line.needs:
            since = message("conferences.reason.since", words=reason_said(need), since=need.since)
            said = since if need.since else reason_said(need)
            self._add(Label(self._texts, message("conferences.page.reason", reason=said), role="muted", copyable=True))
        if item.state is AgendaState.PUT_OFF:
            self._add(Label(self._texts, message("conferences.page.put_off", reason=item.reason), role="strong"))
        if item.state is AgendaState.TAKEN_OFF:
            self._add(Label(self._texts, message("conferences.page.taken_off", reason=item.reason), role="strong"))
        if item.outweighed:
            said = message("conferences.page.outweighed", reason=item.outweighed)
            self._add(Label(self._texts, said, role="muted", copyable=True))
        for text in item.heard:
            by = message("conferences.page.heard", name=names.get(text.written_by, ""), at=text.written_at)
            self._add(Label(self._texts, by, role="field"))
            self._add(Label(self._texts, text.values, copyable=True))
        if item.decisions:
            self._add(Label(self._texts, message("conferences.page.decisions"), role="field"))
        for decision in item.decisions:
            self._decision(decision, names, may_withdraw=may_withdraw)

    def _decision(self, decision: Decision, names: Mapping[str, str], *, may_withdraw: bool) -> None:
        texts = self._texts
        mark = decision_mark(decision)
        kind = Label(texts, message(f"conferences.decision.{decision.kind.value}"), role="strong", wrap=False)
        links: list[QWidget] = []
        if decision.kind is not DecisionKind.NO_CHANGE and decision.stands:
            part = "plan" if decision.kind is DecisionKind.PLAN else "tasks"
            said = message(f"conferences.do.open_{part}")
            follow = Button(texts, said, kind="link", icon_name="arrow_right", of=decision.text)
            follow.clicked.connect(lambda _checked=False, part=part: self._open_part(part))
            links.append(follow)
        if may_withdraw and decision.stands:
            said = message("conferences.do.withdraw")
            undo = Button(texts, said, kind="link", icon_name="undo", of=decision.text)
            undo.clicked.connect(lambda _checked=False, decision=decision: self._withdraw(decision))
            links.append(undo)
        self._shown.addLayout(row(Chip(texts, mark.said, mark.tone, mark.icon), kind, None))
        self._add(Label(texts, decision.text, copyable=True))
        if decision.due is not None:
            who = names.get(decision.responsible, "")
            self._add(Label(texts, message("conferences.page.task", name=who, due=decision.due), role="muted"))
        if decision.withdrawn:
            self._add(Label(texts, message("conferences.page.withdrawn", reason=decision.withdrawn), role="muted"))
        if links:
            self._shown.addLayout(row(*links, None))

    def _add(self, widget: QWidget) -> None:
        self._shown.addWidget(widget)
