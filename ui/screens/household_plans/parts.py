"""Parts of a plan: the plan itself, needs, the twelve steps, payments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kmcase.application.read.household_plans import PlanPage, StepState
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_datetime
from ui.ports import Desk
from ui.screens.household_plans.asking import PlanForms
from ui.screens.household_plans.columns import (
    LINE_COLUMNS,
    LOOK_MARKS,
    NEED_COLUMNS,
    NOT_SEEN,
    PAID_COLUMNS,
    STEP_COLUMNS,
    told_lines,
)
from ui.screens.household_plans.presenter import PlansPresenter, road_said
from ui.tables import Column
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    WrappingRow,
    clear_layout,
    column,
    scrolling,
    stacked,
)

_FACTS_HEIGHT = 232


class Part(QWidget):
    """A tab of the page."""

    def show_page(self, page: PlanPage) -> None:
        """Another plan, or this one anew."""
        raise NotImplementedError


def part_list(desk: Desk, name: str, topic: str, columns: tuple[Column, ...], key: Callable[[Any], str]) -> ListView:
    """The list of a part."""
    return ListView(
        desk,
        name=f"household_plans.{name}",
        title_key=f"household_plans.tab.{name}",
        columns=columns,
        key=key,
        empty=message(f"{topic}.none"),
    )


class PlanPart(Part):
    """Dimensions and what is told of the plan above, what is to be done below."""

    def __init__(self, desk: Desk, presenter: PlansPresenter, forms: PlanForms) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        may = presenter.may("household_plans.write")
        write = message("household_plans.page.write") if may else ""
        self.empty = EmptyState(
            texts,
            "heart",
            message("household_plans.page.no_plan"),
            message("household_plans.page.no_plan_advice"),
            write,
        )
        self.banner = Banner(texts)
        self._dimensions = QGridLayout()
        self._dimensions.setVerticalSpacing(Space.HALF)
        self._dimensions.setHorizontalSpacing(Space.TWO)
        self._dimensions.setColumnStretch(2, 1)
        self.facts = KeyFacts(texts)
        self.list = part_list(desk, "plan", "household_plans.lines", LINE_COLUMNS, lambda one: str(one.line.line_id))
        self.paper = Button(texts, message("household_plans.page.paper"), icon_name="attach")
        self.print = Button(texts, message("household_plans.page.print"), icon_name="print")
        self.certify = Button(texts, message("household_plans.page.certify"), icon_name="check")
        self.tell = Button(texts, message("household_plans.page.tell"), icon_name="tick")
        self.edit = Button(texts, message("household_plans.page.edit"), kind="primary", icon_name="edit", shortcut="F2")
        self._pages = self._built()
        self.setLayout(column(self._pages, stretch=0))
        self._connect(forms)

    def show_page(self, page: PlanPage) -> None:
        """A plan, or that there is none."""
        self._pages.setCurrentIndex(0 if page.values is None else 1)
        if page.values is None:
            return
        self._show_banner(page)
        self._show_dimensions(page)
        self.facts.set_facts(_facts(page))
        self.list.set_items(told_lines(page))
        may = self._presenter.may
        self.paper.setVisible(page.certificate is not None and page.certificate.paper is not None)
        self.certify.setVisible(may("household_plans.certify") and page.certificate is None and len(page.standing) == 1)
        for button in (self.edit, self.tell):
            button.setVisible(may("household_plans.write"))

    def _built(self) -> Any:
        told = QWidget()
        inside = QVBoxLayout(told)
        inside.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.ONE)
        inside.setSpacing(Space.ONE)
        inside.addWidget(self.banner)
        inside.addLayout(self._dimensions)
        inside.addWidget(self.facts)
        inside.addStretch(1)
        card = Card(margin=0, spacing=0)
        card.body.addWidget(scrolling(told))
        card.setMaximumHeight(_FACTS_HEIGHT)
        plan = QWidget()
        foot = WrappingRow(self.paper, self.print, None, self.certify, self.tell, self.edit)
        plan.setLayout(column(card, self.list, foot, stretch=1))
        return stacked(self.empty, plan)

    def _connect(self, forms: PlanForms) -> None:
        self.empty.action_requested.connect(forms.write)
        self.edit.clicked.connect(forms.write)
        self.certify.clicked.connect(forms.certify)
        self.print.clicked.connect(self._presenter.print)
        self.paper.clicked.connect(self._presenter.show_certificate)
        self.tell.clicked.connect(lambda: forms.tell(self.list.only()))
        self.list.activated.connect(forms.tell)
        self.list.selection_changed.connect(lambda: self.tell.setEnabled(self.list.only() is not None))
        self.tell.setEnabled(False)

    def _show_banner(self, page: PlanPage) -> None:
        if len(page.standing) < 2:
            self.banner.hide()
            return
        self.banner.say(Tone.WARN, message("household_plans.page.apart", count=len(page.standing)), closable=False)

    def _show_dimensions(self, page: PlanPage) -> None:
        clear_layout(self._dimensions)
        texts = self._desk.texts
        seen = {one.dimension: one for one in page.standing[0].values.dimensions}
        for line, dimension in enumerate(page.dimensions):
            one = seen.get(dimension.code)
            mark = LOOK_MARKS[one.look] if one else NOT_SEEN
            self._dimensions.addWidget(Label(texts, dimension.words, role="muted", wrap=False), line, 0)
            self._dimensions.addWidget(Chip(texts, mark.said, mark.tone, mark.icon), line, 1)
            self._dimensions.addWidget(Label(texts, one.words if one else "", copyable=True), line, 2)


def _facts(page: PlanPage) -> list[Fact]:
    version = page.standing[0]
    values = version.values
    told: list[tuple[str, Message | str]] = [
        ("found_by", message(f"household_plans.found_by.{values.found_by.value}")),
        ("mentors", ", ".join(_mentor(one.name, one.agency) for one in values.mentors)),
        ("note", values.note),
        ("certificate", _certified(page)),
    ]
    name = page.names.get(version.written_by, "")
    told.append(
        ("written", message("household_plans.page.written_by", moment=format_datetime(version.written_at), name=name))
    )
    facts = [Fact(label=message(f"household_plans.page.{key}"), value=value) for key, value in told if value]
    for other in page.standing[1:]:
        name = page.names.get(other.written_by, "")
        text = other.values.note or ", ".join(line.what for line in other.values.lines)
        also = message("household_plans.page.also", moment=format_datetime(other.written_at), name=name, text=text)
        facts.append(Fact(label=message("household_plans.state.apart"), value=also))
    return facts


def _mentor(name: str, agency: str) -> str:
    return f"{name} ({agency})" if agency else name


def _certified(page: PlanPage) -> Message:
    certificate = page.certificate
    if certificate is not None:
        return message(
            "household_plans.page.certified",
            by=certificate.certified_by,
            on=certificate.certified_on,
            document=certificate.document,
        )
    if page.certificates:
        before = page.certificates[0]
        return message("household_plans.page.certified_before", on=before.certified_on, document=before.document)
    return message("household_plans.page.not_certified")


class NeedsPart(Part):
    """Needs with what agencies answered."""

    def __init__(self, desk: Desk, presenter: PlansPresenter, forms: PlanForms) -> None:
        super().__init__()
        texts = desk.texts
        self._may = presenter.may("household_plans.write")
        self.list = part_list(desk, "needs", "household_plans.needs", NEED_COLUMNS, lambda one: str(one.need.need_id))
        self.answer = Button(texts, message("household_plans.needs.answer"), icon_name="edit")
        self.send = Button(
            texts, message("household_plans.needs.send"), kind="primary", icon_name="plus", shortcut="Ctrl+N"
        )
        self.setLayout(column(self.list, WrappingRow(None, self.answer, self.send), stretch=0))
        self.send.clicked.connect(forms.send_need)
        self.answer.clicked.connect(lambda: forms.answer_need(self.list.only()))
        self.list.activated.connect(forms.answer_need)
        self.list.selection_changed.connect(lambda: self.answer.setEnabled(self.list.only() is not None))
        self.answer.setEnabled(False)

    def show_page(self, page: PlanPage) -> None:
        """The needs of a plan; without a plan none is sent."""
        self.list.set_items(page.needs)
        self.answer.setVisible(self._may)
        self.send.setVisible(self._may and page.values is not None)


class RoadPart(Part):
    """The twelve steps, which of them are taken."""

    def __init__(self, desk: Desk, presenter: PlansPresenter, forms: PlanForms) -> None:
        super().__init__()
        texts = desk.texts
        self._may = presenter.may("household_plans.write")
        self._presenter = presenter
        self.progress = Label(texts, "", role="strong")
        self.list = part_list(desk, "road", "household_plans.road", STEP_COLUMNS, lambda one: str(one.step.value))
        self.unmark = Button(texts, message("household_plans.road.unmark"), icon_name="undo")
        self.mark = Button(texts, message("household_plans.road.mark"), kind="primary", icon_name="tick")
        self.setLayout(column(self.progress, self.list, WrappingRow(None, self.unmark, self.mark), stretch=1))
        self.mark.clicked.connect(lambda: forms.mark(self.list.only()))
        self.unmark.clicked.connect(self._unmark)
        self.list.activated.connect(forms.mark)
        self.list.selection_changed.connect(self._selected)
        self._selected()

    def show_page(self, page: PlanPage) -> None:
        """The road of a household."""
        self.progress.say(road_said(page))
        self.list.set_items(page.road)
        for button in (self.mark, self.unmark):
            button.setVisible(self._may)
        self._selected()

    def _unmark(self) -> None:
        line = self.list.only()
        if line is not None:
            self._presenter.unmark(line.step)

    def _selected(self) -> None:
        line = self.list.only()
        self.mark.setEnabled(line is not None)
        self.unmark.setEnabled(line is not None and line.state is StepState.DONE)


class PaidPart(Part):
    """Payments to persons of the household."""

    def __init__(self, desk: Desk, presenter: PlansPresenter, forms: PlanForms) -> None:
        super().__init__()
        self._presenter = presenter
        self.list = part_list(desk, "paid", "household_plans.paid", PAID_COLUMNS, lambda one: str(one.voucher_id))
        self.show_receipt = Button(desk.texts, message("household_plans.paid.open"), icon_name="receipt")
        self.setLayout(column(self.list, WrappingRow(None, self.show_receipt), stretch=0))
        self.list.activated.connect(lambda one: presenter.open_receipt(one.voucher_id))
        self.show_receipt.clicked.connect(self._open)
        self.list.selection_changed.connect(lambda: self.show_receipt.setEnabled(self.list.only() is not None))
        self.show_receipt.setEnabled(False)

    def show_page(self, page: PlanPage) -> None:
        """What was paid."""
        self.list.set_items(page.paid)

    def _open(self) -> None:
        one = self.list.only()
        if one is not None:
            self._presenter.open_receipt(one.voucher_id)
