"""What a case is: the client, the team, the way through the stages; describing, moving, restricting, the team."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.cases import ChangeTeam, DescribeClient, MoveCase, RestrictCase
from kmcase.application.read.cases import CasePage, StageStep
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_short
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage
from ui.ports import Desk, Err, LiveTexts, Result
from ui.screens.cases.client_form import client_form_values, client_section, client_values, entry_choices
from ui.screens.cases.columns import clock_mark
from ui.screens.cases.part import CaseHost, PartSpec
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    BEDateEdit,
    Button,
    ChecksEdit,
    Chip,
    Choice,
    ChoiceEdit,
    Fact,
    KeyFacts,
    Label,
    TextArea,
    WrappingRow,
    clear_layout,
    enum_choices,
    row,
    scrolling,
)


class OverviewPart(QWidget):
    """The first part of a case's page."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._page: CasePage | None = None
        texts = desk.texts
        self.facts = KeyFacts(texts)
        self.clocks = QVBoxLayout()
        self.team = QVBoxLayout()
        self.way = KeyFacts(texts)
        self.describe = Button(texts, message("cases.overview.describe"), icon_name="edit", shortcut="F2")
        self.restrict = Button(texts, message("cases.overview.restrict"), icon_name="lock")
        self.join = Button(texts, message("cases.overview.join"), icon_name="plus")
        self.move_on = Button(texts, message("cases.overview.move"), kind="primary", icon_name="arrow_right")
        self._build()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        self._page = page
        self.facts.set_facts(_facts(page))
        self._show_clocks(page)
        self._show_team(page)
        may_write = self._desk.may("cases.describe")
        self.describe.setVisible(may_write)
        self.move_on.setVisible(may_write and page.head.closed_on is None)
        self.restrict.setVisible(may_write and page.of_team)
        self.join.setVisible(self._desk.may("cases.team") and (page.of_team or not page.head.restricted))
        service, case_id = self._desk.services.cases, page.head.case_id
        self._desk.jobs.database(lambda: service.steps(case_id), self._show_way)

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- inside ---

    def _build(self) -> None:
        texts = self._desk.texts
        for part in (self.clocks, self.team):
            part.setSpacing(Space.HALF)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, Space.ONE, 0)
        inside.setSpacing(Space.TWO)
        inside.addLayout(self.clocks)
        inside.addWidget(self.facts)
        inside.addWidget(Label(texts, message("cases.overview.team"), role="lead"))
        inside.addLayout(self.team)
        inside.addWidget(Label(texts, message("cases.overview.way"), role="lead"))
        inside.addWidget(self.way)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(scrolling(inner), 1)
        layout.addLayout(WrappingRow(self.describe, self.restrict, self.join, None, self.move_on))
        self.describe.clicked.connect(self.begin_describe)
        self.restrict.clicked.connect(self.begin_restrict)
        self.join.clicked.connect(self.begin_join)
        self.move_on.clicked.connect(self.begin_move)

    def _show_clocks(self, page: CasePage) -> None:
        clear_layout(self.clocks)
        for clock in page.clocks:
            mark = clock_mark(clock)
            why = Label(self._desk.texts, clock.deadline.reference, role="muted")
            line = row(Chip(self._desk.texts, mark.said, mark.tone, mark.icon), why)
            line.setStretch(1, 1)
            self.clocks.addLayout(line)

    def _show_team(self, page: CasePage) -> None:
        clear_layout(self.team)
        texts = self._desk.texts
        for place in page.head.team:
            name = page.names.get(place.staff_id, "")
            said = message("cases.overview.member", name=name, role=message(f"cases.team.{place.role.value}"))
            leave = Button(texts, message("cases.overview.leave"), kind="link", icon_name="minus")
            leave.setVisible(self._desk.may("cases.team") and page.of_team)
            leave.clicked.connect(partial(self._change_team, place.staff_id, None))
            line = row(Label(texts, said, copyable=True), leave)
            line.setStretch(0, 1)
            self.team.addLayout(line)

    def _show_way(self, result: Result[tuple[StageStep, ...]]) -> None:
        if isinstance(result, Err):
            self._desk.notices.notice(result.message, Tone.ERROR)
            return
        self.way.set_facts([_walked(step) for step in result.value])

    # --- forms ---

    def begin_describe(self) -> None:
        """Write what is known of the client."""
        if self._page is None:
            return
        head = self._page.head
        form = self._form("describe", FormSpec((client_section(self._desk.today()),)))
        form.form.set_values(client_form_values(head.client))
        form.submitted.connect(
            lambda: self._write(
                partial(
                    self._desk.services.cases.describe,
                    DescribeClient(case_id=head.case_id, values=client_values(form.form.values()), seen=head.seen),
                ),
                message("cases.overview.described"),
            )
        )
        self._host.open_form(form)

    def begin_move(self) -> None:
        """Say which stage the case reached."""
        if self._page is None:
            return
        case_id = self._page.head.case_id
        choices = entry_choices(stage for stage in self._page.casework.stages if not stage.ends)
        form = self._form(
            "move",
            FormSpec(
                (
                    Section(
                        None,
                        (
                            Field("stage", "cases.list.stage", partial(ChoiceEdit, choices=choices), True),
                            Field("on", "cases.field.on", partial(BEDateEdit, today=self._desk.today()), True),
                            Field("note", "cases.field.note", TextArea, width=Width.FULL),
                        ),
                    ),
                )
            ),
        )
        form.form.set_values({"stage": _next_stage(self._page), "on": self._desk.today()})
        form.submitted.connect(
            lambda: self._write(
                partial(self._desk.services.cases.move, MoveCase(case_id=case_id, **form.form.values())),
                message("cases.overview.moved"),
            )
        )
        self._host.open_form(form)

    def begin_restrict(self) -> None:
        """Say why only the team may see the case, or open it again."""
        if self._page is None:
            return
        head = self._page.head
        choices = entry_choices(self._page.casework.restrictions)
        form = self._form(
            "restrict",
            FormSpec(
                (
                    Section(
                        None,
                        (
                            Field(
                                "restricted_for",
                                "cases.field.restricted_for",
                                partial(ChecksEdit, choices=choices, columns=1),
                                width=Width.FULL,
                            ),
                            Field("note", "cases.field.note", TextArea, width=Width.FULL),
                        ),
                    ),
                )
            ),
        )
        form.form.set_values({"restricted_for": frozenset(head.restricted_for)})
        form.warn(message("cases.overview.restrict_warning"))
        order = [choice.value for choice in choices]

        def send() -> None:
            values = form.form.values()
            reasons = tuple(sorted(values["restricted_for"], key=order.index))
            command = RestrictCase(case_id=head.case_id, restricted_for=reasons, note=values["note"])
            self._write(
                partial(self._desk.services.cases.restrict, command), message("cases.overview.restriction_kept")
            )

        form.submitted.connect(send)
        self._host.open_form(form)

    def begin_join(self) -> None:
        """Take somebody into the team: first who there is."""
        staff = self._desk.services.staff
        self._desk.jobs.database(staff.list, self._join)

    def _join(self, result: Result[tuple[StaffMember, ...]]) -> None:
        if isinstance(result, Err) or self._page is None:
            return
        case_id = self._page.head.case_id
        people = tuple(Choice(value=member.staff_id, said=member.name) for member in result.value if member.active)
        form = self._form(
            "join",
            FormSpec(
                (
                    Section(
                        None,
                        (
                            Field("staff_id", "cases.field.staff", partial(ChoiceEdit, choices=people), True),
                            Field(
                                "role",
                                "cases.field.role",
                                partial(ChoiceEdit, choices=enum_choices(TeamRole, "cases.team")),
                                True,
                            ),
                        ),
                    ),
                )
            ),
        )
        form.submitted.connect(
            lambda: self._write(
                partial(self._desk.services.cases.change_team, ChangeTeam(case_id=case_id, **form.form.values())),
                message("cases.overview.team_changed"),
            )
        )
        self._host.open_form(form)

    def _change_team(self, staff_id: str, role: TeamRole | None, _checked: bool = False) -> None:
        if self._page is not None:
            command = ChangeTeam(case_id=self._page.head.case_id, staff_id=staff_id, role=role)
            self._write(partial(self._desk.services.cases.change_team, command), message("cases.overview.team_changed"))

    def _form(self, name: str, spec: FormSpec) -> FormPage:
        return FormPage(
            self._desk.texts,
            message(f"cases.overview.{name}_title"),
            spec,
            action=message("cases.form.save"),
            cancel=message("cases.form.cancel"),
        )

    def _write(self, work: Any, said: Message) -> None:
        self._desk.jobs.database(work, lambda done: self._host.written(done, said))


def _walked(step: StageStep) -> Fact:
    said = message("cases.overview.step", stage=step.stage.words, by=step.by, note=step.note)
    return Fact(label=format_short(step.on), value=said)


def _next_stage(page: CasePage) -> str:
    """The stage after the present one, if it does not end the case."""
    codes = [stage.code for stage in page.casework.stages if not stage.ends]
    at = codes.index(page.head.stage) if page.head.stage in codes else 0
    return codes[min(at + 1, len(codes) - 1)]


def _facts(page: CasePage) -> list[Fact]:
    client = page.head.client
    casework = page.casework
    basis = next(entry for entry in casework.legal_bases if entry.code == page.head.legal_basis)
    group = next(entry for entry in casework.client_groups if entry.code == page.head.client_group)
    reasons = tuple(each.words for each in casework.restrictions if each.code in page.head.restricted_for)
    told = (
        ("cases.client.called", client.called),
        ("people.field.sex", message(f"people.sex.{client.sex.value}")),
        ("people.field.birth", message("cases.client.birth", birth=client.birth) if client.birth else ""),
        ("cases.client.nationality", client.nationality),
        ("cases.client.language", client.language),
        ("cases.client.interpreter", message("cases.client.needs_interpreter") if client.interpreter else ""),
        ("people.field.phone", client.phone),
        ("cases.list.group", group.words),
        ("cases.field.legal_basis", basis.words),
        ("cases.field.restricted_for", message("cases.reasons", reasons=reasons) if reasons else ""),
    )
    return [Fact(label=message(key), value=value) for key, value in told if value]


PART = PartSpec(key="overview", use_case="cases.read", make=OverviewPart)
