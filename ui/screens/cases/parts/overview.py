"""What a case is: the client, the team, the way through the stages; describing, moving, restricting, the team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.cases import ChangeTeam, DescribeClient, MoveCase, RestrictCase, reasons_of_birth
from kmcase.application.changes import Outcome
from kmcase.application.read.cases import CasePage, StageStep
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.secrecy import works_on_cases
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from kmcase.thai.calendar import format_short
from ui.answering import show_paper, told
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.case import case_form
from ui.forms.page import FormPage
from ui.forms.people import staff_choices
from ui.forms.reason import reason_field
from ui.ports import Desk, LiveTexts
from ui.screens.cases.actions import day_field
from ui.screens.cases.client_form import client_form_values, client_section, client_values, entry_choices
from ui.screens.cases.columns import clock_mark
from ui.screens.cases.part import CaseHost, PartSpec
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    ChecksEdit,
    Chip,
    ChoiceEdit,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    WrappingRow,
    block,
    clear_layout,
    column,
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
        self._service = desk.services.cases
        self._page: CasePage | None = None
        texts = desk.texts
        self.offer = Banner(texts)
        self.unled = Banner(texts)
        self.facts = KeyFacts(texts)
        self.clocks = QVBoxLayout()
        self.team = QVBoxLayout()
        self.way = KeyFacts(texts)
        self.describe = Button(texts, message("cases.overview.describe"), icon_name="edit", shortcut="F2")
        self.restrict = Button(texts, message("cases.overview.restrict"), icon_name="lock")
        self.join = Button(texts, message("cases.overview.join"), icon_name="plus")
        self.print_file = Button(texts, message("case_files.print"), icon_name="print")
        self.move_on = Button(texts, message("cases.overview.move"), kind="primary", icon_name="arrow_right")
        self._build()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        self._page = page
        self._show_offer(page)
        self.facts.set_facts(_facts(page))
        self._show_clocks(page)
        self._show_team(page)
        may_write = self._desk.may("cases.describe")
        self.describe.setVisible(may_write)
        self.move_on.setVisible(may_write and page.head.closed_on is None)
        self.restrict.setVisible(may_write and page.of_team)
        self.join.setVisible(self._may_change_team(page))
        case_id = page.head.case_id
        self._desk.jobs.database(lambda: self._service.steps(case_id), told(self._desk, self._show_way))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- inside ---

    def _build(self) -> None:
        texts = self._desk.texts
        for part in (self.clocks, self.team):
            part.setSpacing(Space.HALF)
        parts = (
            self.offer,
            self.unled,
            self.clocks,
            self.facts,
            Label(texts, message("cases.overview.team"), role="lead"),
            self.team,
            Label(texts, message("cases.overview.way"), role="lead"),
            self.way,
            None,
        )
        inner = block(*parts, spacing=Space.TWO)
        foot = WrappingRow(self.describe, self.restrict, self.join, self.print_file, None, self.move_on)
        self.setLayout(column(scrolling(inner), foot, stretch=0))
        self.describe.clicked.connect(self.begin_describe)
        self.restrict.clicked.connect(self.begin_restrict)
        self.join.clicked.connect(self.begin_join)
        self.print_file.clicked.connect(self.print_whole)
        self.move_on.clicked.connect(self.begin_move)
        self.offer.action_requested.connect(self.take_offer)

    def _show_offer(self, page: CasePage) -> None:
        offer = page.offer
        if offer is None or not self._desk.may("cases.move"):
            self.offer.hide()
            return
        work = message(f"cases.work.{offer.work.value}")
        said = message("cases.offer.says", work=work, on=offer.on, present=page.stage.words)
        self.offer.say(Tone.ACCENT, said, message("cases.offer.move", stage=offer.stage.words), closable=False)

    def _show_clocks(self, page: CasePage) -> None:
        clear_layout(self.clocks)
        for clock in page.clocks:
            mark = clock_mark(clock)
            why = Label(self._desk.texts, clock.deadline.reference, role="muted")
            self.clocks.addLayout(row(Chip(self._desk.texts, mark.said, mark.tone, mark.icon), why, stretch=1))

    def _may_change_team(self, page: CasePage) -> bool:
        return self._desk.may("cases.team") and page.team_open

    def _show_team(self, page: CasePage) -> None:
        if page.head.manager in page.left:
            self.unled.say(Tone.WARN, message("cases.overview.manager_left"), closable=False)
        else:
            self.unled.hide()
        clear_layout(self.team)
        texts = self._desk.texts
        for place in page.head.team:
            name = page.names.get(place.staff_id, "")
            key = "member_left" if place.staff_id in page.left else "member"
            said = message(f"cases.overview.{key}", name=name, role=message(f"cases.team.{place.role.value}"))
            leave = Button(texts, message("cases.overview.leave"), kind="link", icon_name="minus", of=name)
            leave.setVisible(self._may_change_team(page) and place.staff_id != page.head.manager)
            leave.clicked.connect(partial(self._leave, place.staff_id))
            self.team.addLayout(row(Label(texts, said, copyable=True), leave, stretch=0))

    def _show_way(self, steps: tuple[StageStep, ...]) -> None:
        self.way.set_facts([_walked(step) for step in steps])

    def print_whole(self) -> None:
        """Preview the whole file; the use case keeps that it was printed."""
        if self._page is not None:
            case_id, language = self._page.head.case_id, self._desk.texts.language
            service = self._desk.services.case_files
            show_paper(self._desk, lambda _: service.printed(case_id, language), message("case_files.title"))

    # --- forms ---

    def begin_describe(self) -> None:
        """Write what is known of the client."""
        if self._page is None:
            return
        page, head = self._page, self._page.head
        today, concerned = self._desk.today(), page.photographed and not head.restricted

        def keep(values: dict[str, Any]) -> None:
            why = values.pop("open_reason") or ""
            command = DescribeClient(
                case_id=head.case_id, values=client_values(values), seen=head.seen, open_reason=why
            )
            self._write(partial(self._service.describe, command), "described")

        form = self._ask("describe", _client_fields(today), client_form_values(head.client), keep)
        sealing = Banner(self._desk.texts)
        form.put_above(sealing)

        def tell() -> None:
            """Say before it is kept that a birth date restricts the case, and take a reason against that."""
            birth = form.form.values()["birth"]
            seals = concerned and bool(reasons_of_birth(head, page.casework, birth, today))
            form.form.set_field_visible(seals, "open_reason")
            if seals:
                said = message(f"cases.overview.{'birth_seals' if page.of_team else 'birth_seals_from_you'}")
                sealing.say(Tone.WARN, said, closable=False)
            else:
                sealing.hide()

        form.changed.connect(tell)
        tell()

    def begin_move(self) -> None:
        """Say which stage the case reached."""
        if self._page is None:
            return
        case_id = self._page.head.case_id
        choices = entry_choices(stage for stage in self._page.casework.stages if not stage.ends)
        fields = (
            Field("stage", "cases.list.stage", partial(ChoiceEdit, choices=choices), True),
            day_field(self._desk.today()),
            reason_field("cases.field.note", name="note", required=False),
        )

        def keep(values: dict[str, Any]) -> None:
            self._write(partial(self._service.move, MoveCase(case_id=case_id, **values)), "moved")

        self._ask("move", fields, {"stage": _next_stage(self._page), "on": self._desk.today()}, keep)

    def take_offer(self) -> None:
        """Move the case to the stage that its work has reached, on the day of that work."""
        if self._page is None or self._page.offer is None:
            return
        offer = self._page.offer
        command = MoveCase(case_id=self._page.head.case_id, stage=offer.stage.code, on=offer.on)
        self._write(partial(self._service.move, command), "moved")

    def begin_restrict(self) -> None:
        """Say why only the team may see the case, or open it again."""
        if self._page is None:
            return
        head = self._page.head
        choices = entry_choices(self._page.casework.restrictions)
        ticks = partial(ChecksEdit, choices=choices, columns=1)
        fields = (
            Field("restricted_for", "cases.field.restricted_for", ticks, width=Width.FULL),
            reason_field("cases.field.note", name="note", required=False),
        )
        order = [choice.value for choice in choices]

        def keep(values: dict[str, Any]) -> None:
            reasons = tuple(sorted(values["restricted_for"], key=order.index))
            command = RestrictCase(case_id=head.case_id, restricted_for=reasons, note=values["note"])
            self._write(partial(self._service.restrict, command), "restriction_kept")

        form = self._ask("restrict", fields, {"restricted_for": frozenset(head.restricted_for)}, keep)
        form.warn(message("cases.overview.restrict_warning"))

    def begin_join(self) -> None:
        """Take somebody into the team: first who there is."""
        self._desk.jobs.database(self._desk.services.staff.list, told(self._desk, self._join))

    def _join(self, staff: tuple[StaffMember, ...]) -> None:
        if self._page is None:
            return
        case_id = self._page.head.case_id
        people = staff_choices(member for member in staff if works_on_cases(member))
        roles = enum_choices(TeamRole, "cases.team")
        fields = (
            Field("staff_id", "cases.field.staff", partial(ChoiceEdit, choices=people), True),
            Field(
                "role", "cases.field.role", partial(ChoiceEdit, choices=roles), True, help_key="cases.field.role_help"
            ),
        )

        def keep(values: dict[str, Any]) -> None:
            self._write(partial(self._service.change_team, ChangeTeam(case_id=case_id, **values)), "team_changed")

        self._ask("join", fields, {}, keep)

    def _leave(self, staff_id: str, _checked: bool = False) -> None:
        if self._page is not None:
            command = ChangeTeam(case_id=self._page.head.case_id, staff_id=staff_id, role=None)
            self._write(partial(self._service.change_team, command), "team_changed")

    def _ask(
        self,
        name: str,
        fields: tuple[Field, ...],
        values: dict[str, object],
        keep: Callable[[dict[str, Any]], None],
    ) -> FormPage:
        title, spec = message(f"cases.overview.{name}_title"), FormSpec((Section(None, fields),))
        form = case_form(self._desk.texts, title, spec, values)
        self._host.fill_in(form, keep)
        return form

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(message(f"cases.overview.{said}")))


def _client_fields(today: date) -> tuple[Field, ...]:
    """What is asked of a client, and below the birth date why it does not restrict the case."""
    fields = client_section(today).fields
    why = Field(
        "open_reason",
        "case_intake.field.open_reason",
        LineEdit,
        help_key="case_intake.field.photo_open_help",
        width=Width.FULL,
    )
    at = next(place for place, field in enumerate(fields) if field.name == "identity")
    return (*fields[:at], why, *fields[at:])


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
    shown = (
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
    return [Fact(label=message(key), value=value) for key, value in shown if value]


PART = PartSpec(key="overview", use_case="cases.read", make=OverviewPart)
