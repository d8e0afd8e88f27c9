"""Referrals of a case: what went out and came in, how each stands, its letter, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.cases import TakeStep
from kmcase.application.changes import Outcome
from kmcase.application.read.case_referrals import ReferralItem, ReferredService
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.referrals import (
    Consent,
    ConsentBasis,
    Direction,
    ReferralPaper,
    Referrer,
    Step,
    StepTaken,
    Waits,
)
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_short
from ui.answering import show_stored
from ui.forms.case import case_form
from ui.forms.following import follow
from ui.forms.page import FormPage
from ui.forms.spec import FormSpec
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Result
from ui.screens.cases.part import NEW_HERE, CaseHost, PartSpec
from ui.screens.cases.referral_forms import first_step, progress_after, step_spec, told_of
from ui.screens.cases.referring import Referring
from ui.tables import Mark
from ui.tables.columns import columns_of
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import (
    Button,
    Fact,
    KeyFacts,
    Label,
    WrappingRow,
    block,
    clear_layout,
    column,
    row,
    scrolling,
)
from ui.widgets.picture_sheet import open_picture

_LIST_HEIGHT = 232


def _direction(item: ReferralItem) -> Message:
    return message(f"case_referrals.direction.{item.referral.values.direction.value}")


def _other(item: ReferralItem) -> str:
    values = item.referral.values
    if values.direction is Direction.IN and values.referrer is not None:
        return values.referrer.name or values.agency_name
    return values.agency_name


def _step(item: ReferralItem) -> Message:
    step = item.standing.step
    return message(f"case_referrals.step.{step.value if step else f'none_{item.referral.values.direction.value}'}")


def _waits(item: ReferralItem) -> Mark:
    waits = item.standing.waits
    said = message(f"case_referrals.waits.{waits.value}")
    if waits is Waits.NOTHING:
        return Mark(said, Tone.OK, "tick")
    return Mark(said, Tone.ERROR if item.late else Tone.WARN, "warning" if item.late else "clock")


_col = columns_of("case_referrals.list")
_COLUMNS = (
    _col("on", lambda item: item.referral.values.on, 88, ColumnKind.DATE),
    _col("direction", _direction, 64),
    _col("other", _other, 0),
    _col("step", _step, 104),
    _col("waits", _waits, 160, ColumnKind.CHIP),
    _col("until", lambda item: item.until, 88, ColumnKind.DATE),
)


class ReferralsPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.referrals
        self._referring = Referring(desk, host)
        self._page: CasePage | None = None
        texts = desk.texts
        self.list = ListView(
            desk,
            name="case_referrals",
            title_key="cases.part.referrals",
            columns=_COLUMNS,
            key=lambda item: item.referral.referral_id,
            empty=message("case_referrals.list.none"),
        )
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.hint = Label(texts, message("case_referrals.chosen"), role="muted")
        self.facts = KeyFacts(texts)
        self.print = Button(texts, message("case_referrals.print"), icon_name="print")
        self.come_in = Button(texts, message("case_referrals.in"), icon_name="plus")
        self.go_out = Button(texts, message("case_referrals.out"), icon_name="plus", shortcut=NEW_HERE)
        self.step = Button(texts, message("case_referrals.do.nothing"), kind="primary", icon_name="tick")
        self.papers = QVBoxLayout()
        self.papers.setSpacing(0)
        detail = scrolling(block(self.hint, self.facts, self.papers, None))
        foot = WrappingRow(self.print, self.come_in, self.go_out, None, self.step)
        self.setLayout(column(self.list, detail, foot, stretch=1))
        self.print.clicked.connect(self.print_letter)
        self.come_in.clicked.connect(lambda: self.begin(Direction.IN))
        self.go_out.clicked.connect(lambda: self.begin(Direction.OUT))
        self.step.clicked.connect(self.begin_step)
        self.list.selection_changed.connect(self._show_chosen)
        self.list.retry.connect(self._read)
        self._show_chosen()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if self._page is None or self._page.head.case_id != page.head.case_id:
            self.list.set_items(())
            self.list.set_loading()
        self._page = page
        for button in (self.come_in, self.go_out):
            button.setVisible(self._desk.may("cases.refer") and page.head.closed_on is None)
        self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels and the list do so by themselves."""

    def begin(self, direction: Direction) -> None:
        """Write a referral."""
        if self._page is not None:
            self._referring.begin(self._page, direction)

    def begin_step(self) -> None:
        """Say what happened to the referral in front."""
        item: ReferralItem | None = self.list.only()
        if item is None or not item.standing.next_steps:
            return
        referral, service = item.referral, item.service

        def keep(values: dict[str, Any]) -> None:
            command = TakeStep(
                case_id=referral.case_id,
                referral_id=referral.referral_id,
                step=Step(values["step"]),
                on=values["on"],
                note=values["note"],
                by_whom=values["by_whom"],
                service=told_of(values),
            )
            said = "case_referrals.stepped_with_service" if command.service else "case_referrals.stepped"
            self._write(lambda: self._service.take(command), said)

        today = self._desk.today()
        values = {"step": first_step(item.standing).value, "on": today}
        form = self._form("step_title", step_spec(item.standing, today, service), values)
        if service is not None and service.may_tell:
            _offer_service(form, service)
        self._host.fill_in(form, keep)

    def print_letter(self) -> None:
        """The letter of the referral in front."""
        item: ReferralItem | None = self.list.only()
        if item is None:
            return
        referral, language = item.referral, self._desk.texts.language
        printing = self._desk.services.printing
        self._host.show_paper(
            lambda _: printing.referral(referral.case_id, referral.referral_id, language),
            message("case_referrals.printing"),
            PART.key,
        )

    # --- inside ---

    def _read(self) -> None:
        if self._page is not None:
            case_id = self._page.head.case_id
            self._desk.jobs.database(lambda: self._service.of_case(case_id), self._show)

    def _show(self, result: Result[tuple[ReferralItem, ...]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
            return
        chosen: ReferralItem | None = self.list.only()
        self.list.set_items(result.value)
        if result.value:
            known = [item.referral.referral_id for item in result.value]
            wanted = chosen.referral.referral_id if chosen is not None else known[0]
            self.list.follow(wanted if wanted in known else known[0])
        self._show_chosen()

    def _show_chosen(self) -> None:
        item: ReferralItem | None = self.list.only()
        self.hint.setVisible(item is None)
        self.facts.set_facts(self._facts(item) if item else [])
        self._show_papers(item)
        outwards = item is not None and item.referral.values.direction is Direction.OUT
        self.print.setVisible(outwards and self._desk.may("documents.print"))
        may_step = item is not None and bool(item.standing.next_steps) and self._desk.may("cases.refer_step")
        self.step.setVisible(may_step)
        if item is not None:
            self.step.say(message(f"case_referrals.do.{item.standing.waits.value}"))

    def _show_papers(self, item: ReferralItem | None) -> None:
        """What went along and can be opened here."""
        clear_layout(self.papers)
        for paper in item.referral.values.papers if item else ():
            if paper.opens:
                said = message("case_referrals.open_paper", title=paper.title)
                button = Button(self._desk.texts, said, kind="link", icon_name="attach")
                button.clicked.connect(partial(self._open_paper, paper))
                self.papers.addLayout(row(button, None))

    def _open_paper(self, paper: ReferralPaper, _checked: bool = False) -> None:
        """What was attached, or the case's own paper as it was signed."""
        page, desk = self._page, self._desk
        if page is None:
            return
        title = message("case_referrals.open_paper", title=paper.title)
        if paper.attachment is not None:
            show_stored(desk, paper.attachment.stored_sha256, title, self._show_picture)
            return
        papers, case_id, language = desk.services.case_papers, page.head.case_id, desk.texts.language
        self._host.show_paper(lambda _: papers.printed(case_id, paper.paper, paper.paper_id, language), title, "papers")

    def _show_picture(self, content: bytes, title: Message) -> None:
        open_picture(self, content, self._desk.texts.render(title))

    def _facts(self, item: ReferralItem) -> list[Fact]:
        values = item.referral.values
        sides: tuple[Message, ...] = ()
        if self._page is not None:
            sides = tuple(self._page.casework.dimension(code).words for code in values.dimensions)
        service = item.service
        done = message(f"case_plans.progress.{service.progress.value}") if service else ""
        shown: tuple[tuple[str, Message | str], ...] = (
            ("service", _joined(service.text, done) if service else ""),
            ("to_whom", values.to_whom),
            ("number", values.number),
            ("dimensions", _joined(*sides)),
            ("reason", values.reason),
            ("asked", values.asked),
            ("papers", "\n".join(paper.title for paper in values.papers)),
            ("consent", _consent(values.consent) if values.consent else ""),
            ("referrer", _referrer(values.referrer) if values.referrer else ""),
        )
        facts = [Fact(label=message(f"case_referrals.field.{name}"), value=value) for name, value in shown if value]
        return [*facts, *(_taken(step, item.names.get(step.entered_by, "")) for step in item.referral.steps)]

    def _form(self, title: str, spec: FormSpec, values: dict[str, Any]) -> FormPage:
        return case_form(self._desk.texts, message(f"case_referrals.form.{title}"), spec, values)

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(Message(said)))


def _offer_service(form: FormPage, service: ReferredService) -> None:
    """Fill in how far the service is after the step, and say what is kept unless the worker leaves it as it is."""
    fields = form.form
    fields.set_values({**fields.values(), "service_progress": progress_after(fields.values(), service)})
    follow(fields, "service_progress", ("step",), lambda values: progress_after(values, service))
    follow(fields, "service_result", ("note",), lambda values: values["note"])

    def say() -> None:
        told = told_of(fields.values())
        fields.set_field_visible(told is not None, "service_result")
        progress = message(f"case_plans.progress.{told.progress.value}") if told else ""
        form.say(message("case_referrals.form.service_says", progress=progress) if told else "")

    fields.changed.connect(say)
    say()


def _joined(*parts: Message | str) -> Message | str:
    """What there is of parts, in one line; nothing of nothing."""
    there = tuple(part for part in parts if part)
    return message("case_referrals.joined", parts=there) if there else ""


def _consent(consent: Consent) -> Message | str:
    basis = message(f"case_referrals.basis.{consent.basis.value}")
    if consent.basis is ConsentBasis.LAW:
        return _joined(basis, consent.lawful_reason)
    way = message(f"case_referrals.way.{consent.way.value}") if consent.way else ""
    return _joined(basis, consent.given_by, way, format_short(consent.on))


def _referrer(referrer: Referrer) -> Message | str:
    return _joined(message(f"case_referrals.referrer.{referrer.kind.value}"), referrer.name, referrer.phone)


def _taken(step: StepTaken, name: str) -> Fact:
    said = _joined(
        message(f"case_referrals.step.{step.step.value}"),
        step.note,
        step.by_whom,
        message("case_referrals.entered_by", name=name),
    )
    return Fact(label=format_short(step.on), value=said)


PART = PartSpec(key="referrals", use_case="cases.read", make=ReferralsPart)
