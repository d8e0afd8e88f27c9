"""Columns of the lists of plans, lines, needs, steps and payments. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.application.read.household_plans import NeedLine, PlanItem, PlanPage, StepLine, StepState
from kmcase.domain.household_plans import LineResult, LineState, Look, NeedState, PlanLine, PlanState, Step
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone

STATE_MARKS = {
    PlanState.MISSING: Mark(message("household_plans.state.missing"), Tone.WARN, "clock"),
    PlanState.WRITTEN: Mark(message("household_plans.state.written"), Tone.ACCENT, "note"),
    PlanState.APART: Mark(message("household_plans.state.apart"), Tone.WARN, "warning"),
    PlanState.CERTIFIED: Mark(message("household_plans.state.certified"), Tone.OK, "tick"),
}
LOOK_MARKS = {
    Look.PROBLEM: Mark(message("household_plans.look.problem"), Tone.ERROR, "error"),
    Look.AT_RISK: Mark(message("household_plans.look.at_risk"), Tone.WARN, "warning"),
    Look.WELL: Mark(message("household_plans.look.well"), Tone.OK, "tick"),
}
NOT_SEEN = Mark(message("household_plans.page.not_seen"), Tone.PLAIN, "clock")
_LINE_MARKS = {
    LineState.WAITING: Mark(message("household_plans.line.waiting"), Tone.PLAIN, "clock"),
    LineState.DOING: Mark(message("household_plans.line.doing"), Tone.ACCENT, "edit"),
    LineState.DONE: Mark(message("household_plans.line.done"), Tone.OK, "tick"),
    LineState.GIVEN_UP: Mark(message("household_plans.line.given_up"), Tone.PLAIN, "close"),
}
_NEED_MARKS = {
    NeedState.WAITING: Mark(message("household_plans.need.waiting"), Tone.WARN, "clock"),
    NeedState.ACCEPTED: Mark(message("household_plans.need.accepted"), Tone.ACCENT, "note"),
    NeedState.REFUSED: Mark(message("household_plans.need.refused"), Tone.ERROR, "close"),
    NeedState.HELPED: Mark(message("household_plans.need.helped"), Tone.OK, "tick"),
}
_STEP_MARKS = {
    StepState.DONE: Mark(message("household_plans.road.done"), Tone.OK, "tick"),
    StepState.BEGUN: Mark(message("household_plans.road.begun"), Tone.ACCENT, "edit"),
    StepState.WAITING: Mark(message("household_plans.road.waiting"), Tone.PLAIN, "clock"),
}


def place(item: PlanItem) -> str:
    """The sub-district of a household."""
    found = area(item.address.subdistrict_code)
    return found.subdistrict if found else ""


def _building(item: PlanItem) -> Mark | None:
    return Mark(message("household_plans.list.building"), Tone.ACCENT, "house") if item.building else None


def _found_by(item: PlanItem) -> Message | str:
    return message(f"household_plans.found_by.{item.found_by.value}") if item.found_by else ""


_of_list = columns_of("household_plans.list")
COLUMNS = (
    _of_list("head", lambda item: item.head, 0),
    _of_list("state", lambda item: STATE_MARKS[item.state], 136, ColumnKind.CHIP),
    _of_list("house", lambda item: item.address.house_no, 72, hidden=True),
    _of_list("moo", lambda item: item.address.moo, 56, ColumnKind.INT, hidden=True),
    _of_list("place", place, 112, hidden=True),
    _of_list("building", _building, 96, ColumnKind.CHIP, hidden=True),
    _of_list("paid", lambda item: item.paid, 112, ColumnKind.MONEY, summed=True),
    _of_list("paid_on", lambda item: item.paid_on, 96, ColumnKind.DATE, hidden=True),
    _of_list("steps", lambda item: item.steps, 72, ColumnKind.INT, hidden=True),
    _of_list("due", lambda item: item.next_due, 96, ColumnKind.DATE, hidden=True),
    _of_list("found_by", _found_by, 96, hidden=True),
    _of_list("mentors", lambda item: ", ".join(item.mentors), 176, hidden=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A line of the plan with how far it is."""

    line: PlanLine
    result: LineResult


def told_lines(page: PlanPage) -> tuple[ToldLine, ...]:
    """The lines of what stands, in the order of the four ท."""
    values = page.values
    if values is None:
        return ()
    order = list(type(values.lines[0].strand))
    waiting = LineResult(state=LineState.WAITING)
    told = (ToldLine(line=line, result=page.results.get(line.line_id, waiting)) for line in values.lines)
    return tuple(sorted(told, key=lambda one: order.index(one.line.strand)))


_of_lines = columns_of("household_plans.lines")
LINE_COLUMNS = (
    _of_lines("strand", lambda one: message(f"household_plans.strand.{one.line.strand.value}"), 88),
    _of_lines("what", lambda one: one.line.what, 0),
    _of_lines("who", lambda one: one.line.who, 128),
    _of_lines("due", lambda one: one.line.due, 88, ColumnKind.DATE),
    _of_lines("state", lambda one: _LINE_MARKS[one.result.state], 112, ColumnKind.CHIP),
    _of_lines("agency", lambda one: one.line.agency, 120),
    _of_lines("result", lambda one: one.result.result, 200),
)


def _level(one: NeedLine) -> Message:
    return message(f"household_plans.level.{one.need.level.value}")


_of_needs = columns_of("household_plans.needs")
NEED_COLUMNS = (
    _of_needs("what", lambda one: one.need.what, 0),
    _of_needs("agency", lambda one: one.need.agency, 160),
    _of_needs("state", lambda one: _NEED_MARKS[one.answer.state], 104, ColumnKind.CHIP),
    _of_needs("sent_on", lambda one: one.need.sent_on, 88, ColumnKind.DATE),
    _of_needs("level", _level, 88, hidden=True),
    _of_needs("in_plan", lambda one: one.answer.in_plan, 176, hidden=True),
    _of_needs("words", lambda one: one.answer.words, 200),
)


def step_number(step: Step) -> int:
    """1 to 12."""
    return list(Step).index(step) + 1


def step_words(step: Step) -> Message:
    """What a step is."""
    return message(f"household_plans.step.{step.value}")


def _marked_on(one: StepLine) -> object:
    return one.mark.on if one.mark else None


_of_road = columns_of("household_plans.road")
STEP_COLUMNS = (
    _of_road("number", lambda one: step_number(one.step), 56, ColumnKind.INT),
    _of_road("step", lambda one: step_words(one.step), 0),
    _of_road("state", lambda one: _STEP_MARKS[one.state], 136, ColumnKind.CHIP),
    _of_road("on", _marked_on, 96, ColumnKind.DATE),
    _of_road("note", lambda one: one.mark.note if one.mark else "", 112),
)


_of_paid = columns_of("household_plans.paid")
PAID_COLUMNS = (
    _of_paid("paid_on", lambda one: one.paid_on, 104, ColumnKind.DATE),
    _of_paid("number", lambda one: one.number, 144),
    _of_paid("payee", lambda one: one.payee, 200),
    _of_paid("amount", lambda one: one.amount, 128, ColumnKind.MONEY, summed=True),
)
