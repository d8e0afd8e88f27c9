"""Case conferences: called from the cases that need one, held, decided case by case, closed with minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kmcase.application.cases.checks import require_open, require_reason
from kmcase.application.cases.conference_heads import call_conference, like_before, tidy_attendee, tidy_head
from kmcase.application.cases.service import note_sights
from kmcase.application.cases.tasks import PlanTask, plan_task
from kmcase.application.changes import Outcome
from kmcase.application.printing.conferences import collect
from kmcase.application.printing.press import Press
from kmcase.application.read.conferences import (
    CaseConference,
    CaseOnScreen,
    ConferenceItem,
    ConferencePage,
    NeedList,
)
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.conferences import (
    ASKED,
    AgendaCase,
    AgendaMoved,
    AgendaState,
    ConferenceDecided,
    DecisionKind,
    DecisionWithdrawn,
    NeedFound,
    PutOnAgenda,
)
from kmcase.domain.cases.heads import CONFERENCES, Seen
from kmcase.domain.cases.tasks import TaskKind
from kmcase.domain.conferences import (
    AttendanceTold,
    Attendee,
    Conference,
    ConferenceChanged,
    ConferenceClosed,
    ConferenceValues,
    Presence,
)
from kmcase.domain.errors import DomainError, require_that
from kmcase.messages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CallConference:
    """A conference with its agenda: the cases in their order, and who else is to come beside its chair and writer."""

    values: ConferenceValues
    case_ids: tuple[str, ...]
    attendees: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnAgenda:
    """Which case of which agenda."""

    conference_id: str
    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearCase(_OnAgenda):
    """What was said of a case; `seen` are the versions that the writer saw."""

    text: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnCase(_OnAgenda):
    """A decision: of a task `text` is what is to be done, `due` and `responsible` (the actor where empty) its own.

    Without change `text` is the reason. A change of the plan is written afterwards, with the decision's id
    (`WritePlan.decision_id`).
    """

    kind: DecisionKind
    text: str
    due: date | None = None
    responsible: str = ""
    task_kind: TaskKind = TaskKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAgenda(_OnAgenda):
    """Put a case off to the next conference or take it off this one, for a reason; or have it on it after all."""

    state: AgendaState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision(_OnAgenda):
    """A decision was a mistake, for a reason."""

    decision_id: str
    reason: str


class ConferenceService:
    """Use cases of case conferences."""

    def __init__(self, work: Work, press: Press) -> None:
        self._work = work
        self._press = press

    # --- reading ---

    def needs(self) -> NeedList:
        """Cases that need a conference today."""
        with self._work.read("conferences.read") as reading:
            return reading.conferences.needs()

    def list(self) -> tuple[ConferenceItem, ...]:
        """All conferences, the newest first."""
        with self._work.read("conferences.read") as reading:
            return reading.conferences.list()

    def page(self, conference_id: str) -> ConferencePage:
        """A conference with its agenda; raises `conferences.unknown`."""
        with self._work.read("conferences.read") as reading:
            return reading.conferences.page(conference_id)

    def of_case(self, case_id: str) -> tuple[CaseConference, ...]:
        """The conferences of a case, the newest first; raises `cases.unknown`."""
        with self._work.read("conferences.read") as reading:
            return reading.conferences.of_case(case_id)

    def on_screen(self, conference_id: str, case_id: str) -> CaseOnScreen:
        """A case of an agenda for the wall; raises `conferences.unknown`, `conferences.not_on_agenda`."""
        with self._work.read("conferences.read") as reading:
            page = reading.conferences.page(conference_id)
            line = next((line for line in page.agenda if line.agenda.case_id == case_id), None)
            if line is None:
                raise DomainError("conferences.not_on_agenda")
            return CaseOnScreen(
                line=line,
                page=reading.cases.page(case_id),
                assessments=reading.case_assessments.items(case_id),
                plan=reading.case_plans.plan_of(case_id),
            )

    def minutes(self, conference_id: str, language: Language = "th") -> bytes:
        """รายงานการประชุม as the actor may see it; raises `conferences.unknown`.

        Of each case that they name it is kept that it was printed, before they are given.
        """
        with self._work.read("conferences.read") as reading:
            snapshot = collect(reading, conference_id, self._work.actor.name)
        paper = self._press.conference_minutes(snapshot, language)
        with self._work.begin("cases.note_sight") as unit:
            note_sights(unit, [line.agenda.case_id for line in snapshot.page.agenda], Seen.PRINTED, CONFERENCES)
            unit.commit(conference_id)
        return paper

    # --- the conference ---

    def call(self, command: CallConference) -> Outcome[str]:
        """Call a conference with these cases on its agenda; gives its id.

        Raises `conferences.chair_missing`, `conferences.own_minutes`, `cases.not_in_case_work` beside `chair`, `writer`
        or `checker`, `appointments.time_unreadable` beside `at_time`, what `attend` raises of attendees, and
        `cases.unknown`, `cases.is_closed` of a case.
        """
        with self._work.begin("conferences.call") as unit:
            conference_id = call_conference(unit, command.values, command.attendees)
            _put_on(unit, conference_id, command.case_ids)
            return unit.commit(conference_id)

    def set_up(self, on: date, case_ids: tuple[str, ...]) -> Outcome[str]:
        """One step from the list: the conference of a day with these cases behind those that are on its agenda.

        Where none is open on that day, one is called; time, place and chair are those of the conference before, else
        the director's. Gives its id; raises what `call` and `put_on` raise.
        """
        with self._work.begin("conferences.call") as unit:
            every = unit.conferences.conferences()
            there = next((one.conference_id for one in every if one.values.on == on and not one.closed), "")
            conference_id = there or call_conference(unit, like_before(unit, on, every), ())
            _put_on(unit, conference_id, case_ids)
            return unit.commit(conference_id)

    def change(self, conference_id: str, values: ConferenceValues) -> Outcome[str]:
        """Another day, place or chair; raises `conferences.is_closed` and what `call` raises of values."""
        with self._work.begin("conferences.call") as unit:
            before = _open(unit, conference_id)
            kept = tidy_head(unit, values)
            if kept != before.values:
                unit.record(ConferenceChanged(conference_id=conference_id, values=kept))
            return unit.commit(conference_id)

    def attend(self, conference_id: str, attendees: Sequence[Attendee], removed: tuple[str, ...] = ()) -> Outcome[str]:
        """Who came, who did not, and who promised to keep what they hear; an attendee without id is new.

        Raises `conferences.is_closed`, `conferences.name_missing` and `conferences.agency_missing`.
        """
        with self._work.begin("conferences.attend") as unit:
            conference = _open(unit, conference_id)
            known = {each.attendee_id: each for each in conference.attendees}
            told = tuple(tidy_attendee(unit, each) for each in attendees)
            changed = tuple(each for each in told if known.get(each.attendee_id) != each)
            gone = tuple(each for each in removed if each in known)
            if changed or gone:
                unit.record(AttendanceTold(conference_id=conference_id, attendees=changed, removed=gone))
            return unit.commit(conference_id)

    def close(self, conference_id: str) -> Outcome[tuple[str, ...]]:
        """The minutes are ready; gives the numbers of the cases that are left undecided, which need one again.

        Raises `conferences.is_closed`, `conferences.nobody_came`, `conferences.in_future`.
        """
        with self._work.begin("conferences.close") as unit:
            conference = _open(unit, conference_id)
            require_that(conference.values.on <= unit.today, "conferences.in_future")
            came = any(each.presence is Presence.PRESENT for each in conference.attendees)
            require_that(came, "conferences.nobody_came")
            left = [item.case_id for item in unit.conferences.agenda(conference_id) if item.undecided]
            unit.record(ConferenceClosed(conference_id=conference_id, closed=True))
            return unit.commit(tuple(unit.cases.head(case_id).number for case_id in left))

    def reopen(self, conference_id: str) -> Outcome[str]:
        """Write on the minutes again; raises `conferences.not_closed`."""
        with self._work.begin("conferences.close") as unit:
            require_that(unit.conferences.conference(conference_id).closed, "conferences.not_closed")
            unit.record(ConferenceClosed(conference_id=conference_id, closed=False))
            return unit.commit(conference_id)

    # --- its agenda ---

    def put_on(self, conference_id: str, case_ids: tuple[str, ...]) -> Outcome[str]:
        """Put cases on the agenda, behind those that are there; raises `conferences.is_closed`, `cases.is_closed`."""
        with self._work.begin("conferences.agenda") as unit:
            _open(unit, conference_id)
            _put_on(unit, conference_id, case_ids)
            return unit.commit(conference_id)

    def arrange(self, conference_id: str, case_ids: tuple[str, ...]) -> Outcome[str]:
        """Another order of the cases that the actor sees; the places of the others stay.

        Cases that two put on apart at one place are given places of their own.
        """
        with self._work.begin("conferences.agenda") as unit:
            _open(unit, conference_id)
            items = {item.case_id: item for item in unit.conferences.agenda(conference_id)}
            require_that(set(case_ids) == set(items), "conferences.not_on_agenda")
            places, last = sorted(item.place for item in items.values()), 0
            for place, case_id in zip(places, case_ids, strict=True):
                last = max(place, last + 1)
                if items[case_id].place != last:
                    needs = items[case_id].needs
                    unit.record(PutOnAgenda(case_id=case_id, conference_id=conference_id, place=last, needs=needs))
            return unit.commit(conference_id)

    def move(self, command: MoveAgenda) -> Outcome[str]:
        """Put a case off, take it off, or have it on the agenda after all.

        Raises `conferences.is_closed`, `conferences.not_on_agenda`, `cases.reason_missing` beside `reason`, and
        `conferences.is_decided` of a case that is to be put off, where a decision outweighs that.
        """
        with self._work.begin("conferences.agenda") as unit:
            item = _item(unit, command)
            told = command.reason.strip() if command.state is AgendaState.ON else require_reason(command.reason)
            require_that(command.state is not AgendaState.PUT_OFF or not item.decided, "conferences.is_decided")
            if command.state is not item.state:
                unit.record(item.moved(command.state, told))
            return unit.commit(command.conference_id)

    def hear(self, command: HearCase) -> Outcome[str]:
        """Keep what was said of a case; what somebody wrote apart stays beside it. Gives the version's id.

        Raises `conferences.is_closed`, `conferences.not_on_agenda`, `conferences.text_missing` beside `text`.
        """
        with self._work.begin("conferences.decide") as unit:
            item, text = _item(unit, command), _text(command.text)
            version_id = unit.ids.new()
            unit.record(item.said(version_id, text, command.seen))
            return unit.commit(version_id)

    def decide(self, command: DecideOnCase) -> Outcome[str]:
        """Enter a decision, and with it the task that it becomes; gives its id.

        Raises `conferences.is_closed`, `conferences.not_on_agenda`, `conferences.text_missing` beside `text`,
        `conferences.due_missing` beside `due`, and what planning a task raises.
        """
        with self._work.begin("conferences.decide") as unit:
            item, text = _item(unit, command), _text(command.text)
            task_id = _task(unit, command, text) if command.kind is DecisionKind.TASK else ""
            decision_id = unit.ids.new()
            unit.record(
                ConferenceDecided(
                    case_id=item.case_id,
                    conference_id=item.conference_id,
                    decision_id=decision_id,
                    kind=command.kind,
                    text=text,
                    task_id=task_id,
                )
            )
            if item.state is not AgendaState.ON:
                unit.record(item.moved(AgendaState.ON))
            return unit.commit(decision_id)

    def withdraw(self, command: WithdrawDecision) -> Outcome[str]:
        """Say that a decision was a mistake; what became of it already stays. Gives its id.

        Raises `conferences.is_closed`, `conferences.unknown_decision`, `cases.reason_missing` beside `reason`.
        """
        with self._work.begin("conferences.decide") as unit:
            decided = {decision.decision_id for decision in _item(unit, command).decided}
            require_that(command.decision_id in decided, "conferences.unknown_decision")
            reason = require_reason(command.reason)
            unit.record(DecisionWithdrawn(case_id=command.case_id, decision_id=command.decision_id, reason=reason))
            return unit.commit(command.decision_id)


def _open(unit: Unit, conference_id: str) -> Conference:
    conference = unit.conferences.conference(conference_id)
    require_that(not conference.closed, "conferences.is_closed")
    return conference


def _item(unit: Unit, named: _OnAgenda) -> AgendaCase:
    _open(unit, named.conference_id)
    return unit.conferences.on_agenda(named.case_id, named.conference_id)


def _text(told: str) -> str:
    text = told.strip()
    require_that(bool(text), "conferences.text_missing", "text")
    return text


def _put_on(unit: Unit, conference_id: str, case_ids: Sequence[str]) -> None:
    """Put cases on an agenda behind those that are there, each once, with why they need it today."""
    agenda = unit.conferences.agenda(conference_id)
    there = {item.case_id for item in agenda if item.state is not AgendaState.TAKEN_OFF}
    fresh = tuple(case_id for case_id in dict.fromkeys(case_ids) if case_id not in there)
    why = unit.conferences.why(fresh)
    place = unit.conferences.last_place(conference_id)
    for number, case_id in enumerate(fresh, start=1):
        require_open(unit.cases.head(case_id))
        needs = why.get(case_id, (NeedFound(code=ASKED),))
        unit.record(PutOnAgenda(case_id=case_id, conference_id=conference_id, place=place + number, needs=needs))
        unit.record(AgendaMoved(case_id=case_id, conference_id=conference_id, state=AgendaState.ON))


def _task(unit: Unit, command: DecideOnCase, text: str) -> str:
    if command.due is None:
        raise DomainError("conferences.due_missing", "due")
    return plan_task(
        unit,
        PlanTask(
            case_id=command.case_id,
            kind=command.task_kind,
            what=text,
            due=command.due,
            responsible=command.responsible,
        ),
    )
