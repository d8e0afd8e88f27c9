"""What the reasons, the decisions and the standing of a case on an agenda say. No Qt."""

from __future__ import annotations

from kmcase.application.read.conferences import NeedLine
from kmcase.domain.cases.conferences import AgendaCase, AgendaState, Decision, DecisionState
from kmcase.messages import Message, message
from ui.tables import Mark
from ui.tone import Tone

_STATES = {
    DecisionState.OPEN: (Tone.WARN, "clock"),
    DecisionState.BEGUN: (Tone.ACCENT, "edit"),
    DecisionState.DONE: (Tone.OK, "tick"),
    DecisionState.GIVEN_UP: (Tone.PLAIN, "close"),
    DecisionState.WITHDRAWN: (Tone.PLAIN, "undo"),
}


def reason_said(line: NeedLine) -> Message:
    """A reason in one line: what it is, and which goal, service or risk."""
    if line.what:
        return message("conferences.reason.what", words=line.words, what=line.what)
    return message("conferences.reason.plain", words=line.words)


def decision_said(decision: Decision) -> Message:
    """A decision in one line: of which kind, and its words."""
    kind = message(f"conferences.decision.{decision.kind.value}")
    return message("conferences.decision.said", kind=kind, text=decision.text)


def decisions_said(item: AgendaCase) -> Message | None:
    """The decisions that stand, in one cell; None where there is none."""
    said = tuple(decision_said(decision) for decision in item.decided)
    return message("conferences.reason.all", reasons=said) if said else None


def decision_mark(decision: Decision) -> Mark:
    """How far a decision is."""
    tone, icon = _STATES[decision.state]
    return Mark(message(f"conferences.state.{decision.state.value}"), tone, icon)


def agenda_mark(item: AgendaCase) -> Mark:
    """How a case stands on an agenda."""
    if item.state is AgendaState.PUT_OFF:
        return Mark(message("conferences.agenda.put_off"), Tone.PLAIN, "calendar")
    if item.state is AgendaState.TAKEN_OFF:
        return Mark(message("conferences.agenda.taken_off"), Tone.PLAIN, "trash")
    if item.undecided:
        return Mark(message("conferences.agenda.undecided"), Tone.WARN, "clock")
    return Mark(message("conferences.agenda.decided", count=len(item.decided)), Tone.OK, "tick")
