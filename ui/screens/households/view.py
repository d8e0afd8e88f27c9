"""The households' widget: list, and one household with its families and members."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.people import HouseholdItem, HouseholdPage, PersonItem
from kmcase.domain.people import CONDITIONS, RELATIONS, HouseholdMember
from kmcase.domain.requests import HOUSING
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.conflicts_panel import ConflictsPanel
from ui.draft_lane import DraftLane
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import ColumnKind, Desk, Err, LiveTexts
from ui.screens.households.joining_view import JoiningView
from ui.screens.households.presenter import HouseholdsPresenter, families_of, form_values, household_values
from ui.tables import Column
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    AddressEdit,
    BahtEdit,
    Banner,
    BEDateEdit,
    Button,
    Card,
    CheckEdit,
    Choice,
    ChoiceEdit,
    EmptyState,
    Label,
    LineEdit,
    clear_layout,
    column,
    retranslate_all,
    row,
    scrolling,
)

_NEW_MEMBER = {"self_care": True}


def _place(item: HouseholdItem) -> str:
    found = area(item.address.subdistrict_code)
    return found.subdistrict if found else ""


COLUMNS = (
    Column(key="house", title_key="households.column.house", getter=lambda i: i.address.house_no, width=80),
    Column(key="moo", title_key="households.column.moo", getter=lambda i: i.address.moo, kind=ColumnKind.INT, width=56),
    Column(key="place", title_key="households.column.place", getter=_place, width=130),
    Column(
        key="families",
        title_key="households.column.families",
        getter=lambda i: i.families,
        kind=ColumnKind.INT,
        width=84,
        summed=True,
    ),
    Column(
        key="persons",
        title_key="households.column.persons",
        getter=lambda i: i.persons,
        kind=ColumnKind.INT,
        width=84,
        summed=True,
    ),
    Column(
        key="members",
        title_key="households.column.members",
        getter=lambda i: i.members,
        kind=ColumnKind.INT,
        width=84,
        summed=True,
    ),
    Column(key="code", title_key="households.column.code", getter=lambda i: i.house_code, width=120),
)


def _choices(prefix: str, names: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=name, said=message(f"{prefix}.{name}")) for name in names)


def household_form() -> FormSpec:
    """What is known of a house and its money."""
    housing = partial(ChoiceEdit, choices=_choices("requests.housing", HOUSING))
    return FormSpec(
        (
            Section(
                "households.section.house",
                (
                    Field("address", "households.field.address", AddressEdit, required=True, width=Width.FULL),
                    Field("house_code", "households.field.house_code", LineEdit),
                    Field("landmark", "households.field.landmark", LineEdit),
                    Field("housing", "households.field.housing", housing),
                    Field("rent", "households.field.rent", BahtEdit),
                    Field("monthly_income", "households.field.monthly_income", BahtEdit),
                    Field("monthly_expenses", "households.field.monthly_expenses", BahtEdit),
                    Field("remark", "households.field.remark", LineEdit, width=Width.FULL),
                ),
            ),
        )
    )


class HouseholdsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = HouseholdsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="households",
            title_key="households.screen",
            columns=COLUMNS,
            key=lambda item: item.household_id,
            empty=message("households.empty"),
        )
        self.new = Button(texts, message("households.new"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("households.register"))
        self.title = Label(texts, "", role="title")
        self.balance = Label(texts, "", role="strong", wrap=False)
        self.error = Banner(texts)
        self.conflicts = ConflictsPanel(texts, may_decide=desk.may("households.change"))
        self._may = desk.may("households.change")
        drafts = DraftLane(desk.jobs, desk.services.drafts)
        self._shown = ""
        self.form = FormView(texts, household_form(), drafts=drafts)
        self.member_form = FormView(texts, self._member_spec(), drafts=drafts)
        self.save = Button(texts, message("households.save"), kind="primary", icon_name="save")
        self.plan = Button(texts, message("households.plan"), icon_name="heart")
        self.add_family = Button(texts, message("households.add_family"), icon_name="family")
        self.join = Button(texts, message("households.join"), icon_name="person")
        self.joining = JoiningView(texts)
        self.add_member = Button(texts, message("households.add_member"), icon_name="plus")
        self._families = QVBoxLayout()
        self._members = QVBoxLayout()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _member_spec(self) -> FormSpec:
        birth = partial(BEDateEdit, today=self._desk.today(), partial=True)
        care = partial(CheckEdit, said=message("households.member.self_care"))
        relations = partial(ChoiceEdit, choices=_choices("households.relation", RELATIONS))
        conditions = partial(ChoiceEdit, choices=_choices("households.condition", CONDITIONS))
        third = Width.THIRD
        return FormSpec(
            (
                Section(
                    None,
                    (
                        Field("name", "households.member.name", LineEdit, required=True, width=third),
                        Field("relation", "households.member.relation", relations, width=third),
                        Field("birth", "households.member.birth", birth, width=third),
                        Field("occupation", "households.member.occupation", LineEdit, width=third),
                        Field("income", "households.member.income", BahtEdit, width=third),
                        Field("condition", "households.member.condition", conditions, width=third),
                        Field("family", "households.member.family", ChoiceEdit, width=third),
                        Field("self_care", "households.member.care", care, width=Width.FULL),
                    ),
                ),
            )
        )

    def _build(self) -> None:
        texts = self._desk.texts
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        self.list.tools.addWidget(self.new)
        inside.addWidget(self.list)
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(Space.ONE, 0, Space.ONE, Space.ONE)
        page.setSpacing(Space.ONE)
        page.addWidget(self.conflicts)
        page.addWidget(self.form)
        families = Card()
        said = Label(texts, message("households.families"), role="strong")
        families.body.addLayout(row(said, None, self.join, self.add_family))
        families.body.addWidget(self.joining)
        families.body.addLayout(self._families)
        page.addWidget(families)
        members = Card()
        members.body.addWidget(Label(texts, message("households.members"), role="strong"))
        members.body.addLayout(self._members)
        members.body.addWidget(self.member_form)
        members.body.addLayout(row(None, self.add_member))
        page.addWidget(members)
        page.addStretch(1)
        self._parts = (families, members)
        right = QWidget()
        outer = QVBoxLayout(right)
        outer.setContentsMargins(Space.ONE, 0, 0, 0)
        outer.addLayout(row(self.title, None, self.balance))
        outer.addWidget(self.error)
        outer.addWidget(scrolling(content), 1)
        outer.addLayout(row(self.plan, None, self.save))
        self._stack.addWidget(
            EmptyState(texts, "house", message("households.choose"), message("households.choose_advice"))
        )
        self._stack.addWidget(right)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self._stack)
        both.setStretchFactor(1, 1)
        both.setSizes([400, 690])
        both.setChildrenCollapsible(False)
        self.setLayout(column(both))
        self.setFocusProxy(self.list)
        self.form.set_read_only(not self._may)
        self.join.setVisible(self._desk.may("people.change"))
        for widget in (self.save, self.add_family, self.add_member, self.member_form):
            widget.setVisible(self._may)

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin)
        self.list.chosen.connect(lambda item: self.presenter.open(item.household_id))
        self.list.retry.connect(self.presenter.refresh)
        self.save.clicked.connect(self._save)
        self.form.main_action.connect(self._save)
        self.add_family.clicked.connect(self.presenter.form_family)
        self.plan.clicked.connect(self.presenter.open_plan)
        self.conflicts.decided.connect(self.presenter.settle)
        self.join.clicked.connect(self.joining.begin)
        self.joining.sought.connect(self.presenter.search_people)
        self.joining.chosen.connect(self.presenter.join)
        self.add_member.clicked.connect(self._add_member)
        self.member_form.main_action.connect(self._add_member)

    def begin(self) -> None:
        """A new household."""
        self.presenter.begin()

    def _save(self) -> None:
        self.error.hide()
        if self.form.validate():
            self.presenter.save(household_values(self.form.values()))

    def _add_member(self) -> None:
        self.error.hide()
        if self.member_form.validate():
            self.presenter.add_member(self.member_form.values())

    # --- what the presenter shows ---

    def show_households(self, items: tuple[HouseholdItem, ...], of: int) -> None:
        """The list, of so many."""
        self.list.set_items(items, of=of)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def is_typing(self, household_id: str) -> bool:
        """Whether something is typed of this household and not saved."""
        return self._shown == household_id and self.form.is_dirty

    def show_household(self, page: HouseholdPage) -> None:
        """One household."""
        values = page.values
        self.title.say(message("households.title", house=values.address.house_no, moo=values.address.moo or "–"))
        self._show_balance(page)
        if self._shown != page.household_id:
            self.conflicts.forget_reason()
        self._fill_forms(page)
        self.conflicts.show_standing("household", page.conflicts)
        self._shown = page.household_id
        clear_layout(self._families)
        for family in families_of(page):
            self._families.addWidget(Label(self._desk.texts, family.said, role="muted"))
            for person in family.persons:
                link = Button(self._desk.texts, person.name, kind="link", icon_name="person")
                link.clicked.connect(partial(self._go, person.person_id))
                self._families.addLayout(row(Space.TWO, link, None))
        self.joining.show_families(families_of(page))
        clear_layout(self._members)
        for member in page.members:
            self._members.addLayout(self._member_line(member))
        for part in self._parts:
            part.show()
        self.plan.setVisible(self._desk.may("household_plans.read"))
        self.error.hide()
        self._stack.setCurrentIndex(1)

    def _fill_forms(self, page: HouseholdPage) -> None:
        """What is typed and not saved of this household stays, also when its families or members change."""
        if not self.is_typing(page.household_id):
            self.form.set_values(form_values(page.values))
            self.form.use_draft(f"household:{page.household_id}" if self._may else "")
        if self._shown != page.household_id:
            self.member_form.set_values(_NEW_MEMBER)
            self.member_form.use_draft(f"household:{page.household_id}:member" if self._may else "")
        family = self.member_form.editor("family")
        assert isinstance(family, ChoiceEdit)
        family.set_choices([Choice(value=each.family_id, said=each.said) for each in families_of(page)])
        self.member_form.set_field_visible(len(page.families) > 1, "family")

    def _go(self, person_id: str) -> None:
        self.presenter.open_person(person_id)

    def _member_line(self, member: HouseholdMember) -> QHBoxLayout:
        texts = self._desk.texts
        relation = message(f"households.relation.{member.relation}") if member.relation else ""
        age = member.birth.age_on(self._desk.today()) if member.birth else "–"
        condition = message(f"households.condition.{member.condition}")
        said = message("households.member_line", name=member.name, relation=relation, age=age, condition=condition)
        remove = Button(texts, message("households.remove_member"), kind="link", icon_name="trash")
        remove.setVisible(self._may)
        remove.clicked.connect(partial(self._remove, member.member_id, member.name))
        return row(Label(texts, said), None, remove)

    def _remove(self, member_id: str, name: str) -> None:
        text = self._desk.texts.text
        reason, wanted = QInputDialog.getText(self, name, text("households.remove_reason"))
        if wanted:
            self.presenter.remove_member(member_id, reason)

    def _show_balance(self, page: HouseholdPage) -> None:
        income, expenses = page.values.monthly_income, page.values.monthly_expenses
        if income is None or expenses is None:
            self.balance.say("")
            return
        self.balance.say(message("households.balance", left=income - expenses))
        self.balance.set_tone(Tone.ERROR if expenses > income else Tone.PLAIN)

    def show_new(self) -> None:
        """An empty form."""
        self.title.say(message("households.new_title"))
        self.balance.say("")
        self.error.hide()
        self._shown = ""
        self.form.set_values({})
        self.form.use_draft("household:")
        for part in (*self._parts, self.conflicts, self.plan):
            part.hide()
        self._stack.setCurrentIndex(1)
        self.form.focus_field("address")

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was saved."""
        if field in self.form.values():
            self.form.set_errors({field: said})
        elif field in self.member_form.values():
            self.member_form.set_errors({field: said})
        else:
            self.error.say(Tone.ERROR, said)

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Who may join a family."""
        self.joining.show_people(items)

    def show_lives_elsewhere(self, said: Message) -> None:
        """Who was chosen belongs to another household."""
        self.joining.show_error(said)

    def show_saved(self) -> None:
        """The typing is in the register."""
        self.form.clear_draft()

    def show_member_saved(self) -> None:
        """Room for the next member."""
        self.member_form.clear_draft()
        self.member_form.set_values(_NEW_MEMBER)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown for a household, or as it was left."""
        self.presenter.refresh()
        if record_id:
            self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
