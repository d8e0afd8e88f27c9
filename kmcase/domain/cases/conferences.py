"""What a case conference hears and decides of a case: it belongs to the case, and goes where the case goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.events import event
from kmcase.domain.writings import Writing, superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFound:
    """Why a case needs a conference: `code` is an entry of the casework, or `PUT_OFF`, or `ASKED`.

    `what` is the goal, service or risk concerned in words or as a code, `since` the day since which it is so.
    """

    code: str
    what: str = ""
    since: date | None = None


PUT_OFF = "put_off"
"""A conference put the case off, or was closed without a decision on it."""
ASKED = "asked"
"""Nothing but somebody's wish put the case on the agenda."""


class AgendaState(StrEnum):
    """How a case stands on an agenda; the words are `conferences.agenda.<value>`."""

    ON = "on"
    PUT_OFF = "put_off"
    TAKEN_OFF = "taken_off"


class DecisionKind(StrEnum):
    """What a decision becomes; the words are `conferences.decision.<value>`."""

    PLAN = "plan"
    TASK = "task"
    NO_CHANGE = "no_change"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnAgenda(OfCase):
    """The case is on the agenda of a conference, at a place from 1, for these reasons. The newest entry stands."""

    TYPE = "case.put_on_agenda"
    case_id: str
    conference_id: str
    place: int
    needs: tuple[NeedFound, ...] = ()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaMoved(OfCase):
    """The case was put off, taken off, or is on the agenda after all. The newest entry stands.

    A decision outweighs that the case was put off (`AgendaCase.weighed`).
    """

    TYPE = "case.agenda_moved"
    case_id: str
    conference_id: str
    state: AgendaState
    reason: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceHeard(OfCase):
    """What was said of the case, or a version of it that takes the place of those it `replaces`."""

    TYPE = "case.conference_heard"
    case_id: str
    conference_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    text: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceDecided(OfCase):
    """A decision. Of a task `task_id` names it; without change `text` is the reason; a change of the plan names it."""

    TYPE = "case.conference_decided"
    case_id: str
    conference_id: str
    decision_id: str
    kind: DecisionKind
    text: str
    task_id: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn(OfCase):
    """A decision was a mistake; it stays readable. What became of it already stays too."""

    TYPE = "case.decision_withdrawn"
    case_id: str
    decision_id: str
    reason: str


class DecisionState(StrEnum):
    """How far a decision is; the words are `conferences.state.<value>`."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"


_OF_TASKS: Mapping[TaskState | None, DecisionState] = {
    None: DecisionState.OPEN,
    TaskState.OPEN: DecisionState.OPEN,
    TaskState.DONE: DecisionState.DONE,
    TaskState.GIVEN_UP: DecisionState.GIVEN_UP,
}


def decision_state(
    kind: DecisionKind, *, withdrawn: bool, task: TaskState | None = None, written: bool = False, in_force: bool = False
) -> DecisionState:
    """How far a decision is, by what became of it.

    Of a plan `written` tells that somebody wrote on it for this decision, `in_force` that the wording was approved.
    """
    if withdrawn:
        return DecisionState.WITHDRAWN
    if kind is DecisionKind.NO_CHANGE:
        return DecisionState.DONE
    if kind is DecisionKind.TASK:
        return _OF_TASKS[task]
    if in_force:
        return DecisionState.DONE
    return DecisionState.BEGUN if written else DecisionState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as it stands; `due` and `responsible` (a staff id) are its task's, `withdrawn` is why it was wrong."""

    decision_id: str
    kind: DecisionKind
    text: str
    state: DecisionState
    decided_by: str
    decided_at: datetime
    task_id: str = ""
    due: date | None = None
    responsible: str = ""
    withdrawn: str = ""

    @property
    def stands(self) -> bool:
        """Whether nobody withdrew it."""
        return self.state is not DecisionState.WITHDRAWN

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, begun or not."""
        return self.state in (DecisionState.OPEN, DecisionState.BEGUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCase:
    """A case on the agenda of a conference; `heard` are the texts that stand, more than one where written apart.

    `outweighed` is why somebody put the case off of which another, apart, entered a decision.
    """

    case_id: str
    conference_id: str
    place: int
    needs: tuple[NeedFound, ...]
    state: AgendaState
    reason: str
    heard: tuple[Writing[str], ...]
    decisions: tuple[Decision, ...]
    outweighed: str = ""

    def weighed(self) -> AgendaCase:
        """The same, on the agenda where it was put off and a decision on it stands, whichever was entered first.

        What was decided is to be done; a case that is to come again is put on the agenda of the next conference. Where
        the last decision is withdrawn, it is put off again.
        """
        if self.state is not AgendaState.PUT_OFF or not self.decided:
            return self
        return replace(self, state=AgendaState.ON, reason="", outweighed=self.reason)

    @property
    def decided(self) -> tuple[Decision, ...]:
        """The decisions that stand."""
        return tuple(decision for decision in self.decisions if decision.stands)

    @property
    def listed(self) -> bool:
        """Whether it stands on the agenda: what was heard or decided of a case is read also where it was taken off."""
        return self.state is not AgendaState.TAKEN_OFF or bool(self.heard or self.decisions)

    @property
    def undecided(self) -> bool:
        """Whether the case waits for a word of this conference."""
        return self.state is AgendaState.ON and not self.decided

    def moved(self, state: AgendaState, reason: str = "") -> AgendaMoved:
        """The case is put off, taken off, or on the agenda after all."""
        return AgendaMoved(case_id=self.case_id, conference_id=self.conference_id, state=state, reason=reason)

    def said(self, version_id: str, text: str, seen: Collection[str]) -> ConferenceHeard:
        """What was said of the case, in the place of the texts that stand and that its writer saw."""
        return ConferenceHeard(
            case_id=self.case_id,
            conference_id=self.conference_id,
            version_id=version_id,
            replaces=superseded(self.heard, seen),
            text=text,
        )
