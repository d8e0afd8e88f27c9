"""The first screen of the day: what waits for the signed-in person, in one reading, by role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from kmcase.application.backups import nag_for_medium
from kmcase.application.controls import count_open
from kmcase.application.duplicates.arriving import count_waiting, remember
from kmcase.application.overview import Machine
from kmcase.application.permissions import allowed, only_read_at_laptop
from kmcase.application.ports.reading import Reading
from kmcase.application.read.appointments import AppointmentItem
from kmcase.application.read.case_referrals import ReferralItem
from kmcase.application.read.conferences import ConferenceRef
from kmcase.application.read.duplicates import KnownPairs
from kmcase.application.read.meetings import MeetingItem
from kmcase.application.read.requests import Light, NextAction, RequestItem
from kmcase.application.read.today import OfficeCare, Pending, Task, TaskItem, TodayPage, VouchersPending
from kmcase.application.read.visits import VisitItem
from kmcase.application.work import Actor, Work
from kmcase.domain.appointments import AppointmentState
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.cases.referrals import Waits
from kmcase.domain.meetings import MeetingStatus
from kmcase.domain.payments import RunState
from kmcase.domain.publicity import PublicityState
from kmcase.domain.requests import ENDED, RequestStatus
from kmcase.domain.staff import Role
from kmcase.domain.visits import WRITABLE, VisitState
from kmcase.rules.conferences import told_until
from kmcase.rules.exchanges import heard_of_since
from kmcase.thai import calendar

_OFFICER, _SOCIAL, _FINANCE = Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER, Role.FINANCE
_DIRECTOR, _AUDITOR, _ADMINISTRATOR = Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR
_ASSISTANT = Role.CASE_ASSISTANT


@dataclass(frozen=True, slots=True)
class Duty:
    """Whose task it is, and the use case that shows its list: who may not see the list sees no count of it."""

    roles: frozenset[Role]
    shown_by: str


def _duty(shown_by: str, *roles: Role) -> Duty:
    return Duty(frozenset(roles), shown_by)


DUTIES: Mapping[Task, Duty] = {
    Task.GLASS: _duty("cases.read", _OFFICER, _SOCIAL, _DIRECTOR),
    Task.DOUBTED: _duty("payments.read", _FINANCE, _DIRECTOR, _AUDITOR),
    Task.OBSERVATION: _duty("controls.read", _SOCIAL, _DIRECTOR, _AUDITOR),
    Task.DUPLICATE: _duty("duplicates.read", _SOCIAL, _DIRECTOR),
    Task.CONFLICT: _duty("conflicts.read", _OFFICER, _SOCIAL, _DIRECTOR),
    Task.REFUSED_ENTRY: _duty("exchange.read", _DIRECTOR, _ADMINISTRATOR),
    Task.SILENT_LAPTOP: _duty("laptops.read", _DIRECTOR, _ADMINISTRATOR),
    Task.OVERDUE: _duty("requests.read", _OFFICER, _SOCIAL, _DIRECTOR, _AUDITOR),
    Task.SENT_BACK: _duty("requests.read", _OFFICER, _SOCIAL),
    Task.FIND_OUT: _duty("requests.read", _OFFICER, _SOCIAL),
    Task.DRAFT: _duty("requests.read", _OFFICER, _SOCIAL),
    Task.CASE_DEADLINE: _duty("cases.read", _OFFICER, _SOCIAL, _DIRECTOR),
    Task.CONFERENCE_OPEN: _duty("conferences.read", _OFFICER, _SOCIAL, _DIRECTOR, _AUDITOR),
    Task.CONFERENCE_COMING: _duty("conferences.read", _OFFICER, _SOCIAL, _DIRECTOR, _AUDITOR, _ASSISTANT),
    Task.VISIT_BACK: _duty("visits.read", _OFFICER, _SOCIAL),
    Task.VISIT_DRAFT: _duty("visits.read", _OFFICER, _SOCIAL),
    Task.DIAGNOSE: _duty("requests.read", _SOCIAL),
    Task.REVIEW: _duty("requests.read", _SOCIAL, _DIRECTOR),
    Task.VISIT_REVIEW: _duty("visits.read", _SOCIAL, _DIRECTOR),
    Task.READY: _duty("requests.read", _DIRECTOR),
    Task.DECIDE: _duty("meetings.read", _DIRECTOR),
    Task.MINUTES: _duty("meetings.read", _OFFICER, _SOCIAL, _DIRECTOR, _AUDITOR),
    Task.ASK_MONEY: _duty("batches.read", _FINANCE),
    Task.DRAW: _duty("batches.read", _FINANCE),
    Task.PREPARE: _duty("payments.read", _FINANCE),
    Task.OUT: _duty("payments.read", _FINANCE, _DIRECTOR),
    Task.CLOSE: _duty("payments.read", _FINANCE),
    Task.RECONCILE: _duty("reconciliation.read", _FINANCE),
    Task.MISSING_SCAN: _duty("payments.read", _FINANCE, _AUDITOR),
    Task.VERIFY: _duty("payments.read", _FINANCE, _DIRECTOR),
    Task.VISIT_OVERDUE: _duty("appointments.read", _OFFICER, _SOCIAL, _DIRECTOR),
    Task.FOLLOW_UP: _duty("followups.read", _OFFICER, _SOCIAL),
    Task.HOUSEHOLD_PLAN: _duty("household_plans.read", _OFFICER, _SOCIAL),
    Task.LESSONS: _duty("lessons.read", _OFFICER, _SOCIAL),
    Task.PUBLICITY: _duty("publicity.read", _DIRECTOR),
    Task.SURVEY_OVERDUE: _duty("imports.read", _OFFICER),
    Task.ROW_WAITING: _duty("imports.read", _OFFICER),
    Task.EXCEPTION: _duty("requests.read", _AUDITOR, _DIRECTOR),
    Task.TELL_REFERRER: _duty("cases.read", _OFFICER, _SOCIAL, _ASSISTANT),
    Task.REFERRAL_LATE: _duty("cases.read", _OFFICER, _SOCIAL),
    Task.CLOSING: _duty("cases.read", _SOCIAL, _DIRECTOR),
    Task.LOOK_AFTER: _duty("cases.read", _OFFICER, _SOCIAL, _ASSISTANT),
    Task.NOTE_REVIEW: _duty("cases.read", _OFFICER, _SOCIAL, _DIRECTOR),
    Task.RELATIVES: _duty("staff.list", _OFFICER, _SOCIAL, _FINANCE, _DIRECTOR),
}
_REFUSED_SHOWN = timedelta(days=30)
"""How long a refused entry stands among the day's work: the program's own choice; its list keeps it."""
_OWN = frozenset({Task.SENT_BACK, Task.FIND_OUT, Task.DRAFT, Task.VISIT_BACK, Task.VISIT_DRAFT})
_OWN_OF_OFFICERS = frozenset({Task.OVERDUE, Task.VISIT_OVERDUE})
_BUDGET_ROLES = frozenset({_FINANCE, _DIRECTOR})


class TodayService:
    """One read for the first screen."""

    def __init__(self, work: Work, machine: Machine) -> None:
        self._work = work
        self._machine = machine

    def page(self) -> TodayPage:
        """The tasks of the signed-in person's roles, nothing waiting included, and what the roles look after."""
        roles = self._work.actor.roles
        with self._work.read("office.read") as reading:
            counting = _Counting(reading, self._work.actor)
            concerned = (task for task, duty in DUTIES.items() if _concerns(duty, roles, self._work.at_laptop))
            tasks = tuple(counting.item(task) for task in concerned)
            today = reading.today
            half = BudgetHalf(calendar.fiscal_year(today), calendar.half_of(today))
            with_money = roles & _BUDGET_ROLES and allowed("budgets.read", roles)
            page = TodayPage(
                today=today,
                tasks=tasks,
                visits=self._visits(reading) if allowed("appointments.plan", roles) else None,
                budget=reading.budgets.page(half) if with_money else None,
                chain=reading.pending.chain() if _AUDITOR in roles and allowed("office.verify", roles) else None,
                care=self._care(reading) if Role.ADMINISTRATOR in roles else None,
            )
        remember(self._work, counting.known_pairs, "duplicates.decide")
        return page

    def _visits(self, reading: Reading) -> tuple[AppointmentItem, ...]:
        today, own = reading.today, self._work.actor.staff_id
        found = reading.appointments.between(today, today, officer_id=own)
        return tuple(one for one in found if one.state is not AppointmentState.CANCELLED)

    def _care(self, reading: Reading) -> OfficeCare:
        machine = self._machine
        medium_at = machine.last_second_medium()
        return OfficeCare(
            users=sum(member.active for member in reading.staff.members()),
            last_backup=machine.last_backup(),
            medium_at=medium_at,
            medium_due=nag_for_medium(medium_at, reading.now) is not None,
            low_space=machine.low_space(),
            missing_triggers=len(machine.missing_triggers()),
        )


def _concerns(duty: Duty, roles: frozenset[Role], at_laptop: bool) -> bool:
    """Whose task it is and where: on a laptop nothing waits that the office alone can do."""
    if at_laptop and only_read_at_laptop(duty.shown_by):
        return False
    return bool(duty.roles & roles) and allowed(duty.shown_by, roles)


def _earliest(meetings: Sequence[MeetingItem]) -> str:
    first = min(meetings, key=lambda one: (one.held_on, one.number), default=None)
    return first.meeting_id if first else ""


def _of_cases(found: Iterable[str]) -> Pending:
    """How many, and the case of the first."""
    case_ids = tuple(found)
    return Pending(count=len(case_ids), record_id=case_ids[0] if case_ids else "")


class _Counting:
    """Counts tasks of one reading; what several tasks need is read once, and only where one is asked for."""

    def __init__(self, reading: Reading, actor: Actor) -> None:
        self._reading = reading
        self._actor = actor
        self.known_pairs: KnownPairs | None = None

    def item(self, task: Task) -> TaskItem:
        """How much of a task waits."""
        found = self._COUNTS[task](self)
        waiting = found if isinstance(found, Pending) else Pending(count=found)
        return TaskItem(task=task, count=waiting.count, own=self._is_own(task), record_id=waiting.record_id)

    def _is_own(self, task: Task) -> bool:
        """Whether the person's own requests alone count: an officer answers for them, others for the office."""
        return task in _OWN or (task in _OWN_OF_OFFICERS and self._actor.roles == {_OFFICER})

    @cached_property
    def _open(self) -> tuple[RequestItem, ...]:
        return self._reading.requests.list(statuses=frozenset(set(RequestStatus) - ENDED))

    @cached_property
    def _visits(self) -> tuple[VisitItem, ...]:
        return self._reading.visits.list(states=WRITABLE | {VisitState.SUBMITTED})

    @cached_property
    def _vouchers(self) -> VouchersPending:
        return self._reading.pending.vouchers()

    @cached_property
    def _meetings(self) -> tuple[MeetingItem, ...]:
        return self._reading.meetings.list()

    @cached_property
    def _conferences(self) -> tuple[ConferenceRef, ...]:
        """Conferences that are not closed, up to the last day of which they are told beforehand."""
        reading = self._reading
        return reading.conferences.not_closed(told_until(reading.today, reading.regulations))

    def _conferences_open(self) -> Pending:
        """Conferences past their day, and the one that lies back longest."""
        past = [one for one in self._conferences if one.on < self._reading.today]
        return Pending(count=len(past), record_id=past[0].conference_id if past else "")

    def _conferences_coming(self) -> Pending:
        """Conferences of today and of the days ahead, and the next of them."""
        coming = [one for one in self._conferences if one.on >= self._reading.today]
        return Pending(count=len(coming), record_id=coming[0].conference_id if coming else "")

    def _of(self, task: Task) -> Iterator[RequestItem]:
        own = self._is_own(task)
        return (item for item in self._open if not own or item.officer == self._actor.staff_id)

    def _overdue(self) -> int:
        return sum(item.waiting.light is Light.RED for item in self._of(Task.OVERDUE))

    def _waiting_for(self, task: Task, action: NextAction) -> int:
        return sum(item.next_action is action for item in self._of(task))

    def _visits_in(self, task: Task, state: VisitState) -> Pending:
        """Visits in a state: an officer's own, or those that somebody else than the reviewer made."""
        own, me = self._is_own(task), self._actor.staff_id
        found = [item.visit_id for item in self._visits if item.state is state and (item.officer == me) is own]
        return Pending(count=len(found), record_id=found[-1] if found else "")

    def _to_decide(self) -> Pending:
        planned = (one for one in self._meetings if one.status is MeetingStatus.PLANNED)
        undecided = [one for one in planned if one.requests > one.decided]
        return Pending(count=sum(one.requests - one.decided for one in undecided), record_id=_earliest(undecided))

    def _without_minutes(self) -> Pending:
        """Meetings that are closed, and no scan of what the panel signed is there."""
        lacking = [one for one in self._meetings if one.status is MeetingStatus.CLOSED and not one.has_minutes]
        return Pending(count=len(lacking), record_id=_earliest(lacking))

    def _to_publish(self) -> Pending:
        """Publicity texts that wait for approval."""
        waiting = [one for one in self._reading.publicity.list() if one.state is PublicityState.WAITING]
        return Pending(count=len(waiting), record_id=waiting[-1].publicity_id if waiting else "")

    def _doubted(self) -> Pending:
        """Hand-overs of laptops that the books do not take, and the run of the oldest."""
        found = self._reading.checkouts.doubts()
        return Pending(count=len(found), record_id=next((doubt.run_id for doubt in found if doubt.number), ""))

    def _glass(self) -> Pending:
        """Broken glasses of cases that the person manages, until he looked who saw them."""
        found = self._reading.cases.glass_unseen()
        return Pending(count=len(found), record_id=next(iter(found), ""))

    def _out(self) -> Pending:
        """Runs that are with a laptop, and the one that is out longest."""
        found = self._reading.checkouts.out()
        first = min(found, key=lambda run_id: (found[run_id].since, run_id), default="")
        return Pending(count=len(found), record_id=first)

    def _runs(self, state: RunState) -> int:
        return self._reading.pending.runs()[state]

    def _visits_overdue(self) -> int:
        own = self._actor.staff_id if self._is_own(Task.VISIT_OVERDUE) else ""
        return self._reading.appointments.count_overdue(own)

    @cached_property
    def _referrals(self) -> tuple[ReferralItem, ...]:
        return self._reading.case_referrals.waiting()

    def _to_tell(self) -> Pending:
        """Referrers who were not told yet what came of it, and the case of the one who waits longest."""
        return _of_cases(one.referral.case_id for one in self._referrals if one.standing.waits is Waits.TELLING)

    def _referrals_late(self) -> Pending:
        """Referrals that wait too long for anything else."""
        late = (one for one in self._referrals if one.late and one.standing.waits is not Waits.TELLING)
        return _of_cases(one.referral.case_id for one in late)

    def _to_look_after(self) -> Pending:
        """Former clients who are to be looked after."""
        return _of_cases(one.case_id for one in self._reading.case_closings.looks_owed())

    def _to_close(self) -> Pending:
        """Closings that wait for a word, but those that the person proposed."""
        me = self._actor.staff_id
        return _of_cases(one.case_id for one in self._reading.case_closings.proposed() if one.proposed_by != me)

    def _year(self) -> int:
        return calendar.fiscal_year(self._reading.today)

    def _relatives(self) -> int:
        """One where the person has not said for this fiscal year who the own relatives are."""
        return int(not self._reading.staff.relatives_confirmed(self._actor.staff_id, self._year()))

    def _duplicates(self) -> int:
        """Lines of the list of duplicate persons that wait; the page remembers what it cost to find them."""
        waiting, self.known_pairs = count_waiting(self._reading)
        return waiting

    def _silent_laptops(self) -> int:
        reading = self._reading
        return reading.pending.silent_laptops(heard_of_since(reading.today, reading.regulations))

    _COUNTS: Mapping[Task, Callable[[_Counting], int | Pending]] = {
        Task.DOUBTED: _doubted,
        Task.GLASS: _glass,
        Task.OBSERVATION: lambda self: count_open(self._reading),
        Task.DUPLICATE: _duplicates,
        Task.CONFLICT: lambda self: self._reading.conflicts.count(),
        Task.REFUSED_ENTRY: lambda self: self._reading.pending.refused_entries(self._reading.today - _REFUSED_SHOWN),
        Task.SILENT_LAPTOP: _silent_laptops,
        Task.OVERDUE: _overdue,
        Task.SENT_BACK: lambda self: self._waiting_for(Task.SENT_BACK, NextAction.CORRECT),
        Task.FIND_OUT: lambda self: self._waiting_for(Task.FIND_OUT, NextAction.FIND_OUT),
        Task.DRAFT: lambda self: self._waiting_for(Task.DRAFT, NextAction.FINISH_DRAFT),
        Task.CASE_DEADLINE: lambda self: self._reading.cases.pressing(),
        Task.CONFERENCE_OPEN: _conferences_open,
        Task.CONFERENCE_COMING: _conferences_coming,
        Task.VISIT_BACK: lambda self: self._visits_in(Task.VISIT_BACK, VisitState.RETURNED),
        Task.VISIT_DRAFT: lambda self: self._visits_in(Task.VISIT_DRAFT, VisitState.DRAFT),
        Task.VISIT_REVIEW: lambda self: self._visits_in(Task.VISIT_REVIEW, VisitState.SUBMITTED),
        Task.DIAGNOSE: lambda self: self._waiting_for(Task.DIAGNOSE, NextAction.DIAGNOSE),
        Task.REVIEW: lambda self: self._waiting_for(Task.REVIEW, NextAction.REVIEW),
        Task.READY: lambda self: self._waiting_for(Task.READY, NextAction.PUT_ON_AGENDA),
        Task.DECIDE: _to_decide,
        Task.MINUTES: _without_minutes,
        Task.ASK_MONEY: lambda self: self._reading.pending.money().to_ask,
        Task.DRAW: lambda self: self._reading.pending.money().to_draw,
        Task.PREPARE: lambda self: self._reading.pending.money().to_prepare,
        Task.OUT: _out,
        Task.CLOSE: lambda self: self._runs(RunState.OPEN) - self._out().count,
        Task.RECONCILE: lambda self: self._reading.pending.unreconciled(),
        Task.MISSING_SCAN: lambda self: self._vouchers.missing_scans,
        Task.VERIFY: lambda self: self._runs(RunState.CLOSED),
        Task.VISIT_OVERDUE: _visits_overdue,
        Task.FOLLOW_UP: lambda self: self._vouchers.not_asked,
        Task.HOUSEHOLD_PLAN: lambda self: self._reading.household_plans.without(),
        Task.LESSONS: lambda self: self._reading.lessons.without(),
        Task.PUBLICITY: _to_publish,
        Task.SURVEY_OVERDUE: lambda self: self._reading.pending.overdue_surveys(),
        Task.ROW_WAITING: lambda self: self._reading.pending.waiting_rows(),
        Task.EXCEPTION: lambda self: self._reading.pending.exceptions(self._year()),
        Task.TELL_REFERRER: _to_tell,
        Task.REFERRAL_LATE: _referrals_late,
        Task.CLOSING: _to_close,
        Task.LOOK_AFTER: _to_look_after,
        Task.NOTE_REVIEW: lambda self: _of_cases(one.case_id for one in self._reading.case_notes.waiting(own=True)),
        Task.RELATIVES: _relatives,
    }
