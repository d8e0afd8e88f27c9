"""Beside the tasks: the half-year of a manager, the journal of an auditor, what an administrator looks after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kmcase.application.read.appointments import AppointmentItem
from kmcase.application.read.budgets import BudgetPage, planned_by, share_of_need
from kmcase.application.read.today import ChainState, OfficeCare
from kmcase.domain.appointments import AppointmentState
from kmcase.messages import Message, message
from kmcase.thai.calendar import MONTHS_SHORT
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    BudgetShown,
    Button,
    Card,
    Fact,
    Gauge,
    KeyFacts,
    Label,
    MonthBars,
    MonthShown,
    Texts,
    clear_layout,
    row,
)

_BARS_HEIGHT = 136
_HEAD_SHOWN = 16
_MEGABYTE = 1_000_000


class SideCard(Card):
    """A title, what is told, and the way to the screen that tells more."""

    asked = Signal(str)

    def __init__(self, texts: Texts, title: Message, screen: str, way: Message) -> None:
        super().__init__()
        self.title = Label(texts, title, role="lead", wrap=False)
        self.way = Button(texts, way, kind="link", icon_name="chevron_right")
        self.way.clicked.connect(lambda: self.asked.emit(screen))
        self.body.addWidget(self.title)

    def finish(self) -> None:
        """Put the way on at the foot."""
        self.body.addLayout(row(self.way, None))


class BudgetCard(SideCard):
    """The half of today: gauge with the plan's line, months as bars, the gap between need and approval."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, message("today.budget.none"), "budget", message("today.budget.open"))
        self.left = Label(texts, "", role="strong")
        self.gauge = Gauge(texts)
        self.months = MonthBars(texts)
        self.months.setFixedHeight(_BARS_HEIGHT)
        self.share = Label(texts, "", role="muted")
        for part in (self.left, self.gauge, self.months, self.share):
            self.body.addWidget(part)
        self.finish()

    def show_budget(self, page: BudgetPage, today: date) -> None:
        """A half."""
        budget = page.budget
        half = message(f"budgets.half{page.half.half}", year=str(page.half.fiscal_year))
        self.title.say(half)
        more = message("budgets.families" if page.mean else "budgets.families_unknown", count=page.more_families)
        self.left.say(message("today.budget.left", left=budget.available, more=more))
        self.gauge.set_budget(
            BudgetShown(
                allotted=budget.allotted,
                reserved=budget.reserved,
                paid=budget.paid - budget.returned,
                planned=planned_by(page.months, today),
            )
        )
        self.months.set_months(
            [MonthShown(name=MONTHS_SHORT[one.month - 1], planned=one.plan, paid=one.paid) for one in page.months]
        )
        self.share.say(share_of_need(page))


class VisitsCard(SideCard):
    """The person's own visits of today, in order; `opened` with the id of one that is pressed."""

    opened = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, message("today.visits.title"), "plan", message("today.visits.open"))
        self._texts = texts
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.lines: list[Button] = []
        self.body.addLayout(self._lines)
        self.finish()

    def show_visits(self, visits: Sequence[AppointmentItem]) -> None:
        """Time and family; below it place and who goes along."""
        clear_layout(self._lines)
        self.lines = []
        for visit in visits:
            done = visit.state is AppointmentState.DONE
            time = visit.at_time or message("today.visits.no_time")
            line = Button(
                self._texts,
                message("today.visits.line", time=time, name=visit.person_name),
                kind="link",
                icon_name="ok" if done else "visit",
            )
            line.clicked.connect(partial(self.opened.emit, visit.appointment_id))
            names = tuple(partner.name for partner in visit.partners)
            where = message("today.visits.where", place=visit.place or visit.address)
            with_whom = message("today.visits.with", names=names) if names else ""
            place = message("today.visits.place", where=where, partners=with_whom)
            for part in (row(line, None), row(Space.FOUR, Label(self._texts, place, role="muted"))):
                part.setStretch(1, 1)
                self._lines.addLayout(part)
            self.lines.append(line)


class ChainCard(SideCard):
    """How the journal stands."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, message("today.chain.title"), "verify", message("today.chain.open"))
        self.facts = KeyFacts(texts)
        self.body.addWidget(self.facts)
        self.finish()

    def show_chain(self, chain: ChainState) -> None:
        """Entries, the end of the chain, the newest checkpoint."""
        at = chain.checkpoint_at
        signed = message("today.at", at=at) if at else message("today.chain.no_checkpoint")
        self.facts.set_facts(
            [
                Fact(
                    label=message("today.chain.entries"), value=message("today.count", count=chain.entries), strong=True
                ),
                Fact(label=message("today.chain.head"), value=f"{chain.head[:_HEAD_SHOWN]}…"),
                Fact(label=message("today.chain.checkpoint"), value=signed),
            ]
        )


class CareCard(SideCard):
    """Back-ups, disk and users; what is not well is said first."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, message("today.care.title"), "backup", message("today.care.open"))
        self.state = Label(texts, "", role="strong")
        self.facts = KeyFacts(texts)
        self.body.addWidget(self.state)
        self.body.addWidget(self.facts)
        self.finish()

    def show_care(self, care: OfficeCare) -> None:
        """What an administrator looks after."""
        said, tone = care_state(care)
        self.state.say(said)
        self.state.set_tone(tone)
        last, medium, low = care.last_backup, care.medium_at, care.low_space
        never = message("today.care.never")
        room = message("today.care.room_low", megabytes=low // _MEGABYTE) if low is not None else None
        facts = (
            ("backup", message("today.at", at=last) if last else never),
            ("medium", message("today.at", at=medium) if medium else never),
            ("room", room or message("today.care.room_well")),
            ("users", message("today.care.people", count=care.users)),
        )
        self.facts.set_facts([Fact(label=message(f"today.care.{name}"), value=value) for name, value in facts])


def care_state(care: OfficeCare) -> tuple[Message, Tone]:
    """The gravest of what is wrong, or that all is well."""
    if care.missing_triggers:
        return message("shell.problem.triggers", count=care.missing_triggers), Tone.ERROR
    if care.low_space is not None:
        return message("shell.problem.low_space", megabytes=care.low_space // _MEGABYTE), Tone.ERROR
    if care.last_backup is None:
        return message("shell.top.no_backup"), Tone.WARN
    if care.medium_due:
        return message("today.care.medium_due"), Tone.WARN
    return message("today.care.well"), Tone.OK
